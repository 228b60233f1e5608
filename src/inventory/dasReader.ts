import * as z from 'zod';
import { connectionPages, isConnectionGone, readConnection } from './das';
import { dasConnection, type DasConnection } from './dasConnection';
import type { ProductReader } from './estate';
import { INSTANCE_PRODUCTS } from './huaweiInstance';

/** A connection has nothing under it. */
export type DasParts = Readonly<Record<string, never>>;

const watched = z.object({ connection: dasConnection });

/** DAS: the connections of a project to instances of all services, also to those that are deleted. */
export const dasReader: ProductReader<DasConnection, DasParts> = {
  product: 'das',
  title: 'DAS',
  noun: 'connection',
  kind: 'das.connection',
  list: (client, region, signal) => connectionPages(client, region, signal),
  read: readConnection,
  parts: {},
  isGone: isConnectionGone,
  merge: (_older, newer) => newer,
  isDetailed: () => true,
  facts: ({ region, engine, database, host }) => [region, engine, database, host],
  targets: () => [],
  parse: (state) => watched.safeParse(state).data?.connection,
  restore: (kept) => dasConnection.safeParse(kept).data,
  alsoShownIn: [
    { product: 'das', where: 'list' },
    ...INSTANCE_PRODUCTS.map((product) => ({ product, where: 'parts' as const })),
  ],
};
