import assert from 'node:assert/strict';
import { CloudUnderTest, writerOf } from './signedCall';
import { vSwitches } from './zoneCalls';

describe('changing a primary zone on the sample cloud', () => {
  const test = new CloudUnderTest();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  const change = async (name: string, params: Record<string, string | boolean>, region = 'cn-hangzhou') => {
    const { DBClusterId } = await test.cluster(name, region);
    assert.equal(await test.refusal('ModifyDBClusterPrimaryZone', { DBClusterId, ...params }), '200');
    return DBClusterId;
  };
  const vSwitchIn = async (ZoneId: string) =>
    (await vSwitches(test, { RegionId: 'cn-hangzhou', ZoneId })).all[0]!.VSwitchId;

  it('moves to the standby zone by way of Transing, 20 s a node, and exchanges the zones', async () => {
    const before = await test.cluster('orders-production');
    assert.equal(before.ZoneIds, 'cn-hangzhou-i,cn-hangzhou-j');
    const id = await change('orders-production', {
      ZoneId: 'cn-hangzhou-j',
      VSwitchId: await vSwitchIn('cn-hangzhou-j'),
    });
    assert.equal((await test.attribute(id)).DBClusterStatus, 'Transing');
    test.time += 39_999;
    assert.equal(writerOf(await test.attribute(id)).ZoneId, 'cn-hangzhou-i');
    test.time += 1;
    const after = await test.attribute(id);
    assert.equal(after.DBClusterStatus, 'Running');
    assert.equal(after.ZoneIds, 'cn-hangzhou-j,cn-hangzhou-i');
    assert.deepEqual(
      after.DBNodes.map(({ SubCluster, ZoneId }) => [SubCluster, ZoneId]),
      [
        ['Primary', 'cn-hangzhou-j'],
        ['Primary', 'cn-hangzhou-j'],
        ['Standby', 'cn-hangzhou-i'],
        ['Standby', 'cn-hangzhou-i'],
      ],
    );
  });

  it('takes longer to a zone without the data, and takes the default vSwitch where the zone has none', async () => {
    const addresses = async (DBClusterId: string) =>
      (
        await test.call<{
          Items: { AddressItems: { ConnectionString: string; IPAddress: string; VSwitchId?: string }[] }[];
        }>('DescribeDBClusterEndpoints', { DBClusterId })
      ).body.Items.flatMap(({ AddressItems }) => AddressItems);
    const before = await addresses((await test.cluster('会员中心-生产')).DBClusterId);
    const id = await change('会员中心-生产', { ZoneId: 'cn-hangzhou-k' });
    test.time += 119_999;
    assert.equal((await test.attribute(id)).DBClusterStatus, 'Transing');
    test.time += 1;
    const { DBClusterStatus, ZoneIds, DBNodes } = await test.attribute(id);
    assert.deepEqual([DBClusterStatus, ZoneIds], ['Running', 'cn-hangzhou-k']);
    assert.ok(DBNodes.every(({ ZoneId }) => ZoneId === 'cn-hangzhou-k'));
    const after = await addresses(id);
    assert.deepEqual(
      after.map((each) => each.ConnectionString),
      before.map((each) => each.ConnectionString),
      'endpoints keep their names',
    );
    assert.ok(after.every((each, index) => each.IPAddress !== before[index]?.IPAddress));
    assert.ok(after.every((each, index) => each.VSwitchId !== before[index]?.VSwitchId));
  });

  it('moves the standby zone by way of StandbyTransing and leaves the writer alone', async () => {
    const small = await test.cluster('orders-production');
    for (const { DBNodeId } of small.DBNodes)
      test.cloud.patchCluster(small.DBClusterId, {
        nodes: { [DBNodeId]: { DBNodeClass: 'polar.mysql.x4.large' } },
      });
    const id = await change('orders-production', { ZoneId: 'cn-hangzhou-k', ZoneType: 'Standby' });
    assert.equal((await test.attribute(id)).DBClusterStatus, 'StandbyTransing');
    test.time += 120_000;
    const after = await test.attribute(id);
    assert.equal(after.DBClusterStatus, 'Running');
    assert.equal(after.ZoneIds, 'cn-hangzhou-i,cn-hangzhou-k');
    assert.equal(writerOf(after).ZoneId, 'cn-hangzhou-i');
    assert.ok(
      after.DBNodes.every(({ SubCluster, ZoneId }) => SubCluster !== 'Standby' || ZoneId === 'cn-hangzhou-k'),
    );
  });

  it('runs at once without a planned time, whatever FromTimeService says, and with it true whatever is planned', async () => {
    const VSwitchId = await vSwitchIn('cn-hangzhou-j');
    for (const params of [
      { FromTimeService: false },
      { FromTimeService: true },
      { FromTimeService: true, PlannedStartTime: '2026-01-15T10:00:00Z' },
    ]) {
      test.cloud.reset('small');
      const id = await change('会员中心-生产', { ZoneId: 'cn-hangzhou-j', VSwitchId, ...params });
      assert.equal((await test.attribute(id)).DBClusterStatus, 'Transing', JSON.stringify(params));
    }
  });

  it('is noted among the effects with what was asked for', async () => {
    await change('会员中心-生产', { ZoneId: 'cn-hangzhou-k', IsSwitchOverForDisaster: 'true' });
    assert.deepEqual(
      test.cloud.effects().map(({ action, detail }) => [action, detail]),
      [
        [
          'ModifyDBClusterPrimaryZone',
          { zoneType: 'Primary', from: 'cn-hangzhou-i', to: 'cn-hangzhou-k', failBack: true, planned: '' },
        ],
      ],
    );
  });

  it('goes on after a restart', async () => {
    const id = await change('会员中心-生产', { ZoneId: 'cn-hangzhou-k' });
    await test.cloud.stop();
    await test.start();
    test.cloud.advance(120_000);
    assert.equal((await test.attribute(id)).ZoneIds, 'cn-hangzhou-k');
  });
});

describe('zones, classes and vSwitches of the sample cloud', () => {
  const test = new CloudUnderTest();
  before(() => test.start());
  after(() => test.end());

  it('tells which zones are sold out', async () => {
    const { body } = await test.call<{ Zones: { ZoneId: string; ModeCode: string }[] }>('DescribeZones', {
      RegionId: 'cn-shanghai',
    });
    assert.deepEqual(
      body.Zones.map(({ ZoneId, ModeCode }) => [ZoneId, ModeCode]),
      [
        ['cn-shanghai-l', 'WithStock'],
        ['cn-shanghai-m', 'WithStock'],
        ['cn-shanghai-n', 'SoldOut'],
      ],
    );
    assert.equal(
      await test.refusal('DescribeZones', { RegionId: 'eu-central-1' }),
      '404 InvalidRegionId.NotFound',
    );
  });

  it('tells which classes a zone has', async () => {
    const classes = async (ZoneId: string, more: Record<string, string> = {}, category = 'Normal') => {
      const { body } = await test.call<{
        AvailableZones: {
          SupportedEngines: { AvailableResources: { DBNodeClass: string; Category: string }[] }[];
        }[];
      }>('DescribeDBClusterAvailableResources', {
        RegionId: 'cn-hangzhou',
        PayType: 'Postpaid',
        DBType: 'MySQL',
        ZoneId,
        ...more,
      });
      return body.AvailableZones[0]!.SupportedEngines[0]!.AvailableResources.filter(
        ({ Category }) => Category === category,
      ).map((each) => each.DBNodeClass);
    };
    assert.ok((await classes('cn-hangzhou-j')).includes('polar.mysql.x4.xlarge'));
    assert.ok(!(await classes('cn-hangzhou-k')).includes('polar.mysql.x4.xlarge'));
    const large = async (DBVersion: string, category?: string) =>
      (await classes('cn-hangzhou-k', { DBVersion }, category)).includes('polar.mysql.x4.large');
    assert.deepEqual([await large('8.0'), await large('5.7')], [true, false]);
    assert.deepEqual([await large('8.0', 'NormalMultimaster'), await large('8.0', 'Basic')], [true, false]);
    assert.equal(
      await test.refusal('DescribeDBClusterAvailableResources', { RegionId: 'cn-hangzhou' }),
      '400 MissingPayType',
    );
  });

  it('lists vSwitches by VPC and zone, a page at a time', async () => {
    const { all, total } = await vSwitches(test, { RegionId: 'cn-hangzhou' });
    assert.deepEqual(
      all.map(({ ZoneId }) => ZoneId),
      ['cn-hangzhou-i', 'cn-hangzhou-j', 'cn-hangzhou-j', 'cn-hangzhou-l'],
    );
    assert.equal(total, 4);
    const second = await vSwitches(test, { RegionId: 'cn-hangzhou', PageSize: 2, PageNumber: 2 });
    assert.deepEqual(second.all, all.slice(2));
    assert.deepEqual((await vSwitches(test, { RegionId: 'cn-hangzhou', VpcId: 'vpc-other00' })).all, []);
    for (const [PageSize, answer] of [
      [50, '200'],
      [51, '400 InvalidPageSize'],
    ] as const)
      assert.equal(
        await test.refusal(
          'DescribeVSwitches',
          { RegionId: 'cn-hangzhou', PageSize },
          { host: 'vpc.aliyuncs.com', version: '2016-04-28' },
        ),
        answer,
      );
  });

  it('lists the same vSwitches by PolarDB, where their VPC is named', async () => {
    const { all } = await vSwitches(test, { RegionId: 'cn-hangzhou' });
    const asked = { RegionId: 'cn-hangzhou', VpcId: all[0]!.VpcId };
    const { body } = await test.call<{ VSwitchs: Record<string, unknown>[]; TotalCount: number }>(
      'DescribeVSwitches',
      asked,
    );
    assert.deepEqual(
      body.VSwitchs.map((each) => [each['VSwitchId'], each['IzNo'], each['AvailableIpAddressCount']]),
      all.map((each) => [each.VSwitchId, each.ZoneId, each.AvailableIpAddressCount]),
    );
    assert.equal(body.TotalCount, 4);
    const refusal = (more: Record<string, string | number>) =>
      test.refusal('DescribeVSwitches', { RegionId: 'cn-hangzhou', ...more });
    assert.equal(await refusal({}), '400 MissingVpcId');
    assert.equal(await refusal({ ...asked, PageSize: 50 }), '200');
    assert.equal(await refusal({ ...asked, PageSize: 51 }), '400 InvalidPageSize');
  });
});
