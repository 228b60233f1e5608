import * as z from 'zod';
import { count, listIn, needed, optional } from './answers';
import { defined } from './defined';
import type { SelectdbCluster, SelectdbInstance } from './selectdbInstance';

/** An empty binding is written as nothing, and by some services as a dash or a word. */
const clusterId = optional.transform((value) =>
  value === undefined || /^(-|null|none|)$/i.test(value.trim()) ? undefined : value.trim(),
);

/** Typed as a number, documented as `lock`; the reason's example is `nolock`. */
const locked = optional.transform((value) =>
  value === undefined ? undefined : !/^(0|nolock|unlock(ed)?)$/i.test(value),
);

/** One that runs is ACTIVATION, but ACTIVE in the documents of DescribeDBInstanceAttribute. */
const status = needed.transform((value) => (/^active$/i.test(value) ? 'ACTIVATION' : value));

/** `Prepaid` is also spelt `PrePaid`. */
const charge = optional.transform((value) => {
  if (value === undefined) return undefined;
  return /^prepaid$/i.test(value) ? 'Prepaid' : /^postpaid$/i.test(value) ? 'Postpaid' : value;
});

const backend = z.object({
  DbClusterId: needed,
  DbClusterName: optional,
  Status: status,
  ZoneId: optional,
  ChargeType: charge,
  ClusterBinding: clusterId,
  DbClusterClass: optional,
  ClusterNodeCount: count,
});
const frontend = z.object({ DbClusterId: needed, Status: status, NodeCount: count });
const virtual = z.object({
  DbClusterId: needed,
  DbClusterName: optional,
  Status: status,
  ActiveClusterId: clusterId,
  StandbyClusterId: clusterId,
});

// A tag that cannot be read is no reason to lose its instance.
const tags = listIn(
  'Tag',
  z.object({ TagKey: z.string(), TagValue: z.string().catch('') }).or(z.unknown().transform(() => null)),
);

/**
 * An instance of DescribeDBInstances or of DescribeDBInstanceAttribute, which spell the same facts differently. What
 * they hand out besides, tokens among it, is left behind here.
 */
export const instanceAnswer = z.object({
  DBInstanceId: needed,
  Status: status,
  Description: optional,
  Engine: optional,
  EngineVersion: optional,
  EngineMinorVersion: optional,
  LockMode: locked,
  DeployScheme: optional,
  ChargeType: charge,
  CreateTime: optional,
  GmtCreated: optional,
  VpcId: optional,
  VSwitchId: optional,
  VswitchId: optional,
  ZoneId: optional,
  MultiZone: listIn('MultiZone', z.object({ ZoneId: optional })).catch([]),
  Tags: tags.catch([]),
  ClusterCount: count,
  DBClusterList: listIn('DBCluster', backend),
  FEClusterList: listIn('FECluster', frontend),
  VirtualClusterList: listIn('VirtualCluster', virtual),
});

/** The answer as an instance. The region is the one that was asked: it is part of the instance's address. */
export function toInstance(
  answer: z.output<typeof instanceAnswer>,
  region: string,
  detailed: boolean,
): SelectdbInstance {
  const { DBInstanceId: id, ZoneId: zone } = answer;
  const zones = answer.MultiZone.flatMap(({ ZoneId }) => ZoneId ?? []);
  return defined({
    id,
    name: answer.Description ?? id,
    region,
    engine: answer.Engine ?? 'selectdb',
    version: answer.EngineMinorVersion ?? answer.EngineVersion ?? '',
    status: answer.Status,
    locked: answer.LockMode,
    deployScheme: answer.DeployScheme,
    chargeType: answer.ChargeType,
    createdAt: answer.CreateTime ?? answer.GmtCreated,
    vpcId: answer.VpcId,
    vSwitchId: answer.VSwitchId ?? answer.VswitchId,
    zones: [...new Set(zone === undefined ? zones : [zone, ...zones])],
    tags: answer.Tags.flatMap((tag) => (tag ? { key: tag.TagKey, value: tag.TagValue } : [])),
    clusters: [
      ...answer.DBClusterList.map(toBackend),
      ...answer.FEClusterList.map(toFrontend),
      ...answer.VirtualClusterList.map(toVirtual),
    ],
    backends: answer.ClusterCount,
    detailed,
  });
}

const toBackend = (answer: z.output<typeof backend>): SelectdbCluster =>
  defined({
    id: answer.DbClusterId,
    name: answer.DbClusterName ?? answer.DbClusterId,
    kind: 'backend',
    status: answer.Status,
    zone: answer.ZoneId,
    chargeType: answer.ChargeType,
    class: answer.DbClusterClass,
    nodes: answer.ClusterNodeCount,
    boundTo: answer.ClusterBinding,
  });

const toFrontend = (answer: z.output<typeof frontend>): SelectdbCluster =>
  defined({
    id: answer.DbClusterId,
    name: answer.DbClusterId,
    kind: 'frontend',
    status: answer.Status,
    nodes: answer.NodeCount,
  });

const toVirtual = (answer: z.output<typeof virtual>): SelectdbCluster =>
  defined({
    id: answer.DbClusterId,
    name: answer.DbClusterName ?? answer.DbClusterId,
    kind: 'virtual',
    status: answer.Status,
    active: answer.ActiveClusterId,
    standby: answer.StandbyClusterId,
  });
