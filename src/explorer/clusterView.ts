import { text } from '../clouds/text';
import {
  clusterPhase,
  isMultiMaster,
  writersOf,
  type Cluster,
  type ClusterPhase,
} from '../inventory/polardbCluster';
import type { ResourceKind } from '../inventory/target';
import { oneLine } from '../profiles/displayText';
import { listed, type Say } from '../profiles/say';
import { dotted, lines, type ItemView } from './itemView';
import { cloudTime } from './localAndUtc';
import type { ActiveRun } from './productView';

const ICONS: Readonly<Record<ClusterPhase, NonNullable<ItemView['icon']>>> = {
  running: { name: 'database', color: 'charts.green' },
  switching: { name: 'sync~spin', color: 'charts.blue' },
  busy: { name: 'tools', color: 'charts.yellow' },
  stopped: { name: 'debug-stop', color: 'descriptionForeground' },
  gone: { name: 'trash', color: 'descriptionForeground' },
};

/** A cluster: its state, unless it simply runs, in words, icon and context value, and where its writer is. */
export const clusterView = (cluster: Cluster, run: ActiveRun | undefined, say: Say): ItemView =>
  viewOfKind('polardb.cluster', cluster, run, say);

/** The same for clusters on ENS. */
export const zonalClusterView = (cluster: Cluster, run: ActiveRun | undefined, say: Say): ItemView =>
  viewOfKind('polardbZonal.cluster', cluster, run, say);

function viewOfKind(kind: ResourceKind, cluster: Cluster, run: ActiveRun | undefined, say: Say): ItemView {
  const phase = clusterPhase(cluster.status);
  const locked = isLocked(cluster);
  const label = oneLine(cluster.name);
  // The list of clusters on ENS tells no nodes, and all of them are in the one zone that it tells.
  const onlyZone = kind === 'polardbZonal.cluster' ? cluster.zones[0] : undefined;
  const zone = writerZone(cluster, say) ?? (onlyZone && oneLine(onlyZone));
  const status = phase === 'running' ? undefined : oneLine(cluster.status);
  const state = [run?.say ?? status, locked ? say(text('locked')) : undefined].filter(Boolean);
  const spokenState = state.length > 0 ? state : [oneLine(cluster.status)];
  return {
    label,
    // What is unusual first: a narrow side bar cuts the end off. Most zones name their region.
    description: dotted(...state, ...(zone?.startsWith(cluster.region) ? [] : [cluster.region]), zone),
    icon: iconOf(phase, locked, run),
    contextValue: `${kind}.${phase}${locked ? '.locked' : ''}${run ? '.operating' : ''}`,
    children: 'closed',
    spoken: listed(
      [
        say(text('Cluster {name}', { name: label })),
        ...spokenState,
        cluster.region,
        zone === undefined ? say(text('no writer')) : say(text('writer in {zone}', { zone })),
      ],
      say,
    ),
    tooltip: () => clusterTooltip(cluster, run, say),
  };
}

function iconOf(
  phase: ClusterPhase,
  locked: boolean,
  run: ActiveRun | undefined,
): NonNullable<ItemView['icon']> {
  if (run) return { name: run.icon, color: 'charts.blue' };
  return locked && phase === 'running' ? { name: 'lock', color: 'charts.yellow' } : ICONS[phase];
}

const isLocked = ({ lockMode }: Cluster): boolean =>
  lockMode !== undefined && lockMode.toLowerCase() !== 'unlock';

/** The zones of the nodes that take writes; undefined where none is known. */
function writerZone(cluster: Cluster, say: Say): string | undefined {
  const zones = [...new Set(writersOf(cluster).map(({ zone }) => oneLine(zone)))];
  return zones.length > 0 ? listed(zones, say) : undefined;
}

function clusterTooltip(cluster: Cluster, run: ActiveRun | undefined, say: Say): string {
  const { tags } = cluster;
  return lines(
    oneLine(cluster.name),
    [say(text('ID')), oneLine(cluster.id)],
    [say(text('Status')), oneLine(cluster.status)],
    [say(text('Run')), run?.say],
    [say(text('Lock')), isLocked(cluster) ? oneLine(cluster.lockMode ?? '') : undefined],
    [say(text('Engine')), oneLine(`${cluster.engine} ${cluster.version}`)],
    [say(text('Edition')), editionOf(cluster, say)],
    [say(text('Region')), cluster.region],
    [say(text('Zones')), listed(cluster.zones.map(oneLine), say)],
    // The list of clusters on ENS tells none; there is no cluster without any.
    [say(text('Nodes')), cluster.nodes.length > 0 ? String(cluster.nodes.length) : undefined],
    [say(text('Created')), cluster.createdAt && cloudTime(cluster.createdAt)],
    [
      say(text('Tags')),
      listed(
        tags.map(({ key, value }) => oneLine(`${key}=${value}`)),
        say,
      ),
    ],
  );
}

function editionOf(cluster: Cluster, say: Say): string | undefined {
  if (isMultiMaster(cluster)) return say(text('Multi-master'));
  return cluster.category && oneLine(cluster.category);
}
