import { plain, text } from '../../../src/clouds/text';
import type { Operation } from '../../../src/operations/operation';
import { onPolardbCluster } from '../../../src/operations/permissions';
import type { Run } from '../../../src/runs/run';
import type { Say } from '../../../src/profiles/say';

export const english: Say = ({ text: template, args }) => plain(text(template, args));

const START = Date.UTC(2026, 10, 22, 3, 4, 5);

const node = (id: string, zone: string, role: string, note?: string) => ({
  id,
  zone,
  role,
  ...(note ? { note } : {}),
});

/** A settled switch of the writer from zone h to zone i. */
export const settledRun: Run = {
  version: 1,
  id: '01JD8Z6X3QXYV3T8J4QF5T6W7X',
  operation: 'polardb.switchRole',
  title: text('Switch Over Primary'),
  profile: { id: 'p1', name: 'Production (Hangzhou)' },
  target: { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-bp1s826a1up9k2x3v', name: 'orders' },
  form: { target: 'pi-bp1b', zoneType: 'Primary' },
  state: 'settled',
  createdAt: START,
  updatedAt: START + 48_000,
  closedAt: START + 48_000,
  before: { writer: 'pi-bp1a' },
  after: { writer: 'pi-bp1b' },
  topology: {
    before: [
      node('pi-bp1a4d5f6g7h8j9k0', 'cn-hangzhou-h', 'Writer', 'polar.mysql.x4.large'),
      node('pi-bp1b4d5f6g7h8j9k1', 'cn-hangzhou-i', 'Reader', 'polar.mysql.x4.large'),
      node('pi-bp1c4d5f6g7h8j9k2', 'cn-hangzhou-h', 'Reader', 'polar.mysql.x4.medium'),
    ],
    after: [
      node('pi-bp1a4d5f6g7h8j9k0', 'cn-hangzhou-h', 'Reader', 'polar.mysql.x4.large'),
      node('pi-bp1b4d5f6g7h8j9k1', 'cn-hangzhou-i', 'Writer', 'polar.mysql.x4.large'),
      node('pi-bp1c4d5f6g7h8j9k2', 'cn-hangzhou-h', 'Reader', 'polar.mysql.x4.medium'),
    ],
  },
  checks: [
    {
      id: 'running',
      state: 'met',
      title: text('The cluster is running'),
      fact: text('Status: {status}', { status: 'Running' }),
    },
    {
      id: 'class',
      state: 'notMet',
      title: text('The target is as large as the writer'),
      fact: text('Writer: {a}, target: {b}', { a: 'polar.mysql.x4.large', b: 'polar.mysql.x4.medium' }),
      risk: text('A smaller writer may not carry the load.'),
    },
    {
      id: 'lastSwitch',
      state: 'unknown',
      title: text('The last switch was more than 10 minutes ago'),
      fact: text('The log could not be read within 5 s'),
      risk: text('The cloud refuses a second switch within ten minutes.'),
    },
  ],
  effect: [
    text('Connections to {endpoint} drop once or twice, for about 30 s.', {
      endpoint: 'orders.rwlb.rds.aliyuncs.com:3306',
    }),
    text('{n} endpoints are concerned: the primary endpoint and one cluster endpoint.', { n: 2 }),
  ],
  review: [
    {
      label: text('Target node'),
      value: text('{id} ({zone})', { id: 'pi-bp1b4d5f6g7h8j9k1', zone: 'cn-hangzhou-i' }),
    },
    { label: text('Switch within'), value: text('The primary storage cluster') },
  ],
  request: {
    method: 'POST',
    host: 'polardb.aliyuncs.com',
    action: 'FailoverDBCluster',
    version: '2017-08-01',
    region: 'cn-hangzhou',
    headers: { 'x-acs-action': 'FailoverDBCluster', authorization: '******' },
    parameters: {
      DBClusterId: 'pc-bp1s826a1up9k2x3v',
      TargetDBNodeId: 'pi-bp1b4d5f6g7h8j9k1',
      TargetZoneType: 'Primary',
      ClientToken: 'c3b0f6c2-6b4e-4a63-9f1c-2f6f3f0f9d10',
    },
  },
  outcome: {
    kind: 'accepted',
    requestId: '925B84D9-CA72-432C-95CF-738C22AB12CD',
    body: { RequestId: '925B84D9-CA72-432C-95CF-738C22AB12CD' },
    attempts: [
      {
        at: START + 100,
        durationMs: 84,
        status: 503,
        code: 'ServiceUnavailable',
        requestId: '11111111-CA72-432C',
      },
      { at: START + 900, durationMs: 212, status: 200, requestId: '925B84D9-CA72-432C-95CF-738C22AB12CD' },
    ],
  },
  timeline: [
    { at: START, state: 'sending', say: text('Journaled; the request is being sent.') },
    { at: START + 1_112, state: 'settling', say: text('Accepted. The cluster is switching.') },
    {
      at: START + 48_000,
      state: 'settled',
      say: text('The writer is now {id} and the cluster runs.', { id: 'pi-bp1b4d5f6g7h8j9k1' }),
    },
  ],
  lease: { owner: 'w1', until: START + 60_000 },
};

/** The same run with other facts; `undefined` takes one away. */
export function runWith(facts: { [K in keyof Run]?: Run[K] | undefined }): Run {
  const run = { ...settledRun, ...facts };
  for (const [name, value] of Object.entries(facts))
    if (value === undefined) Reflect.deleteProperty(run, name);
  return run as Run;
}

/** Just enough of an operation to switch back. */
export const switchRole = {
  id: 'polardb.switchRole',
  on: ['polardb.cluster'],
  permissions: onPolardbCluster('FailoverDBCluster'),
  inverse: (_form: unknown, before: unknown) => ({
    title: text('Switch Back'),
    form: { target: (before as { writer: string }).writer },
  }),
} as unknown as Operation;
