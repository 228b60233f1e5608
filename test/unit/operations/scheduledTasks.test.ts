import assert from 'node:assert/strict';
import type { CloudError } from '../../../src/clouds/cloudError';
import { plain } from '../../../src/clouds/text';
import type { ScheduledTask } from '../../../src/inventory/scheduledTasks';
import { cancelScheduledTask } from '../../../src/operations/cancelScheduledTask';
import type { InputStep, Operation } from '../../../src/operations/operation';
import { rescheduleTask } from '../../../src/operations/rescheduleTask';
import type { TaskState } from '../../../src/operations/scheduledTaskLive';
import { attribute, fakeClient } from '../support/fakeClient';
import { zoneOf } from '../support/timeZones';
import { aTask, twoZones } from '../support/zoneLive';

const NOW = Date.parse('2026-11-22T10:00:20Z');
const SHANGHAI = zoneOf('Asia/Shanghai');
const cancel = cancelScheduledTask(SHANGHAI);
const reschedule = rescheduleTask(SHANGHAI);
const target = {
  kind: 'polardb.scheduledTask',
  region: 'cn-hangzhou',
  id: 'task-1',
  name: 'ModifyDBClusterPrimaryZone',
  within: { id: 'pc-1', name: 'orders' },
} as const;
const state = (task: Partial<ScheduledTask> | null = {}): TaskState => ({
  ...twoZones(),
  ...(task ? { task: aTask(task) } : {}),
});
const gone = { ...state(), status: 'Deleting' };
const moved = { start: '2026-11-22T20:00:00Z', latest: '2026-11-22T20:30:00Z' };
const atMoved = { earliest: Date.parse(moved.start), latest: Date.parse(moved.latest) };

describe('a scheduled task, cancelled or moved', () => {
  const both: readonly [string, Operation, object][] = [
    ['cancelled', cancel, {}],
    ['moved', reschedule, moved],
  ];
  for (const [name, operation, form] of both) {
    it(`is ${name} by exactly the calls that are named, on its cluster`, async () => {
      const client = fakeClient(({ action }) =>
        action === 'DescribeDBClusterAttribute'
          ? attribute('pc-1')
          : {
              Data: {
                TimerInfos: [{ TaskId: 'task-1', Status: 'pending', Action: 'x' }],
                TotalRecordCount: 1,
              },
            },
      );
      const live = await operation.read(client, target);
      await operation.observe(client, target);
      const call = operation.call({ ...form }, target, live, 'token');
      assert.equal(call.parameters['DBClusterId'], 'pc-1');
      assert.equal(call.parameters['TaskId'], 'task-1');
      assert.equal(call.tokenParameter, undefined);
      assert.deepEqual(
        [...new Set([...client.calls, call].map(({ action }) => `polardb:${action}`))].sort(),
        operation.permissions.map(({ action }) => action).sort(),
      );
    });

    it(`is not ${name} where the cloud lists it no more`, () => {
      const client = fakeClient(({ action }) =>
        action === 'DescribeDBClusterAttribute' ? attribute('pc-1') : { Data: { TimerInfos: [] } },
      );
      return assert.rejects(operation.read(client, target), (error: CloudError) => {
        assert.match(error.message, /no scheduled task task-1/);
        return true;
      });
    });

    it(`can be ${name} before it begins only`, () => {
      const check = (task: Partial<ScheduledTask>) =>
        operation.preflight({ ...form }, state(task), NOW).find(({ id }) => id === 'pending')?.state;
      assert.equal(check({}), 'met');
      for (const status of ['executing', 'finish', 'cancel', 'expired', 'failure'])
        assert.equal(check({ status }), 'notMet', status);
      assert.equal(check({ cancellable: false }), 'notMet');
    });

    it(`is not ${name} once it has begun, or when its cluster goes`, () => {
      const settle = (now: TaskState) => operation.settle({ ...form }, state(), now).state;
      assert.equal(settle(state()), 'going');
      assert.equal(settle(state({ status: 'executing' })), 'failed');
      assert.equal(settle(state({ status: 'finish' })), 'failed');
      assert.equal(settle(state(null)), 'going', 'not listed says nothing');
      assert.equal(settle(gone), 'failed');
    });

    it(`says how the task stands where it was not ${name}, and no more`, () => {
      const say = (now: TaskState) => plain(operation.trace({ ...form }, state(), now).say);
      assert.match(say(state()), /^The task is still planned from 2026-11-23 02:00/);
      assert.equal(say(state(null)), 'The task is not listed any more');
      assert.equal(say(state({ status: 'executing' })), 'The task has begun: executing');
      assert.equal(say(state({ status: 'finish' })), 'The task has been carried out: finish');
      const expired = 'The task has ended without being carried out: expired';
      assert.equal(say(state({ status: 'expired' })), expired);
      assert.equal(plain(operation.settle({ ...form }, state(), state({ status: 'expired' })).say), expired);
      const uncancellable = operation.trace({ ...form }, state(), state({ cancellable: false }));
      assert.equal(uncancellable.found, false);
    });

    it(`tells what changed since the person looked, before it is ${name}`, () => {
      assert.deepEqual(operation.changes(state(), state()), []);
      assert.deepEqual(operation.changes(state(), state({ status: 'executing', ...atMoved })).map(plain), [
        'Task: pending → executing',
        'Earliest start: 2026-11-23 02:00 (2026-11-22 18:00 UTC) → 2026-11-23 04:00 (2026-11-22 20:00 UTC)',
        'Latest start: 2026-11-23 03:00 (2026-11-22 19:00 UTC) → 2026-11-23 04:30 (2026-11-22 20:30 UTC)',
      ]);
    });
  }

  it('is cancelled when the cloud says so, and the trace says no more than that', () => {
    assert.equal(cancel.settle({}, state(), state({ status: 'cancel' })).state, 'done');
    assert.equal(cancel.trace({}, state(), state({ status: 'cancel' })).found, true);
    assert.equal(cancel.trace({}, state(), state()).found, false);
    assert.match(
      plain(cancel.confirmation({}, state(), target)),
      /^Cancel the scheduled task ModifyDBClusterPrimaryZone of orders \(pc-1, cn-hangzhou\)\?$/,
    );
    assert.equal(cancel.inverse({}, state(), state({ status: 'cancel' })), undefined);
  });

  it('is moved when it has the new times, and can be moved back', () => {
    assert.equal(reschedule.settle(moved, state(), state(atMoved)).state, 'done');
    assert.equal(reschedule.trace(moved, state(), state(atMoved)).found, true);
    assert.equal(reschedule.trace(moved, state(), state()).found, false);
    assert.equal(reschedule.settle(moved, state(), state({ ...atMoved, latest: 0 })).state, 'going');
    assert.equal(reschedule.settle(moved, state(), state({ status: 'cancel' })).state, 'failed');
    const call = reschedule.call(moved, target, state(), 'token');
    assert.equal(call.parameters['PlannedStartTime'], moved.start);
    assert.equal(call.parameters['PlannedEndTime'], moved.latest);
    assert.deepEqual(reschedule.inverse(moved, state(), state(atMoved))?.form, {
      start: '2026-11-22T18:00:00Z',
      latest: '2026-11-22T19:00:00Z',
    });
  });

  it('is moved within the next 24 hours, the latest start 30 minutes after the earliest', () => {
    const problem = (field: string, value: string, form: object = {}) => {
      const found = reschedule.fieldProblem(field, value, state(), { ...form }, NOW);
      return found && plain(found);
    };
    const at = (ms: number) => new Date(NOW + ms).toISOString().replace(/\.\d+/, '');
    const DAY = 24 * 3_600_000;
    assert.equal(problem('start', at(0)), undefined);
    assert.match(problem('start', at(-1000)) ?? '', /must not be over/);
    assert.equal(problem('start', at(DAY)), undefined);
    assert.match(problem('start', at(DAY + 1000)) ?? '', /within the next 24 hours/);
    assert.match(problem('start', 'soon') ?? '', /^Earliest start must look like/);
    assert.equal(problem('latest', '2026-11-22T20:30:00Z', { start: moved.start }), undefined);
    assert.match(
      problem('latest', '2026-11-22T20:29:59Z', { start: moved.start }) ?? '',
      /at least 30 minutes/,
    );
  });

  it('proposes the times that the task has, or later ones where they are over', () => {
    const step = reschedule.steps.find(({ field }) => field === 'start') as InputStep;
    assert.equal(step.initial(state(), {}, NOW), '2026-11-23 02:00');
    assert.equal(step.initial(state({ earliest: NOW - 1 }), {}, NOW), '2026-11-22 19:00');
  });
});
