import { text } from '../clouds/text';
import {
  clusterPhase,
  isWriter,
  roleWord,
  type ClusterEndpoint,
  type ClusterNode,
} from '../inventory/polardbCluster';
import { oneLine } from '../profiles/displayText';
import { listed, type Say } from '../profiles/say';
import { dotted, lines, type ItemView } from './itemView';

/** A node of a cluster: its role first, then zone, status (once its own call has told it), class and id. */
export function nodeView(node: ClusterNode, say: Say): ItemView {
  const role = oneLine(say(roleWord(node.role)));
  const label = role || oneLine(node.id);
  const facts = [
    node.zone,
    node.status,
    node.hotReplica ? say(text('hot replica')) : undefined,
    node.subCluster?.toLowerCase() === 'standby' ? say(text('standby storage')) : undefined,
    node.class,
    node.id,
  ].flatMap((fact) => (fact ? oneLine(fact) : []));
  return {
    label,
    description: dotted(...facts),
    icon: nodeIcon(node),
    contextValue: `polardb.node.${isWriter(node) ? 'writer' : 'reader'}`,
    children: 'none',
    spoken: listed([say(text('Node {role}', { role: label })), ...facts], say),
    tooltip: () =>
      lines(
        oneLine(node.id),
        [say(text('Role')), role],
        [say(text('Zone')), oneLine(node.zone)],
        [say(text('Class')), oneLine(node.class)],
        [say(text('Status')), node.status && oneLine(node.status)],
        [say(text('Storage cluster')), node.subCluster && oneLine(node.subCluster)],
        [say(text('Failover priority')), node.failoverPriority?.toString()],
      ),
  };
}

function nodeIcon(node: ClusterNode): NonNullable<ItemView['icon']> {
  const phase = node.status === undefined ? 'running' : clusterPhase(node.status);
  if (phase === 'switching') return { name: 'sync~spin', color: 'charts.blue' };
  if (phase !== 'running') return { name: 'warning', color: 'charts.yellow' };
  return isWriter(node) ? { name: 'edit', color: 'charts.green' } : { name: 'book' };
}

/** An endpoint of a cluster and the addresses it answers at. */
export function endpointView(endpoint: ClusterEndpoint, say: Say): ItemView {
  const { id, type, mode } = endpoint;
  // Without a name of its own the cloud gives the id, which says nothing; its type does.
  const isNamed = endpoint.name !== '' && endpoint.name !== id;
  const label = oneLine(isNamed ? endpoint.name : type) || oneLine(id);
  const facts = (isNamed ? [type, mode] : [mode]).map(oneLine).filter(Boolean);
  const hosts = endpoint.addresses.map(({ host, port }) => oneLine(`${host}:${port}`));
  return {
    label,
    description: dotted(...facts, hosts[0]),
    icon: { name: 'plug' },
    contextValue: 'polardb.endpoint',
    children: 'none',
    spoken: listed([say(text('Endpoint {name}', { name: label })), ...facts, ...hosts], say),
    tooltip: () =>
      lines(
        label,
        [say(text('ID')), oneLine(endpoint.id)],
        [say(text('Type')), listed([type, mode].map(oneLine), say)],
        ...endpoint.addresses.map(({ host, port, net }): [string, string] => [
          oneLine(net),
          oneLine(`${host}:${port}`),
        ]),
        [say(text('Nodes')), listed(endpoint.nodes.map(oneLine), say)],
      ),
  };
}
