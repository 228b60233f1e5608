import { databaseOf, isUsable } from './database';
import type { HuaweiInstance } from './huaweiInstance';
import { HuaweiRefusal } from './refusal';
import { string } from './requestFields';
import type { Fields, HuaweiContext } from './servedOperation';

/** The password of every database user of the sample, as the vendor's examples have it. */
export const SAMPLE_PASSWORD = 'Gauss_2345';

const ENGINES = ['mysql', 'sqlserver', 'postgresql', 'taurus', 'gaussdbv5', 'mongodb', 'ddm'];

/** One region in the sample has less, as the operation that tells it makes one expect. */
const supportedIn = (region: string): readonly string[] =>
  region === 'me-east-1' ? ENGINES.filter((engine) => engine !== 'gaussdbv5') : ENGINES;

const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  rds: ['mysql', 'sqlserver', 'postgresql'],
  ecs: ['mysql', 'sqlserver', 'postgresql'],
  gaussdb: ['taurus', 'gaussdbv5'],
  dds: ['mongodb'],
  ddm: ['ddm'],
};

/** What DAS can connect to in the region. The documents name the fields; the values are those of the other operations. */
export function showSupportedEngines({ region }: HuaweiContext) {
  const supported = supportedIn(region);
  const networks = Object.entries(NETWORKS).map(([net_work, engines]) => ({
    net_work,
    engine_types: engines.filter((engine) => supported.includes(engine)),
  }));
  return {
    all_engine_types: ENGINES,
    supported_engine_types: supported,
    supported_net_work_types: networks,
    supported_cloud_dba_types: networks.filter(({ net_work }) => net_work !== 'ecs'),
  };
}

/** The instance that is named, where DAS can connect to it as what the fields say it is. Throws a HuaweiRefusal. */
export function connectable(
  { state, ids, fields, region }: HuaweiContext,
  instanceId: string,
): HuaweiInstance {
  const at = state.instance(ids['project_id'] ?? '', instanceId);
  if (!at) throw new HuaweiRefusal(400, 'DAS.200114', 'The instance_id is invalid.');
  const { engine, network, nodeIds } = databaseOf(at);
  if (engine === undefined || engine !== fields['engine_type'] || !supportedIn(region).includes(engine))
    throw new HuaweiRefusal(400, 'DAS.200107', 'The datastore_type is invalid.');
  if (network !== fields['network_type'])
    throw new HuaweiRefusal(400, 'DAS.200100', 'The parameter network_type is invalid.');
  // No code is documented for this; it is the instance that is wrong.
  if (!isUsable(at))
    throw new HuaweiRefusal(
      400,
      'DAS.200114',
      `The instance cannot be connected to in the status ${at.status}.`,
    );
  const { node_ids: wanted = [] } = fields;
  if (Array.isArray(wanted) && !wanted.every((id) => nodeIds.includes(id)))
    throw new HuaweiRefusal(400, 'DAS.200100', 'The parameter node_ids is invalid.');
  return at;
}

/** Throws what the database says to a wrong password, in its own words. DAS documents no code for it. */
export function checkLogin({ username, password }: Fields): void {
  if (password !== SAMPLE_PASSWORD)
    throw new HuaweiRefusal(
      400,
      'DAS.200100',
      `Access denied for user '${string(username)}'@'100.125.0.16' (using password: YES)`,
    );
}

/** Logs in. Only to an instance that a connection of the caller is for: the documents want the connection's id. */
export function testConnection(context: HuaweiContext): undefined {
  const { fields, state, ids, identity } = context;
  const connection = state
    .connections(ids['project_id'] ?? '')
    .find(
      ({ connection_id, ownerId }) =>
        connection_id === fields['connection_id'] && ownerId === identity.userId,
    );
  if (!connection || connection.instance_id !== fields['instance_id'])
    throw new HuaweiRefusal(400, 'DAS.5010', 'The connection does not exist.');
  const at = connectable(context, connection.instance_id);
  context.done(at.id, { connection: connection.connection_id, user: string(fields['username']) });
  checkLogin(fields);
}
