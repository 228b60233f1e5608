import assert from 'node:assert/strict';
import {
  CATALOGUE,
  type CatalogueParam,
  type Product,
  type ResponseTree,
} from '../../../src/sampleCloud/catalogue';
import { HOSTS, REGIONS } from '../../../src/sampleCloud/hosts';
import { OPERATIONS } from '../../../src/sampleCloud/operations';
import { backendOf, CloudUnderTest, type ClusterList } from './signedCall';

const hostOf = (region: string, product: Product = 'polardb') =>
  HOSTS.find((h) => h.product === product && h.regions.includes(region))!.host;

describe('the catalogue of the sample cloud', () => {
  it('describes exactly what is served, in the types that are understood', () => {
    const types = new Set([
      'string',
      'boolean',
      'int32',
      'long',
      'double',
      'string[]',
      'map<string>',
      'object',
      'object[]',
    ]);
    const checkParams = (params: readonly CatalogueParam[]) => {
      for (const param of params) {
        assert.ok(types.has(param.type), param.type);
        assert.equal(typeof param.required, 'boolean');
        checkParams(param.fields ?? []);
      }
    };
    const checkTree = (tree: ResponseTree) => {
      for (const type of Object.values(tree)) {
        assert.ok(types.has(typeof type === 'string' ? type : type[0]));
        if (typeof type !== 'string') checkTree(type[1]);
      }
    };
    for (const product of Object.keys(CATALOGUE) as Product[]) {
      const { operations } = CATALOGUE[product];
      assert.deepEqual(Object.keys(operations).sort(), Object.keys(OPERATIONS[product]).sort());
      for (const { params, response } of Object.values(operations)) {
        checkParams(params);
        checkTree(response);
      }
    }
  });
});

describe('reading the sample cloud', () => {
  const test = new CloudUnderTest();
  afterEach(() => test.end());

  const list = async (region: string, more: Record<string, string | number> = {}, host = hostOf(region)) =>
    (await test.call<ClusterList>('DescribeDBClusters', { RegionId: region, ...more }, { host })).body;
  const names = (answer: ClusterList) => answer.Items.DBCluster.map((c) => c.DBClusterDescription).sort();

  it('answers only with documented fields of the documented types', async () => {
    await test.start();
    const check = (tree: ResponseTree, value: unknown, where: string): void => {
      assert.ok(
        typeof value === 'object' && value !== null && !Array.isArray(value),
        `${where} is an object`,
      );
      for (const [field, found] of Object.entries(value)) {
        const type = tree[field];
        const at = `${where}.${field}`;
        assert.ok(type !== undefined, `${at} is not documented`);
        // Typed as a number, and documented to be `lock` where it is locked.
        if (field === 'LockMode' && found === 'lock') continue;
        if (type === 'string[]')
          assert.ok(Array.isArray(found) && found.every((item) => typeof item === 'string'), at);
        else if (typeof type === 'string') {
          const expected = { string: 'string', boolean: 'boolean', int32: 'number', long: 'number' }[type];
          assert.equal(typeof found, expected, at);
        } else if (type[0] === 'object[]') {
          assert.ok(Array.isArray(found), `${at} is a list`);
          found.forEach((item, index) => check(type[1], item, `${at}[${index}]`));
        } else check(type[1], found, at);
      }
    };
    const walk = async (product: Product, action: string, params: Record<string, string>, host: string) => {
      const { status, body } = await test.call(action, params, { host });
      assert.equal(status, 200, `${action} ${JSON.stringify(body)}`);
      check(CATALOGUE[product].operations[action]!.response, body, action);
    };
    await walk('sts', 'GetCallerIdentity', {}, 'sts.aliyuncs.com');
    await walk('polardb', 'DescribeRegions', {}, 'polardb.aliyuncs.com');
    let count = 0;
    for (const { id: region } of REGIONS) {
      const host = hostOf(region);
      await walk('polardb', 'DescribeDBClusters', { RegionId: region }, host);
      await walk('polardb', 'DescribeDBClusters', { RegionId: region, DescribeType: 'Simple' }, host);
      for (const cluster of (await list(region)).Items.DBCluster) {
        const id = { DBClusterId: cluster.DBClusterId };
        await walk('polardb', 'DescribeDBClusterAttribute', id, host);
        await walk('polardb', 'DescribeDBClusterEndpoints', id, host);
        if (cluster['DBType'] === 'MySQL')
          await walk('polardb', 'DescribeHALogs', { ...id, LogType: 'HaSwitchLogList' }, host);
        count++;
      }
    }
    const orders = await test.cluster('orders-production');
    await walk('polardb', 'FailoverDBCluster', { DBClusterId: orders.DBClusterId }, 'polardb.aliyuncs.com');
    assert.equal(count, 14);
    let instances = 0;
    for (const { id: RegionId } of REGIONS) {
      const host = hostOf(RegionId, 'selectdb');
      await walk('selectdb', 'DescribeDBInstances', { RegionId }, host);
      for (const { DBInstanceId } of await test.instances(RegionId)) {
        await walk('selectdb', 'DescribeDBInstanceAttribute', { RegionId, DBInstanceId }, host);
        instances++;
      }
    }
    const warehouse = await test.instance('reports-warehouse');
    const ids = (...names: readonly string[]) => ({
      DBInstanceId: warehouse.DBInstanceId,
      DBClusterId: backendOf(warehouse, names[0]!).DbClusterId,
      DBClusterIdBak: backendOf(warehouse, names[1]!).DbClusterId,
    });
    const host = hostOf('cn-hangzhou', 'selectdb');
    await walk('selectdb', 'CreateDBClusterBinding', ids('etl', 'dashboards'), host);
    await walk('selectdb', 'DeleteDBClusterBinding', ids('serving-a', 'serving-b'), host);
    assert.equal(instances, 5);
  });

  it('nests and names as the list and the attribute call really do', async () => {
    await test.start();
    const item = (await list('cn-hangzhou', { DBClusterDescription: 'orders' })).Items.DBCluster[0]!;
    assert.deepEqual(Object.keys(item['DBNodes'] as object), ['DBNode']);
    assert.deepEqual(Object.keys(item['Tags'] as object), ['Tag']);
    assert.equal(item['ZoneId'], 'cn-hangzhou-i');
    assert.ok('VpcId' in item && 'VswitchId' in item && !('ZoneIds' in item));
    const { body } = await test.call('DescribeDBClusterAttribute', { DBClusterId: item.DBClusterId });
    assert.ok(Array.isArray(body['DBNodes']) && Array.isArray(body['Tags']));
    assert.ok('VPCId' in body && 'VSwitchId' in body && !('ZoneId' in body));
    assert.equal(body['ZoneIds'], 'cn-hangzhou-i,cn-hangzhou-j');
    assert.equal(body['DataSyncMode'], 'SemiSync');
    assert.equal(body['Expired'], 'false');
  });

  it('tells the regions, and answers for each at its own host only', async () => {
    await test.start();
    const { body } = await test.call<{ Regions: { Region: { RegionId: string }[] } }>('DescribeRegions');
    assert.deepEqual(
      body.Regions.Region.map((r) => r.RegionId).sort(),
      HOSTS.flatMap((h) => (h.product === 'polardb' ? h.regions : [])).sort(),
    );
    assert.equal(
      await test.refusal('DescribeDBClusters', { RegionId: 'eu-central-1' }),
      '404 InvalidRegionId.NotFound',
    );
    const [cluster] = (await list('eu-central-1')).Items.DBCluster;
    assert.equal(
      await test.refusal('DescribeDBClusterAttribute', { DBClusterId: cluster!.DBClusterId }),
      '404 InvalidDBClusterId.NotFound',
    );
  });

  it('pages an estate of 120 without losing or repeating a cluster', async () => {
    await test.start({ estate: 120 });
    for (const size of [30, 50, 100]) {
      const ids: string[] = [];
      for (const { id: region } of REGIONS)
        for (let number = 1, total = 1; (number - 1) * size < total; number++) {
          const page = await list(region, { PageSize: size, PageNumber: number });
          total = page.TotalRecordCount;
          assert.equal(page.PageRecordCount, page.Items.DBCluster.length);
          ids.push(...page.Items.DBCluster.map((c) => c.DBClusterId));
        }
      assert.equal(ids.length, 120);
      assert.equal(new Set(ids).size, 120);
    }
    assert.equal((await list('cn-hangzhou')).PageRecordCount, 30);
    assert.deepEqual((await list('cn-hangzhou', { PageNumber: 99 })).Items.DBCluster, []);
  });

  it('filters', async () => {
    await test.start();
    const filtered = async (filter: Record<string, string | number>) =>
      names(await list('cn-hangzhou', filter));
    const all = await list('cn-hangzhou');
    assert.equal(all.TotalRecordCount, 3);
    const scratch = all.Items.DBCluster.find((c) => c.DBClusterDescription === 'ci-scratch')!;
    assert.deepEqual(await filtered({ DBClusterIds: `${scratch.DBClusterId},pc-none0000` }), ['ci-scratch']);
    assert.deepEqual(await filtered({ DBVersion: '5.7' }), ['ci-scratch']);
    assert.deepEqual(await filtered({ DBClusterDescription: 'prod' }), ['orders-production']);
    assert.deepEqual(await filtered({ 'Tag.1.Key': 'env', 'Tag.1.Value': 'dev' }), ['ci-scratch']);
    assert.deepEqual(await filtered({ 'Tag.1.Key': '团队' }), ['会员中心-生产']);
    assert.deepEqual(await filtered({ PayType: 'Prepaid' }), ['orders-production']);
    assert.deepEqual(await filtered({ DBClusterStatus: 'Stopped' }), []);
    assert.deepEqual(await filtered({ RecentCreationInterval: 15 }), []);
    assert.deepEqual(names(await list('cn-hongkong', { Expired: 'true' })), ['campaign-2025']);
  });

  it('shows an account without clusters nothing, and an empty estate to all', async () => {
    await test.start();
    const key = test.key('Account without');
    const { body } = await test.call<ClusterList>('DescribeDBClusters', { RegionId: 'cn-hangzhou' }, { key });
    assert.deepEqual([body.Items.DBCluster, body.TotalRecordCount], [[], 0]);
    test.cloud.reset('empty');
    assert.equal((await list('cn-hangzhou')).TotalRecordCount, 0);
  });

  it('tells who a key belongs to', async () => {
    await test.start();
    const who = async (note: string) =>
      (await test.call('GetCallerIdentity', {}, { host: 'sts.aliyuncs.com', key: test.key(note) })).body;
    const { Arn, IdentityType, AccountId } = await who('full access');
    assert.deepEqual([Arn, IdentityType], [`acs:ram::${String(AccountId)}:user/dba`, 'RAMUser']);
    assert.equal((await who('Temporary key with'))['IdentityType'], 'AssumedRoleUser');
    assert.notEqual((await who('Account without'))['AccountId'], AccountId);
  });
});
