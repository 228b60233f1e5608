import { isWriter, type Cluster, type ClusterNode } from './polardbCluster';

/**
 * A newer reading over an older one. The list tells less than a cluster's own call: what only that call tells is kept
 * from the older reading, except what no longer holds when the status or the writer is another one.
 */
export function mergeCluster(older: Cluster, newer: Cluster): Cluster {
  if (newer.detailed || !older.detailed) return newer;
  const before = new Map(older.nodes.map((node) => [node.id, node]));
  // The list of clusters on ENS tells no nodes at all.
  const listsNodes = newer.nodes.length > 0;
  const sameWriter = older.nodes.every(
    (node) => isWriter(node) === newer.nodes.some((other) => other.id === node.id && isWriter(other)),
  );
  const sameStatus = sameWriter && older.status === newer.status;
  return {
    ...older,
    ...newer,
    zones: older.zones[0] === newer.zones[0] ? older.zones : newer.zones,
    nodes: listsNodes
      ? newer.nodes.map((node) => mergeNode(before.get(node.id), node, sameWriter, sameStatus))
      : older.nodes,
    detailed: true,
  };
}

/** A switch to the standby storage cluster may swap what the nodes belong to. */
function mergeNode(
  older: ClusterNode | undefined,
  newer: ClusterNode,
  sameWriter: boolean,
  sameStatus: boolean,
): ClusterNode {
  const { status, subCluster, ...rest } = older ?? {};
  return {
    ...rest,
    ...(sameStatus && status !== undefined ? { status } : {}),
    ...(sameWriter && subCluster !== undefined ? { subCluster } : {}),
    ...newer,
  };
}
