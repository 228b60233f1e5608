import type { CloudError } from '../clouds/cloudError';
import type { Cluster, ClusterAddress, ClusterEndpoint } from './polardbCluster';

/** One region's clusters as far as they are known. */
export interface RegionLoad {
  readonly region: string;
  readonly state: 'idle' | 'loading' | 'loaded' | 'failed';
  /** What arrived so far; after a failed refresh, what was there before it. */
  readonly clusters: readonly Cluster[];
  /** How many there are in all, once the first page is in. */
  readonly total?: number;
  readonly error?: CloudError;
  /** Why clusters are missing that the last load could not read. */
  readonly problems?: readonly CloudError[];
}

/** A cluster with what only its own calls tell. */
export interface ClusterDetail {
  readonly state: 'loading' | 'loaded' | 'failed';
  readonly cluster?: Cluster;
  readonly endpoints?: readonly ClusterEndpoint[];
  /** Why the endpoints are missing, where only they are. */
  readonly endpointsError?: CloudError;
  readonly error?: CloudError;
}

/** What changed: one cluster, one region's list, or (with neither) everything. */
export interface EstateChange {
  readonly region?: string;
  readonly clusterId?: string;
}

/** All PolarDB clusters of one profile, loaded region by region, shared by the tree and the pickers. */
export interface Estate {
  onDidChange(listener: (change: EstateChange) => void): { dispose(): void };
  /** In the profile's order. Does not load anything. */
  regions(): readonly RegionLoad[];
  /** Loads the regions that are idle; those loading, loaded or failed are left alone. */
  load(): void;
  /** Loads again: one region or all. Resolves when they have answered; never rejects. */
  refresh(region?: string): Promise<void>;
  /** The cluster as last known, from its own reading or from the list. */
  cluster(address: ClusterAddress): Cluster | undefined;
  detail(address: ClusterAddress): ClusterDetail | undefined;
  /** Reads one cluster and its endpoints, unless it is being read. Never rejects. */
  refreshCluster(address: ClusterAddress): Promise<void>;
  /**
   * Takes over a reading made elsewhere (a watched run), unless a newer one is known. `readAt` is when that reading
   * began, milliseconds since the epoch; now, where it is not given.
   */
  put(cluster: Cluster, readAt?: number): void;
  dispose(): void;
}
