import { randomUUID } from 'node:crypto';
import { checkLogin, connectable } from './dasLogin';
import { connectionTo, type HuaweiConnection } from './huaweiConnection';
import { HuaweiRefusal } from './refusal';
import { string } from './requestFields';
import type { Fields, HuaweiContext } from './servedOperation';

/** What the login of a connection is, of the fields sent. The password is not among it. */
function login({ username, is_save_password, database_name, port, remarks, sql_record_flag }: Fields) {
  return {
    user_name: string(username),
    is_save_password: is_save_password === true,
    ...(database_name === undefined ? {} : { database_name: string(database_name) }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(remarks === undefined ? {} : { remarks: string(remarks) }),
    ...(sql_record_flag === undefined ? {} : { sql_record_flag: sql_record_flag === true }),
  };
}

/** Every call makes one more: the API has no token that would tell a repeat. */
export function createConnection(context: HuaweiContext) {
  const { ids, fields, state, now, identity } = context;
  const at = connectable(context, ids['instance_id'] ?? '');
  if (at.checksLogin) checkLogin(fields);
  const connection_id = randomUUID();
  state.add(connectionTo(at, identity, { connection_id, create_at: now, ...login(fields) }));
  context.done(at.id, { connection: connection_id, user: string(fields['username']) });
  return { connection_id };
}

/** The caller's own, also those that the list hides. Nobody changes what another shares. */
const own = ({ state, ids, identity }: HuaweiContext): readonly HuaweiConnection[] =>
  state.connections(ids['project_id'] ?? '').filter(({ ownerId }) => ownerId === identity.userId);

const missing = (): HuaweiRefusal => new HuaweiRefusal(400, 'DAS.5010', 'The connection does not exist.');

/** What is not sent stays as it was, which is our reading: the documents do not say. */
export function modifyConnection(context: HuaweiContext): undefined {
  const { ids, fields, state } = context;
  const connection = own(context).find(({ connection_id }) => connection_id === ids['connection_id']);
  if (!connection) throw missing();
  const at = state.instance(connection.projectId, connection.instance_id);
  // Not documented: there is nothing left that one could log in to.
  if (!at) throw new HuaweiRefusal(400, 'DAS.200114', 'The instance_id is invalid.');
  if (at.checksLogin) checkLogin(fields);
  Object.assign(connection, login(fields));
  context.done(connection.instance_id, { connection: connection.connection_id });
}

/** What an id comes to that is not there is not documented. Here the others go, and none at all is an error. */
export function deleteConnections(context: HuaweiContext) {
  const { connection_ids: wanted, delete_all: all } = context.fields;
  const ids = Array.isArray(wanted)
    ? wanted.map((item: { readonly connection_id?: unknown }) => string(item.connection_id))
    : [];
  const found = own(context).filter(({ connection_id }) => all === true || ids.includes(connection_id));
  if (found.length === 0) throw missing();
  context.state.remove(found.map(({ connection_id }) => connection_id));
  for (const { instance_id, connection_id } of found)
    context.done(instance_id, { connection: connection_id });
  return { status: true };
}
