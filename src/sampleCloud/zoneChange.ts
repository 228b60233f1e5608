import type { SampleCluster, SampleNode, ZoneMove } from './sampleCluster';
import { defaultVSwitch, regionOfCluster } from './zones';

/*
 * How long a change of zone takes at speed 1. The vendor speaks of five minutes a node where only the nodes
 * move, and of hours where the data does; nobody wants to wait that long for a sample.
 */
export const NODE_MOVE_MS = 20_000;
export const DATA_MOVE_MS = 120_000;

const zonesOf = ({ ZoneIds }: SampleCluster): string[] => ZoneIds.split(',').filter(Boolean);

/** Where the cluster writes; the first of its zones while it has no writer. */
export const primaryZoneOf = (cluster: SampleCluster): string =>
  cluster.DBNodes.find(({ DBNodeRole }) => DBNodeRole === 'Writer')?.ZoneId ?? zonesOf(cluster)[0] ?? '';

export const standbyZonesOf = (cluster: SampleCluster): string[] =>
  zonesOf(cluster).filter((zone) => zone !== primaryZoneOf(cluster));

/** Whether only nodes move, because the data is in the zone already. */
export const isFast = (cluster: SampleCluster, { zoneType, zone }: ZoneMove): boolean =>
  zoneType === 'Primary' && standbyZonesOf(cluster).includes(zone);

/** Begins a change: Transing, or StandbyTransing where it is the standby that moves. */
export function beginZoneChange(cluster: SampleCluster, move: ZoneMove, now: number, taskId?: string): void {
  const moving = cluster.DBNodes.filter(({ ZoneId }) => ZoneId === primaryZoneOf(cluster)).length;
  const durationMs = isFast(cluster, move) ? NODE_MOVE_MS * Math.max(1, moving) : DATA_MOVE_MS;
  cluster.changing = {
    ...move,
    startedAt: now,
    durationMs: durationMs / move.speed,
    ...(taskId === undefined ? {} : { taskId }),
  };
  cluster.DBClusterStatus = move.zoneType === 'Standby' ? 'StandbyTransing' : 'Transing';
}

/** Brings a cluster to where its change of zone has got by now. True where something changed. */
export function settleZoneChange(cluster: SampleCluster, now: number): boolean {
  const { changing } = cluster;
  if (!changing || now - changing.startedAt < changing.durationMs) return false;
  if (changing.zoneType === 'Standby') moveStandby(cluster, changing.zone);
  else movePrimary(cluster, changing);
  if (['Transing', 'StandbyTransing'].includes(cluster.DBClusterStatus)) cluster.DBClusterStatus = 'Running';
  for (const task of cluster.tasks ?? [])
    if (task.id === changing.taskId && task.status === 'executing') task.status = 'finish';
  delete cluster.changing;
  return true;
}

function moveNodes(nodes: readonly SampleNode[], moves: Readonly<Record<string, string>>): void {
  for (const node of nodes) node.ZoneId = moves[node.ZoneId] ?? node.ZoneId;
}

/** The nodes of the primary zone go to the new one; those of a standby there take their place. */
function movePrimary(cluster: SampleCluster, { zone, vSwitchId }: ZoneMove): void {
  const from = primaryZoneOf(cluster);
  const standbys = standbyZonesOf(cluster);
  const swaps = standbys.includes(zone);
  cluster.ZoneIds = [zone, ...standbys.map((each) => (each === zone ? from : each))].join(',');
  moveNodes(cluster.DBNodes, swaps ? { [from]: zone, [zone]: from } : { [from]: zone });
  const region = regionOfCluster(cluster);
  cluster.VSwitchId = vSwitchId ?? (region ? defaultVSwitch(region, zone) : cluster.VSwitchId);
  for (const { AddressItems } of cluster.endpoints)
    for (const address of AddressItems)
      if (address.NetType === 'Private') {
        address.VSwitchId = cluster.VSwitchId;
        address.IPAddress = address.IPAddress.replace(/^172\.(\d+)/, (_, net: string) =>
          net === '16' ? '172.17' : '172.16',
        );
      }
}

function moveStandby(cluster: SampleCluster, zone: string): void {
  const primary = primaryZoneOf(cluster);
  const old = standbyZonesOf(cluster);
  cluster.ZoneIds = [primary, zone].join(',');
  moveNodes(cluster.DBNodes, Object.fromEntries(old.map((each) => [each, zone])));
}
