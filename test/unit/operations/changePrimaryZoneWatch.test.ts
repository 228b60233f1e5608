import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import type { Cluster } from '../../../src/inventory/polardbCluster';
import type { ScheduledTask } from '../../../src/inventory/scheduledTasks';
import { changePrimaryZone } from '../../../src/operations/changePrimaryZone';
import type { ZoneState } from '../../../src/operations/changePrimaryZoneForm';
import { zoneOf } from '../support/timeZones';
import { aTask, movedTo, twoZones, zoneForm } from '../support/zoneLive';

const operation = changePrimaryZone(zoneOf('Asia/Shanghai'));
const state = (cluster: Cluster = twoZones(), tasks: ScheduledTask[] | null = []): ZoneState => ({
  ...cluster,
  ...(tasks ? { tasks } : {}),
});
const before = state();

describe('changing the primary zone: watching', () => {
  const settle = (now: ZoneState, form = zoneForm()) => operation.settle(form, before, now);

  it('is not settled by Running alone, nor while the zone is still another one', () => {
    assert.equal(settle(before).state, 'going');
    assert.equal(settle(state(twoZones({ status: 'Transing' }))).state, 'going');
    assert.match(
      plain(settle(state(twoZones({ status: 'Transing' }))).say),
      /Transing; the zone is still cn-hangzhou-i/,
    );
  });
  it('is not settled while the cluster is still busy in its new zone', () =>
    assert.equal(
      settle(state(movedTo('cn-hangzhou-j', 'cn-hangzhou-i', { status: 'Transing' }))).state,
      'going',
    ));
  it('is settled when the cluster writes in the new zone and runs', () =>
    assert.equal(settle(state(movedTo('cn-hangzhou-j', 'cn-hangzhou-i'))).state, 'done'));
  it('fails when the cluster runs in a third zone, or goes away', () => {
    assert.equal(settle(state(movedTo('cn-hangzhou-k', 'cn-hangzhou-j'))).state, 'failed');
    assert.equal(settle(state(twoZones({ status: 'Deleting' }))).state, 'failed');
  });
  it('goes by the standby zones where those were to change', () => {
    const form = zoneForm({ zoneType: 'Standby', zone: 'cn-hangzhou-k' });
    assert.equal(settle(state(twoZones({ status: 'StandbyTransing' })), form).state, 'going');
    assert.equal(settle(state(twoZones({ zones: ['cn-hangzhou-i', 'cn-hangzhou-k'] })), form).state, 'done');
    assert.equal(
      settle(state(twoZones({ zones: ['cn-hangzhou-i', 'cn-hangzhou-l'] })), form).state,
      'failed',
    );
  });
});

describe('changing the primary zone: watching a scheduled change', () => {
  const form = zoneForm({ when: 'scheduled', start: '2026-11-22T18:00:00Z', latest: '2026-11-22T19:00:00Z' });
  const settle = (now: ZoneState, from = before) => operation.settle(form, from, now);

  it('waits for the time that the task has, not the one that was asked for', () => {
    const progress = settle(state(twoZones(), [aTask({ earliest: Date.parse('2026-11-22T20:00:00Z') })]));
    assert.ok(progress.state === 'scheduled');
    assert.equal(progress.notBefore, Date.parse('2026-11-22T20:00:00Z'));
    assert.match(plain(progress.say), /between 2026-11-23 04:00 \(2026-11-22 20:00 UTC\)/);
  });
  it('is under way once the task runs or the cluster is changing', () => {
    assert.equal(settle(state(twoZones(), [aTask({ status: 'executing' })])).state, 'going');
    assert.equal(settle(state(twoZones({ status: 'Transing' }), [aTask()])).state, 'going');
    assert.equal(settle(state(twoZones(), [])).state, 'going', 'the task is not listed yet');
  });
  it('is settled by the zone, not by the task', () => {
    assert.equal(settle(state(twoZones(), [aTask({ status: 'finish' })])).state, 'going');
    assert.equal(
      settle(state(movedTo('cn-hangzhou-j', 'cn-hangzhou-i'), [aTask({ status: 'finish' })])).state,
      'done',
    );
  });
  for (const [status, said] of [
    ['cancel', /was cancelled/],
    ['expired', /ended as “expired”/],
    ['failure', /ended as “failure”/],
    ['rollback', /ended as “rollback”/],
  ] as const)
    it(`fails when the task ends as ${status}`, () => {
      const progress = settle(state(twoZones(), [aTask({ status })]));
      assert.equal(progress.state, 'failed');
      assert.match(plain(progress.say), said);
    });
  it('looks past tasks that were there before, and other kinds of tasks', () => {
    const old = aTask({ id: 'old', status: 'cancel' });
    const other = aTask({ id: 'other', action: 'ModifyDBNodeClass', status: 'failure' });
    assert.equal(settle(state(twoZones(), [old, other]), state(twoZones(), [old])).state, 'going');
    assert.equal(settle(state(twoZones(), [old, aTask()]), state(twoZones(), [old])).state, 'scheduled');
  });
  it('keeps to the task with its times where somebody cancelled it and planned another', () => {
    const rival = aTask({ id: 'rival', earliest: Date.parse('2026-11-22T20:00:00Z') });
    const progress = settle(state(twoZones(), [rival, aTask({ status: 'cancel' })]));
    assert.equal(progress.state, 'failed');
    assert.match(plain(progress.say), /was cancelled/);
    assert.equal(settle(state(twoZones(), [rival])).state, 'scheduled', 'its own, moved to another time');
  });
  it('goes by the planned times where the tasks before are not known', () => {
    const unread = state(twoZones(), null);
    assert.equal(settle(state(twoZones(), [aTask()]), unread).state, 'scheduled');
    assert.equal(
      settle(state(twoZones(), [aTask({ earliest: 0, status: 'cancel' })]), unread).state,
      'going',
    );
  });
  it('waits for the asked time where the tasks cannot be read', () => {
    const progress = settle(state(twoZones(), null));
    assert.ok(progress.state === 'scheduled');
    assert.equal(progress.notBefore, Date.parse('2026-11-22T18:00:00Z'));
  });

  it('is not traced by a task that was there before', () => {
    const trace = (now: ZoneState, from = before) => operation.trace(form, from, now);
    assert.equal(trace(state(twoZones(), [aTask()])).found, true);
    assert.equal(trace(state(twoZones(), [aTask()]), state(twoZones(), [aTask()])).found, false);
  });
});

describe('changing the primary zone: trace and inverse', () => {
  const trace = (now: ZoneState, form = zoneForm()) => operation.trace(form, before, now);
  it('says what is there, never whose it is', () => {
    assert.equal(trace(before).found, false);
    assert.equal(trace(state(twoZones({ status: 'TRANSING' }))).found, true);
    assert.equal(trace(state(twoZones({ status: 'StandbyTransing' }))).found, true);
    assert.equal(trace(state(twoZones({ status: 'Switching' }))).found, false);
    assert.match(
      plain(trace(state(movedTo('cn-hangzhou-j', 'cn-hangzhou-i'))).say),
      /has since moved to cn-hangzhou-j/,
    );
    assert.match(
      plain(trace(state(movedTo('cn-hangzhou-k', 'cn-hangzhou-j'))).say),
      /has since moved, to cn-hangzhou-k/,
    );
    const busy = state(twoZones({ status: 'Transing' }));
    assert.equal(operation.trace(zoneForm(), busy, busy).found, false, 'it was changing before');
  });

  it('moves back to the old zone and vSwitch, as a fail-back where the data is still there', () => {
    const inverse = (after: Cluster, form = zoneForm()) => operation.inverse(form, before, state(after));
    const back = inverse(movedTo('cn-hangzhou-j', 'cn-hangzhou-i'));
    assert.equal(plain(back!.title), 'Move Back');
    assert.deepEqual(back!.form, zoneForm({ zone: 'cn-hangzhou-i', vSwitch: 'vsw-i1', failBack: true }));
    assert.equal(inverse(movedTo('cn-hangzhou-k', 'cn-hangzhou-j'))!.form['failBack'], false);
    assert.equal(inverse(twoZones()), undefined);
    const standby = zoneForm({ zoneType: 'Standby', zone: 'cn-hangzhou-k' });
    assert.equal(
      inverse(twoZones({ zones: ['cn-hangzhou-i', 'cn-hangzhou-k'] }), standby)!.form['zone'],
      'cn-hangzhou-j',
    );
  });

  it('draws the nodes by zone and lists zones, vSwitch and tasks', () => {
    assert.equal(operation.topology(before).length, 3);
    const facts = operation.facts(state(twoZones(), [aTask(), aTask({ id: 'b', status: 'finish' })]));
    assert.deepEqual(
      facts.map(({ label, value }) => `${plain(label)}: ${plain(value)}`),
      [
        'Primary zone: cn-hangzhou-i',
        'Standby zone: cn-hangzhou-j',
        'vSwitch: vsw-i1',
        'Scheduled task: ModifyDBClusterPrimaryZone (pending)',
      ],
    );
  });
});
