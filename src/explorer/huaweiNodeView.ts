import { text, type Text } from '../clouds/text';
import {
  type HuaweiAddress,
  type HuaweiGroup,
  type HuaweiInstance,
  type HuaweiNode,
  isRunning,
  type RelatedInstance,
  stateOf,
} from '../inventory/huaweiInstance';
import { oneLine } from '../profiles/displayText';
import { listed, type Say } from '../profiles/say';
import { dotted, type ItemView, lines } from './itemView';

type Product = Pick<HuaweiInstance, 'product'>;

/** The words that the services have for nodes that take writes. */
const WRITERS: ReadonlySet<string> = new Set(['master', 'primary']);
export const isWriter = ({ role }: HuaweiNode): boolean => WRITERS.has(role.toLowerCase());

/** A node of an instance: its role first, where the service tells one, then zone, status unless it runs, and name. */
export function huaweiNodeView({ product }: Product, node: HuaweiNode, say: Say): ItemView {
  const name = oneLine(node.name);
  const label = oneLine(node.role) || name || oneLine(node.id);
  const status = node.status === '' || isRunning(node.status) ? '' : oneLine(node.status);
  const rest = name === label || name === '' ? oneLine(node.host) : name;
  const facts = [status, oneLine(node.zone), rest].filter(Boolean);
  return {
    label,
    description: dotted(...facts),
    icon: nodeIcon(node),
    contextValue: `${product}.node`,
    children: 'none',
    spoken: listed([say(text('Node {role}', { role: label })), ...facts], say),
    tooltip: () =>
      lines(
        name || oneLine(node.id),
        [say(text('ID')), oneLine(node.id)],
        [say(text('Role')), oneLine(node.role)],
        [say(text('Status')), oneLine(node.status)],
        [say(text('Zone')), oneLine(node.zone)],
        [say(text('Address')), oneLine(node.host)],
      ),
  };
}

function nodeIcon(node: HuaweiNode): NonNullable<ItemView['icon']> {
  const state = node.status === '' ? 'connectable' : stateOf(node.status);
  if (state === 'failed') return { name: 'error', color: 'charts.red' };
  if (state !== 'connectable') return { name: 'warning', color: 'charts.yellow' };
  if (node.role === '') return { name: 'server' };
  return isWriter(node) ? { name: 'edit', color: 'charts.green' } : { name: 'book' };
}

const GROUPS: Readonly<Record<string, Text>> = {
  shard: text('Shard'),
  config: text('Config servers'),
  mongos: text('mongos'),
  replica: text('Replica set'),
  single: text('Single node'),
};

/** A shard, the mongos nodes or the config servers of a sharded cluster. */
export function nodeGroupView({ product }: Product, group: HuaweiGroup, count: number, say: Say): ItemView {
  const known = GROUPS[group.type];
  const kind = known ? say(known) : oneLine(group.type);
  const label = oneLine(group.name) || kind;
  const status = group.status === '' || isRunning(group.status) ? '' : oneLine(group.status);
  const nodes = say(count === 1 ? text('1 node') : text('{count} nodes', { count }));
  const facts = [status, label === kind ? '' : kind, nodes].filter(Boolean);
  return {
    label,
    description: dotted(...facts),
    icon: status === '' ? { name: 'layers' } : { name: 'warning', color: 'charts.yellow' },
    // Without an id there is nothing to copy, so that it is a group like any other.
    contextValue: group.id === '' ? 'group.nodes' : `${product}.group`,
    children: 'closed',
    spoken: listed([label, ...facts], say),
    tooltip: () =>
      lines(label, [say(text('ID')), oneLine(group.id)], [say(text('Status')), oneLine(group.status)], nodes),
  };
}

const ADDRESSES: Readonly<Record<HuaweiAddress['kind'], Text>> = {
  private: text('private'),
  readOnly: text('private, read-only'),
  proxy: text('proxy'),
  public: text('public'),
  dns: text('name in the VPC'),
};

/** What an address is for. */
export const addressKind = ({ kind }: HuaweiAddress, say: Say): string => say(ADDRESSES[kind]);

/** An address at which an instance answers. */
export function addressView(instance: HuaweiInstance, address: HuaweiAddress, say: Say): ItemView {
  const label = oneLine(instance.port === undefined ? address.host : `${address.host}:${instance.port}`);
  const kind = addressKind(address, say);
  return {
    label,
    description: kind,
    icon: { name: address.kind === 'public' ? 'globe' : 'plug' },
    contextValue: `${instance.product}.address`,
    children: 'none',
    spoken: say(text('Address {address}, {kind}', { address: label, kind })),
    tooltip: () => `${label} (${kind})`,
  };
}

const RELATED: Readonly<Record<string, Text>> = {
  replica: text('Read replica'),
  replica_of: text('Replica of'),
};

/** An instance of its own that belongs to this one: a read replica, or what this is a replica of. */
export function relatedView({ product }: Product, { id, type }: RelatedInstance, say: Say): ItemView {
  const description = oneLine(id);
  const known = RELATED[type];
  const label = known ? say(known) : oneLine(type) || description;
  return {
    label,
    description,
    icon: { name: 'references' },
    contextValue: `${product}.related`,
    children: 'none',
    spoken: listed([label, description], say),
    tooltip: () => `${label} (${description})`,
  };
}
