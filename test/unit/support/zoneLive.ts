import type {
  ChangePrimaryZoneForm,
  ChangePrimaryZoneLive,
} from '../../../src/operations/changePrimaryZoneForm';
import type { Cluster } from '../../../src/inventory/polardbCluster';
import type { ScheduledTask } from '../../../src/inventory/scheduledTasks';
import { aCluster, endpoint } from './clusters';

const CLASS = 'polar.mysql.x4.large';

/** A cluster that writes in cn-hangzhou-i and has its standby in cn-hangzhou-j. */
export const twoZones = (more: Partial<Cluster> = {}): Cluster =>
  aCluster({ vpcId: 'vpc-1', vSwitchId: 'vsw-i1', hotStandby: true, dataSyncMode: 'SemiSync', ...more });

export const zoneForm = (more: Partial<ChangePrimaryZoneForm> = {}): ChangePrimaryZoneForm => ({
  zoneType: 'Primary',
  zone: 'cn-hangzhou-j',
  vSwitch: 'vsw-j1',
  failBack: false,
  when: 'now',
  start: null,
  latest: null,
  ...more,
});

/** Zones i, j, k in stock and l sold out; two vSwitches in j, none in k. */
export const zoneLive = (
  cluster: Cluster = twoZones(),
  more: Partial<ChangePrimaryZoneLive> = {},
): ChangePrimaryZoneLive => ({
  cluster,
  endpoints: { known: true, value: [endpoint('pe-primary', { type: 'Primary' }), endpoint('pe-cluster')] },
  zones: {
    known: true,
    value: [
      { id: 'cn-hangzhou-i', inStock: true },
      { id: 'cn-hangzhou-j', inStock: true },
      { id: 'cn-hangzhou-k', inStock: true },
      { id: 'cn-hangzhou-l', inStock: false },
    ],
  },
  classes: {
    known: true,
    value: new Map(['i', 'j', 'k'].map((zone) => [`cn-hangzhou-${zone}`, new Set([CLASS])])),
  },
  vSwitches: {
    known: true,
    value: [
      { id: 'vsw-i1', name: 'main-i', zone: 'cn-hangzhou-i', free: 200 },
      { id: 'vsw-j2', name: 'full-j', zone: 'cn-hangzhou-j', free: 2 },
      { id: 'vsw-j1', name: 'main-j', zone: 'cn-hangzhou-j', cidr: '10.0.2.0/24', free: 100 },
    ],
  },
  tasks: { known: true, value: [] },
  ...more,
});

export const aTask = (more: Partial<ScheduledTask> = {}): ScheduledTask => ({
  id: 'task-1',
  action: 'ModifyDBClusterPrimaryZone',
  status: 'pending',
  earliest: Date.parse('2026-11-22T18:00:00Z'),
  latest: Date.parse('2026-11-22T19:00:00Z'),
  cancellable: true,
  ...more,
});

/** The cluster once it writes in another zone. */
export const movedTo = (zone: string, standby: string, more: Partial<Cluster> = {}): Cluster =>
  twoZones({ zones: [zone, standby], nodes: twoZones().nodes.map((node) => ({ ...node, zone })), ...more });

export const unknown = { known: false, why: { text: 'No answer within 5 seconds' } } as const;
