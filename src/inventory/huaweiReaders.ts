import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { listInstanceConnections } from './das';
import type { DasConnection } from './dasConnection';
import { ddm } from './ddm';
import { dds } from './dds';
import type { ProductReader, ResourceAddress } from './estate';
import { gaussdb } from './gaussdb';
import { huaweiInstance, type HuaweiInstance, type InstanceProduct } from './huaweiInstance';
import type { HuaweiService } from './huaweiService';
import { NOT_LISTED } from './offsetPages';
import { rds } from './rds';
import { taurusdb } from './taurusdb';

/** What stands under an instance, besides its nodes. */
export type HuaweiParts = { readonly connections: readonly DasConnection[] };

const SERVICES: Readonly<Record<InstanceProduct, HuaweiService>> = { rds, taurusdb, gaussdb, dds, ddm };

/** One instance with its nodes. Rejects with CloudError; see `isHuaweiInstanceGone`. */
export const readHuaweiInstance = (
  client: CloudClient,
  product: InstanceProduct,
  address: ResourceAddress,
  signal?: AbortSignal,
): Promise<HuaweiInstance> => SERVICES[product].read(client, address, signal);

const GONE: ReadonlySet<string | undefined> = new Set([NOT_LISTED, 'DBS.200002']);

/** Whether the service says that it does not know the instance, or does not list it. */
export const isHuaweiInstanceGone = (error: unknown): boolean =>
  error instanceof CloudError && GONE.has(error.code);

const watched = z.object({ instance: huaweiInstance });

/** Instances of one service, with their nodes and the connections that DAS has to them. */
const readerFor = (service: HuaweiService): ProductReader<HuaweiInstance, HuaweiParts> => ({
  ...service,
  noun: 'instance',
  kind: `${service.product}.instance`,
  parts: {
    connections: (client, { region, id }, signal) =>
      listInstanceConnections(client, { region, instanceId: id }, signal),
  },
  isGone: isHuaweiInstanceGone,
  merge: mergeInstance,
  isDetailed: ({ detailed }) => detailed,
  facts: ({ region, engine, version, status, addresses }) => [
    region,
    `${engine} ${version}`.trim(),
    status,
    addresses[0]?.host ?? '',
  ],
  targets: () => [],
  parse: (state) => instanceOf(service, watched.safeParse(state).data?.instance),
  restore: (kept) => instanceOf(service, huaweiInstance.safeParse(kept).data),
  // A connection that is made on an instance is one of the region.
  alsoShownIn: [{ product: 'das', where: 'list' }],
});

const instanceOf = (
  { product }: HuaweiService,
  instance: HuaweiInstance | undefined,
): HuaweiInstance | undefined => (instance?.product === product ? instance : undefined);

/** In the order shown. */
export const huaweiReaders = [rds, taurusdb, gaussdb, dds, ddm].map(readerFor);

/**
 * The lists of TaurusDB and DDM tell no nodes: those stay as the instance's own call had them, though not their status
 * where the instance's has changed. TaurusDB's own call in turn leaves out the addresses of readers and proxies.
 */
function mergeInstance(older: HuaweiInstance, newer: HuaweiInstance): HuaweiInstance {
  if (newer.detailed) {
    if (newer.product !== 'taurusdb') return newer;
    const kept = older.addresses.filter(({ kind }) => kind === 'readOnly' || kind === 'proxy');
    return { ...newer, addresses: [...newer.addresses, ...kept] };
  }
  if (!older.detailed) return newer;
  const nodes =
    older.status === newer.status ? older.nodes : older.nodes.map((node) => ({ ...node, status: '' }));
  return { ...older, ...newer, nodes, detailed: true };
}
