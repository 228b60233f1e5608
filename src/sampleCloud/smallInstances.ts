import { expiry } from './clusterBuilder';
import { buildInstance, type InstancePlan } from './instanceBuilder';
import type { SampleInstance } from './sampleInstance';

/** The SelectDB part of the default estate: one cluster for every situation that a binding can meet. */
export const smallInstances = (now: number): SampleInstance[] => plans(now).map(buildInstance);

const plans = (now: number): InstancePlan[] => [
  {
    key: 'warehouse',
    region: 'cn-hangzhou',
    description: 'reports-warehouse',
    createdAt: '2024-03-05T06:20:00Z',
    tags: { env: 'prod', team: 'bi' },
    backends: [
      { name: 'etl' },
      { name: 'dashboards', zone: 1 },
      { name: 'adhoc' },
      { name: 'archive', zone: 2, fields: { ChargeType: 'PrePaid' } },
      { name: 'lab', zone: 1, fields: { Status: 'STOPPED' } },
      { name: 'serving-a', boundTo: 'serving-b' },
      { name: 'serving-b', zone: 2, boundTo: 'serving-a' },
    ],
    virtual: ['serving', 'serving-a', 'serving-b'],
  },
  {
    key: 'telemetry',
    region: 'cn-hangzhou',
    description: 'telemetry (being resized)',
    createdAt: '2025-02-14T01:00:00Z',
    tags: { env: 'staging' },
    backends: [{ name: 'hot' }, { name: 'cold', zone: 1, fields: { Status: 'RESOURCE_CHANGING' } }],
    fields: { Status: 'RESOURCE_CHANGING' },
  },
  {
    key: 'clicks',
    region: 'cn-beijing',
    description: '点击流-生产',
    createdAt: '2023-11-11T11:11:11Z',
    tags: { env: 'prod' },
    backends: [{ name: 'main' }, { name: 'spare' }],
    fields: { DeployScheme: 'single_az', MultiZone: [] },
  },
  {
    key: 'risk',
    region: 'cn-shanghai',
    description: 'risk-scoring (overdue)',
    createdAt: '2024-08-20T09:45:00Z',
    tags: { env: 'prod', team: 'risk' },
    backends: [
      { name: 'batch', fields: { ChargeType: 'Prepaid' } },
      { name: 'online', zone: 1, fields: { ChargeType: 'PrePaid' } },
    ],
    fields: { ChargeType: 'Prepaid', ExpireTime: expiry(now, -2), LockMode: 'lock', LockReason: 'expired' },
  },
  {
    key: 'tracing',
    region: 'ap-southeast-1',
    description: '[tracing](command:x) $(flame)',
    createdAt: '2025-05-05T05:05:05Z',
    tags: { env: 'staging' },
    backends: [
      { name: 'primary', fields: { ChargeType: 'Prepaid' } },
      { name: '<b>reserve</b>', zone: 1, fields: { ChargeType: 'PrePaid' } },
    ],
  },
];
