import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { commaList, count, listIn, needed, optional, polardbCall, readAs, unexpected } from './answers';
import { utcSeconds, utcTime } from './cloudTimes';
import { clusterOf } from './clusterAnswer';
import type { ResourceAddress, ResourcePage } from './estate';
import { pagedList } from './pagedList';
import type { Cluster, ClusterEndpoint, SwitchEvent } from './polardbCluster';

/** The calls that read clusters: those in a region, or those on ENS, whose lists are flat and tell no nodes. */
export interface ClusterReads {
  readonly list: string;
  readonly attribute: string;
  readonly endpoints: string;
}
const IN_REGION: ClusterReads = {
  list: 'DescribeDBClusters',
  attribute: 'DescribeDBClusterAttribute',
  endpoints: 'DescribeDBClusterEndpoints',
};
/** The lower-case b is the vendor's: DescribeDBClusterAttributeZonal does not exist. */
export const ON_ENS: ClusterReads = {
  list: 'DescribeDBClustersZonal',
  attribute: 'DescribeDbClusterAttributeZonal',
  endpoints: 'DescribeDBClusterEndpointsZonal',
};

/** All clusters of a region, page by page, each cluster once. Throws CloudError. */
export const listClusters = (
  client: CloudClient,
  region: string,
  signal?: AbortSignal,
  { list: action } = IN_REGION,
): AsyncGenerator<ResourcePage<Cluster>> =>
  pagedList(
    client,
    {
      call: (page) => polardbCall(action, region, { RegionId: region, ...page }),
      wrapper: 'DBCluster',
      id: 'DBClusterId',
      parse: (item, at) => clusterOf(item, { operation: action, region, detailed: false }, at),
    },
    signal,
  );

/** One cluster with all that its own call tells. Rejects with CloudError. */
export async function readCluster(
  client: CloudClient,
  { region, id }: ResourceAddress,
  signal?: AbortSignal,
  { attribute: operation } = IN_REGION,
): Promise<Cluster> {
  const answer = await client.read(polardbCall(operation, region, { DBClusterId: id }), signal);
  const cluster = clusterOf(answer, { operation, region, detailed: true });
  if (cluster.id !== id) throw unexpected(operation, 'DBClusterId', cluster.id.slice(0, 64));
  return cluster;
}

const NOT_FOUND = new Set(['InvalidDBClusterId.NotFound', 'InvalidDBCluster.NotFound']);

/** Whether the cloud says that the cluster does not exist. */
export const isClusterNotFound = (error: unknown): boolean =>
  error instanceof CloudError && error.code !== undefined && NOT_FOUND.has(error.code);

const endpointsAnswer = z.object({
  Items: listIn(
    'DBEndpoint',
    z.object({
      DBEndpointId: needed,
      EndpointType: needed,
      DBEndpointDescription: optional,
      ReadWriteMode: optional,
      Nodes: optional,
      AddressItems: listIn(
        'Address',
        z.object({ ConnectionString: optional, Port: optional, NetType: optional }),
      ),
    }),
  ),
});

/** The endpoints that clients connect to. Rejects with CloudError. */
export async function readEndpoints(
  client: CloudClient,
  { region, id }: ResourceAddress,
  signal?: AbortSignal,
  reads = IN_REGION,
): Promise<readonly ClusterEndpoint[]> {
  const call = polardbCall(reads.endpoints, region, { DBClusterId: id });
  const { Items } = await readAs(client, call, endpointsAnswer, signal);
  return Items.map((item) => ({
    id: item.DBEndpointId,
    name: item.DBEndpointDescription ?? item.DBEndpointId,
    type: item.EndpointType,
    // A primary endpoint always writes; the others say so.
    mode: item.ReadWriteMode ?? (item.EndpointType === 'Primary' ? 'ReadWrite' : ''),
    nodes: commaList(item.Nodes),
    addresses: item.AddressItems.flatMap(({ ConnectionString, Port, NetType }) =>
      ConnectionString ? { host: ConnectionString, port: Port ?? '', net: NetType ?? '' } : [],
    ),
  }));
}

const switchesAnswer = z.object({
  HaLogItems: listIn(
    'HaLogItem',
    z.object({
      SwitchId: optional,
      SwitchStartTime: optional,
      SwitchFinishTime: optional,
      SwitchCauseCode: optional,
      SwitchCauseDetail: optional,
    }),
  ),
  TotalRecords: count,
});
/** The largest page DescribeHALogs takes. */
const LOG_PAGE_SIZE = 50;
const MOST_LOG_PAGES = 20;

/**
 * The past switches of the writer within a span (milliseconds since the epoch), newest first. The cloud keeps this log
 * for MySQL clusters only. Rejects with CloudError.
 */
export async function readSwitches(
  client: CloudClient,
  { region, id }: ResourceAddress,
  { from, to }: { readonly from: number; readonly to: number },
  signal?: AbortSignal,
): Promise<readonly SwitchEvent[]> {
  const events = new Map<string, SwitchEvent>();
  for (let page = 1; page <= MOST_LOG_PAGES; page += 1) {
    const call = polardbCall('DescribeHALogs', region, {
      DBClusterId: id,
      LogType: 'HaSwitchLogList',
      StartTime: utcSeconds(from),
      EndTime: utcSeconds(to),
      PageNumber: page,
      PageSize: LOG_PAGE_SIZE,
    });
    const { HaLogItems, TotalRecords = 0 } = await readAs(client, call, switchesAnswer, signal);
    const before = events.size;
    for (const item of HaLogItems) {
      const event = toSwitchEvent(item);
      events.set(event.id, event);
    }
    if (events.size === before || events.size >= TotalRecords) break;
  }
  return [...events.values()].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
}

function toSwitchEvent(item: z.output<typeof switchesAnswer>['HaLogItems'][number]): SwitchEvent {
  const startedAt = utcTime(item.SwitchStartTime);
  const finishedAt = utcTime(item.SwitchFinishTime);
  return {
    id: item.SwitchId ?? `${item.SwitchStartTime ?? ''}/${item.SwitchCauseCode ?? ''}`,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    causeCode: item.SwitchCauseCode ?? '',
    cause: item.SwitchCauseDetail ?? '',
  };
}

export interface Region {
  readonly id: string;
  readonly zones: readonly string[];
}

const regionsAnswer = z.object({
  Regions: listIn(
    'Region',
    z.object({ RegionId: needed, Zones: listIn('Zone', z.object({ ZoneId: optional })).catch([]) }),
  ),
});

/** The regions that PolarDB is in. Rejects with CloudError. */
export async function listRegions(client: CloudClient, signal?: AbortSignal): Promise<readonly Region[]> {
  const call = polardbCall('DescribeRegions', 'cn-hangzhou', {});
  const { Regions } = await readAs(client, call, regionsAnswer, signal);
  return Regions.map(({ RegionId, Zones }) => ({
    id: RegionId,
    zones: Zones.flatMap(({ ZoneId }) => ZoneId ?? []),
  }));
}
