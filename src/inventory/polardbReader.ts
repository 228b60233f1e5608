import type { ProductReader } from './estate';
import { mergeCluster } from './mergeCluster';
import { isClusterNotFound, listClusters, readCluster, readEndpoints } from './polardb';
import { cluster as clusterSchema, type Cluster, type ClusterEndpoint, writersOf } from './polardbCluster';

/** What stands under a PolarDB cluster, besides its nodes, which its own call tells. */
export type PolardbParts = {
  readonly endpoints: readonly ClusterEndpoint[];
};

/** PolarDB clusters, with their endpoints. */
export const polardbReader: ProductReader<Cluster, PolardbParts> = {
  product: 'polardb',
  title: 'PolarDB',
  noun: 'cluster',
  kind: 'polardb.cluster',
  list: listClusters,
  read: readCluster,
  parts: { endpoints: readEndpoints },
  isGone: isClusterNotFound,
  merge: mergeCluster,
  isDetailed: ({ detailed }) => detailed,
  facts: (cluster) => [
    cluster.region,
    `${cluster.engine} ${cluster.version}`,
    cluster.status,
    writersOf(cluster)[0]?.zone ?? cluster.zones[0] ?? '',
  ],
  targets: () => [],
  parse: (state) => clusterSchema.safeParse(state).data,
};
