import { buildCluster, type ClusterPlan, expiry } from './clusterBuilder';
import type { SampleCluster } from './sampleCluster';

const LARGE = 'polar.mysql.x4.large';
const XLARGE = 'polar.mysql.x4.xlarge';
const PG = 'polar.pg.x4.medium';

const LONG =
  'Payments ledger, read-mostly, owned by the Frankfurt platform team; do not switch during the nightly ' +
  'settlement window (22:00-02:00 CET) without telling the on-call of treasury first, see the runbook';

const HOUR_MS = 3_600_000;
const wholeHour = (now: number): number => Math.floor(now / HOUR_MS) * HOUR_MS;

/** The default estate: one cluster for every situation that a switch can meet. */
export const smallEstate = (now: number): SampleCluster[] => [
  ...mainland(now).map(buildCluster),
  ...abroad(now).map(buildCluster),
];

const mainland = (now: number): ClusterPlan[] => [
  {
    key: 'orders',
    region: 'cn-hangzhou',
    description: 'orders-production',
    createdAt: '2023-04-11T02:15:40Z',
    tags: { env: 'prod', team: 'orders', 'cost-center': '4711' },
    hotStandby: 'SemiSync',
    publicAddress: true,
    nodes: [
      { class: XLARGE, priority: 15 },
      { class: XLARGE, priority: 15, fields: { HotReplicaMode: 'ON' } },
      { class: XLARGE, zone: 1, priority: 10 },
      { class: LARGE, zone: 1, priority: 5 },
    ],
    fields: {
      PayType: 'Prepaid',
      ExpireTime: expiry(now, 200),
      switches: [
        {
          id: 'e571f897-9b3c-4012-9470-88333832dec4',
          nodeIds: [],
          startedAt: now - 9 * 86_400_000,
          finishedAt: now - 9 * 86_400_000 + 11_000,
          causeCode: 'Platform.Ha.AuroraService.ManualOperations',
          cause: 'Platform.Ha.ManuallyTriggered',
        },
      ],
    },
  },
  {
    key: 'members',
    region: 'cn-hangzhou',
    description: '会员中心-生产',
    createdAt: '2024-01-23T08:02:11Z',
    tags: { env: 'prod', 团队: '会员' },
    nodes: [
      { class: LARGE, priority: 8 },
      { class: LARGE, priority: 3 },
      { class: LARGE, priority: 12 },
    ],
  },
  {
    key: 'scratch',
    region: 'cn-hangzhou',
    description: 'ci-scratch',
    version: '5.7',
    createdAt: '2026-02-01T11:20:00Z',
    tags: { env: 'dev' },
    nodes: [{ class: 'polar.mysql.g1.tiny.c' }],
    fields: { Category: 'Basic', SubCategory: 'General' },
  },
  {
    key: 'analytics',
    region: 'cn-beijing',
    description: 'analytics',
    version: '8.0',
    createdAt: '2024-07-30T00:41:09Z',
    tags: { env: 'prod', team: 'bi' },
    nodes: [
      { class: XLARGE, priority: 10 },
      { class: LARGE, priority: 10 },
      { class: XLARGE, priority: 15, fields: { ImciSwitch: 'ON' } },
    ],
  },
  {
    key: 'geo',
    region: 'cn-beijing',
    description: 'geo-service',
    engine: 'PostgreSQL',
    version: '14',
    createdAt: '2024-11-05T05:58:42Z',
    tags: { env: 'staging' },
    nodes: [{ class: PG, priority: 5 }, { class: PG, priority: 5 }, { class: PG }],
  },
  {
    key: 'shards',
    region: 'cn-shanghai',
    description: 'tenant-shards (multi-master)',
    createdAt: '2025-03-17T09:33:27Z',
    tags: { env: 'prod' },
    nodes: [
      { class: XLARGE },
      { class: XLARGE, fields: { DBNodeRole: 'Writer' } },
      { class: XLARGE, fields: { DBNodeRole: 'Writer' } },
    ],
    fields: { Category: 'NormalMultimaster' },
  },
  {
    key: 'erp',
    region: 'cn-shanghai',
    description: '财务 ERP (Oracle 兼容)',
    engine: 'Oracle',
    version: '14',
    createdAt: '2022-09-09T16:00:01Z',
    tags: { env: 'prod' },
    nodes: [{ class: 'polar.o.x8.large' }, { class: 'polar.o.x8.large' }],
    fields: {
      tasks: [
        {
          id: 'ec8c4723-eac5-4f12-becb-01ac08a17c55',
          action: 'ModifyDBClusterPrimaryZone',
          status: 'pending',
          earliest: wholeHour(now) + 20 * HOUR_MS,
          latest: wholeHour(now) + 21 * HOUR_MS,
          move: { zoneType: 'Primary', zone: 'cn-shanghai-m', speed: 4 },
        },
      ],
    },
  },
  {
    key: 'audit',
    region: 'cn-shanghai',
    description: 'audit-archive (locked by hand)',
    createdAt: '2021-12-24T23:59:59Z',
    nodes: [{ class: LARGE }, { class: LARGE }],
    fields: { LockMode: 'ManualLock' },
  },
  {
    key: 'logistics',
    region: 'cn-zhangjiakou',
    description: 'logistics',
    createdAt: '2025-06-02T03:10:00Z',
    tags: { env: 'prod' },
    nodes: [{ class: LARGE }, { class: LARGE, zone: 1 }],
    fields: { DBClusterStatus: 'MinorVersionUpgrading' },
  },
];

const abroad = (now: number): ClusterPlan[] => [
  {
    key: 'campaign',
    region: 'cn-hongkong',
    description: 'campaign-2025',
    createdAt: '2025-10-01T07:07:07Z',
    nodes: [{ class: LARGE }, { class: LARGE }],
    fields: {
      PayType: 'Prepaid',
      Expired: 'true',
      ExpireTime: expiry(now, -3),
      LockMode: 'LockByExpiration',
    },
  },
  {
    key: 'wallet',
    region: 'ap-southeast-1',
    description: 'wallet',
    createdAt: '2024-05-19T12:34:56Z',
    tags: { env: 'prod', team: 'wallet' },
    nodes: [
      { class: LARGE, priority: 10 },
      { class: LARGE, priority: 10, fields: { replication: 'broken' } },
    ],
  },
  {
    key: 'tickets',
    region: 'ap-southeast-1',
    description: '$(bug) <img src=x onerror=1>',
    engine: 'PostgreSQL',
    version: '11',
    createdAt: '2023-08-08T08:08:08Z',
    tags: { '[link](command:x)': '${env:HOME}' },
    nodes: [{ class: PG }, { class: PG }],
  },
  {
    key: 'ledger',
    region: 'eu-central-1',
    description: LONG,
    createdAt: '2024-02-29T10:00:00Z',
    tags: { env: 'prod', team: 'payments' },
    publicAddress: true,
    nodes: [
      { class: XLARGE, priority: 15 },
      { class: LARGE, priority: 1, zone: 1 },
    ],
  },
  {
    key: 'sessions',
    region: 'us-west-1',
    description: 'sessions',
    createdAt: '2025-01-15T17:45:30Z',
    tags: { env: 'staging' },
    nodes: [{ class: LARGE }, { class: LARGE, fields: { ImciSwitch: 'ON' } }],
  },
];
