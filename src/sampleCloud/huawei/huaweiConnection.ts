import { mergePatch } from '../mergePatch';
import { databaseOf } from './database';
import type { HuaweiInstance } from './huaweiInstance';
import type { HuaweiIdentity } from './keys';
import type { Fields } from './servedOperation';

/** What the sample stores of a connection. The password is kept nowhere. */
export interface HuaweiConnection {
  readonly connection_id: string;
  readonly projectId: string;
  /** The user that made it. */
  ownerId: string;
  ownerName: string;
  /** Kept out of its owner's list, which the documents do not promise to be complete. */
  hidden?: boolean;
  /** Who else may use it, by user id, and until when, milliseconds since the epoch. */
  sharedWith?: Readonly<Record<string, { expired_time?: number }>>;
  readonly instance_id: string;
  readonly instance_name: string;
  readonly engine_type: string;
  readonly network_type: string;
  readonly datastore_version: string;
  readonly ip_address: string;
  port: number;
  user_name: string;
  is_save_password: boolean;
  database_name?: string;
  remarks?: string;
  sql_record_flag?: boolean;
  create_at: number;
}

/** A connection to an instance; what it tells of the instance stays when that is gone. */
export function connectionTo(
  instance: HuaweiInstance,
  { userId, userName }: Pick<HuaweiIdentity, 'userId' | 'userName'>,
  own: Pick<HuaweiConnection, 'connection_id' | 'create_at' | 'user_name' | 'is_save_password'> &
    Partial<HuaweiConnection>,
): HuaweiConnection {
  const { engine = '', network, address, port, version } = databaseOf(instance);
  return {
    projectId: instance.projectId,
    ownerId: userId,
    ownerName: userName,
    instance_id: instance.id,
    instance_name: instance.name,
    engine_type: engine,
    network_type: network,
    datastore_version: `${engine} ${version}`,
    ip_address: address,
    port,
    ...own,
  };
}

/** Merges a patch into a stored connection. Throws a RangeError where the sample could not go on with the result. */
export function patchConnection(connection: HuaweiConnection, patch: Fields): void {
  for (const name of ['connection_id', 'projectId', 'instance_id'])
    if (name in patch) throw new RangeError(`${name} cannot be changed.`);
  mergePatch(connection, patch);
}
