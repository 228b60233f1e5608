import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import { isConnectionGone, readConnection } from '../inventory/das';
import { dasConnection, type DasConnection } from '../inventory/dasConnection';
import type { Target } from '../inventory/target';
import { differ } from './differ';
import type { Check } from './operation';

export interface ConnectionLive {
  readonly connection: DasConnection;
}

/** What is watched of a connection: null where it is not listed. */
export const connectionState = z.object({ connection: dasConnection.nullable() });
export type ConnectionState = z.infer<typeof connectionState>;

/** Rejects with CloudError, also where the connection is not listed. */
export const readOneConnection = async (
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<ConnectionLive> => ({ connection: await readConnection(client, target, signal) });

/** Rejects with CloudError; a connection that is not listed is a state like any other. */
export async function observeConnection(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<ConnectionState> {
  try {
    return { connection: await readConnection(client, target, signal) };
  } catch (error) {
    if (isConnectionGone(error)) return { connection: null };
    throw error;
  }
}

export const stateOfConnection = ({ connection }: ConnectionLive): ConnectionState => ({ connection });

/** Somebody else's connection can be used, not changed. */
export const own = ({ sharedBy }: DasConnection): Check => ({
  id: 'own',
  state: sharedBy === undefined ? 'met' : 'notMet',
  title: text('The connection is the caller’s own'),
  fact: sharedBy === undefined ? text('Not shared by others') : text('Shared by {name}', { name: sharedBy }),
  risk: text('DAS is likely to refuse: who shares a connection changes and deletes it.'),
});

/** What changed between two readings that matters to whoever changes the connection. */
export const connectionChanges = (
  { connection: seen }: ConnectionLive,
  { connection: now }: ConnectionLive,
): readonly Text[] => [
  ...differ(text('Database user: {before} → {after}'), seen.user, now.user),
  ...differ(text('Database: {before} → {after}'), seen.database, now.database),
  ...differ(text('Port: {before} → {after}'), seen.port?.toString(), now.port?.toString()),
  ...differ(text('Remarks: {before} → {after}'), seen.remarks, now.remarks),
  ...differ(text('Shared by: {before} → {after}'), seen.sharedBy, now.sharedBy),
];
