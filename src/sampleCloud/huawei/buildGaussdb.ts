import type { HuaweiInstance } from './huaweiInstance';
import { common, dated, make } from './instanceBuilder';
import type { HuaweiProject } from './projects';
import type { Fields } from './servedOperation';

/** An instance of TaurusDB: what its list answers and what only the detail does. */
export function buildTaurusdb(
  project: HuaweiProject,
  name: string,
  { replicas = 1, fields = {} }: { readonly replicas?: number; readonly fields?: Fields } = {},
): HuaweiInstance {
  const made = make('taurusdb', project, name, '07');
  const created = dated(made.at, '+0800');
  return {
    ...common(made),
    status: 'ACTIVE',
    type: 'Cluster',
    alias: '',
    private_ips: [made.ip(0)],
    readonly_private_ips: Array.from({ length: replicas }, (_, index) => made.ip(index + 1)),
    proxy_ips: [],
    proxies: [],
    public_ips: [],
    private_dns_names: [],
    // A text here, and a number at the nodes.
    port: '3306',
    datastore: { type: 'gaussdb-mysql', version: '8.0.22', kernel_version: '2.0.54.240600' },
    created,
    updated: created,
    db_user_name: 'root',
    // The documents say it is a text; what they show is a number.
    enterprise_project_id: 0,
    flavor_ref: 'gaussdb.mysql.xlarge.x86.4',
    flavor_info: { vcpus: '4', ram: '16' },
    volume: { type: 'DL6', size: '100' },
    charge_info: { charge_mode: 'postPaid' },
    configuration_id: '53570e0de54e40c5a15f331aa5bd2176pr07',
    backup_used_space: 0.24,
    az_mode: replicas > 0 ? 'multi' : 'single',
    master_az_code: made.zone(0),
    nodes: Array.from({ length: replicas + 1 }, (_, index) => ({
      id: made.nodeId(index),
      name: `${name}_node0${index + 1}`,
      type: index === 0 ? 'master' : 'slave',
      status: 'ACTIVE',
      port: 3306,
      private_read_ips: [made.ip(index + 1)],
      az_code: made.zone(index),
      region_code: made.region,
      priority: index === 0 ? 1 : 2,
      vcpus: '4',
      ram: '16',
      max_connections: '5000',
      need_restart: false,
      flavor_ref: 'gaussdb.mysql.xlarge.x86.4',
      created,
      updated: created,
      volume: { type: 'DL6', used: '0.07', size: 100 },
    })),
    ...fields,
  };
}

/** What the nodes of each form are called, and their roles. */
const NODES = {
  Ha: [
    ['gaussdbv5_0', 'master'],
    ['gaussdbv5_1', 'slave'],
    ['gaussdbv5_2', 'slave'],
  ],
  enterprise: [
    ...[0, 1, 2].map((cn) => [`gaussdbv5cn_${cn}`, 'master'] as const),
    ...[1, 2, 3].flatMap((dn) =>
      [0, 1, 2].map((copy) => [`gaussdbv5dn${dn}_${copy}`, copy === 0 ? 'master' : 'slave'] as const),
    ),
  ],
} as const;

/** An instance of GaussDB as its list answers it. */
export function buildGaussdb(
  project: HuaweiProject,
  name: string,
  { type = 'Ha', fields = {} }: { readonly type?: keyof typeof NODES; readonly fields?: Fields } = {},
): HuaweiInstance {
  const made = make('gaussdb', project, name, '14');
  // "2021-01-15 01:46:40 UTC"
  const created = `${new Date(made.at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return {
    ...common(made),
    status: 'ACTIVE',
    private_ips: type === 'Ha' ? [made.ip(0)] : [0, 1, 2].map((index) => made.ip(index)),
    public_ips: [],
    port: 8000,
    type,
    ha: { replication_mode: 'sync', ...(type === 'Ha' ? {} : { consistency: 'strong' }) },
    instance_mode: 'enterprise',
    replica_num: 3,
    datastore: { type: 'GaussDB', version: '8.103', complete_version: '8.103.0.220' },
    created,
    updated: created,
    db_user_name: 'root',
    flavor_ref: 'gaussdb.opengauss.ee.dn.m6.2xlarge.8.in',
    flavor_info: { vcpu: 8, mem: 64 },
    volume: { type: 'ULTRAHIGH', size: 120 },
    switch_strategy: 'reliability',
    nodes: NODES[type].map(([suffix, role], index) => ({
      id: made.nodeId(index),
      name: `${name}_${suffix}`,
      role,
      status: 'ACTIVE',
      availability_zone: made.zone(index),
    })),
    enterprise_project_id: '0',
    disk_encryption_id: '',
    charge_info: { charge_mode: 'postPaid' },
    ...fields,
  };
}
