import { clusterReader } from './clusterReader';
import type { ProductReader } from './estate';
import { listClusters, readCluster, readEndpoints } from './polardb';
import { utcSeconds } from './cloudTimes';
import { isChangeable, readScheduledTasks, type ScheduledTask } from './scheduledTasks';
import type { Cluster, ClusterEndpoint } from './polardbCluster';

/** What stands under a PolarDB cluster, besides its nodes, which its own call tells. */
export type PolardbParts = {
  readonly endpoints: readonly ClusterEndpoint[];
  /** What the cloud is to do to it later, and what it did. */
  readonly tasks: readonly ScheduledTask[];
};

/** PolarDB clusters, with their endpoints and scheduled tasks. */
export const polardbReader: ProductReader<Cluster, PolardbParts> = {
  ...clusterReader,
  product: 'polardb',
  title: 'PolarDB',
  kind: 'polardb.cluster',
  list: listClusters,
  read: readCluster,
  parts: { endpoints: readEndpoints, tasks: readScheduledTasks },
  targets: (_cluster, { tasks = [] }) =>
    tasks.filter(isChangeable).map(({ id, action, earliest }) => ({
      kind: 'polardb.scheduledTask' as const,
      id,
      name: action,
      facts: earliest === undefined ? [] : [utcSeconds(earliest)],
    })),
};
