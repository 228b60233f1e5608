import assert from 'node:assert/strict';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { bindClusters } from '../../../src/operations/bindClusters';
import { unbindClusters } from '../../../src/operations/unbindClusters';
import { anInstance } from '../support/instances';
import { officialCall } from './officialCall';
import {
  type Attribute,
  backendOf,
  type ClusterList,
  CloudUnderTest,
  readersOf,
  writerOf,
} from './signedCall';

// The vendor's own core, unmodified, is the judge of whether the double speaks the real protocol.
describe('the official core on the sample cloud', () => {
  const test = new CloudUnderTest();
  afterEach(() => test.end());

  const core = officialCall(test);

  for (const v2 of [false, true])
    it(`lists both pages of a region and switches a primary, signing with ${v2 ? 'RPC 1.0' : 'ACS3'}`, async () => {
      // The official core stamps the machine's time.
      await test.start({ estate: 120, clock: Date });
      const page = (number: number) =>
        core<ClusterList>(
          'DescribeDBClusters',
          { RegionId: 'cn-hangzhou', PageSize: '50', PageNumber: String(number) },
          { v2 },
        );
      const [first, second] = [await page(1), await page(2)];
      const ids = [...first.Items.DBCluster, ...second.Items.DBCluster].map((c) => c.DBClusterId);
      assert.deepEqual([first.PageRecordCount, second.PageRecordCount], [50, 18]);
      assert.equal(first.TotalRecordCount, 68);
      assert.equal(new Set(ids).size, 68);

      const attribute = () => core<Attribute>('DescribeDBClusterAttribute', { DBClusterId: ids[0]! }, { v2 });
      const before = await attribute();
      const target = readersOf(before)[0]!.DBNodeId;
      const { RequestId } = await core<{ RequestId: string }>(
        'FailoverDBCluster',
        {
          DBClusterId: ids[0]!,
          TargetDBNodeId: target,
          TargetZoneType: 'Primary',
          ClientToken: "a b~*'()!+/",
        },
        { v2 },
      );
      assert.match(RequestId, /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
      assert.equal((await attribute()).DBClusterStatus, 'Switching');
      test.cloud.advance(30_000);
      const after = await attribute();
      assert.equal(after.DBClusterStatus, 'Running');
      assert.equal(writerOf(after).DBNodeId, target);
      assert.deepEqual(
        test.cloud.effects().map((e) => e.requestId),
        [RequestId],
      );
    });

  for (const v2 of [false, true])
    it(`binds and unbinds two clusters with the extension’s own request, signing with ${v2 ? 'RPC 1.0' : 'ACS3'}`, async () => {
      await test.start({ clock: Date });
      // The test's own calls carry the test's time.
      test.time = Date.now();
      const warehouse = await test.instance('reports-warehouse');
      const [etl, dashboards] = [backendOf(warehouse, 'etl'), backendOf(warehouse, 'dashboards')];
      const target = {
        kind: 'selectdb.cluster',
        region: 'cn-hangzhou',
        id: etl.DbClusterId,
        name: 'etl',
        within: { id: warehouse.DBInstanceId, name: 'reports-warehouse' },
      } as const;
      const form = { partner: dashboards.DbClusterId, swap: true };
      const live = { self: target.id, instance: anInstance({ id: warehouse.DBInstanceId }) };
      for (const operation of [bindClusters, unbindClusters]) {
        const { action, parameters } = operation.call(form, target, live, '');
        const { RequestId } = await core<{ RequestId: string }>(
          action,
          parameters as Record<string, string>,
          {
            host: 'selectdb.aliyuncs.com',
            v2,
          },
        );
        assert.match(RequestId, /^[0-9A-F-]{36}\n$/);
        test.cloud.advance(20_000);
        const now = await test.instance('reports-warehouse');
        assert.equal(
          backendOf(now, 'etl').ClusterBinding,
          operation === bindClusters ? dashboards.DbClusterId : '',
        );
      }
      assert.deepEqual(
        test.cloud.effects().map(({ action, detail }) => [action, detail['cluster']]),
        ['CreateDBClusterBinding', 'DeleteDBClusterBinding'].map((action) => [
          action,
          dashboards.DbClusterId,
        ]),
      );
    });

  it('understands its Chinese, its special characters and its nested parameters', async () => {
    await test.start({ clock: Date });
    const names = async (filter: Record<string, unknown>, v2: boolean) => {
      const query = $OpenApiUtil.default.query({ RegionId: 'cn-hangzhou', ...filter });
      const answer = await core<ClusterList>('DescribeDBClusters', query, { v2 });
      return answer.Items.DBCluster.map((c) => c.DBClusterDescription);
    };
    for (const v2 of [false, true]) {
      assert.deepEqual(await names({ DBClusterDescription: '会员' }, v2), ['会员中心-生产']);
      assert.deepEqual(await names({ DBClusterDescription: '!\'()*~ +/%&=?#"<>\u{1f600}' }, v2), []);
      const Tag = [
        { Key: 'env', Value: 'prod' },
        { Key: '团队', Value: '会员' },
      ];
      assert.deepEqual(await names({ Tag }, v2), ['会员中心-生产']);
    }
  });

  it('lets it in with a temporary key, by GET as by POST', async () => {
    await test.start({ clock: Date });
    const how = { host: 'sts.aliyuncs.com', key: test.key('Temporary key with') };
    for (const [v2, method] of [
      [false, 'POST'],
      [false, 'GET'],
      [true, 'POST'],
      [true, 'GET'],
    ] as const) {
      const identity = await core<{ IdentityType: string }>('GetCallerIdentity', {}, { ...how, v2, method });
      assert.equal(identity.IdentityType, 'AssumedRoleUser');
    }
  });

  it('gives it errors that it can read: code, status, access denied detail', async () => {
    await test.start({ clock: Date });
    await assert.rejects(
      core('FailoverDBCluster', { DBClusterId: 'pc-bp1example0001' }, { key: test.key('without polardb') }),
      (error: { code?: string; statusCode?: number; accessDeniedDetail?: Record<string, string> }) => {
        assert.equal(error.code, 'NoPermission');
        assert.equal(error.statusCode, 403);
        assert.equal(error.accessDeniedDetail?.['AuthAction'], 'polardb:FailoverDBCluster');
        return true;
      },
    );
  });

  it('has it told of throttling with the time to wait', async () => {
    await test.start({ clock: Date });
    test.cloud.addFaults([
      {
        match: { action: 'DescribeRegions' },
        fault: {
          kind: 'answer',
          status: 400,
          code: 'Throttling.User',
          message: 'Request was denied due to user flow control.',
          headers: { 'x-acs-retry-after': '1500' },
        },
      },
    ]);
    await assert.rejects(core('DescribeRegions', {}), { name: 'ThrottlingError', retryAfter: 1500 });
  });
});
