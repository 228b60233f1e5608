import { text } from '../../../src/clouds/text';
import type { Run } from '../../../src/runs/run';
import { aCluster } from './clusters';

const AT = Date.UTC(2026, 0, 15, 8, 30);

/** A run as it is journaled before it is sent. */
export const aRun = (more: Partial<Run> = {}): Run => ({
  version: 1,
  id: 'run-1',
  operation: 'polardb.switchRole',
  title: text('Switch Primary'),
  profile: { id: 'profile-1', name: 'Production' },
  target: { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-bp1test', name: 'orders' },
  form: { zoneType: 'Primary', targetNode: 'pi-r2', rollBack: false },
  state: 'sending',
  createdAt: AT,
  updatedAt: AT,
  before: aCluster(),
  topology: { before: aCluster().nodes.map(({ id, zone, role }) => ({ id, zone, role })) },
  checks: [],
  effect: [],
  review: [],
  request: {
    method: 'POST',
    host: 'polardb.aliyuncs.com',
    action: 'FailoverDBCluster',
    version: '2017-08-01',
    region: 'cn-hangzhou',
    headers: {},
    parameters: { DBClusterId: 'pc-bp1test' },
  },
  timeline: [{ at: AT, state: 'sending', say: text('Confirmed; sending the request') }],
  lease: { owner: 'window-1', until: AT + 45_000 },
  ...more,
});
