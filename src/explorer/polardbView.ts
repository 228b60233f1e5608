import { text } from '../clouds/text';
import { isWriter, type Cluster, type ClusterEndpoint, type ClusterNode } from '../inventory/polardbCluster';
import type { PolardbParts } from '../inventory/polardbReader';
import { isOpenTask, type ScheduledTask } from '../inventory/scheduledTasks';
import { clusterView } from './clusterView';
import { endpointView, nodeView } from './memberView';
import type { Member, ProductView } from './productView';
import { taskView } from './taskView';

/** PolarDB: clusters, and under each its nodes, endpoints and open scheduled tasks. */
export const polardbView: ProductView<Cluster, PolardbParts> = {
  product: 'polardb',
  resource: clusterView,
  members: ({ nodes }, detail) => [
    ...inOrder(nodes).map(nodeMember),
    ...(detail?.parts.endpoints ?? []).map(endpointMember),
    ...(detail?.parts.tasks ?? []).filter(isOpenTask).map(taskMember),
  ],
  notRead: (part) => (part === 'tasks' ? text('Scheduled tasks not read') : text('Endpoints not read')),
  consoleUrl: ({ region, id }) =>
    `https://polardb.console.aliyun.com/${encodeURIComponent(region)}/cluster/${encodeURIComponent(id)}`,
};

export const nodeMember = (node: ClusterNode): Member => ({
  key: ['node', node.id],
  view: (say) => nodeView(node, say),
  copies: [{ value: node.id }],
});

export const endpointMember = (endpoint: ClusterEndpoint): Member => ({
  key: ['endpoint', endpoint.id],
  view: (say) => endpointView(endpoint, say),
  copies:
    endpoint.addresses.length === 0
      ? [{ value: endpoint.id }]
      : endpoint.addresses.map(({ host, port, net }) => ({ value: host, description: `${net} · ${port}` })),
});

const taskMember = (task: ScheduledTask): Member => ({
  key: ['task', task.id],
  view: (say, run) => taskView(task, run, say),
  copies: [{ value: task.id }],
  target: { kind: 'polardb.scheduledTask', id: task.id, name: task.action },
});

/** The nodes in the order shown: writers first, then by zone. */
export function inOrder(nodes: readonly ClusterNode[]): readonly ClusterNode[] {
  const key = (node: ClusterNode) => `${isWriter(node) ? 0 : 1}/${node.zone}/${node.id}`;
  return [...nodes].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
