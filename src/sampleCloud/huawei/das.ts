import { createConnection, deleteConnections, modifyConnection } from './dasConnections';
import { listConnections } from './dasList';
import { showSupportedEngines, testConnection } from './dasLogin';
import { answers, boolean, INSTANCE, integer, needed, oneOf, paging, PROJECT, text } from './requestFields';
import type { RequestField, ServedOperations } from './servedOperation';

const engine = oneOf('mysql', 'sqlserver', 'postgresql', 'taurus', 'gaussdbv5', 'mongodb', 'ddm');
const network = oneOf('rds', 'gaussdb', 'dds', 'ddm');

/** Who logs in, to what. */
const LOGIN: Readonly<Record<string, RequestField>> = {
  username: needed(text),
  password: needed(text),
  node_ids: { type: 'strings' },
  // The documents say 65536, which is no port.
  port: integer(1, 65536),
  database_name: text,
};

/** What creating and modifying a connection share. */
const CONNECTION: typeof LOGIN = {
  ...LOGIN,
  is_save_password: needed(boolean),
  remarks: text,
  sql_record_flag: boolean,
};

/** Data Admin Service. */
export const DAS: ServedOperations = {
  ListConnections: {
    method: 'GET',
    path: new RegExp(`^/v3/${PROJECT}/list-connections$`),
    fields: {
      condition: text,
      network_type: text,
      datastore_type: text,
      connection_type: oneOf('NORMAL', 'SHARE'),
      instance_id: text,
      ...paging(200),
    },
    response: {
      total_record: 'int32',
      das_conn_info_list: [
        'object[]',
        answers(
          `connection_id instance_id instance_name network_type engine_type datastore_version user_name database_name
           is_save_password ip_address port remarks create_at status conn_share_type shared_user_name
           shared_user_id expired_time`,
        ),
      ],
    },
    run: listConnections,
  },
  CreateInstanceConnection: {
    method: 'POST',
    path: new RegExp(`^/v3/${PROJECT}/instances/${INSTANCE}/create-connection$`),
    fields: { engine_type: needed(engine), network_type: needed(network), ...CONNECTION },
    response: { connection_id: 'string' },
    run: createConnection,
  },
  ModifyConnection: {
    method: 'PUT',
    path: new RegExp(`^/v3/${PROJECT}/connections/(?<connection_id>[0-9A-Za-z-]{36})$`),
    fields: CONNECTION,
    run: modifyConnection,
  },
  BatchDeleteConnectionNew: {
    method: 'DELETE',
    path: new RegExp(`^/v3/${PROJECT}/batch-delete-connections$`),
    fields: { connection_ids: { type: 'objects' }, delete_all: boolean },
    response: { status: 'boolean' },
    run: deleteConnections,
  },
  ShowSupportedEngines: {
    method: 'GET',
    path: new RegExp(`^/v3/${PROJECT}/engine/supported$`),
    fields: {},
    response: {
      all_engine_types: 'string[]',
      supported_engine_types: 'string[]',
      supported_net_work_types: ['object[]', answers('net_work engine_types')],
      supported_cloud_dba_types: ['object[]', answers('net_work engine_types')],
    },
    run: showSupportedEngines,
  },
  ExecuteTestConnectionNew: {
    method: 'POST',
    path: new RegExp(`^/v3/${PROJECT}/connections/test-connection$`),
    fields: {
      engine_type: needed(engine),
      network_type: needed(network),
      instance_id: needed(text),
      connection_id: needed(text),
      ...LOGIN,
    },
    run: testConnection,
  },
};
