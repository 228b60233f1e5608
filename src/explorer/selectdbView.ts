import { text } from '../clouds/text';
import {
  clusterOf,
  isMultiZone,
  peerOf,
  type SelectdbCluster,
  type SelectdbInstance,
  type SelectdbState,
  stateOf,
} from '../inventory/selectdbInstance';
import type { SelectdbParts } from '../inventory/selectdbReader';
import { oneLine } from '../profiles/displayText';
import { listed, type Say } from '../profiles/say';
import { dotted, type ItemView, lines } from './itemView';
import { cloudTime } from './localAndUtc';
import type { ActiveRun, Member, ProductView } from './productView';

/** SelectDB: instances, and under each its clusters, bound pairs shown on both sides. */
export const selectdbView: ProductView<SelectdbInstance, SelectdbParts> = {
  product: 'selectdb',
  resource: instanceView,
  members: (instance) => inOrder(instance.clusters).map((cluster) => clusterMember(instance, cluster)),
  notRead: () => text('Clusters not read'),
  consoleUrl: ({ region, id }) =>
    `https://selectdb.console.aliyun.com/${encodeURIComponent(region)}/instance/${encodeURIComponent(id)}`,
};

const ICONS: Readonly<Record<SelectdbState, NonNullable<ItemView['icon']>>> = {
  active: { name: 'database', color: 'charts.green' },
  busy: { name: 'tools', color: 'charts.yellow' },
  stopped: { name: 'debug-stop', color: 'descriptionForeground' },
  gone: { name: 'trash', color: 'descriptionForeground' },
};
const operating = ({ icon }: ActiveRun) => ({ name: icon, color: 'charts.blue' });

/** An instance: its state, unless it simply runs, in words, icon and context value, and whether it spans zones. */
function instanceView(instance: SelectdbInstance, run: ActiveRun | undefined, say: Say): ItemView {
  const { name, region, zones, locked = false } = instance;
  const state = stateOf(instance.status);
  const label = oneLine(name);
  const status = state === 'active' ? undefined : oneLine(instance.status);
  const unusual = [run?.say ?? status, locked ? say(text('locked')) : undefined];
  const spread = isMultiZone(instance) === false ? say(text('single zone')) : undefined;
  const zone = spread === undefined ? listed(zones.map(oneLine), say) : oneLine(zones[0] ?? '');
  const lock = locked && state === 'active';
  return {
    label,
    description: dotted(...unusual, ...(zone.startsWith(region) ? [] : [region]), spread, zone),
    icon: run ? operating(run) : lock ? { name: 'lock', color: 'charts.yellow' } : ICONS[state],
    contextValue: `selectdb.instance.${state}${locked ? '.locked' : ''}${run ? '.operating' : ''}`,
    children: 'closed',
    spoken: listed(
      [
        say(text('Instance {name}', { name: label })),
        ...unusual.filter((part) => part !== undefined),
        ...(status === undefined ? [oneLine(instance.status)] : []),
        region,
        ...(spread === undefined ? [] : [spread]),
        ...(zone === '' ? [] : [zone]),
      ],
      say,
    ),
    tooltip: () => instanceTooltip(instance, run, say),
  };
}

function instanceTooltip(instance: SelectdbInstance, run: ActiveRun | undefined, say: Say): string {
  const { tags, clusters, backends } = instance;
  const count = instance.detailed ? clusters.filter(({ kind }) => kind === 'backend').length : backends;
  return lines(
    oneLine(instance.name),
    [say(text('ID')), oneLine(instance.id)],
    [say(text('Status')), oneLine(instance.status)],
    [say(text('Run')), run?.say],
    [say(text('Lock')), instance.locked ? say(text('locked')) : undefined],
    [say(text('Version')), oneLine(`${instance.engine} ${instance.version}`)],
    [say(text('Deployment')), instance.deployScheme && oneLine(instance.deployScheme)],
    [say(text('Billing')), instance.chargeType && oneLine(instance.chargeType)],
    [say(text('Region')), instance.region],
    [say(text('Zones')), listed(instance.zones.map(oneLine), say)],
    [say(text('Clusters')), count?.toString()],
    [say(text('Created')), instance.createdAt && cloudTime(instance.createdAt)],
    [
      say(text('Tags')),
      listed(
        tags.map(({ key, value }) => oneLine(`${key}=${value}`)),
        say,
      ),
    ],
  );
}

function clusterMember(instance: SelectdbInstance, cluster: SelectdbCluster): Member {
  const { id, kind } = cluster;
  return {
    key: ['cluster', id],
    view: (say, run) => clusterView(instance, cluster, run, say),
    copies: [{ value: id }],
    ...(kind === 'backend' ? { target: { kind: 'selectdb.cluster', id, name: cluster.name } } : {}),
  };
}

function clusterView(
  instance: SelectdbInstance,
  cluster: SelectdbCluster,
  run: ActiveRun | undefined,
  say: Say,
): ItemView {
  const state = stateOf(cluster.status);
  const label = oneLine(cluster.name);
  const nameOf = (id: string | undefined) =>
    id === undefined ? undefined : oneLine(clusterOf(instance, id)?.name ?? id);
  const peer = nameOf(peerOf(instance, cluster.id));
  const facts = [
    run?.say ?? (state === 'active' ? undefined : oneLine(cluster.status)),
    peer === undefined ? undefined : say(text('bound to {peer}', { peer })),
    cluster.kind === 'frontend' ? say(text('frontends')) : undefined,
    cluster.kind === 'virtual'
      ? say(
          text('virtual: {active}, standby {standby}', {
            active: nameOf(cluster.active) ?? '–',
            standby: nameOf(cluster.standby) ?? '–',
          }),
        )
      : undefined,
    cluster.zone && oneLine(cluster.zone),
    cluster.class && oneLine(cluster.class),
  ].filter((fact) => fact !== undefined && fact !== '');
  const binding = cluster.kind !== 'backend' ? '' : peer === undefined ? '.unbound' : '.bound';
  return {
    label,
    description: dotted(...facts),
    icon: clusterIcon(cluster, state, peer !== undefined, run),
    contextValue: `selectdb.cluster.${cluster.kind}${binding}.${state}${run ? '.operating' : ''}`,
    children: 'none',
    spoken: listed([say(text('Cluster {name}', { name: label })), ...facts], say),
    tooltip: () =>
      lines(
        label,
        [say(text('ID')), oneLine(cluster.id)],
        [say(text('Status')), oneLine(cluster.status)],
        [say(text('Run')), run?.say],
        [say(text('Bound to')), peer],
        [say(text('Zone')), cluster.zone && oneLine(cluster.zone)],
        [say(text('Class')), cluster.class && oneLine(cluster.class)],
        [say(text('Nodes')), cluster.nodes?.toString()],
        [say(text('Billing')), cluster.chargeType && oneLine(cluster.chargeType)],
        [say(text('Active cluster')), nameOf(cluster.active)],
        [say(text('Standby cluster')), nameOf(cluster.standby)],
      ),
  };
}

function clusterIcon(
  { kind }: SelectdbCluster,
  state: SelectdbState,
  isBound: boolean,
  run: ActiveRun | undefined,
): NonNullable<ItemView['icon']> {
  if (run) return operating(run);
  if (state !== 'active') return ICONS[state];
  if (isBound) return { name: 'link', color: 'charts.green' };
  return { name: { backend: 'server', frontend: 'globe', virtual: 'combine' }[kind] };
}

const KINDS: readonly SelectdbCluster['kind'][] = ['backend', 'virtual', 'frontend'];

/** Backends first, by name: that is where operations are. */
const inOrder = (clusters: readonly SelectdbCluster[]): readonly SelectdbCluster[] =>
  [...clusters].sort(
    (a, b) =>
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      a.name.localeCompare(b.name) ||
      a.id.localeCompare(b.id),
  );
