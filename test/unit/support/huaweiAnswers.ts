/** An entry of RDS' list of instances, as the vendor's example has it. */
export const rdsListed = (id: string, more: object = {}): object => ({
  id,
  name: `name of ${id}`,
  status: 'ACTIVE',
  private_ips: ['192.168.0.142'],
  private_dns_names: [`${id}.internal.cn-north-4.mysql.rds.myhuaweicloud.com`],
  public_ips: ['10.154.219.187', '10.154.219.186'],
  port: 3306,
  type: 'Ha',
  ha: { replication_mode: 'async' },
  region: 'cn-north-4',
  datastore: { type: 'MySQL', version: '5.7', complete_version: '5.7.33.3' },
  created: '2018-08-20T02:33:49+0800',
  updated: '2018-08-20T02:33:50+0800',
  db_user_name: 'root',
  vpc_id: 'b21630c1-e7d3-450d-907d-39ef5f445ae7',
  cpu: '1',
  mem: '2',
  volume: { type: 'ULTRAHIGH', size: 120 },
  nodes: [
    {
      id: 'bec8e28fbafd43ed81e1a3df5f9f7ab8no01',
      name: 'a_node0',
      role: 'master',
      status: 'ACTIVE',
      availability_zone: 'cn-north-4a',
    },
    {
      id: '2958e1c5e8b5454193ef4bcb1e5d5021no01',
      name: 'a_node1',
      role: 'slave',
      status: 'ACTIVE',
      availability_zone: 'cn-north-4b',
    },
  ],
  related_instance: [{ id: 'bd000000000000000000000000000000in01', type: 'replica' }],
  enterprise_project_id: '0',
  ...more,
});

/** An entry of TaurusDB's list: the port is a text, and no node is named. */
export const taurusListed = (id: string, more: object = {}): object => ({
  id,
  name: `name of ${id}`,
  status: 'ACTIVE',
  private_ips: ['192.168.0.142'],
  readonly_private_ips: ['192.168.0.143'],
  proxy_ips: [''],
  public_ips: ['10.154.219.187'],
  port: '3306',
  type: 'Cluster',
  region: 'cn-north-4',
  datastore: { type: 'gaussdb-mysql', version: '8.0' },
  created: '2019-10-17T19:57:35_0800',
  db_user_name: 'root',
  vpc_id: 'vpc-1',
  flavor_info: { vcpus: '4', ram: '16' },
  enterprise_project_id: 0,
  ...more,
});

/** The answer about one instance of TaurusDB. */
export const taurusDetail = (id: string, more: object = {}): object => ({
  instance: {
    id,
    name: `name of ${id}`,
    status: 'ACTIVE',
    port: '3306',
    type: 'Cluster',
    node_count: 2,
    datastore: { type: 'gaussdb-mysql', version: '8.0', kernel_version: '2.0.29.1' },
    created: '2022-07-14T16:26:58+0800',
    public_ips: '10.154.219.187',
    private_write_ips: ['192.168.0.142'],
    private_dns_names: [],
    db_user_name: 'root',
    vpc_id: 'vpc-1',
    nodes: [
      {
        id: '799a0f2fa49a4151bf9f7063c1fbba36no07',
        name: 'a_node01',
        type: 'master',
        status: 'ACTIVE',
        port: 3306,
        private_read_ips: ['192.168.0.163'],
        az_code: 'cn-north-4a',
        priority: -1,
      },
      {
        id: '899a0f2fa49a4151bf9f7063c1fbba36no07',
        name: 'a_node02',
        type: 'slave',
        status: 'ACTIVE',
        az_code: 'cn-north-4b',
        priority: 1,
      },
    ],
    ...more,
  },
});

/** An entry of GaussDB's list. */
export const gaussdbListed = (id: string, more: object = {}): object => ({
  id,
  name: `name of ${id}`,
  status: 'ACTIVE',
  private_ips: ['192.168.0.21'],
  public_ips: [],
  port: 8000,
  type: 'Enterprise',
  instance_mode: 'enterprise',
  replica_num: 3,
  region: 'cn-north-4',
  datastore: { type: 'GaussDB', version: '8.102', complete_version: '8.102.0' },
  created: '2021-01-15 01:46:40 UTC',
  db_user_name: 'root',
  vpc_id: 'vpc-1',
  flavor_info: { vcpu: 8, mem: 64 },
  nodes: [
    {
      id: '0123000000000000000000000000000fno14',
      name: 'gauss_root_2',
      role: 'slave',
      status: 'normal',
      availability_zone: 'cn-north-4c',
    },
  ],
  ...more,
});

const ddsNode = (id: string, role: string, more: object = {}): object => ({
  id,
  name: `name of ${id}`,
  role,
  status: 'normal',
  private_ip: '192.168.1.10',
  public_ip: '',
  spec_code: 'dds.mongodb.s6.large.2.shard',
  availability_zone: 'cn-north-4a',
  ...more,
});

/** A sharded cluster in DDS' list. */
export const ddsListed = (id: string, more: object = {}): object => ({
  id,
  name: `name of ${id}`,
  status: 'normal',
  port: '8635',
  mode: 'Sharding',
  region: 'cn-north-4',
  engine: 'wiredTiger',
  datastore: { type: 'DDS-Community', version: '4.0', whole_version: '4.0.3' },
  created: '2019-01-16T09:04:08',
  db_user_name: 'rwuser',
  vpc_id: 'vpc-1',
  ssl: 0,
  actions: [],
  groups: [
    {
      type: 'mongos',
      nodes: [
        ddsNode('m-1-no02', '', { private_ip: '192.168.1.1', public_ip: '10.1.1.1' }),
        ddsNode('m-2-no02', '', { private_ip: '192.168.1.2' }),
      ],
    },
    {
      type: 'shard',
      id: 's-1-gr02',
      name: 'shard_1',
      status: 'normal',
      volume: { size: '10', used: '0.1' },
      nodes: [ddsNode('s-1-1-no02', 'Primary'), ddsNode('s-1-2-no02', 'Hidden')],
    },
    {
      type: 'config',
      id: 'c-gr02',
      name: 'config',
      status: 'normal',
      nodes: [ddsNode('c-1-no02', 'unknown')],
    },
  ],
  ...more,
});
/** A replica set, whose group the vendor's example writes without a list. */
export const ddsReplicaSet = (id: string): object =>
  ddsListed(id, {
    mode: 'ReplicaSet',
    port: 8635,
    groups: {
      type: 'replica',
      id: null,
      name: null,
      status: null,
      nodes: [
        ddsNode('r-1-no02', 'Primary'),
        ddsNode('r-2-no02', 'Secondary', { private_ip: '192.168.1.11' }),
      ],
    },
  });

/** An entry of DDM's list, which tells no region and writes the port as a text. */
export const ddmListed = (id: string, more: object = {}): object => ({
  id,
  name: `name of ${id}`,
  status: 'RUNNING',
  created: '2021-11-30T09:40:51+0000',
  available_zone: 'cn-north-4a',
  vpc_id: 'vpc-1',
  node_count: 2,
  access_ip: '192.168.0.60',
  access_port: '5066',
  core_count: '8',
  ram_capacity: '16',
  node_status: 'RUNNING,RUNNING',
  engine_version: '3.0.8.5',
  ...more,
});
export const ddmNode = (id: string): object => ({
  port: '5066',
  status: 'normal',
  node_id: id,
  ip: '192.168.0.61',
});

/** An entry of DAS' list of connections, with all fields that newer releases have. */
export const dasListed = (id: string, more: object = {}): object => ({
  connection_id: id,
  instance_id: 'i-1',
  instance_name: 'orders',
  network_type: 'rds',
  engine_type: 'mysql',
  datastore_version: 'mysql 5.7.44',
  user_name: 'root',
  database_name: 'shop',
  is_save_password: true,
  ip_address: '192.168.0.142',
  port: 3306,
  remarks: 'for the on-call',
  create_at: 1768897800000,
  status: 'NORMAL',
  conn_share_type: 'NORMAL',
  sql_record_flag: false,
  ...more,
});
