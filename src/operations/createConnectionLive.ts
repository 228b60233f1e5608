import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { dasConnection, type DasConnection } from '../inventory/dasConnection';
import { listInstanceConnections } from '../inventory/das';
import { readSupportedEngines, type SupportedEngines } from '../inventory/dasEngines';
import type { HuaweiInstance, InstanceProduct } from '../inventory/huaweiInstance';
import { readHuaweiInstance } from '../inventory/huaweiReaders';
import { productOf, type Target } from '../inventory/target';
import { reading, type Reading } from './reading';

export interface CreateConnectionLive {
  readonly instance: HuaweiInstance;
  readonly connections: Reading<readonly DasConnection[]>;
  readonly supported: Reading<SupportedEngines>;
}

/** What is watched: the instance's connections, as DAS lists them; null where the key may not list them. */
export const createConnectionState = z.object({ connections: z.array(dasConnection).nullable() });
export type CreateConnectionState = z.infer<typeof createConnectionState>;

const listOf = (client: CloudClient, { region, id }: Target, signal?: AbortSignal) =>
  listInstanceConnections(client, { region, instanceId: id }, signal);

/** Rejects with CloudError where the instance cannot be read. */
export async function readForConnection(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<CreateConnectionLive> {
  const [instance, connections, supported] = await Promise.all([
    readHuaweiInstance(client, productOf(target.kind) as InstanceProduct, target, signal),
    reading((limit) => listOf(client, target, limit), signal),
    reading((limit) => readSupportedEngines(client, target.region, limit), signal),
  ]);
  return { instance, connections, supported };
}

/** Rejects with CloudError, but not for a permission that is missing: waiting would not bring it. */
export async function observeConnections(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<CreateConnectionState> {
  try {
    return { connections: [...(await listOf(client, target, signal))] };
  } catch (error) {
    if (error instanceof CloudError && error.kind === 'permission') return { connections: null };
    throw error;
  }
}
