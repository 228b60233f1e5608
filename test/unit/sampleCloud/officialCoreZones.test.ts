import assert from 'node:assert/strict';
import { officialCall } from './officialCall';
import { type Attribute, CloudUnderTest } from './signedCall';
import { at, type Task, type VSwitch } from './zoneCalls';

describe('the official core changes zones on the sample cloud', () => {
  const test = new CloudUnderTest();
  const core = officialCall(test);
  afterEach(() => test.end());

  for (const v2 of [false, true])
    it(`now, scheduled, moved to another time and cancelled, signing with ${v2 ? 'RPC 1.0' : 'ACS3'}`, async () => {
      // The official core stamps the machine's time.
      await test.start({ clock: Date });
      const { DBClusterId } = await core<Attribute>(
        'DescribeDBClusterAttribute',
        { DBClusterId: 'pc-bp1gtuebyw2f0j36a' },
        { v2 },
      );
      const zones = await core<{ Zones: { ZoneId: string; ModeCode: string }[] }>(
        'DescribeZones',
        { RegionId: 'cn-hangzhou' },
        { v2 },
      );
      assert.deepEqual(zones.Zones[1], {
        ModeCode: 'WithStock',
        Priority: '2',
        Status: 'ON',
        ZoneId: 'cn-hangzhou-j',
      });
      const { VSwitches } = await core<{ VSwitches: { VSwitch: VSwitch[] } }>(
        'DescribeVSwitches',
        { RegionId: 'cn-hangzhou', ZoneId: 'cn-hangzhou-j' },
        { host: 'vpc.aliyuncs.com', v2 },
      );
      const [vSwitch] = VSwitches.VSwitch;
      const { VSwitchs } = await core<{ VSwitchs: { VSwitchId: string }[] }>(
        'DescribeVSwitches',
        { RegionId: 'cn-hangzhou', VpcId: vSwitch!.VpcId, ZoneId: 'cn-hangzhou-j' },
        { v2 },
      );
      assert.equal(VSwitchs[0]?.VSwitchId, vSwitch!.VSwitchId);
      const change = {
        DBClusterId,
        ZoneId: 'cn-hangzhou-j',
        ZoneType: 'Primary',
        VSwitchId: vSwitch!.VSwitchId,
        VPCId: vSwitch!.VpcId,
        IsSwitchOverForDisaster: 'true',
      };
      await core(
        'ModifyDBClusterPrimaryZone',
        {
          ...change,
          FromTimeService: 'false',
          PlannedStartTime: at(Date.now(), 60),
          PlannedEndTime: at(Date.now(), 120),
        },
        { v2 },
      );
      const tasks = async () =>
        (
          await core<{ Data: { TimerInfos: Task[] } }>(
            'DescribeScheduleTasks',
            { DBClusterId, PageSize: '100' },
            { v2 },
          )
        ).Data.TimerInfos;
      const { TaskId } = (await tasks())[0]!;
      const later = { PlannedStartTime: at(Date.now(), 90), PlannedEndTime: at(Date.now(), 150) };
      const moved = await core<{ Success: boolean }>(
        'ModifyScheduleTask',
        { DBClusterId, TaskId, ...later },
        { v2 },
      );
      assert.equal(moved.Success, true);
      assert.equal((await tasks())[0]?.PlannedStartTime, later.PlannedStartTime);
      await core('CancelScheduleTasks', { DBClusterId, TaskId }, { v2 });
      assert.equal((await tasks())[0]?.Status, 'cancel');

      await core('ModifyDBClusterPrimaryZone', { ...change, FromTimeService: 'true' }, { v2 });
      test.cloud.advance(40_000);
      const after = await core<Attribute>('DescribeDBClusterAttribute', { DBClusterId }, { v2 });
      assert.deepEqual([after.DBClusterStatus, after.ZoneIds], ['Running', 'cn-hangzhou-j,cn-hangzhou-i']);
      await assert.rejects(core('ModifyDBClusterPrimaryZone', change, { v2 }), {
        code: 'InvalidZoneId.Same',
        statusCode: 400,
      });
    });
});
