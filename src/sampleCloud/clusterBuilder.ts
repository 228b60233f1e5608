import { createHash } from 'node:crypto';
import { MAIN_ACCOUNT } from './accessKeys';
import { REGIONS, type SampleRegion } from './hosts';
import { type SampleCluster, type SampleEndpoint, type SampleNode, apiTime } from './sampleCluster';

/** What sets a sample cluster apart; the rest follows from it. */
export interface ClusterPlan {
  /** Seeds the ids, so that they are the same on every machine. */
  readonly key: string;
  readonly region: string;
  readonly description: string;
  readonly engine?: 'MySQL' | 'PostgreSQL' | 'Oracle';
  readonly version?: string;
  readonly createdAt: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** The writer first. */
  readonly nodes: readonly NodePlan[];
  readonly hotStandby?: 'AsyncSync' | 'SemiSync';
  readonly publicAddress?: boolean;
  readonly fields?: Partial<SampleCluster>;
}

export interface NodePlan {
  readonly class: string;
  readonly zone?: number;
  readonly priority?: number;
  readonly fields?: Partial<SampleNode>;
}

const PORTS = { MySQL: '3306', PostgreSQL: '5432', Oracle: '1521' } as const;
const DOMAINS = { MySQL: 'mysql', PostgreSQL: 'pg', Oracle: 'o' } as const;

/** An id as the vendor forms them: prefix, the region's infix, letters and digits; the same for the same key. */
export function sampleId(prefix: string, region: SampleRegion, key: string): string {
  const digest = createHash('sha256').update(`${prefix} ${region.id} ${key}`).digest();
  const tail = [...digest.subarray(0, 14)].map((byte) => (byte % 36).toString(36)).join('');
  return `${prefix}-${region.infix}${tail}`;
}

/** Builds a cluster from its plan. */
export function buildCluster(plan: ClusterPlan): SampleCluster {
  const region = REGIONS.find(({ id }) => id === plan.region);
  if (!region) throw new Error(`The sample has no region ${plan.region}.`);
  const id = sampleId('pc', region, plan.key);
  const nodes = plan.nodes.map((node, index) => buildNode(plan, region, node, index));
  const zones = [...new Set(nodes.map(({ ZoneId }) => ZoneId))];
  return {
    DBClusterId: id,
    RegionId: region.id,
    DBClusterDescription: plan.description,
    DBClusterStatus: 'Running',
    DBType: plan.engine ?? 'MySQL',
    DBVersion: plan.version ?? '8.0',
    Category: 'Normal',
    SubCategory: 'Exclusive',
    PayType: 'Postpaid',
    LockMode: 'Unlock',
    Expired: 'false',
    ExpireTime: '',
    CreationTime: plan.createdAt,
    ZoneIds: zones.join(','),
    VPCId: sampleId('vpc', region, 'main'),
    VSwitchId: sampleId('vsw', region, zones[0] ?? ''),
    HotStandbyCluster: plan.hotStandby ? 'StandbyClusterON' : 'StandbyClusterOFF',
    ...(plan.hotStandby ? { DataSyncMode: plan.hotStandby, StandbyHAMode: 'ON' } : {}),
    ResourceGroupId: 'rg-acfmsample0001',
    Tags: Object.entries(plan.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    DBNodes: nodes,
    StorageUsed: 3 * 1024 ** 3 + plan.key.length * 7_340_032,
    DeletionLock: plan.tags?.['env'] === 'prod' ? 1 : 0,
    accountId: MAIN_ACCOUNT,
    homeZone: zones[0] ?? '',
    endpoints: buildEndpoints(plan, region, id, nodes),
    switches: [],
    ...plan.fields,
  };
}

function buildNode(plan: ClusterPlan, region: SampleRegion, node: NodePlan, index: number): SampleNode {
  const zone = node.zone ?? 0;
  return {
    DBNodeId: sampleId('pi', region, `${plan.key} ${index}`),
    DBNodeRole: index === 0 ? 'Writer' : 'Reader',
    DBNodeClass: node.class,
    DBNodeStatus: 'Running',
    ZoneId: region.zones[zone] ?? region.zones[0],
    ...(plan.hotStandby ? { SubCluster: zone === 0 ? 'Primary' : 'Standby' } : {}),
    FailoverPriority: node.priority ?? 1,
    HotReplicaMode: 'OFF',
    ImciSwitch: 'OFF',
    CreationTime: plan.createdAt,
    replication: 'healthy',
    ...node.fields,
  };
}

function buildEndpoints(
  plan: ClusterPlan,
  region: SampleRegion,
  id: string,
  nodes: readonly SampleNode[],
): SampleEndpoint[] {
  const engine = plan.engine ?? 'MySQL';
  const central = ['cn-hangzhou', 'cn-beijing', 'cn-shanghai'].includes(region.id);
  const domain = `${central ? '' : `${region.id}.`}rds.aliyuncs.com`;
  const seed = createHash('sha256').update(id).digest();
  const address = (kind: string, host: string, ip: string): SampleEndpoint['AddressItems'][number] => ({
    NetType: kind,
    ConnectionString: host,
    IPAddress: ip,
    Port: PORTS[engine],
    ...(kind === 'Private'
      ? { VPCId: sampleId('vpc', region, 'main'), VSwitchId: sampleId('vsw', region, region.zones[0]) }
      : {}),
  });
  const endpoint = (
    type: SampleEndpoint['EndpointType'],
    mode: SampleEndpoint['ReadWriteMode'],
    description: string,
    addresses: SampleEndpoint['AddressItems'],
    nodeIds?: string[],
  ): SampleEndpoint => ({
    DBEndpointId: sampleId('pe', region, `${plan.key} ${type}`),
    EndpointType: type,
    ReadWriteMode: mode,
    DBEndpointDescription: description,
    AutoAddNewNodes: type === 'Custom' ? 'Disable' : 'Enable',
    AddressItems: addresses,
    ...(nodeIds ? { nodeIds } : {}),
  });
  const ip = (last: number) => `172.16.${seed[0] ?? 0}.${last}`;
  const list = [
    endpoint('Primary', 'ReadWrite', '', [
      address('Private', `${id}.${DOMAINS[engine]}.polardb.${domain}`, ip(10)),
    ]),
  ];
  if (plan.fields?.Category === 'Basic') return list;
  list.push(
    endpoint('Cluster', 'ReadWrite', '', [
      address('Private', `${id}.rwlb.${domain}`, ip(11)),
      ...(plan.publicAddress
        ? [address('Public', `${plan.key}-public.rwlb.${domain}`, `203.0.113.${(seed[1] ?? 0) % 250}`)]
        : []),
    ]),
  );
  const readers = nodes.slice(1).map(({ DBNodeId }) => DBNodeId);
  if (readers.length > 1)
    list.push(
      endpoint(
        'Custom',
        'ReadOnly',
        'reports',
        [address('Private', `${plan.key}-ro.rwlb.${domain}`, ip(12))],
        readers.slice(-1),
      ),
    );
  return list;
}

/** ExpireTime of a subscription that still runs `days`, or has ended that many days ago. */
export const expiry = (now: number, days: number): string => apiTime(now + days * 86_400_000);
