import { clusterReader } from './clusterReader';
import type { ProductReader } from './estate';
import type { Cluster, ClusterEndpoint } from './polardbCluster';
import {
  listZonalClusters,
  readZonalAccounts,
  readZonalCluster,
  readZonalDatabases,
  readZonalEndpoints,
} from './polardbZonal';
import type { Account, Database } from './polardbZonalAccount';

/** What stands under a PolarDB cluster on ENS, besides its nodes, which its own call tells. */
export type PolardbZonalParts = {
  readonly endpoints: readonly ClusterEndpoint[];
  readonly databases: readonly Database[];
  readonly accounts: readonly Account[];
};

/** PolarDB clusters on ENS, with their endpoints, databases and accounts. */
export const polardbZonalReader: ProductReader<Cluster, PolardbZonalParts> = {
  ...clusterReader,
  product: 'polardbZonal',
  title: 'PolarDB on ENS',
  kind: 'polardbZonal.cluster',
  list: listZonalClusters,
  read: readZonalCluster,
  parts: {
    endpoints: readZonalEndpoints,
    databases: readZonalDatabases,
    accounts: (client, address, signal) => readZonalAccounts(client, address, signal),
  },
  targets: (_cluster, { accounts = [] }) =>
    accounts.map(({ name, type, status, description }) => ({
      kind: 'polardbZonal.account',
      id: name,
      name,
      facts: [type, status, description],
    })),
};
