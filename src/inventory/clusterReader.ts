import type { ProductReader } from './estate';
import { mergeCluster } from './mergeCluster';
import { isClusterNotFound } from './polardb';
import { cluster as clusterSchema, type Cluster, writersOf } from './polardbCluster';

const restore = (kept: unknown): Cluster | undefined => clusterSchema.safeParse(kept).data;

/** What PolarDB's readers share: clusters look the same in a region and on ENS. */
export const clusterReader = {
  noun: 'cluster',
  isGone: isClusterNotFound,
  merge: mergeCluster,
  isDetailed: ({ detailed }) => detailed,
  facts: (cluster) => [
    cluster.region,
    `${cluster.engine} ${cluster.version}`,
    cluster.status,
    writersOf(cluster)[0]?.zone ?? cluster.zones[0] ?? '',
  ],
  tags: ({ tags }) => tags.map(({ key, value }) => `${key}=${value}`),
  parse: restore,
  restore,
} as const satisfies Partial<ProductReader<Cluster>>;
