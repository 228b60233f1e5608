import type { Cluster, ClusterNode } from './polardbCluster';

/**
 * A newer reading over an older one. The list tells less than a cluster's own call: what only that call tells is kept
 * from the older reading, except what may have changed with the status.
 */
export function mergeCluster(older: Cluster, newer: Cluster): Cluster {
  if (newer.detailed || !older.detailed) return newer;
  const before = new Map(older.nodes.map((node) => [node.id, node]));
  const settled = older.status === newer.status;
  return {
    ...older,
    ...newer,
    zones: older.zones[0] === newer.zones[0] ? older.zones : newer.zones,
    nodes: newer.nodes.map((node) => mergeNode(before.get(node.id), node, settled)),
    detailed: true,
  };
}

function mergeNode(older: ClusterNode | undefined, newer: ClusterNode, settled: boolean): ClusterNode {
  const { status, ...rest } = older ?? {};
  return { ...rest, ...(settled && status !== undefined ? { status } : {}), ...newer };
}
