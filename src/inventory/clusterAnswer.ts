import * as z from 'zod';
import { commaList, count, flag, listIn, needed, optional } from './answers';
import { defined } from './defined';
import type { Cluster, ClusterNode } from './polardbCluster';

const nodeAnswer = z.object({
  DBNodeId: needed,
  DBNodeRole: needed,
  ZoneId: optional,
  DBNodeClass: optional,
  DBNodeStatus: optional,
  SubCluster: optional,
  FailoverPriority: count,
  HotReplicaMode: flag,
  ImciSwitch: flag,
});

// A tag that cannot be read is no reason to lose its cluster.
const tags = listIn(
  'Tag',
  z.object({ Key: z.string(), Value: z.string().catch('') }).or(z.unknown().transform(() => null)),
);

/** A cluster of DescribeDBClusters or of DescribeDBClusterAttribute, which nest and spell the same facts differently. */
export const clusterAnswer = z.object({
  DBClusterId: needed,
  DBClusterStatus: needed,
  DBNodes: listIn('DBNode', nodeAnswer),
  DBClusterDescription: optional,
  DBType: optional,
  DBVersion: optional,
  LockMode: optional,
  Category: optional,
  PayType: optional,
  Expired: flag,
  CreateTime: optional,
  CreationTime: optional,
  VpcId: optional,
  VPCId: optional,
  VswitchId: optional,
  VSwitchId: optional,
  ZoneId: optional,
  ZoneIds: optional,
  Tags: tags.catch([]),
  HotStandbyCluster: flag,
  DataSyncMode: optional,
  StandbyHAMode: optional,
});
type ClusterAnswer = z.output<typeof clusterAnswer>;

/**
 * The answer as a cluster. The region is the one that was asked, whatever the answer says: it is part of the cluster's
 * address.
 */
export function toCluster(answer: ClusterAnswer, region: string, detailed: boolean): Cluster {
  const { DBClusterId: id } = answer;
  return defined({
    id,
    name: answer.DBClusterDescription ?? id,
    region,
    engine: answer.DBType ?? '',
    version: answer.DBVersion ?? '',
    status: answer.DBClusterStatus,
    lockMode: answer.LockMode,
    category: answer.Category,
    payType: answer.PayType,
    expired: answer.Expired,
    createdAt: answer.CreationTime ?? answer.CreateTime,
    vpcId: answer.VPCId ?? answer.VpcId,
    vSwitchId: answer.VSwitchId ?? answer.VswitchId,
    zones: commaList(answer.ZoneIds ?? answer.ZoneId),
    tags: answer.Tags.flatMap((tag) => (tag ? { key: tag.Key, value: tag.Value } : [])),
    nodes: answer.DBNodes.map(toNode),
    hotStandby: answer.HotStandbyCluster,
    dataSyncMode: answer.DataSyncMode,
    standbyHaMode: answer.StandbyHAMode,
    detailed,
  });
}

const toNode = (answer: z.output<typeof nodeAnswer>): ClusterNode =>
  defined({
    id: answer.DBNodeId,
    role: answer.DBNodeRole,
    zone: answer.ZoneId ?? '',
    class: answer.DBNodeClass ?? '',
    status: answer.DBNodeStatus,
    subCluster: answer.SubCluster,
    failoverPriority: answer.FailoverPriority,
    hotReplica: answer.HotReplicaMode,
    columnIndex: answer.ImciSwitch,
  });
