import { GatewayError } from './gatewayError';
import { sizeOf } from './nodeClasses';
import { type Operation, type OperationContext, pageOf, type Place, placeOf } from './operationContext';
import type { Parameters } from './parameters';
import type { SampleCluster } from './sampleCluster';

/** A stored text; a test may have taken it away or put something else in its place. */
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const DAY_MS = 86_400_000;

/** DescribeDBClusters: one region's clusters, the newest first, 30, 50 or 100 a page. */
export const describeClusters: Operation = (context) => {
  const { parameters } = context;
  const found = clustersOf(context, 'region');
  const number = Number(parameters.get('PageNumber') ?? 1);
  const page = pageOf(found, number, Number(parameters.get('PageSize') ?? 30));
  const item = parameters.get('DescribeType') === 'Simple' ? simpleItem : fullItem;
  return {
    Items: { DBCluster: page.map(item) },
    PageNumber: number,
    PageRecordCount: page.length,
    TotalRecordCount: found.length,
  };
};

/** The caller's clusters that match what is asked, the newest first. */
export function clustersOf(context: OperationContext, place: Place): readonly SampleCluster[] {
  const { parameters, estate, identity, now } = context;
  const region = regionOf(context);
  return estate
    .clusters()
    .filter(
      (cluster) =>
        cluster.accountId === identity.accountId &&
        cluster.RegionId === region &&
        placeOf(cluster) === place &&
        FILTERS.every((filter) => filter(cluster, parameters, now)),
    )
    .sort((a, b) => text(b.CreationTime).localeCompare(text(a.CreationTime)));
}

function regionOf({ parameters, host }: OperationContext): string {
  const region = parameters.get('RegionId') ?? '';
  if (host.regions.includes(region)) return region;
  throw new GatewayError(
    404,
    'InvalidRegionId.NotFound',
    'The RegionId provided does not exist in our records.',
  );
}

type Filter = (cluster: SampleCluster, parameters: Parameters, now: number) => boolean;

const equals =
  (name: string, field: (cluster: SampleCluster) => string): Filter =>
  (cluster, parameters) =>
    !parameters.has(name) || parameters.get(name) === field(cluster);

const anyOf =
  (name: string, ids: (cluster: SampleCluster) => readonly string[]): Filter =>
  (cluster, parameters) =>
    !parameters.has(name) ||
    (parameters.get(name) ?? '').split(',').some((wanted) => ids(cluster).includes(wanted.trim()));

const FILTERS: readonly Filter[] = [
  anyOf('DBClusterIds', ({ DBClusterId }) => [DBClusterId]),
  anyOf('DBNodeIds', ({ DBNodes }) => DBNodes.map(({ DBNodeId }) => DBNodeId)),
  anyOf('DBClusterStatus', ({ DBClusterStatus }) => [DBClusterStatus]),
  anyOf('ConnectionString', ({ endpoints }) =>
    endpoints.flatMap(({ AddressItems }) => AddressItems.map((address) => address.ConnectionString)),
  ),
  equals('DBType', ({ DBType }) => DBType),
  equals('DBVersion', ({ DBVersion }) => DBVersion),
  equals('PayType', ({ PayType }) => PayType),
  equals('Expired', ({ Expired }) => Expired),
  equals('ResourceGroupId', ({ ResourceGroupId }) => ResourceGroupId),
  ({ DBClusterDescription }, parameters) =>
    text(DBClusterDescription).includes(parameters.get('DBClusterDescription') ?? ''),
  within('RecentCreationInterval', ({ CreationTime }, now) => now - Date.parse(CreationTime)),
  within('RecentExpirationInterval', ({ ExpireTime }, now) => Date.parse(ExpireTime) - now),
  hasTags,
];

function within(name: string, age: (cluster: SampleCluster, now: number) => number): Filter {
  return (cluster, parameters, now) => {
    if (!parameters.has(name)) return true;
    const ms = age(cluster, now);
    return ms >= 0 && ms <= Number(parameters.get(name)) * DAY_MS;
  };
}

function hasTags({ Tags }: SampleCluster, parameters: Parameters): boolean {
  for (let n = 1; n <= 20; n++) {
    const key = parameters.get(`Tag.${n}.Key`);
    if (key === undefined) continue;
    const value = parameters.get(`Tag.${n}.Value`);
    if (!Tags.some((tag) => tag.Key === key && (value === undefined || tag.Value === value))) return false;
  }
  return true;
}

/** The list names and nests things differently from the attribute call: VpcId, VswitchId, ZoneId, Tags.Tag. */
export function fullItem(cluster: SampleCluster): Record<string, unknown> {
  const writer = cluster.DBNodes.find(({ DBNodeRole }) => DBNodeRole === 'Writer') ?? cluster.DBNodes[0];
  const size = sizeOf(writer?.DBNodeClass ?? '');
  return {
    ...cluster,
    ...simpleItem(cluster),
    CpuCores: String(size.cores),
    MemorySize: String(size.memory),
    DBClusterNetworkType: 'VPC',
    DBNodeClass: writer?.DBNodeClass,
    DBNodeNumber: cluster.DBNodes.length,
    DBNodes: {
      DBNode: cluster.DBNodes.map((node) => ({ ...node, RegionId: cluster.RegionId, Serverless: 'OFF' })),
    },
    StorageSpace: 0,
    StorageType: 'HighPerformance',
    StoragePayType: 'Postpaid',
    StrictConsistency: 'OFF',
    Tags: { Tag: cluster.Tags },
    VpcId: cluster.VPCId,
    VswitchId: cluster.VSwitchId,
  };
}

/** What DescribeType=Simple leaves. */
const simpleItem = (cluster: SampleCluster): Record<string, unknown> => ({
  DBClusterId: cluster.DBClusterId,
  DBClusterDescription: cluster.DBClusterDescription,
  DBClusterStatus: cluster.DBClusterStatus,
  DBType: cluster.DBType,
  DBVersion: cluster.DBVersion,
  Engine: 'POLARDB',
  RegionId: cluster.RegionId,
  ZoneId: text(cluster.ZoneIds).split(',')[0],
  PayType: cluster.PayType,
  LockMode: cluster.LockMode,
  Expired: cluster.Expired,
  CreateTime: cluster.CreationTime,
});
