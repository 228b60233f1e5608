import { buildCluster, type ClusterPlan } from './clusterBuilder';
import type { SampleCluster } from './sampleCluster';
import { digestOf, type SampleAccount, type SampleDatabase, type SampleGrant } from './zonalAccount';

/** What sets a cluster on ENS apart. */
interface ZonalPlan extends ClusterPlan {
  readonly ensRegion: string;
  readonly databases: readonly string[];
  readonly accounts: readonly SampleAccount[];
}

const EDGE = 'polar.mysql.x4.large';
const EDGE_PG = 'polar.pg.x4.medium';

const grant = (DBName: string, AccountPrivilege: string): SampleGrant => ({
  DBName,
  AccountPrivilege,
  PrivilegeStatus: 'Empowered',
});

const account = (
  AccountName: string,
  AccountDescription: string,
  more: Partial<SampleAccount> = {},
): SampleAccount => ({
  AccountName,
  AccountType: 'Normal',
  AccountStatus: 'Available',
  AccountDescription,
  AccountLockState: 'UnLock',
  grants: [],
  passwordDigest: digestOf(`${AccountName} of the sample`),
  ...more,
});

const database = (engine: string) => (name: string) => ({
  DBName: name,
  DBStatus: 'Running',
  CharacterSetName: engine === 'MySQL' ? 'utf8mb4' : 'UTF8',
  DBDescription: name === 'checkout' ? 'Carts and orders of the shops' : '',
  Engine: engine,
});

/** The clusters on ENS: one for each situation that an account can meet. */
export const zonalEstate = (): SampleCluster[] => PLANS.map(buildZonal);

function buildZonal({ ensRegion, databases, accounts, ...plan }: ZonalPlan): SampleCluster {
  const nodes = plan.nodes.map((node) => ({ ...node, fields: { ...node.fields, ZoneId: ensRegion } }));
  const made: SampleDatabase[] = databases.map(database(plan.engine ?? 'MySQL'));
  return {
    ...buildCluster({ ...plan, nodes }),
    CloudProvider: 'ENS',
    ENSRegionId: ensRegion,
    CentralControlRegionId: plan.region,
    databases: made,
    accounts: accounts.map((each) => ({ ...each })),
  };
}

const PLANS: readonly ZonalPlan[] = [
  {
    key: 'edge-shop',
    region: 'ap-southeast-1',
    ensRegion: 'sg-singapore-9',
    description: 'edge-shop',
    createdAt: '2025-09-12T04:11:30Z',
    tags: { env: 'prod', team: 'shop' },
    nodes: [
      { class: EDGE, priority: 10 },
      { class: EDGE, priority: 10 },
      { class: EDGE, priority: 5 },
    ],
    databases: ['checkout', 'stock', 'audit', 'reports'],
    accounts: [
      account('dba', 'Break-glass account, see the runbook', { AccountType: 'Super' }),
      account('shop_app', 'The shop itself', {
        grants: [grant('checkout', 'ReadWrite'), grant('stock', 'ReadOnly')],
      }),
      account('reporting', '报表只读', { grants: [grant('reports', 'ReadOnly')] }),
      account('etl', 'Owns views in reports', {
        grants: [grant('reports', 'ReadWrite')],
        ownsObjects: true,
      }),
    ],
  },
  {
    key: 'edge-empty',
    region: 'cn-hangzhou',
    ensRegion: 'cn-ningbo-3',
    description: '边缘-新集群',
    createdAt: '2026-01-10T01:00:00Z',
    nodes: [{ class: EDGE }, { class: EDGE }],
    databases: [],
    accounts: [],
  },
  {
    key: 'edge-geo',
    region: 'eu-central-1',
    ensRegion: 'tr-Istanbul-1',
    description: 'edge-geo',
    engine: 'PostgreSQL',
    version: '14',
    createdAt: '2025-11-20T18:30:00Z',
    tags: { env: 'staging' },
    nodes: [
      { class: EDGE_PG, priority: 5 },
      { class: EDGE_PG, priority: 5 },
    ],
    databases: ['places'],
    accounts: [account('geo_admin', '', { AccountType: 'Super' })],
  },
  {
    key: 'edge-moving',
    region: 'eu-central-1',
    ensRegion: 'tr-Istanbul-1',
    description: 'edge-moving (engine migration)',
    createdAt: '2024-12-01T09:00:00Z',
    nodes: [{ class: EDGE }, { class: EDGE }],
    databases: ['legacy'],
    accounts: [account('legacy_app', 'Moves with the engine', { grants: [grant('legacy', 'DMLOnly')] })],
    fields: { engineMigration: true },
  },
];
