import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CloudUnderTest } from './signedCall';
import { at, vSwitches } from './zoneCalls';

declare const PROJECT_ROOT: string;

describe('a change of zone that the sample cloud refuses', () => {
  const test = new CloudUnderTest();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  const send = (DBClusterId: string, params: Record<string, string | boolean>) =>
    test.refusal('ModifyDBClusterPrimaryZone', { DBClusterId, ...params });
  const change = async (
    name: string,
    params: Record<string, string | boolean>,
    region = 'cn-hangzhou',
    patch?: Record<string, unknown>,
  ) => {
    const { DBClusterId } = await test.cluster(name, region);
    if (patch) test.cloud.patchCluster(DBClusterId, patch);
    return send(DBClusterId, params);
  };
  const K = { ZoneId: 'cn-hangzhou-k' };
  const MEMBERS = '会员中心-生产';
  const ORDERS = 'orders-production';

  /** A way into each refusal by the state of a cluster. */
  const waysTo: Record<string, () => Promise<string>> = {
    'ScheduleTaskExist: a pending task': () => change('ERP', { ZoneId: 'cn-shanghai-m' }, 'cn-shanghai'),
    'ScheduleTaskExist: its own scheduled change': async () => {
      await change(MEMBERS, { ...K, PlannedStartTime: at(test.time, 60) });
      return change(MEMBERS, K);
    },
    'ScheduleTaskExist: a task under way': async () => {
      await change(MEMBERS, { ...K, PlannedStartTime: at(test.time, 60) });
      test.cloud.advance(60 * 60_000);
      return change(MEMBERS, { ZoneId: 'cn-hangzhou-j' });
    },
    'InvalidZoneId.Malformed: not a zone id': () => change(MEMBERS, { ZoneId: 'Zone K' }),
    'InvalidZoneId.Malformed: a zone of another region': () => change(MEMBERS, { ZoneId: 'cn-beijing-k' }),
    'InvalidZoneId.Malformed: the region itself': () => change(MEMBERS, { ZoneId: 'cn-hangzhou' }),
    'InvalidZoneId.Same: the primary zone': () => change(MEMBERS, { ZoneId: 'cn-hangzhou-i' }),
    'InvalidZoneId.Same: the standby zone, as the standby zone': () =>
      change(ORDERS, { ZoneId: 'cn-hangzhou-j', ZoneType: 'Standby' }),
    'InvalidZoneId.Same: the primary zone, as the standby zone': () =>
      change(ORDERS, { ZoneId: 'cn-hangzhou-i', ZoneType: 'Standby' }),
    'InternalError: its VPC is gone': () => change(MEMBERS, K, 'cn-hangzhou', { VPCId: null }),
    'ActionUnauthorized: multi-master': () =>
      change('tenant-shards', { ZoneId: 'cn-shanghai-m' }, 'cn-shanghai'),
    'ActionUnauthorized: there is no standby zone to move': () =>
      change(MEMBERS, { ...K, ZoneType: 'Standby' }),
    'OperationDenied.MutexLock: a change is under way': async () => {
      await change(MEMBERS, K);
      return change(MEMBERS, K);
    },
    'OperationDenied.MutexLock: the cluster switches over': () =>
      change(MEMBERS, K, 'cn-hangzhou', { DBClusterStatus: 'Switching' }),
    'OperationDenied.MutexLock: locked by hand': () =>
      change('audit-archive', { ZoneId: 'cn-shanghai-m' }, 'cn-shanghai'),
    'InvalidDBCluster.NotFound: no such cluster': () => send('pc-bp1nosuchcluster', K),
    'InvalidDBClusterId.Malformed: not an id': () => send('pc_1', K),
    'InsufficientResource: the zone is sold out': async () => {
      const { DBClusterId } = await test.cluster('audit-archive', 'cn-shanghai');
      test.cloud.patchCluster(DBClusterId, { LockMode: 'Unlock' });
      return send(DBClusterId, { ZoneId: 'cn-shanghai-n', VSwitchId: await vSwitchIn('cn-shanghai-n') });
    },
    'InsufficientResource: the zone lacks the class': () => change(ORDERS, K),
    'InsufficientResource: the vSwitch has too few addresses': async () =>
      change(ORDERS, { ZoneId: 'cn-hangzhou-j', VSwitchId: await vSwitchIn('cn-hangzhou-j', 1) }),
  };
  const vSwitchIn = async (zone: string, index = 0) => {
    const RegionId = zone.slice(0, -2);
    const host = RegionId === 'cn-hangzhou' ? undefined : `vpc.${RegionId}.aliyuncs.com`;
    return (await vSwitches(test, { RegionId, ZoneId: zone }, host)).all[index]!.VSwitchId;
  };
  const page = JSON.parse(
    fs.readFileSync(path.join(PROJECT_ROOT, 'test/fixtures/spec/changePrimaryZone.json'), 'utf8'),
  ) as { errors: { status: number; code: string }[] };

  for (const { status, code } of page.errors) {
    const ways = Object.keys(waysTo).filter((way) => way.startsWith(`${code}:`));
    it(`has a state that leads to ${code}`, () => assert.notEqual(ways.length, 0));
    for (const way of ways)
      it(`is answered with ${way}`, async () => assert.equal(await waysTo[way]!(), `${status} ${code}`));
  }

  it('wants a vSwitch for PostgreSQL and Oracle, and for MySQL where the zone has one', async () => {
    const beijing = await vSwitchIn('cn-beijing-l');
    assert.equal(
      await change('geo-service', { ZoneId: 'cn-beijing-l' }, 'cn-beijing'),
      '400 MissingVSwitchId',
    );
    assert.equal(
      await change('geo-service', { ZoneId: 'cn-beijing-l', VSwitchId: beijing }, 'cn-beijing'),
      '200',
    );
    assert.equal(await change(MEMBERS, { ZoneId: 'cn-hangzhou-j' }), '400 MissingVSwitchId');
    assert.equal(await change(MEMBERS, K), '200');
  });

  it('wants a vSwitch of the cluster’s VPC in the new zone, with as many addresses as nodes', async () => {
    const [i, j, full] = [
      await vSwitchIn('cn-hangzhou-i'),
      await vSwitchIn('cn-hangzhou-j'),
      await vSwitchIn('cn-hangzhou-j', 1),
    ];
    const J = { ZoneId: 'cn-hangzhou-j' };
    assert.equal(await change(MEMBERS, { ...J, VSwitchId: i }), '400 InvalidVSwitchId');
    assert.equal(await change(MEMBERS, { ...J, VSwitchId: j, VPCId: 'vpc-bp1other00' }), '400 InvalidVPCId');
    assert.equal(await change(MEMBERS, { ...J, VSwitchId: full }), '404 InsufficientResource');
    const { DBNodes, DBClusterId } = await test.cluster(MEMBERS);
    test.cloud.patchCluster(DBClusterId, { nodes: { [DBNodes[2]!.DBNodeId]: null } });
    assert.equal(await send(DBClusterId, { ...J, VSwitchId: full }), '200');
  });

  it('wants an earliest start within 24 hours and a latest one at least 30 minutes later', async () => {
    const planned = (start?: string, end?: string) => {
      test.cloud.reset('small');
      return change(MEMBERS, {
        ...K,
        FromTimeService: false,
        ...(start === undefined ? {} : { PlannedStartTime: start }),
        ...(end === undefined ? {} : { PlannedEndTime: end }),
      });
    };
    const minutes = (count: number) => at(test.time, count);
    for (const [start, end, answer] of [
      [minutes(0), undefined, '200'],
      [at(test.time - 1000, 0), undefined, '400 InvalidPlannedStartTime'],
      [minutes(24 * 60), undefined, '200'],
      [at(test.time + 1000, 24 * 60), undefined, '400 InvalidPlannedStartTime'],
      [minutes(60), minutes(90), '200'],
      [minutes(60), at(test.time - 1000, 90), '400 InvalidPlannedEndTime'],
      [undefined, minutes(90), '400 InvalidPlannedEndTime'],
      ['2026-01-15T10:00Z', undefined, '400 InvalidPlannedStartTime'],
      ['2026-02-30T10:00:00Z', undefined, '400 InvalidPlannedStartTime'],
      [minutes(60), 'tomorrow', '400 InvalidPlannedEndTime'],
    ] as const)
      assert.equal(await planned(start, end), answer, `${start ?? ''} ${end ?? ''}`);
  });

  it('is refused to a user whose policy does not grant it, before anything else is looked at', async () => {
    const { DBClusterId } = await test.cluster(MEMBERS);
    for (const [action, more] of [
      ['ModifyDBClusterPrimaryZone', K],
      ['CancelScheduleTasks', { TaskId: 'x' }],
      ['ModifyScheduleTask', { TaskId: 'x' }],
    ] as const)
      assert.equal(
        await test.refusal(action, { DBClusterId, ...more }, { key: test.key('without polardb') }),
        '403 NoPermission',
        action,
      );
    assert.equal(test.cloud.effects().length, 0);
  });
});
