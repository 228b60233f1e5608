import type { ResponseTree } from '../catalogue';

export type HuaweiService = 'das' | 'iam' | 'rds';

/** A documented field of a request. */
export interface RequestField {
  readonly type: 'boolean' | 'integer' | 'string' | 'objects' | 'strings';
  readonly required?: true;
  readonly values?: readonly string[];
  /** From and to, of numbers. */
  readonly range?: readonly [number, number];
}

/** A documented operation. What is in its path is a parameter as well; the fields are of its query or of its body. */
export interface DocumentedOperation {
  readonly method: string;
  readonly path: RegExp;
  readonly fields: Readonly<Record<string, RequestField>>;
  /** Unset where nothing is answered. */
  readonly response?: ResponseTree;
}

const integer = (from: number, to: number): RequestField => ({ type: 'integer', range: [from, to] });
const oneOf = (...values: readonly string[]): RequestField => ({ type: 'string', values });
const text: RequestField = { type: 'string' };
const needed = (field: RequestField): RequestField => ({ ...field, required: true });

const PROJECT = '(?<project_id>[0-9A-Za-z]{32})';
const ENGINES = ['mysql', 'sqlserver', 'postgresql', 'taurus', 'gaussdbv5', 'mongodb', 'ddm'];
const NETWORKS = ['rds', 'gaussdb', 'dds', 'ddm'];

/** What creating and modifying a connection share. */
const LOGIN: Readonly<Record<string, RequestField>> = {
  username: needed(text),
  is_save_password: needed({ type: 'boolean' }),
  password: needed(text),
  node_ids: { type: 'strings' },
  remarks: text,
  // The documents say 65536, which is no port.
  port: integer(1, 65536),
  database_name: text,
  sql_record_flag: { type: 'boolean' },
};

const INSTANCE: ResponseTree = Object.fromEntries(
  (
    'id status enable_ssl private_ips private_dns_names public_ips type created updated db_user_name switch_strategy ' +
    'read_only_by_user maintenance_window name port enterprise_project_id disk_encryption_id flavor_ref cpu mem region ' +
    'vpc_id subnet_id security_group_id time_zone alias nodes related_instance datastore ha backup_strategy volume ' +
    'charge_info tags'
  )
    .split(' ')
    .map((name) => [name, 'any']),
);
const CONNECTION: ResponseTree = Object.fromEntries(
  (
    'connection_id instance_id instance_name network_type engine_type datastore_version user_name database_name ' +
    'is_save_password ip_address port remarks create_at status conn_share_type'
  )
    .split(' ')
    .map((name) => [name, 'any']),
);

/** What the sample serves, from the vendor's API references; the links and shares of the real services are left out. */
export const HUAWEI_CATALOGUE: Readonly<
  Record<HuaweiService, Readonly<Record<string, DocumentedOperation>>>
> = {
  iam: {
    KeystoneListProjects: {
      method: 'GET',
      path: /^\/v3\/projects$/,
      fields: {
        domain_id: text,
        name: text,
        parent_id: text,
        enabled: { type: 'boolean' },
        is_domain: { type: 'boolean' },
        page: integer(1, 2 ** 31 - 1),
        per_page: integer(1, 5000),
      },
      response: {
        projects: [
          'object[]',
          {
            id: 'string',
            name: 'string',
            domain_id: 'string',
            parent_id: 'string',
            enabled: 'boolean',
            is_domain: 'boolean',
            description: 'string',
          },
        ],
        links: ['object', { self: 'string' }],
      },
    },
  },
  rds: {
    ListInstances: {
      method: 'GET',
      path: new RegExp(`^/v3/${PROJECT}/instances$`),
      fields: {
        id: text,
        name: text,
        type: oneOf('Single', 'Ha', 'Replica'),
        datastore_type: oneOf('MySQL', 'PostgreSQL', 'SQLServer', 'MariaDB'),
        vpc_id: text,
        subnet_id: text,
        tags: text,
        group_type: text,
        offset: integer(0, 2 ** 31 - 1),
        limit: integer(1, 100),
      },
      response: { instances: ['object[]', INSTANCE], total_count: 'int32' },
    },
  },
  das: {
    ListConnections: {
      method: 'GET',
      path: new RegExp(`^/v3/${PROJECT}/list-connections$`),
      fields: {
        condition: text,
        offset: integer(0, 2 ** 31 - 1),
        limit: integer(1, 200),
        network_type: text,
        datastore_type: text,
        connection_type: oneOf('NORMAL', 'SHARE'),
        instance_id: text,
      },
      response: { total_record: 'int32', das_conn_info_list: ['object[]', CONNECTION] },
    },
    CreateInstanceConnection: {
      method: 'POST',
      path: new RegExp(`^/v3/${PROJECT}/instances/(?<instance_id>[0-9A-Za-z]{32,36})/create-connection$`),
      fields: {
        engine_type: needed(oneOf(...ENGINES)),
        network_type: needed(oneOf(...NETWORKS)),
        ...LOGIN,
      },
      response: { connection_id: 'string' },
    },
    ModifyConnection: {
      method: 'PUT',
      path: new RegExp(`^/v3/${PROJECT}/connections/(?<connection_id>[0-9A-Za-z-]{36})$`),
      fields: LOGIN,
    },
    BatchDeleteConnectionNew: {
      method: 'DELETE',
      path: new RegExp(`^/v3/${PROJECT}/batch-delete-connections$`),
      fields: { connection_ids: { type: 'objects' }, delete_all: { type: 'boolean' } },
      response: { status: 'boolean' },
    },
  },
};
