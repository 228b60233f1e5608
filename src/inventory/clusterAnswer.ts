import type * as z from 'zod';
import { jsonObjects } from '../clouds/jsonObject';
import { commaList, countOf, flagOf, listIn, parseAs, textOf, unwrapped, withTexts } from './answers';
import { defined } from './defined';
import type { Cluster, ClusterNode } from './polardbCluster';

const clusterAnswer = withTexts('DBClusterId', 'DBClusterStatus');
const nodeAnswer = withTexts('DBNodeId', 'DBNodeRole');
const nodeAnswers = listIn('DBNode', nodeAnswer);

/**
 * A cluster out of DescribeDBClusters or DescribeDBClusterAttribute, which nest and spell the same facts differently.
 * The region is the one that was asked, whatever the answer says: it is part of the cluster's address. Throws as
 * `parseAs` does, with the same `at`.
 */
export function clusterOf(
  value: unknown,
  { operation, region, detailed }: { operation: string; region: string; detailed: boolean },
  at = '',
): Cluster {
  const answer = parseAs(clusterAnswer, value, operation, at);
  const id = answer.DBClusterId;
  const nodesAt = at ? `${at}.DBNodes` : 'DBNodes';
  const nodes = parseAs(nodeAnswers, answer['DBNodes'], operation, nodesAt);
  return defined({
    id,
    name: textOf(answer['DBClusterDescription']) ?? id,
    region,
    engine: textOf(answer['DBType']) ?? '',
    version: textOf(answer['DBVersion']) ?? '',
    status: answer.DBClusterStatus,
    lockMode: textOf(answer['LockMode']),
    category: textOf(answer['Category']),
    payType: textOf(answer['PayType']),
    expired: flagOf(answer['Expired']),
    createdAt: textOf(answer['CreationTime']) ?? textOf(answer['CreateTime']),
    vpcId: textOf(answer['VPCId']) ?? textOf(answer['VpcId']),
    vSwitchId: textOf(answer['VSwitchId']) ?? textOf(answer['VswitchId']),
    zones: commaList(textOf(answer['ZoneIds']) ?? textOf(answer['ZoneId'])),
    tags: tagsOf(answer['Tags']),
    nodes: nodes.map(nodeOf),
    hotStandby: flagOf(answer['HotStandbyCluster']),
    dataSyncMode: textOf(answer['DataSyncMode']),
    standbyHaMode: textOf(answer['StandbyHAMode']),
    detailed,
  });
}

const nodeOf = (answer: z.output<typeof nodeAnswer>): ClusterNode =>
  defined({
    id: answer.DBNodeId,
    role: answer.DBNodeRole,
    zone: textOf(answer['ZoneId']) ?? '',
    class: textOf(answer['DBNodeClass']) ?? '',
    status: textOf(answer['DBNodeStatus']),
    subCluster: textOf(answer['SubCluster']),
    failoverPriority: countOf(answer['FailoverPriority']),
    hotReplica: flagOf(answer['HotReplicaMode']),
    columnIndex: flagOf(answer['ImciSwitch']),
  });

/** A tag that cannot be read is no reason to lose its cluster. */
function tagsOf(value: unknown): Cluster['tags'] {
  const list = unwrapped(value, 'Tag');
  const tags: Cluster['tags'] = [];
  for (const { Key: key, Value: text } of jsonObjects(Array.isArray(list) ? list : []))
    if (typeof key === 'string') tags.push({ key, value: typeof text === 'string' ? text : '' });
  return tags;
}
