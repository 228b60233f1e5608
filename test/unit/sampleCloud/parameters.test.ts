import assert from 'node:assert/strict';
import { CloudUnderTest } from './signedCall';

describe('parameters that the sample cloud refuses', () => {
  const test = new CloudUnderTest();
  let id = '';
  before(async () => {
    await test.start();
    id = (await test.cluster('会员中心-生产')).DBClusterId;
  });
  after(() => test.end());

  const clusters = (more: Record<string, string | number>) =>
    test.refusal('DescribeDBClusters', { RegionId: 'cn-hangzhou', ...more });
  const logs = (more: Record<string, string | number>) =>
    test.refusal('DescribeHALogs', { DBClusterId: id, LogType: 'HaSwitchLogList', ...more });

  it('are those it does not know', async () => {
    assert.equal(await clusters({ Region: 'x' }), '400 InvalidParameter');
    assert.equal(
      await test.refusal('FailoverDBCluster', { DBClusterId: id, RegionId: 'cn-hangzhou' }),
      '400 InvalidParameter',
    );
    assert.equal(await clusters({ 'Tag.1.Name': 'x' }), '400 InvalidParameter');
    assert.equal(await clusters({ Tag: 'x' }), '400 InvalidParameter');
    const { body } = await test.call('DescribeRegions', { Bogus: 1 });
    assert.match(String(body['Message']), /Bogus/);
  });

  it('are those that are missing or empty', async () => {
    assert.equal(await test.refusal('DescribeDBClusters'), '400 MissingRegionId');
    assert.equal(await clusters({ RegionId: '' }), '400 MissingRegionId');
    assert.equal(await test.refusal('FailoverDBCluster'), '400 MissingDBClusterId');
    assert.equal(await test.refusal('DescribeHALogs', { DBClusterId: id }), '400 MissingLogType');
  });

  it('are those in the body of an ACS3 request, where the catalogue says query', async () => {
    assert.equal(
      await test.refusal(
        'DescribeDBClusterAttribute',
        {},
        {
          body: `DBClusterId=${id}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        },
      ),
      '400 MissingDBClusterId',
    );
  });

  it('are those of another type', async () => {
    for (const value of ['', 'true', 'false']) assert.equal(await clusters({ Expired: value }), '200', value);
    for (const value of ['True', '1', 'yes'])
      assert.equal(await clusters({ Expired: value }), '400 InvalidExpired');
    for (const value of ['x', '1.5', '0x1', '99999999999'])
      assert.equal(await clusters({ PageNumber: value }), '400 InvalidPageNumber', value);
    assert.equal(
      await test.refusal('FailoverDBCluster', { DBClusterId: id, RollBackForDisaster: 'no' }),
      '400 InvalidRollBackForDisaster',
    );
  });

  it('are those beyond their limits', async () => {
    for (const size of [30, 50, 100]) assert.equal(await clusters({ PageSize: size }), '200');
    for (const size of [0, 29, 31, 101, -30])
      assert.equal(await clusters({ PageSize: size }), '400 InvalidPageSize');
    assert.equal(await clusters({ PageNumber: 0 }), '400 InvalidPageNumber');
    assert.equal(await clusters({ DBType: 'MySql' }), '400 InvalidDBType');
    assert.equal(await clusters({ RecentCreationInterval: 16 }), '400 InvalidRecentCreationInterval');
    assert.equal(await clusters({ 'Tag.20.Key': 'x' }), '200');
    assert.equal(await clusters({ 'Tag.21.Key': 'x' }), '400 InvalidTag');
    for (const size of [5, 50]) assert.equal(await logs({ PageSize: size }), '200');
    for (const size of [4, 51]) assert.equal(await logs({ PageSize: size }), '400 InvalidPageSize');
    assert.equal(await logs({ LogType: 'Other' }), '400 InvalidLogType');
    assert.equal(await logs({ StartTime: 'today' }), '400 InvalidStartTime');
    assert.equal(
      await logs({ StartTime: '2026-01-02T00:00:00Z', EndTime: '2026-01-01T00:00:00Z' }),
      '400 InvalidEndTime.Malformed',
    );
    assert.equal(
      await test.refusal('FailoverDBCluster', { DBClusterId: id, TargetZoneType: 'Other' }),
      '400 InvalidTargetZoneType',
    );
    assert.equal(test.cloud.effects().length, 0);
  });

  it('are switch logs of an engine that has none', async () => {
    const { DBClusterId } = await test.cluster('geo-service', 'cn-beijing');
    assert.equal(await logs({ DBClusterId }), '400 InvalidDBType.Malformed');
  });
});
