/** A field's type as the vendor's API definitions have it, or the shape of what is in it; a list has one item. */
export type Shape =
  'boolean' | 'integer' | 'string' | 'number' | { readonly [field: string]: Shape } | readonly [Shape];

const texts = (names: string): Readonly<Record<string, Shape>> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, 'string']));

const lists = (names: string): Readonly<Record<string, Shape>> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, ['string']]));

const tags = [texts('key value')] as const;
const charge_info = texts('charge_mode');
const backup_strategy: Shape = { start_time: 'string', keep_days: 'integer' };

/** What the lists answer of an instance. */
export const DOCUMENTED = {
  rds: {
    ...texts(
      `id name status type created updated db_user_name switch_strategy maintenance_window enterprise_project_id
       disk_encryption_id flavor_ref cpu mem region vpc_id subnet_id security_group_id time_zone alias`,
    ),
    ...lists('private_ips public_ips private_dns_names'),
    port: 'integer',
    enable_ssl: 'boolean',
    read_only_by_user: 'boolean',
    nodes: [texts('id name role status availability_zone')],
    related_instance: [texts('id type')],
    datastore: texts('type version complete_version'),
    ha: texts('replication_mode'),
    volume: { type: 'string', size: 'integer' },
    backup_strategy,
    charge_info,
    tags,
  },
  taurusdb: {
    ...texts(
      `id name status type port region created updated db_user_name vpc_id subnet_id security_group_id flavor_ref
       time_zone`,
    ),
    ...lists('private_ips readonly_private_ips proxy_ips public_ips'),
    datastore: texts('type version kernel_version'),
    flavor_info: texts('vcpus ram'),
    volume: texts('type size'),
    // A text by the definition, a number in every example.
    enterprise_project_id: 'integer',
    backup_strategy,
    charge_info,
    tags,
  },
  gaussdb: {
    ...texts(
      `id name status type region created updated db_user_name vpc_id subnet_id security_group_id flavor_ref
       switch_strategy maintenance_window enterprise_project_id instance_mode disk_encryption_id time_zone`,
    ),
    ...lists('private_ips public_ips'),
    port: 'integer',
    replica_num: 'integer',
    nodes: [texts('id name role status availability_zone')],
    datastore: texts('type version complete_version'),
    flavor_info: { vcpu: 'integer', mem: 'integer' },
    ha: texts('replication_mode consistency'),
    volume: { type: 'string', size: 'integer' },
    backup_strategy,
    charge_info,
    tags,
  },
  dds: {
    ...texts(
      `id name remark status port mode region engine created updated db_user_name vpc_id subnet_id
       security_group_id pay_mode maintenance_window disk_encryption_id enterprise_project_id time_zone`,
    ),
    ssl: 'integer',
    actions: ['string'],
    datastore: { ...texts('type version whole_version'), patch_available: 'boolean' },
    groups: [
      {
        ...texts('type id name status'),
        volume: texts('size used'),
        nodes: [texts('id name status role private_ip public_ip spec_code availability_zone')],
      },
    ],
    backup_strategy,
    tags,
  },
  ddm: {
    ...texts(
      `id status name created updated available_zone vpc_id subnet_id security_group_id access_ip access_port
       core_count ram_capacity node_status enterprise_project_id project_id engine_version flavor_ref`,
    ),
    node_count: 'integer',
    enable_ssl: 'boolean',
  },
} as const satisfies Readonly<Record<string, Shape>>;

/** What the detail of TaurusDB answers. */
export const DOCUMENTED_DETAIL: Shape = {
  ...texts(
    `id name project_id status type port alias created updated db_user_name vpc_id subnet_id security_group_id
     configuration_id time_zone az_mode master_az_code maintenance_window public_ips`,
  ),
  ...lists('private_write_ips private_dns_names'),
  datastore: texts('type version kernel_version'),
  enterprise_project_id: 'integer',
  node_count: 'integer',
  backup_used_space: 'number',
  nodes: [
    {
      ...texts(
        'id name type status az_code region_code vcpus ram max_connections flavor_ref created updated',
      ),
      private_read_ips: ['string'],
      port: 'integer',
      priority: 'integer',
      need_restart: 'boolean',
      volume: { type: 'string', used: 'string', size: 'integer' },
    },
  ],
  proxies: [texts('pool_id address name')],
  backup_strategy,
  charge_info,
  tags,
};

/** What does not fit, by its path; nothing where all does. Fields may be absent, but none may be there besides. */
export function misfits(shape: Shape, value: unknown, path: string): readonly string[] {
  if (shape === 'integer') return Number.isInteger(value) ? [] : [`${path} is no integer`];
  if (typeof shape === 'string') return typeof value === shape ? [] : [`${path} is no ${shape}`];
  if (Array.isArray(shape)) {
    const [item] = shape as readonly [Shape];
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((each, index) => misfits(item, each, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  return Object.entries(value).flatMap(([name, field]) => {
    const known = (shape as Readonly<Record<string, Shape>>)[name];
    return known === undefined
      ? [`${path}.${name} is not documented`]
      : misfits(known, field, `${path}.${name}`);
  });
}
