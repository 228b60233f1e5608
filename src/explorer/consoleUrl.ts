import type { ClusterAddress } from '../inventory/polardbCluster';

/** The cluster's page in the vendor's console. */
export const clusterConsoleUrl = ({ region, id }: ClusterAddress): string =>
  `https://polardb.console.aliyun.com/${encodeURIComponent(region)}/cluster/${encodeURIComponent(id)}`;
