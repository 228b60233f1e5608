/**
 * What the sample cloud stores of a SelectDB instance. Fields with capitals are the API's own and are served as they
 * stand; those in lower case are the sample's and never leave it.
 */
export interface SampleInstance {
  DBInstanceId: string;
  RegionId: string;
  Description: string;
  /** `ACTIVATION` where it runs; the attribute call spells that `ACTIVE`. */
  Status: string;
  Engine: string;
  EngineVersion: string;
  EngineMinorVersion: string;
  ChargeType: string;
  /** `single_az` or `multi_az`. */
  DeployScheme: string;
  ZoneId: string;
  MultiZone: { ZoneId: string; VSwitchIds: string[]; AvailableIpCount: number; Cidr: string }[];
  VpcId: string;
  VSwitchId: string;
  /** A number by its type; the documents also call a locked one `lock`. */
  LockMode: number | string;
  LockReason: string;
  CreateTime: string;
  ExpireTime: string;
  ResourceGroupId: string;
  Tags: { TagKey: string; TagValue: string }[];
  DBClusterList: SampleBackend[];
  FEClusterList: { DbClusterId: string; NodeCount: number; Status: string }[];
  VirtualClusterList: SampleVirtualCluster[];
  /** Handed out by reads, and secret all the same. */
  OTelBearerToken: string;
  TenantToken: string;

  accountId: string;
  /** The number by which the service knows it besides. */
  number: string;
  /** Names of users whose policy forbids them this very instance. */
  forbiddenTo: string[];
  /** Whether the service fails at every change of it. */
  broken: boolean;
  bindings: BindingTask[];
}

/** A cluster of backends, where queries run. */
export interface SampleBackend {
  DbClusterId: string;
  DbClusterName: string;
  /** The instance's id, whatever the field's name says. */
  DbInstanceName: string;
  Status: string;
  ChargeType: string;
  ZoneId: string;
  /** The id of the cluster it is bound to; empty where there is none. */
  ClusterBinding: string;
  DbClusterClass: string;
  CpuCores: number;
  Memory: number;
  ClusterNodeCount: number;
  CreatedTime: string;
  VSwitchId: string;
}

export interface SampleVirtualCluster {
  DbClusterId: string;
  DbClusterName: string;
  ActiveClusterId: string;
  StandbyClusterId: string;
  Status: string;
  CreatedTime: string;
}

/** A binding that is being made or undone. Times in milliseconds since the epoch. */
export interface BindingTask {
  readonly kind: 'bind' | 'unbind';
  readonly cluster: string;
  readonly other: string;
  startedAt: number;
  durationMs: number;
}
