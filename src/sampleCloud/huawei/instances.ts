import { MAIN_DOMAIN } from './keys';

/** A project of IAM as it is answered. */
export interface HuaweiProject {
  readonly id: string;
  readonly name: string;
  readonly domain_id: string;
  readonly parent_id: string;
  readonly enabled: boolean;
  readonly is_domain: boolean;
  readonly description: string;
}

const project = (number: string, name: string, parent_id = MAIN_DOMAIN): HuaweiProject => ({
  id: number.padStart(32, '0'),
  name,
  domain_id: MAIN_DOMAIN,
  parent_id,
  enabled: true,
  is_domain: false,
  description: '',
});

const BEIJING = project('a1', 'cn-north-4');
const SINGAPORE = project('a2', 'ap-southeast-3');
const PAYMENTS = project('a3', 'cn-north-4_payments', BEIJING.id);

/** The projects of the main account: one a region, a sub-project, and the one that object storage keeps. */
export const PROJECTS: readonly HuaweiProject[] = [BEIJING, SINGAPORE, PAYMENTS, project('a4', 'MOS')];

/** An RDS instance: the fields of the API as they are answered, and the project that it belongs to. */
export interface HuaweiInstance {
  readonly projectId: string;
  readonly id: string;
  readonly name: string;
  readonly port: number;
  readonly type: string;
  readonly private_ips: readonly string[];
  readonly datastore: { readonly type: string; readonly version: string; readonly complete_version?: string };
  readonly [field: string]: unknown;
}

/** What the ids of each engine end with. The vendor names none for MariaDB. */
const SUFFIX: Readonly<Record<string, string>> = { MySQL: '01', PostgreSQL: '03', SQLServer: '04' };
const ENGINES = [
  ['MySQL', '8.0', '8.0.28.240500', 3306, 'root'],
  ['PostgreSQL', '14', '14.6', 5432, 'root'],
  ['SQLServer', '2019_SE', undefined, 1433, 'rdsuser'],
] as const;

function instance(number: number, { id: projectId, name }: HuaweiProject, label: string): HuaweiInstance {
  const [type, version, complete_version, port, db_user_name] =
    ENGINES[number % ENGINES.length] ?? ENGINES[0];
  const region = name.split('_')[0] ?? name;
  const hex = (0xb0000 + number).toString(16).padStart(32, '0');
  const suffix = SUFFIX[type] ?? '01';
  const nodes = [
    ['master', `${region}a`],
    ['slave', `${region}b`],
  ] as const;
  return {
    projectId,
    id: `${hex}in${suffix}`,
    name: label,
    status: 'ACTIVE',
    alias: '',
    private_ips: [`192.168.${number >> 8}.${number & 255}`],
    private_dns_names: [],
    public_ips: [],
    port,
    type: 'Ha',
    ha: { replication_mode: 'async' },
    region,
    datastore: { type, version, ...(complete_version === undefined ? {} : { complete_version }) },
    created: '2025-11-03T02:33:49+0000',
    updated: '2026-01-10T07:12:01+0000',
    db_user_name,
    vpc_id: '490a4a08-ef4b-44c5-94be-3051ef9e4fce',
    subnet_id: '0e2eda62-1d42-4d64-a9d1-4e9aa9cd994f',
    security_group_id: '2a1f7fc8-3307-42a7-aa6f-42c8b9b8f8c5',
    // The API writes these two as texts.
    cpu: '4',
    mem: '16',
    volume: { type: 'CLOUDSSD', size: 100 },
    switch_strategy: 'reliability',
    backup_strategy: { start_time: '19:00-20:00', keep_days: 7 },
    maintenance_window: '02:00-06:00',
    nodes: nodes.map(([role, availability_zone], index) => ({
      id: `${hex.slice(0, 31)}${index}no${suffix}`,
      name: `${label}_node${index}`,
      role,
      status: 'ACTIVE',
      availability_zone,
    })),
    related_instance: [],
    flavor_ref: `rds.${type.toLowerCase()}.x1.xlarge.4.ha`,
    disk_encryption_id: '',
    enterprise_project_id: '0',
    time_zone: 'UTC+08:00',
    charge_info: { charge_mode: 'postPaid' },
    tags: [],
    enable_ssl: true,
    read_only_by_user: false,
  };
}

/** More in one region than a page holds, a few in another and in the sub-project. */
export const HUAWEI_INSTANCES: readonly HuaweiInstance[] = [
  ...['orders', 'members', 'reports'].map((name, index) => instance(index, BEIJING, name)),
  ...Array.from({ length: 117 }, (_, index) => instance(index + 3, BEIJING, `shard-${index + 1}`)),
  instance(200, SINGAPORE, 'orders-sg'),
  instance(201, PAYMENTS, 'payments'),
];
