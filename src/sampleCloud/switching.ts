import { randomUUID } from 'node:crypto';
import type { SampleCluster, SampleNode } from './sampleCluster';

/** How long a switch takes at speed 1; the vendor speaks of about 30 seconds. */
export const SWITCH_MS = 30_000;
/** When, within a switch, the new writer takes over. */
const SWAP_AT = 0.6;

export const nodeOf = (cluster: SampleCluster, id: string): SampleNode | undefined =>
  cluster.DBNodes.find(({ DBNodeId }) => DBNodeId === id);

/** Begins a switch: from now on the cluster and both nodes are Switching. */
export function beginSwitch(
  cluster: SampleCluster,
  to: SampleNode,
  zoneType: 'Primary' | 'Standby',
  now: number,
  speed: number,
): void {
  const from = cluster.DBNodes.find(({ DBNodeRole }) => DBNodeRole === 'Writer');
  if (!from) return;
  cluster.switching = {
    from: from.DBNodeId,
    to: to.DBNodeId,
    zoneType,
    startedAt: now,
    durationMs: SWITCH_MS / speed,
    swapped: false,
  };
  cluster.switches.unshift({
    id: randomUUID(),
    nodeIds: [from.DBNodeId, to.DBNodeId],
    startedAt: now,
    causeCode: 'Platform.Ha.AuroraService.ManualOperations',
    cause: 'Platform.Ha.ManuallyTriggered',
  });
  cluster.DBClusterStatus = from.DBNodeStatus = to.DBNodeStatus = 'Switching';
}

/** Brings a cluster to where its switch has got by now. True where something changed. */
export function settle(cluster: SampleCluster, now: number): boolean {
  const { switching } = cluster;
  if (!switching) return false;
  const elapsed = now - switching.startedAt;
  let changed = false;
  if (!switching.swapped && elapsed >= switching.durationMs * SWAP_AT) {
    swapRoles(cluster, switching.from, switching.to, switching.zoneType);
    switching.swapped = changed = true;
  }
  if (elapsed >= switching.durationMs) {
    for (const node of [nodeOf(cluster, switching.from), nodeOf(cluster, switching.to)])
      if (node?.DBNodeStatus === 'Switching') node.DBNodeStatus = 'Running';
    if (cluster.DBClusterStatus === 'Switching') cluster.DBClusterStatus = 'Running';
    const log = cluster.switches[0];
    if (log) log.finishedAt = switching.startedAt + switching.durationMs;
    delete cluster.switching;
    changed = true;
  }
  return changed;
}

/**
 * The named node writes, the old writer reads. On a switch to the hot standby storage cluster that cluster
 * becomes the primary one: the zones change places and the nodes' sub-clusters with them. The documents do
 * not say what SubCluster reads afterwards; this keeps `Primary` true to its name.
 */
function swapRoles(cluster: SampleCluster, fromId: string, toId: string, zoneType: string): void {
  const from = nodeOf(cluster, fromId);
  const to = nodeOf(cluster, toId);
  if (!from || !to) return;
  from.DBNodeRole = 'Reader';
  to.DBNodeRole = 'Writer';
  if (zoneType !== 'Standby') return;
  for (const node of cluster.DBNodes)
    if (node.SubCluster !== undefined)
      node.SubCluster = node.SubCluster === 'Standby' ? 'Primary' : 'Standby';
  const zones = cluster.ZoneIds.split(',');
  cluster.ZoneIds = [to.ZoneId, ...zones.filter((zone) => zone !== to.ZoneId)].join(',');
}
