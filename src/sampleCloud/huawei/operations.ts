import { randomUUID } from 'node:crypto';
import type { HuaweiService } from './catalogue';
import { BadField, type Fields } from './checkFields';
import { type HuaweiInstance, PROJECTS } from './instances';
import type { HuaweiConnection, HuaweiState } from './huaweiState';
import { type HuaweiIdentity, MAIN_DOMAIN } from './keys';
import { HuaweiRefusal } from './refusal';

/** What an operation is executed with, once the gateway has let the request in. */
export interface HuaweiContext {
  readonly identity: HuaweiIdentity;
  /** What stands in the path. */
  readonly ids: Readonly<Record<string, string>>;
  readonly fields: Fields;
  readonly state: HuaweiState;
  readonly now: number;
  /** Notes what was done, and writes all to disk. */
  done(instanceId: string, detail: Readonly<Record<string, string | boolean>>): void;
}

/** Answers with the fields of the response; undefined where the documents promise none. */
export type HuaweiOperationDouble = (context: HuaweiContext) => Record<string, unknown> | undefined;

const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const matches = (filter: unknown, value: string): boolean => filter === undefined || string(filter) === value;
const slice = <T>(items: readonly T[], { offset, limit }: Fields, normal: number): readonly T[] =>
  items.slice(Number(offset ?? 0), Number(offset ?? 0) + Number(limit ?? normal));

const listProjects: HuaweiOperationDouble = ({ identity, fields }) => {
  const { page, per_page: size } = fields;
  if ((page === undefined) !== (size === undefined)) throw new BadField('page');
  const all = PROJECTS.filter(
    (each) =>
      each.domain_id === identity.domainId &&
      matches(fields['name'], each.name) &&
      matches(fields['parent_id'], each.parent_id) &&
      matches(fields['domain_id'], each.domain_id) &&
      (fields['enabled'] ?? each.enabled) === each.enabled &&
      (fields['is_domain'] ?? each.is_domain) === each.is_domain,
  );
  const offset = page === undefined ? 0 : (Number(page) - 1) * Number(size);
  return {
    projects: slice(all, { offset, limit: size }, 5000),
    links: { self: 'https://iam.myhuaweicloud.com/v3/projects' },
  };
};

/** `*` at the beginning of a name or an id asks for what contains the rest. */
const like = (filter: unknown, value: string): boolean =>
  string(filter).startsWith('*') ? value.includes(string(filter).slice(1)) : matches(filter, value);

const listInstances: HuaweiOperationDouble = ({ state, ids, fields }) => {
  const found = state
    .instances(ids['project_id'] ?? '')
    .filter(
      (each) =>
        like(fields['id'], each.id) &&
        like(fields['name'], each.name) &&
        matches(fields['type'], each.type) &&
        matches(fields['datastore_type'], each.datastore.type) &&
        matches(fields['vpc_id'], string(each['vpc_id'])) &&
        matches(fields['subnet_id'], string(each['subnet_id'])),
    );
  return { instances: slice(found, fields, 100), total_count: found.length };
};

const instanceOf = ({ state, ids }: HuaweiContext, id: string): HuaweiInstance | undefined =>
  state.instances(ids['project_id'] ?? '').find((each) => each.id === id);

/** The connections of a project that the sample has instances for. */
const own = (context: HuaweiContext): readonly HuaweiConnection[] =>
  context.state.connections().filter(({ instance_id }) => instanceOf(context, instance_id));

const listConnections: HuaweiOperationDouble = (context) => {
  const { fields } = context;
  const found = own(context).flatMap((connection) => {
    const at = instanceOf(context, connection.instance_id);
    if (!at || fields['connection_type'] === 'SHARE') return [];
    const shown = {
      ...connection,
      instance_name: at.name,
      datastore_version: `${at.datastore.type.toLowerCase()} ${at.datastore.complete_version ?? at.datastore.version}`,
      ip_address: at.private_ips[0],
      port: connection.port ?? at.port,
      status: 'NORMAL',
      conn_share_type: 'NORMAL',
    };
    const words = [shown.ip_address, shown.instance_name, shown.remarks].join(' ');
    return matches(fields['instance_id'], shown.instance_id) &&
      matches(fields['network_type'], shown.network_type) &&
      matches(fields['datastore_type'], shown.engine_type) &&
      words.includes(string(fields['condition']))
      ? [shown]
      : [];
  });
  return { total_record: found.length, das_conn_info_list: slice(found, fields, 100) };
};

/** What the login of a connection is, of the fields sent. The password is not among it. */
function login({ username, is_save_password, database_name, port, remarks }: Fields) {
  return {
    user_name: string(username),
    is_save_password: is_save_password === true,
    ...(database_name === undefined ? {} : { database_name: string(database_name) }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(remarks === undefined ? {} : { remarks: string(remarks) }),
  };
}

/** Every call makes one more: the API has no token that would tell a repeat. */
const createConnection: HuaweiOperationDouble = (context) => {
  const { ids, fields, state, now } = context;
  const at = instanceOf(context, ids['instance_id'] ?? '');
  if (!at) throw new HuaweiRefusal(400, 'DAS.200114', 'The instance_id is invalid.');
  const engine = string(fields['engine_type']);
  if (engine !== at.datastore.type.toLowerCase() || fields['network_type'] !== 'rds')
    throw new HuaweiRefusal(400, 'DAS.200107', 'The datastore_type is invalid.');
  const connection_id = randomUUID();
  state.add({
    connection_id,
    instance_id: at.id,
    engine_type: engine,
    network_type: 'rds',
    ...login(fields),
    create_at: now,
  });
  context.done(at.id, { connection: connection_id, user: string(fields['username']) });
  return { connection_id };
};

const modifyConnection: HuaweiOperationDouble = (context) => {
  const connection = own(context).find(({ connection_id }) => connection_id === context.ids['connection_id']);
  if (!connection) throw new HuaweiRefusal(400, 'DAS.5010', 'The connection does not exist.');
  Object.assign(connection, login(context.fields));
  context.done(connection.instance_id, { connection: connection.connection_id });
  return undefined;
};

const deleteConnections: HuaweiOperationDouble = (context) => {
  const wanted = context.fields['connection_ids'];
  const ids = Array.isArray(wanted)
    ? wanted.map((item: { readonly connection_id?: unknown }) => string(item.connection_id))
    : [];
  const found = own(context).filter(
    ({ connection_id }) => context.fields['delete_all'] === true || ids.includes(connection_id),
  );
  if (found.length === 0) throw new HuaweiRefusal(400, 'DAS.5010', 'The connection does not exist.');
  context.state.remove(found.map(({ connection_id }) => connection_id));
  for (const { instance_id, connection_id } of found)
    context.done(instance_id, { connection: connection_id });
  return { status: true };
};

/** What each service serves; the catalogue says the same, and a test holds one against the other. */
export const HUAWEI_OPERATIONS: Readonly<
  Record<HuaweiService, Readonly<Record<string, HuaweiOperationDouble>>>
> = {
  iam: { KeystoneListProjects: listProjects },
  rds: { ListInstances: listInstances },
  das: {
    ListConnections: listConnections,
    CreateInstanceConnection: createConnection,
    ModifyConnection: modifyConnection,
    BatchDeleteConnectionNew: deleteConnections,
  },
};

/** Whether a project is the caller's, in a region that this host serves. */
export const mayUse = ({ domainId }: HuaweiIdentity, projectId: string, region: string): boolean =>
  domainId === MAIN_DOMAIN &&
  PROJECTS.some(({ id, name }) => id === projectId && name.split('_')[0] === region);
