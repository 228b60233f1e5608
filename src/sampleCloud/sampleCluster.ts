import type { SampleAccount, SampleDatabase } from './zonalAccount';

/**
 * What the sample cloud stores of a cluster. Fields with capitals are the API's own and are served as they
 * stand; those in lower case are the sample's and never leave it.
 */
export interface SampleCluster {
  DBClusterId: string;
  RegionId: string;
  DBClusterDescription: string;
  DBClusterStatus: string;
  DBType: string;
  DBVersion: string;
  Category: string;
  SubCategory: string;
  PayType: string;
  LockMode: string;
  /** The API types these as strings. */
  Expired: string;
  ExpireTime: string;
  CreationTime: string;
  /** Comma list, the primary zone first. */
  ZoneIds: string;
  VPCId: string;
  VSwitchId: string;
  HotStandbyCluster: string;
  DataSyncMode?: string;
  StandbyHAMode?: string;
  ResourceGroupId: string;
  Tags: { Key: string; Value: string }[];
  DBNodes: SampleNode[];
  StorageUsed: number;
  DeletionLock: number;
  /** `ENS` for a cluster on ENS, which only the Zonal operations serve. */
  CloudProvider?: string;
  ENSRegionId?: string;
  CentralControlRegionId?: string;

  accountId: string;
  /** The zone the writer was created in: where a fail-back leads. */
  homeZone: string;
  endpoints: SampleEndpoint[];
  switching?: Switching;
  changing?: ZoneChange;
  /** Scheduled tasks, past ones included. */
  tasks?: SampleTask[];
  /** Past and present switches, the newest first. */
  switches: SwitchLog[];
  /** The database accounts and databases of a cluster on ENS. */
  accounts?: SampleAccount[];
  databases?: SampleDatabase[];
  /** Things that the API does not tell, and that make it refuse. */
  engineMigration?: boolean;
  gdnSecondary?: boolean;
}

export interface SampleNode {
  DBNodeId: string;
  DBNodeRole: string;
  DBNodeClass: string;
  DBNodeStatus: string;
  ZoneId: string;
  SubCluster?: string;
  FailoverPriority: number;
  HotReplicaMode: string;
  ImciSwitch: string;
  CreationTime: string;
  /** Whether redo from the writer reaches the node; the API does not tell. */
  replication: 'healthy' | 'broken';
}

export interface SampleEndpoint {
  DBEndpointId: string;
  EndpointType: 'Primary' | 'Cluster' | 'Custom';
  ReadWriteMode: 'ReadWrite' | 'ReadOnly';
  DBEndpointDescription: string;
  AutoAddNewNodes: string;
  AddressItems: {
    NetType: string;
    ConnectionString: string;
    IPAddress: string;
    Port: string;
    VPCId?: string;
    VSwitchId?: string;
  }[];
  /** Ids of its nodes; unset where it follows the roles. */
  nodeIds?: string[];
}

/** A switch under way. Times in milliseconds since the epoch. */
export interface Switching {
  readonly from: string;
  readonly to: string;
  readonly zoneType: 'Primary' | 'Standby';
  startedAt: number;
  readonly durationMs: number;
  /** Whether the roles have been exchanged already. */
  swapped: boolean;
}

/** What a change of zone is to do. */
export interface ZoneMove {
  readonly zoneType: 'Primary' | 'Standby';
  /** The new zone. */
  readonly zone: string;
  readonly vSwitchId?: string;
  /** How fast the sample went when it was asked for. */
  readonly speed: number;
}

/** A change of zone under way. */
export interface ZoneChange extends ZoneMove {
  startedAt: number;
  readonly durationMs: number;
  /** The scheduled task that it belongs to. */
  readonly taskId?: string;
}

/** A scheduled task. Times in milliseconds since the epoch. */
export interface SampleTask {
  readonly id: string;
  readonly action: string;
  status: 'pending' | 'executing' | 'failure' | 'finish' | 'cancel' | 'expired' | 'rollback';
  earliest: number;
  /** The latest time at which it may start. */
  latest: number;
  readonly move?: ZoneMove;
}

/** An entry of the high-availability log. */
export interface SwitchLog {
  readonly id: string;
  readonly nodeIds: readonly string[];
  startedAt: number;
  finishedAt?: number;
  readonly causeCode: string;
  readonly cause: string;
}

/** A request that changed something. */
export interface Effect {
  readonly at: string;
  readonly action: string;
  readonly clusterId: string;
  readonly requestId: string;
  readonly clientToken?: string;
  readonly accessKeyId: string;
  readonly detail: Readonly<Record<string, string | boolean>>;
}

/** The answer kept for a client token. */
export interface TokenAnswer {
  at: number;
  readonly parameters: string;
  readonly requestId: string;
}

/** `2026-01-15T08:30:00Z`, as the API writes times. */
export const apiTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
