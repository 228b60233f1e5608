import assert from 'node:assert/strict';
import { CloudUnderTest } from './signedCall';
import { at, tasksOf } from './zoneCalls';

const MINUTE = 60_000;
const MEMBERS = '会员中心-生产';

describe('scheduled tasks of the sample cloud', () => {
  const test = new CloudUnderTest();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  const minutes = (count: number) => at(CloudUnderTest.START, count);
  async function schedule(start = 60, end?: number): Promise<{ readonly id: string; readonly task: string }> {
    const { DBClusterId: id } = await test.cluster(MEMBERS);
    const params = {
      DBClusterId: id,
      ZoneId: 'cn-hangzhou-k',
      PlannedStartTime: minutes(start),
      ...(end === undefined ? {} : { PlannedEndTime: minutes(end) }),
    };
    assert.equal(await test.refusal('ModifyDBClusterPrimaryZone', params), '200');
    return { id, task: (await tasksOf(test, id))[0]!.TaskId };
  }
  const status = async (id: string) => (await tasksOf(test, id))[0]!.Status;

  it('wait, run and finish', async () => {
    const { id } = await schedule();
    const [task] = await tasksOf(test, id);
    assert.deepEqual(
      { ...task, TaskId: '' },
      {
        ...task,
        TaskId: '',
        Action: 'ModifyDBClusterPrimaryZone',
        Status: 'pending',
        TaskCancel: true,
        PlannedStartTime: minutes(60),
        PlannedEndTime: minutes(90),
      },
    );
    test.time += 60 * MINUTE - 1;
    assert.equal((await test.attribute(id)).DBClusterStatus, 'Running');
    assert.equal(await status(id), 'pending');
    test.time += 1;
    assert.equal((await test.attribute(id)).DBClusterStatus, 'Transing');
    assert.equal(await status(id), 'executing');
    test.time += 2 * MINUTE;
    const after = await test.attribute(id);
    assert.deepEqual([after.DBClusterStatus, after.ZoneIds], ['Running', 'cn-hangzhou-k']);
    assert.equal(await status(id), 'finish');
  });

  it('expire where the cluster has no time for them', async () => {
    const { id } = await schedule(60, 100);
    test.cloud.patchCluster(id, { DBClusterStatus: 'MinorVersionUpgrading' });
    test.time += 100 * MINUTE;
    assert.equal(await status(id), 'pending');
    test.time += 1;
    assert.equal(await status(id), 'expired');
    test.cloud.patchCluster(id, { DBClusterStatus: 'Running' });
    assert.equal((await test.attribute(id)).ZoneIds, 'cn-hangzhou-i');
  });

  it('are listed by cluster, state, action and region', async () => {
    const { id } = await schedule();
    const count = async (params: Record<string, string>) =>
      (await test.call<{ Data: { TotalRecordCount: number } }>('DescribeScheduleTasks', params)).body.Data
        .TotalRecordCount;
    assert.equal(await count({}), 2, 'the sample has one of its own');
    assert.equal(await count({ DBClusterId: id }), 1);
    assert.equal(await count({ RegionId: 'cn-shanghai' }), 1);
    assert.equal(await count({ Status: 'finish' }), 0);
    assert.equal(await count({ TaskAction: 'ModifyDBNodeClass' }), 0);
    assert.equal(await count({ DBClusterId: id, PlannedStartTime: minutes(60) }), 1);
    assert.equal(await count({ DBClusterId: id, PlannedStartTime: minutes(61) }), 0);
    for (const [PageSize, answer] of [
      ['100', '200'],
      ['99', '400 InvalidPageSize'],
    ] as const)
      assert.equal(await test.refusal('DescribeScheduleTasks', { PageSize }), answer);
  });

  it('are cancelled before they start, once', async () => {
    const { id, task } = await schedule();
    const cancel = (TaskId = task, DBClusterId = id) =>
      test.refusal('CancelScheduleTasks', { DBClusterId, TaskId });
    assert.equal(await cancel('no-such-task'), '400 InvalidDBNodeId.Malformed');
    assert.equal(await cancel(task, 'pc-bp1nosuchcluster'), '404 InvalidDBCluster.NotFound');
    assert.equal(await cancel(), '200');
    assert.equal(await cancel(), '403 OperationDenied.DBClusterStatus');
    const [left] = await tasksOf(test, id);
    assert.deepEqual([left?.Status, left?.TaskCancel], ['cancel', false]);
    test.time += 120 * MINUTE;
    assert.equal((await test.attribute(id)).ZoneIds, 'cn-hangzhou-i');
    await schedule(180);
  });

  it('are not cancelled once they run', async () => {
    const { id, task } = await schedule();
    test.time += 60 * MINUTE;
    assert.equal(
      await test.refusal('CancelScheduleTasks', { DBClusterId: id, TaskId: task }),
      '403 OperationDenied.DBClusterStatus',
    );
  });

  it('are moved to another time by the same rules', async () => {
    const { id, task } = await schedule();
    const move = (start: string, end: string) =>
      test.refusal('ModifyScheduleTask', {
        DBClusterId: id,
        TaskId: task,
        PlannedStartTime: start,
        PlannedEndTime: end,
      });
    assert.equal(await move(minutes(24 * 60), minutes(24 * 60 + 30)), '200');
    assert.equal(await move(minutes(24 * 60 + 1), minutes(24 * 60 + 31)), '400 InvalidPlannedStartTime');
    assert.equal(await move(minutes(120), minutes(149)), '400 InvalidPlannedEndTime');
    assert.equal(await move(minutes(120), minutes(150)), '200');
    assert.equal(await move('', minutes(150)), '400 MissingPlannedStartTime');
    assert.deepEqual(
      (await tasksOf(test, id)).map((each) => [each.PlannedStartTime, each.PlannedEndTime]),
      [[minutes(120), minutes(150)]],
    );
    test.time += 119 * MINUTE;
    assert.equal(await status(id), 'pending');
    test.time += MINUTE;
    assert.equal(await status(id), 'executing');
    assert.deepEqual(
      test.cloud.effects().map(({ action }) => action),
      ['ModifyDBClusterPrimaryZone', 'ModifyScheduleTask', 'ModifyScheduleTask'],
    );
  });
});
