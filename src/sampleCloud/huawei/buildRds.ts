import type { HuaweiInstance } from './huaweiInstance';
import { common, dated, make } from './instanceBuilder';
import type { HuaweiProject } from './projects';
import type { Fields } from './servedOperation';

/** What the ids of each engine end with; the vendor names none for MariaDB, and RDS's first is as good as any. */
const ENGINES = {
  MySQL: { number: '01', version: '8.0', complete: '8.0.28.240500', port: 3306, user: 'root' },
  PostgreSQL: { number: '03', version: '14', complete: '14.6', port: 5432, user: 'root' },
  // The full version is answered for the two engines above only.
  SQLServer: { number: '04', version: '2019_SE', complete: undefined, port: 1433, user: 'rdsuser' },
  MariaDB: { number: '01', version: '10.5', complete: undefined, port: 3306, user: 'root' },
} as const;

const ROLES = { Single: ['master'], Ha: ['master', 'slave'], Replica: ['readreplica'] } as const;

export interface RdsPlan {
  readonly engine?: keyof typeof ENGINES;
  readonly type?: keyof typeof ROLES;
  readonly fields?: Fields;
}

/** An instance of RDS as its list answers it. */
export function buildRds(
  project: HuaweiProject,
  name: string,
  { engine = 'MySQL', type = 'Ha', fields = {} }: RdsPlan = {},
): HuaweiInstance {
  const { number, version, complete, port, user } = ENGINES[engine];
  const made = make('rds', project, name, number);
  return {
    ...common(made),
    status: 'ACTIVE',
    alias: '',
    private_ips: [made.ip(0)],
    private_dns_names: [],
    public_ips: [],
    port,
    type,
    ...(type === 'Ha' ? { ha: { replication_mode: engine === 'SQLServer' ? 'sync' : 'async' } } : {}),
    datastore: { type: engine, version, ...(complete === undefined ? {} : { complete_version: complete }) },
    created: dated(made.at, '+0000'),
    updated: dated(made.at + 5_000_000_000, '+0000'),
    db_user_name: user,
    // The API writes these two as texts.
    cpu: '4',
    mem: '16',
    volume: { type: 'CLOUDSSD', size: 100 },
    switch_strategy: 'reliability',
    nodes: ROLES[type].map((role, index) => ({
      id: made.nodeId(index),
      name: `${name}_node${index}`,
      role,
      status: 'ACTIVE',
      availability_zone: made.zone(index),
    })),
    related_instance: [],
    flavor_ref: `rds.${engine.toLowerCase()}.x1.xlarge.4.ha`,
    disk_encryption_id: '',
    enterprise_project_id: '0',
    charge_info: { charge_mode: 'postPaid' },
    enable_ssl: true,
    read_only_by_user: false,
    ...fields,
  };
}

/** A read replica is an instance of its own, and each of the two names the other. */
export function withReplica(primary: HuaweiInstance, replica: HuaweiInstance): HuaweiInstance[] {
  return [
    { ...primary, related_instance: [{ id: replica.id, type: 'replica' }] },
    { ...replica, related_instance: [{ id: primary.id, type: 'replica_of' }] },
  ];
}
