import type { ProductReader } from './estate';
import { mergeCluster } from './mergeCluster';
import { isClusterNotFound, listClusters, readCluster, readEndpoints } from './polardb';
import { utcSeconds } from './cloudTimes';
import { isChangeable, readScheduledTasks, type ScheduledTask } from './scheduledTasks';
import { cluster as clusterSchema, type Cluster, type ClusterEndpoint, writersOf } from './polardbCluster';

/** What stands under a PolarDB cluster, besides its nodes, which its own call tells. */
export type PolardbParts = {
  readonly endpoints: readonly ClusterEndpoint[];
  /** What the cloud is to do to it later, and what it did. */
  readonly tasks: readonly ScheduledTask[];
};

/** PolarDB clusters, with their endpoints and scheduled tasks. */
export const polardbReader: ProductReader<Cluster, PolardbParts> = {
  product: 'polardb',
  title: 'PolarDB',
  noun: 'cluster',
  kind: 'polardb.cluster',
  list: listClusters,
  read: readCluster,
  parts: { endpoints: readEndpoints, tasks: readScheduledTasks },
  isGone: isClusterNotFound,
  merge: mergeCluster,
  isDetailed: ({ detailed }) => detailed,
  facts: (cluster) => [
    cluster.region,
    `${cluster.engine} ${cluster.version}`,
    cluster.status,
    writersOf(cluster)[0]?.zone ?? cluster.zones[0] ?? '',
  ],
  targets: (_cluster, { tasks = [] }) =>
    tasks.filter(isChangeable).map(({ id, action, earliest }) => ({
      kind: 'polardb.scheduledTask' as const,
      id,
      name: action,
      facts: earliest === undefined ? [] : [utcSeconds(earliest)],
    })),
  parse: (state) => clusterSchema.safeParse(state).data,
};
