import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { taskView } from '../../../src/explorer/taskView';
import type { ScheduledTask } from '../../../src/inventory/scheduledTasks';
import { both } from '../support/bothTimes';
import { aTask } from '../support/zoneLive';

describe('a scheduled task in the tree', () => {
  const view = (more: Partial<ScheduledTask> = {}) => taskView(aTask(more), undefined, plain);
  const { earliest = 0, latest = 0 } = aTask();

  it('says what it does, how far it is and when it may begin, in local time with UTC', () => {
    const { label, description, spoken, children } = view();
    assert.equal(label, 'Change of zone');
    assert.equal(description, `pending · ${both(earliest)}`);
    assert.equal(spoken, `Scheduled task Change of zone, pending, ${both(earliest)}`);
    assert.equal(children, 'none');
    assert.equal(
      view().tooltip(),
      [
        'Change of zone',
        'ID: task-1',
        'Status: pending',
        `Earliest start: ${both(earliest)}`,
        `Latest start: ${both(latest)}`,
      ].join('\n'),
    );
  });

  it('has words for every action that the documents name, and shows others as the cloud says them', () => {
    for (const [action, label] of [
      ['ModifyDBClusterPrimaryZone', 'Change of zone'],
      ['CreateDBNodes', 'New nodes'],
      ['ModifyDBNodeClass', 'Change of node class'],
      ['UpgradeDBClusterVersion', 'Version upgrade'],
      ['SomethingNew', 'SomethingNew'],
    ] as const)
      assert.equal(view({ action }).label, label);
    assert.equal(view({ action: '' }).label, 'task-1', 'its id, where the cloud says nothing');
  });

  it('leaves out times that the cloud did not say', () => {
    const task = { id: 'task-1', action: 'CreateDBNodes', status: 'pending' };
    const bare = taskView(task, undefined, plain);
    assert.equal(bare.description, 'pending');
    assert.equal(bare.spoken, 'Scheduled task New nodes, pending');
    assert.equal(bare.tooltip(), 'New nodes\nID: task-1\nStatus: pending');
  });

  it('can be cancelled and moved until it starts, and only where the cloud lets it', () => {
    for (const [more, contextValue] of [
      [{}, 'polardb.scheduledTask'],
      [{ status: 'Pending' }, 'polardb.scheduledTask'],
      [{ cancellable: false }, 'polardb.task'],
      [{ status: 'executing' }, 'polardb.task'],
      [{ status: 'finish' }, 'polardb.task'],
      [{ status: 'cancel' }, 'polardb.task'],
      [{ status: 'never heard of' }, 'polardb.task'],
    ] as const)
      assert.equal(view(more).contextValue, contextValue, JSON.stringify(more));
    assert.deepEqual(view().icon, { name: 'calendar' });
    assert.deepEqual(view({ status: 'executing' }).icon, { name: 'sync' });
  });

  it('says what a run on it does, with the icon of the run: one that waits does not turn', () => {
    const run = { say: 'waiting for the network', icon: 'debug-pause' };
    const busy = taskView(aTask(), run, plain);
    assert.equal(busy.description, `waiting for the network · ${both(earliest)}`);
    assert.deepEqual(busy.icon, { name: 'debug-pause', color: 'charts.blue' });
    assert.equal(busy.contextValue, 'polardb.scheduledTask.operating');
    assert.match(busy.tooltip(), /^Status: pending\nRun: waiting for the network$/m);
    assert.equal(taskView(aTask({ status: 'executing' }), run, plain).contextValue, 'polardb.task');
  });

  it('keeps what the cloud says on one line', () => {
    const odd = view({ action: 'New\nkind', status: 'pen\u202Eding', id: 'a\r\nb' });
    assert.equal(odd.label, 'New kind');
    assert.equal(odd.description, `pen ding · ${both(earliest)}`);
    assert.equal(odd.tooltip().split('\n').length, 5);
  });
});
