import type { Cluster, ClusterEndpoint, ClusterNode } from '../../../src/inventory/polardbCluster';
import type { SwitchRoleLive } from '../../../src/operations/switchRoleForm';

export const node = (id: string, more: Partial<ClusterNode> = {}): ClusterNode => ({
  id,
  role: 'Reader',
  zone: 'cn-hangzhou-i',
  class: 'polar.mysql.x4.large',
  status: 'Running',
  subCluster: 'Primary',
  failoverPriority: 1,
  ...more,
});

/** A healthy MySQL cluster: writer pi-w, readers pi-r1 and pi-r2 of the same class. */
export const aCluster = (more: Partial<Cluster> = {}): Cluster => ({
  id: 'pc-bp1test',
  name: 'orders',
  region: 'cn-hangzhou',
  engine: 'MySQL',
  version: '8.0',
  status: 'Running',
  lockMode: 'Unlock',
  category: 'Normal',
  zones: ['cn-hangzhou-i', 'cn-hangzhou-j'],
  tags: [],
  nodes: [node('pi-w', { role: 'Writer' }), node('pi-r1'), node('pi-r2', { failoverPriority: 5 })],
  hotStandby: false,
  detailed: true,
  ...more,
});

/** The same with a hot standby storage cluster in another zone: pi-s1 there. */
export const withStandby = (more: Partial<Cluster> = {}): Cluster =>
  aCluster({
    hotStandby: true,
    dataSyncMode: 'SemiSync',
    nodes: [...aCluster().nodes, node('pi-s1', { subCluster: 'Standby', zone: 'cn-hangzhou-j' })],
    ...more,
  });

export const endpoint = (id: string, more: Partial<ClusterEndpoint> = {}): ClusterEndpoint => ({
  id,
  name: id,
  type: 'Cluster',
  mode: 'ReadWrite',
  nodes: [],
  addresses: [{ host: `${id}.rwlb.rds.aliyuncs.com`, port: '3306', net: 'Private' }],
  ...more,
});

export const liveOf = (cluster: Cluster, more: Partial<SwitchRoleLive> = {}): SwitchRoleLive => ({
  cluster,
  endpoints: {
    known: true,
    value: [
      endpoint('pe-primary', { type: 'Primary' }),
      endpoint('pe-cluster'),
      endpoint('pe-report', { type: 'Custom', mode: 'ReadOnly', nodes: ['pi-r2'] }),
    ],
  },
  switches: { known: true, value: [] },
  ...more,
});

/** The cluster after `writer` has taken over. */
export const switched = (cluster: Cluster, writer: string, more: Partial<Cluster> = {}): Cluster => ({
  ...cluster,
  nodes: cluster.nodes.map((each) => ({ ...each, role: each.id === writer ? 'Writer' : 'Reader' })),
  ...more,
});
