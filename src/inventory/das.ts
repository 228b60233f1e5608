import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { flag, needed, parseAs } from './answers';
import type { DasConnection } from './dasConnection';
import { defined } from './defined';
import type { ResourceAddress, ResourcePage } from './estate';
import { epoch, huaweiCall, port, words } from './huaweiAnswers';
import { allListed, findListed, NOT_LISTED, offsetPages } from './offsetPages';

const answer = z.object({
  connection_id: needed,
  instance_id: words,
  instance_name: words,
  network_type: words,
  engine_type: words,
  datastore_version: words,
  user_name: words,
  database_name: words,
  is_save_password: flag,
  sql_record_flag: flag,
  ip_address: words,
  port,
  remarks: words,
  create_at: epoch,
  status: words,
  conn_share_type: words,
  shared_user_name: words,
  expired_time: epoch,
});

/** The largest page that DAS gives. */
const LIMIT = 200;
const OPERATION = 'ListConnections';

/** The connections of a project that DAS shows to this key, page by page. Throws CloudError. */
export const connectionPages = (
  client: CloudClient,
  region: string,
  signal?: AbortSignal,
  filter: { readonly instance_id?: string } = {},
): AsyncGenerator<ResourcePage<DasConnection>> =>
  offsetPages(
    client,
    {
      call: (page) => huaweiCall('das', OPERATION, region, { ...page, ...filter }),
      limit: LIMIT,
      items: 'das_conn_info_list',
      totals: ['total_record'],
      id: 'connection_id',
      parse: (item, at) => {
        const connection = toConnection(parseAs(answer, item, OPERATION, at), region);
        const { instance_id: wanted = connection.instanceId } = filter;
        return connection.instanceId === wanted ? connection : undefined;
      },
    },
    signal,
  );

function toConnection(parsed: z.output<typeof answer>, region: string): DasConnection {
  const { instance_id: instanceId, instance_name: instanceName, user_name: user } = parsed;
  const isShared = parsed.conn_share_type.toUpperCase() === 'SHARE';
  return defined({
    region,
    id: parsed.connection_id,
    name: `${user}@${instanceName || instanceId}`,
    instanceId,
    instanceName,
    engineType: parsed.engine_type,
    networkType: parsed.network_type,
    engine: parsed.datastore_version,
    user,
    database: parsed.database_name,
    host: parsed.ip_address,
    port: parsed.port,
    savesPassword: parsed.is_save_password === true,
    recordsSql: parsed.sql_record_flag,
    remarks: parsed.remarks,
    createdAt: parsed.create_at,
    isInstanceDeleted: parsed.status.toUpperCase() === 'INSTANCE_DELETE',
    sharedBy: isShared ? parsed.shared_user_name : undefined,
    sharedUntil: parsed.expired_time,
  });
}

/**
 * All connections to an instance that DAS shows to this key; others' may be hidden. Rejects with CloudError, also
 * where the list is not whole.
 */
export const listInstanceConnections = (
  client: CloudClient,
  { region, instanceId }: { readonly region: string; readonly instanceId: string },
  signal?: AbortSignal,
): Promise<readonly DasConnection[]> =>
  allListed(connectionPages(client, region, signal, { instance_id: instanceId }));

/**
 * One connection, found in the list of its project: no release of the vendor's SDK up to August 2026 has a call for a
 * single one. Rejects with CloudError; see `isConnectionGone`.
 */
export const readConnection = (
  client: CloudClient,
  address: ResourceAddress,
  signal?: AbortSignal,
): Promise<DasConnection> => findListed(connectionPages(client, address.region, signal), address);

const GONE: ReadonlySet<string | undefined> = new Set([NOT_LISTED, 'DAS.5010', 'DAS.5052']);

/** Whether DAS does not know the connection, or does not show it to this key. */
export const isConnectionGone = (error: unknown): boolean =>
  error instanceof CloudError && GONE.has(error.code);
