import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { listIn, needed, optional, polardbCall, readAs } from './answers';
import type { Cluster } from './polardbCluster';

/** A zone of a region, with what PolarDB has there. */
export interface Zone {
  readonly id: string;
  /** Undefined where the cloud does not say (UnSet). */
  readonly inStock?: boolean;
}

const zonesAnswer = z.object({
  Zones: listIn('Zone', z.object({ ZoneId: needed, ModeCode: optional, Status: optional })),
});

/** The zones of a region in the cloud's order. Rejects with CloudError. */
export async function listZones(
  client: CloudClient,
  region: string,
  signal?: AbortSignal,
): Promise<readonly Zone[]> {
  const call = polardbCall('DescribeZones', region, { RegionId: region });
  const { Zones } = await readAs(client, call, zonesAnswer, signal);
  return Zones.map(({ ZoneId, ModeCode, Status }) => {
    const inStock = stockOf(ModeCode, Status);
    return { id: ZoneId, ...(inStock === undefined ? {} : { inStock }) };
  });
}

function stockOf(mode: string | undefined, status: string | undefined): boolean | undefined {
  if (status?.toUpperCase() === 'OFF') return false;
  switch (mode?.toLowerCase()) {
    case 'withstock':
      return true;
    case 'soldout':
      return false;
    default:
      return undefined;
  }
}

const resourcesAnswer = z.object({
  AvailableZones: listIn(
    'AvailableZone',
    z.object({
      ZoneId: needed,
      SupportedEngines: listIn(
        'SupportedEngine',
        z.object({
          AvailableResources: listIn(
            'AvailableResource',
            z.object({ DBNodeClass: optional, Category: optional }),
          ),
        }),
      ),
    }),
  ),
});

/** The node classes in stock, by zone. */
export type ZoneClasses = ReadonlyMap<string, ReadonlySet<string>>;

/** The categories of a cluster's and of a class's answer are the same words, but for this one. */
const categoryOf = (word: string): string =>
  word.toLowerCase() === 'archivenormal' ? 'archive' : word.toLowerCase();

/**
 * What a cluster of this engine, version, category and way of paying finds in each zone of its region. A version that
 * the cloud does not take here makes it refuse, which is better than to be told of others. Rejects with CloudError.
 */
export async function readZoneClasses(
  client: CloudClient,
  {
    region,
    engine,
    version,
    category,
    payType,
  }: Pick<Cluster, 'region' | 'engine' | 'version' | 'category' | 'payType'>,
  signal?: AbortSignal,
): Promise<ZoneClasses> {
  const call = polardbCall('DescribeDBClusterAvailableResources', region, {
    RegionId: region,
    PayType: payType?.toLowerCase() === 'prepaid' ? 'Prepaid' : 'Postpaid',
    DBType: engine,
    ...(version ? { DBVersion: version } : {}),
  });
  const suits = (of: string | undefined) =>
    of === undefined || category === undefined || categoryOf(of) === categoryOf(category);
  const { AvailableZones } = await readAs(client, call, resourcesAnswer, signal);
  const classes = new Map<string, Set<string>>();
  for (const { ZoneId, SupportedEngines } of AvailableZones) {
    const known = classes.get(ZoneId) ?? new Set();
    for (const { AvailableResources } of SupportedEngines)
      for (const { DBNodeClass, Category } of AvailableResources)
        if (DBNodeClass !== undefined && suits(Category)) known.add(DBNodeClass);
    classes.set(ZoneId, known);
  }
  return classes;
}
