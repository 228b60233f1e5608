import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type Attribute, CloudUnderTest, readersOf, writerOf } from './signedCall';

declare const PROJECT_ROOT: string;

const MINUTE = 60_000;
const SINGAPORE = 'polardb.ap-southeast-1.aliyuncs.com';

describe('a switch that the sample cloud refuses', () => {
  const test = new CloudUnderTest();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  const failover = (
    cluster: Attribute | string,
    more: Record<string, string | boolean> = {},
    host?: string,
  ) =>
    test.refusal(
      'FailoverDBCluster',
      { DBClusterId: typeof cluster === 'string' ? cluster : cluster.DBClusterId, ...more },
      host === undefined ? {} : { host },
    );

  /** A way into each refusal by the state of a cluster. */
  const waysTo: Record<string, () => Promise<string>> = {
    'HaStatusNotSupport: no hot standby storage cluster': async () =>
      failover(await test.cluster('会员中心-生产'), { TargetZoneType: 'Standby' }),
    'HaStatusNotSupport: fail-over to the standby switched off': async () => {
      const cluster = await test.cluster('orders-production');
      test.cloud.patchCluster(cluster.DBClusterId, { StandbyHAMode: 'OFF' });
      return failover(cluster, { TargetZoneType: 'Standby' });
    },
    'HaStatusNotSupport: the only reader is a column index node': async () =>
      failover(await test.cluster('sessions', 'us-west-1'), {}, 'polardb.us-west-1.aliyuncs.com'),
    'InvalidDBNodeId.Malformed: not an id': async () =>
      failover(await test.cluster('会员中心-生产'), { TargetDBNodeId: 'node 1' }),
    'InvalidDBNodeId.Malformed: a node of another cluster': async () =>
      failover(await test.cluster('会员中心-生产'), {
        TargetDBNodeId: readersOf(await test.cluster('orders-production'))[0]!.DBNodeId,
      }),
    'InvalidDBType.Malformed: PostgreSQL without a target': async () =>
      failover(await test.cluster('geo-service', 'cn-beijing')),
    'InvalidDBType.Malformed: Oracle without a target': async () =>
      failover(await test.cluster('ERP', 'cn-shanghai')),
    'UnsupportHighFrequenceSwitchOver: while a switch runs': async () => {
      const cluster = await test.cluster('会员中心-生产');
      await failover(cluster);
      return failover(cluster);
    },
    'UnsupportHighFrequenceSwitchOver: just under ten minutes after one': async () => {
      const cluster = await test.cluster('会员中心-生产');
      await failover(cluster);
      test.time += 30_000 + 10 * MINUTE - 1;
      return failover(cluster);
    },
    'UnsupportWitchUnhealthyReplication: the target does not replicate': async () => {
      const cluster = await test.cluster('wallet', 'ap-southeast-1');
      return failover(cluster, { TargetDBNodeId: readersOf(cluster)[0]!.DBNodeId }, SINGAPORE);
    },
    'UnsupportWitchUnhealthyReplication: no reader is healthy': async () =>
      failover(await test.cluster('wallet', 'ap-southeast-1'), {}, SINGAPORE),
    'UnsupportWitchUnhealthyReplication: the target restarts': async () => {
      const cluster = await test.cluster('会员中心-生产');
      const target = readersOf(cluster)[0]!.DBNodeId;
      test.cloud.patchCluster(cluster.DBClusterId, { nodes: { [target]: { DBNodeStatus: 'Rebooting' } } });
      return failover(cluster, { TargetDBNodeId: target });
    },
    'OperationDenied.DBNodeType: a column index node': async () => {
      const cluster = await test.cluster('analytics', 'cn-beijing');
      const index = cluster.DBNodes.find((n) => n.ImciSwitch === 'ON')!;
      return failover(cluster, { TargetDBNodeId: index.DBNodeId });
    },
    'OperationDenied.DBNodeType: the writer itself': async () => {
      const cluster = await test.cluster('会员中心-生产');
      return failover(cluster, { TargetDBNodeId: writerOf(cluster).DBNodeId });
    },
    'OperationDenied.DBNodeType: a standby node for a switch inside the primary zone': async () => {
      const cluster = await test.cluster('orders-production');
      const standby = cluster.DBNodes.find((n) => n.SubCluster === 'Standby')!;
      return failover(cluster, { TargetDBNodeId: standby.DBNodeId, TargetZoneType: 'Primary' });
    },
    'OperationDenied.DBNodeType: a primary node for a switch to the standby': async () => {
      const cluster = await test.cluster('orders-production');
      return failover(cluster, {
        TargetDBNodeId: readersOf(cluster).find((n) => n.SubCluster === 'Primary')!.DBNodeId,
        TargetZoneType: 'Standby',
      });
    },
    'OperationDenied.ClusterCategory: multi-master': async () =>
      failover(await test.cluster('tenant-shards', 'cn-shanghai')),
    'OperationDenied.ClusterCategory: a single node': async () => failover(await test.cluster('ci-scratch')),
    'InvalidDBCluster.NotFound: no such cluster': () => failover('pc-bp1nosuchcluster'),
    'InvalidDBCluster.NotFound: deleted meanwhile': async () => {
      const cluster = await test.cluster('会员中心-生产');
      test.cloud.deleteCluster(cluster.DBClusterId);
      return failover(cluster);
    },
    "InvalidDBCluster.NotFound: asked at another region's host": async () =>
      failover(await test.cluster('会员中心-生产'), {}, SINGAPORE),
    'InvalidDBClusterId.Malformed: not an id': () => failover('pc_1'),
  };
  const page = JSON.parse(
    fs.readFileSync(path.join(PROJECT_ROOT, 'test/fixtures/spec/roleSwitching.json'), 'utf8'),
  ) as { errors: { status: number; code: string }[] };

  for (const { status, code } of page.errors) {
    const ways = Object.keys(waysTo).filter((way) => way.startsWith(`${code}:`));
    it(`has a state that leads to ${code}`, () => assert.notEqual(ways.length, 0));
    for (const way of ways)
      it(`is answered with ${way}`, async () => {
        const before = test.cloud.effects().length;
        const refusal = await waysTo[way]!();
        assert.equal(refusal, `${status} ${code}`);
        const switched = code === 'UnsupportHighFrequenceSwitchOver' ? 1 : 0;
        assert.equal(test.cloud.effects().length - before, switched);
      });
  }

  it('is accepted ten minutes after the last one has ended', async () => {
    const cluster = await test.cluster('会员中心-生产');
    await failover(cluster);
    test.time += 30_000 + 10 * MINUTE;
    assert.equal(await failover(cluster), '200');
  });

  it('is refused for a locked, an expired and a busy cluster', async () => {
    const denied = '403 OperationDenied.DBClusterStatus';
    assert.equal(await failover(await test.cluster('audit-archive', 'cn-shanghai')), denied);
    for (const [name, region] of [
      ['campaign-2025', 'cn-hongkong'],
      ['logistics', 'cn-zhangjiakou'],
    ] as const)
      assert.equal(
        await failover(await test.cluster(name, region), {}, `polardb.${region}.aliyuncs.com`),
        denied,
      );
  });

  it('is refused to a user whose policy does not grant it, with what is missing', async () => {
    const { DBClusterId } = await test.cluster('会员中心-生产');
    const { status, body } = await test.call(
      'FailoverDBCluster',
      { DBClusterId },
      { key: test.key('without polardb') },
    );
    assert.deepEqual([status, body['Code']], [403, 'NoPermission']);
    const detail = body['AccessDeniedDetail'] as Record<string, string>;
    assert.equal(detail['AuthAction'], 'polardb:FailoverDBCluster');
    assert.equal(detail['NoPermissionType'], 'ImplicitDeny');
    assert.equal(test.cloud.effects().length, 0);
  });

  it("finds no cluster in another account's name", async () => {
    const { DBClusterId } = await test.cluster('会员中心-生产');
    const how = { key: test.key('Account without') };
    assert.equal(
      await test.refusal('FailoverDBCluster', { DBClusterId }, how),
      '404 InvalidDBCluster.NotFound',
    );
    assert.equal(
      await test.refusal('DescribeDBClusterAttribute', { DBClusterId }, how),
      '404 InvalidDBClusterId.NotFound',
    );
  });
});
