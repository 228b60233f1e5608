import assert from 'node:assert/strict';
import { type Attribute, CloudUnderTest, readersOf, writerOf } from './signedCall';

const MINUTE = 60_000;

describe('switching a primary on the sample cloud', () => {
  const test = new CloudUnderTest();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  const failover = (cluster: Attribute | string, more: Record<string, string | boolean> = {}) =>
    test.refusal('FailoverDBCluster', {
      DBClusterId: typeof cluster === 'string' ? cluster : cluster.DBClusterId,
      ...more,
    });
  const statuses = async (id: string) => {
    const { DBClusterStatus, DBNodes } = await test.attribute(id);
    return [DBClusterStatus, ...DBNodes.map((n) => `${n.DBNodeRole} ${n.DBNodeStatus}`)];
  };

  it('runs through Switching, exchanged roles and Running', async () => {
    const { DBClusterId: id } = await test.cluster('会员中心-生产');
    assert.equal(await failover(id), '200');
    assert.deepEqual(await statuses(id), [
      'Switching',
      'Writer Switching',
      'Reader Running',
      'Reader Switching',
    ]);
    test.time += 17_999;
    assert.equal((await statuses(id))[1], 'Writer Switching');
    test.time += 1;
    assert.deepEqual(await statuses(id), [
      'Switching',
      'Reader Switching',
      'Reader Running',
      'Writer Switching',
    ]);
    test.time += 11_999;
    assert.equal((await statuses(id))[0], 'Switching');
    test.time += 1;
    assert.deepEqual(await statuses(id), ['Running', 'Reader Running', 'Reader Running', 'Writer Running']);
  });

  it('takes the node with the highest failover priority where none is named', async () => {
    const before = await test.cluster('会员中心-生产');
    await failover(before);
    test.cloud.advance(30_000);
    const best = readersOf(before).sort((a, b) => b.FailoverPriority - a.FailoverPriority)[0]!;
    assert.equal(writerOf(await test.attribute(before.DBClusterId)).DBNodeId, best.DBNodeId);
  });

  it('never takes a column index node, however high its priority', async () => {
    const before = await test.cluster('analytics', 'cn-beijing');
    await failover(before);
    test.cloud.advance(30_000);
    assert.equal(writerOf(await test.attribute(before.DBClusterId)).ImciSwitch, 'OFF');
  });

  it('goes to the standby zone and back, and the primary endpoint follows', async () => {
    const before = await test.cluster('orders-production');
    const [primary, standby] = before.ZoneIds.split(',');
    assert.equal(writerOf(before).ZoneId, primary);
    assert.equal(await failover(before, { TargetZoneType: 'Standby' }), '200');
    test.cloud.advance(30_000);
    const after = await test.attribute(before.DBClusterId);
    assert.equal(writerOf(after).ZoneId, standby);
    assert.equal(writerOf(after).SubCluster, 'Primary');
    assert.equal(after.ZoneIds, `${standby!},${primary!}`);
    const endpoints = await test.call<{
      Items: { EndpointType: string; Nodes: string; NodeWithRoles: string }[];
    }>('DescribeDBClusterEndpoints', { DBClusterId: before.DBClusterId });
    const main = endpoints.body.Items.find((e) => e.EndpointType === 'Primary');
    assert.deepEqual([main?.Nodes, main?.NodeWithRoles], [writerOf(after).DBNodeId, 'Writer']);

    test.cloud.advance(10 * MINUTE);
    const back = { TargetZoneType: 'Standby', RollBackForDisaster: true };
    assert.equal(await failover(before, back), '200');
    test.cloud.advance(30_000);
    assert.equal(writerOf(await test.attribute(before.DBClusterId)).ZoneId, primary);
    test.cloud.advance(10 * MINUTE);
    assert.equal(await failover(before, back), '400 HaStatusNotSupport');
  });

  it('writes the switch into the log, with its end once there is one', async () => {
    const { DBClusterId } = await test.cluster('会员中心-生产');
    const logs = async () =>
      (
        await test.call<{ HaStatus: number; TotalRecords: number; HaLogItems: Record<string, string>[] }>(
          'DescribeHALogs',
          { DBClusterId, LogType: 'HaSwitchLogList' },
        )
      ).body;
    assert.deepEqual([(await logs()).HaStatus, (await logs()).TotalRecords], [1, 0]);
    await failover(DBClusterId);
    assert.equal((await logs()).HaLogItems[0]?.['SwitchStartTime'], '2026-01-15T08:30:00Z');
    assert.equal((await logs()).HaLogItems[0]?.['SwitchFinishTime'], undefined);
    test.time += MINUTE;
    const { HaStatus, TotalRecords, HaLogItems } = await logs();
    assert.deepEqual([HaStatus, TotalRecords], [0, 1]);
    assert.equal(HaLogItems[0]?.['SwitchFinishTime'], '2026-01-15T08:30:30Z');
  });

  it('is quicker at a higher speed', async () => {
    test.cloud.setSpeed(10);
    const { DBClusterId } = await test.cluster('会员中心-生产');
    await failover(DBClusterId);
    test.time += 3000;
    assert.equal((await test.attribute(DBClusterId)).DBClusterStatus, 'Running');
  });

  describe('answers a client token', () => {
    const params = (cluster: Attribute, token: string) => ({
      DBClusterId: cluster.DBClusterId,
      TargetDBNodeId: readersOf(cluster)[0]!.DBNodeId,
      ClientToken: token,
    });

    it('once with an effect, then with the same answer for a day', async () => {
      const same = params(await test.cluster('会员中心-生产'), 'token-1');
      const first = await test.call('FailoverDBCluster', same);
      const second = await test.call('FailoverDBCluster', same);
      test.cloud.advance(24 * 60 * MINUTE - 1);
      const later = await test.call('FailoverDBCluster', same);
      assert.deepEqual([second.body, later.body], [first.body, first.body]);
      assert.equal(test.cloud.effects().length, 1);
      assert.equal(test.cloud.effects()[0]?.clientToken, 'token-1');
    });

    it('not at all with other parameters', async () => {
      const first = params(await test.cluster('会员中心-生产'), 'token-1');
      await test.call('FailoverDBCluster', first);
      assert.equal(
        await test.refusal('FailoverDBCluster', { ...first, TargetZoneType: 'Primary' }),
        '400 IdempotentParameterMismatch',
      );
    });

    it('that was refused as if it were new', async () => {
      const cluster = await test.cluster('会员中心-生产');
      test.cloud.patchCluster(cluster.DBClusterId, { LockMode: 'ManualLock' });
      assert.equal(
        await test.refusal('FailoverDBCluster', params(cluster, 't')),
        '403 OperationDenied.DBClusterStatus',
      );
      test.cloud.patchCluster(cluster.DBClusterId, { LockMode: 'Unlock' });
      assert.equal(await test.refusal('FailoverDBCluster', params(cluster, 't')), '200');
    });

    it('of 64 characters, no longer and no other than ASCII', async () => {
      const cluster = await test.cluster('会员中心-生产');
      assert.equal(
        await test.refusal('FailoverDBCluster', params(cluster, 'x'.repeat(65))),
        '400 InvalidClientToken',
      );
      assert.equal(await test.refusal('FailoverDBCluster', params(cluster, 'été')), '400 InvalidClientToken');
      assert.equal(await test.refusal('FailoverDBCluster', params(cluster, 'x'.repeat(64))), '200');
    });
  });
});
