import { text } from '../clouds/text';
import type { DasConnection } from '../inventory/dasConnection';
import {
  type HuaweiGroup,
  type HuaweiInstance,
  type HuaweiNode,
  type HuaweiState,
  INSTANCE_PRODUCTS,
  type InstanceProduct,
  isRunning,
  stateOf,
} from '../inventory/huaweiInstance';
import type { HuaweiParts } from '../inventory/huaweiReaders';
import { oneLine } from '../profiles/displayText';
import { listed, type Say } from '../profiles/say';
import { groupView } from './accountView';
import { connectionView } from './connectionView';
import { huaweiConsole } from './huaweiConsole';
import {
  addressKind,
  addressView,
  huaweiNodeView,
  isWriter,
  nodeGroupView,
  relatedView,
} from './huaweiNodeView';
import { dotted, type ItemView, lines } from './itemView';
import { localAndUtc } from './localAndUtc';
import type { ActiveRun, Member, ProductView } from './productView';

type InstanceView = ProductView<HuaweiInstance, HuaweiParts> & { readonly product: InstanceProduct };

const viewFor = (product: InstanceProduct): InstanceView => ({
  product,
  resource: instanceView,
  members: (instance, detail) => {
    const { connections } = detail?.parts ?? {};
    return [
      ...nodeMembers(instance),
      ...instance.addresses.map((address): Member => ({
        key: ['address', address.kind, address.host],
        view: (say) => addressView(instance, address, say),
        copies: [{ value: address.host }],
      })),
      ...instance.related.map((related): Member => ({
        key: ['related', related.id],
        view: (say) => relatedView(instance, related, say),
        copies: [{ value: related.id }],
      })),
      ...(connections ? [connectionGroup(connections)] : []),
    ];
  },
  notRead: () => text('Connections not read'),
  consoleUrl: ({ region }, site) => huaweiConsole(product, region, site),
});

/** RDS, TaurusDB, GaussDB, DDS and DDM: instances, and under each its nodes, addresses and connections. */
export const huaweiViews = INSTANCE_PRODUCTS.map(viewFor);

const ICONS: Readonly<Record<HuaweiState, NonNullable<ItemView['icon']>>> = {
  connectable: { name: 'database', color: 'charts.yellow' },
  busy: { name: 'tools', color: 'charts.yellow' },
  failed: { name: 'error', color: 'charts.red' },
  frozen: { name: 'debug-pause', color: 'descriptionForeground' },
};

/** An instance: its state, unless it simply runs, in words, icon and context value, then region and engine. */
function instanceView(instance: HuaweiInstance, run: ActiveRun | undefined, say: Say): ItemView {
  const state = stateOf(instance.status);
  const label = oneLine(instance.name);
  const running = isRunning(instance.status);
  const engine = engineOf(instance);
  const replica = instance.shape === 'Replica' ? say(text('read replica')) : undefined;
  const facts = [
    run?.say ?? (running ? undefined : oneLine(instance.status)),
    replica,
    instance.region,
    engine,
  ].filter((fact) => fact !== undefined && fact !== '');
  return {
    label,
    // What is unusual first: a narrow side bar cuts the end off.
    description: dotted(...facts),
    icon: run
      ? { name: run.icon, color: 'charts.blue' }
      : running
        ? { name: 'database', color: 'charts.green' }
        : ICONS[state],
    contextValue: `${instance.product}.instance.${state}${run ? '.operating' : ''}`,
    children: 'closed',
    spoken: listed(
      [
        say(text('Instance {name}', { name: label })),
        ...(running && !run ? [oneLine(instance.status)] : []),
        ...facts,
      ],
      say,
    ),
    tooltip: () => instanceTooltip(instance, run, say),
  };
}

const engineOf = ({ engine, version }: HuaweiInstance): string => oneLine(`${engine} ${version}`);

function instanceTooltip(instance: HuaweiInstance, run: ActiveRun | undefined, say: Say): string {
  const { createdAt, nodes, nodeCount } = instance;
  const count = nodes.length > 0 ? nodes.length : nodeCount;
  return lines(
    oneLine(instance.name),
    [say(text('ID')), oneLine(instance.id)],
    [say(text('Status')), oneLine(instance.status)],
    [say(text('Run')), run?.say],
    [say(text('Engine')), engineOf(instance)],
    [say(text('Type')), oneLine(instance.shape)],
    [say(text('Region')), instance.region],
    ...instance.addresses.map((address): [string, string] => [
      say(text('Address, {kind}', { kind: addressKind(address, say) })),
      oneLine(address.host),
    ]),
    [say(text('Port')), instance.port?.toString()],
    [say(text('Default user')), oneLine(instance.defaultUser)],
    [say(text('Nodes')), count?.toString()],
    [say(text('VPC')), oneLine(instance.vpc)],
    [
      say(text('Created')),
      typeof createdAt === 'number' ? localAndUtc(createdAt) : createdAt && oneLine(createdAt),
    ],
  );
}

/** The nodes; those of a sharded cluster by shard. */
function nodeMembers(instance: HuaweiInstance): readonly Member[] {
  const { nodes } = instance;
  const groups = new Map<string, { readonly group: HuaweiGroup; readonly nodes: HuaweiNode[] }>();
  for (const node of nodes)
    if (node.group) {
      const key = groupKey(node.group);
      const known = groups.get(key) ?? { group: node.group, nodes: [] };
      known.nodes.push(node);
      groups.set(key, known);
    }
  if (groups.size < 2) return inOrder(nodes).map((node) => nodeMember(instance, node));
  return [...groups].map(([key, { group, nodes: inGroup }]) => ({
    key: ['group', key],
    view: (say) => nodeGroupView(instance, group, inGroup.length, say),
    copies: group.id === '' ? [] : [{ value: group.id }],
    members: inOrder(inGroup).map((node) => nodeMember(instance, node)),
  }));
}

/** Those that take writes first, as of other products. */
const inOrder = (nodes: readonly HuaweiNode[]): readonly HuaweiNode[] =>
  [...nodes].sort((a, b) => Number(isWriter(b)) - Number(isWriter(a)));

const groupKey = ({ type, id, name }: HuaweiGroup): string => `${type}/${id || name}`;

const nodeMember = (instance: HuaweiInstance, node: HuaweiNode): Member => ({
  key: ['node', node.id],
  view: (say) => huaweiNodeView(instance, node, say),
  copies: [{ value: node.id }],
});

const connectionGroup = (connections: readonly DasConnection[]): Member => ({
  key: ['connections', ''],
  view: (say) => groupView('connections', connections.length, say),
  copies: [],
  members: connections.map((connection) => ({
    key: ['connection', connection.id],
    view: (say, run) => connectionView(connection, 'inInstance', run, say),
    copies: [{ value: connection.id }],
    // A listed resource of DAS itself, which the instance only shows as well.
    target: { kind: 'das.connection', id: connection.id, name: connection.name },
  })),
});
