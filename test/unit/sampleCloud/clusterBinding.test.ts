import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CloudUnderTest, type Instance, selectdbHost } from './signedCall';

declare const PROJECT_ROOT: string;

const SINGAPORE = 'ap-southeast-1';

describe('bindings in the sample cloud', () => {
  const test = new CloudUnderTest();
  let warehouse: Instance;
  beforeEach(async () => {
    await test.start();
    warehouse = await test.instance('reports-warehouse');
  });
  afterEach(() => test.end());

  const idOf = (instance: Instance, name: string) =>
    instance.DBClusterList.find(({ DbClusterName }) => DbClusterName === name)?.DbClusterId ?? name;
  const parameters = (instance: Instance, cluster: string, other: string) => ({
    DBInstanceId: instance.DBInstanceId,
    DBClusterId: idOf(instance, cluster),
    DBClusterIdBak: idOf(instance, other),
    RegionId: instance.RegionId,
  });
  const act =
    (action: string) =>
    (instance: Instance, cluster: string, other: string, more: Record<string, string> = {}) =>
      test.refusal(
        action,
        { ...parameters(instance, cluster, other), ...more },
        { host: selectdbHost(instance.RegionId) },
      );
  const bind = act('CreateDBClusterBinding');
  const unbind = act('DeleteDBClusterBinding');
  const bindings = async () => {
    const now = await test.instance('reports-warehouse');
    const name = (id: string) =>
      now.DBClusterList.find((each) => each.DbClusterId === id)?.DbClusterName ?? '';
    return now.DBClusterList.flatMap(({ DbClusterName, ClusterBinding, Status }) =>
      ['etl', 'dashboards', 'serving-a', 'serving-b'].includes(DbClusterName)
        ? `${DbClusterName} ${Status} ${name(ClusterBinding)}`.trim()
        : [],
    );
  };

  it('are made within twenty seconds, the first cluster showing it first', async () => {
    assert.equal(await bind(warehouse, 'etl', 'dashboards'), '200');
    const others = ['serving-a ACTIVATION serving-b', 'serving-b ACTIVATION serving-a'];
    const changing = ['etl RESOURCE_CHANGING', 'dashboards RESOURCE_CHANGING'];
    assert.deepEqual(await bindings(), [...changing, ...others]);
    test.time += 11_999;
    assert.deepEqual(await bindings(), [...changing, ...others]);
    test.time += 1;
    assert.deepEqual(await bindings(), [
      'etl RESOURCE_CHANGING dashboards',
      'dashboards RESOURCE_CHANGING',
      ...others,
    ]);
    test.time += 7_999;
    assert.equal((await bindings())[1], 'dashboards RESOURCE_CHANGING');
    test.time += 1;
    assert.deepEqual(await bindings(), ['etl ACTIVATION dashboards', 'dashboards ACTIVATION etl', ...others]);
    const [effect] = test.cloud.effects();
    assert.deepEqual(
      [effect?.action, effect?.clusterId, effect?.detail],
      [
        'CreateDBClusterBinding',
        warehouse.DBInstanceId,
        { cluster: idOf(warehouse, 'etl'), other: idOf(warehouse, 'dashboards') },
      ],
    );
  });

  it('are undone whichever cluster is named first', async () => {
    assert.equal(await unbind(warehouse, 'serving-b', 'serving-a'), '200');
    test.time += 20_000;
    assert.deepEqual((await bindings()).slice(2), ['serving-a ACTIVATION', 'serving-b ACTIVATION']);
    assert.equal(await bind(warehouse, 'serving-a', 'serving-b'), '200');
  });

  it('outlive a restart of the sample cloud', async () => {
    await bind(warehouse, 'etl', 'dashboards');
    await test.cloud.stop();
    await test.start();
    test.time += 20_000;
    assert.equal((await bindings())[0], 'etl ACTIVATION dashboards');
  });

  it('have no client token: a second request for the same meets the first one’s work', async () => {
    assert.equal(await bind(warehouse, 'etl', 'dashboards'), '200');
    assert.equal(await bind(warehouse, 'etl', 'dashboards'), '403 DBClusterNotSupported');
    test.time += 20_000;
    assert.equal(await bind(warehouse, 'etl', 'dashboards'), '400 ClusterNotSupport');
    assert.equal(await bind(warehouse, 'etl', 'dashboards', { ClientToken: 'x' }), '400 InvalidParameter');
    assert.equal(test.cloud.effects().length, 1);
  });

  it('answer with the names of the documents, of which one is the other', async () => {
    const { body } = await test.call<{ RequestId: string; Data: Record<string, string> }>(
      'CreateDBClusterBinding',
      parameters(warehouse, 'etl', 'dashboards'),
      { host: selectdbHost('cn-hangzhou') },
    );
    assert.equal(body.Data['DbInstanceName'], warehouse.DBInstanceId);
    assert.match(body.Data['DbInstanceId']!, /^\d+$/);
    assert.equal(body.Data['DbClusterId'], idOf(warehouse, 'etl'));
    assert.match(body.RequestId, /^[0-9A-F-]{36}\n$/);
  });

  const patch = (fields: Record<string, unknown>) => test.cloud.patchCluster(warehouse.DBInstanceId, fields);
  const patchOne = (name: string, fields: Record<string, unknown> | null) =>
    patch({ clusters: { [idOf(warehouse, name)]: fields } });

  /** A way into each refusal by the state, for both operations on a pair that they would take. */
  const shared = (
    call: typeof bind,
    pair: readonly [string, string],
  ): Record<string, () => Promise<string>> => ({
    'SystemError: the service fails at this instance': async () => {
      patch({ broken: true });
      return call(warehouse, ...pair);
    },
    'Forbidden: the policy leaves this instance out': async () => {
      patch({ forbiddenTo: ['dba'] });
      return call(warehouse, ...pair);
    },
    'ClusterNotSupport: a frontend cluster': () =>
      call(warehouse, pair[0], warehouse.FEClusterList[0]!.DbClusterId),
    'ClusterNotSupport: a virtual cluster': () =>
      call(warehouse, warehouse.VirtualClusterList[0]!.DbClusterId, pair[1]),
    'DBClusterNotSupported: the first one is stopped': async () => {
      patchOne(pair[0], { Status: 'STOPPED' });
      return call(warehouse, ...pair);
    },
    'DBClusterNotSupported: the other is being changed': async () => {
      patchOne(pair[1], { Status: 'RESOURCE_CHANGING' });
      return call(warehouse, ...pair);
    },
    'IncorrectDBInstanceState: the instance is being changed': async () => {
      patch({ Status: 'RESOURCE_CHANGING' });
      return call(warehouse, ...pair);
    },
    'DBInstanceLocked: locked, as a word': async () => {
      patch({ LockMode: 'lock' });
      return call(warehouse, ...pair);
    },
    'DBInstanceLocked: locked, as a number': async () => {
      patch({ LockMode: 1 });
      return call(warehouse, ...pair);
    },
    'InvalidDBInstanceId.NotFound: no such instance': () =>
      call({ ...warehouse, DBInstanceId: 'selectdb-cn-nosuchone0' }, ...pair),
    'InvalidDBInstanceId.NotFound: deleted meanwhile': async () => {
      test.cloud.deleteCluster(warehouse.DBInstanceId);
      return call(warehouse, ...pair);
    },
    'InvalidDBInstanceId.NotFound: another region named': () =>
      call(warehouse, ...pair, { RegionId: 'cn-beijing' }),
    'InvalidDBInstanceId.NotFound: another region asked': () =>
      call({ ...warehouse, RegionId: SINGAPORE }, ...pair),
    'InvalidParam: an id that none can have': () => call(warehouse, pair[0], 'be 1'),
    'InvalidParam: a cluster and itself': () => call(warehouse, pair[0], pair[0]),
    'InvalidClusterName.NotFound: of another instance': async () =>
      call(warehouse, pair[0], idOf(await test.instance('telemetry'), 'hot')),
    'InvalidClusterName.NotFound: deleted meanwhile': async () => {
      patchOne(pair[1], null);
      return call(warehouse, ...pair);
    },
    'InvalidApi.NotFound: not at the API’s address': async () => {
      const response = await fetch(`${test.cloud.hosts['selectdb.aliyuncs.com']}/v1/`, { method: 'POST' });
      return `${response.status} ${((await response.json()) as { Code: string }).Code}`;
    },
  });

  const suites = {
    bindClusters: {
      ...shared(bind, ['etl', 'dashboards']),
      'ClusterNotSupport: an instance of one zone': async () =>
        bind(await test.instance('点击流', 'cn-beijing'), 'main', 'spare'),
      'ClusterNotSupport: one zone for both': () => bind(warehouse, 'etl', 'adhoc'),
      'ClusterNotSupport: the other is bound already': () => bind(warehouse, 'etl', 'serving-b'),
      'ClusterNotSupport: the first one is bound already': () => bind(warehouse, 'serving-b', 'etl'),
      'InvalidChargeType.NotSupport: another billing': () => bind(warehouse, 'etl', 'archive'),
    },
    unbindClusters: {
      ...shared(unbind, ['serving-a', 'serving-b']),
      'ClusterNotSupport: not bound': () => unbind(warehouse, 'etl', 'dashboards'),
      'ClusterNotSupport: bound to another': () => unbind(warehouse, 'serving-a', 'dashboards'),
    },
  };
  for (const [name, waysTo] of Object.entries<Record<string, () => Promise<string>>>(suites)) {
    const page = JSON.parse(
      fs.readFileSync(path.join(PROJECT_ROOT, `test/fixtures/spec/${name}.json`), 'utf8'),
    ) as { errors: { status: number; code: string }[] };
    describe(`that ${name} is refused`, () => {
      for (const { status, code } of page.errors) {
        const ways = Object.keys(waysTo).filter((way) => way.startsWith(`${code}:`));
        it(`has a state that leads to ${code}`, () => assert.notEqual(ways.length, 0));
        for (const way of ways)
          it(`is answered with ${way}`, async () => {
            assert.equal(await waysTo[way]!(), `${status} ${code}`);
            assert.equal(test.cloud.effects().length, 0);
          });
      }
      it('knows no state that the page does not name', () => {
        const codes = page.errors.map(({ code }) => code);
        for (const way of Object.keys(waysTo)) assert.ok(codes.includes(way.slice(0, way.indexOf(':'))), way);
      });
    });
  }

  it('take billing spelt in two ways for the same', async () => {
    const tracing = await test.instance('tracing', SINGAPORE);
    assert.equal(await bind(tracing, 'primary', '<b>reserve</b>'), '200');
  });

  it('are refused to a user whose policy does not grant it, with what is missing', async () => {
    const { status, body } = await test.call(
      'CreateDBClusterBinding',
      parameters(warehouse, 'etl', 'dashboards'),
      { host: selectdbHost('cn-hangzhou'), key: test.key('without polardb') },
    );
    assert.deepEqual([status, body['Code']], [403, 'NoPermission']);
    const detail = body['AccessDeniedDetail'] as Record<string, string>;
    assert.equal(detail['AuthAction'], 'selectdb:CreateDBClusterBinding');
  });
});

describe('reading SelectDB instances in the sample cloud', () => {
  const test = new CloudUnderTest();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  const list = async (more: Record<string, string | number>) => {
    const params = { RegionId: 'cn-hangzhou', ...more };
    const { status, body } = await test.call<{ Items?: Record<string, unknown>[]; Code?: string }>(
      'DescribeDBInstances',
      params,
      { host: 'selectdb.aliyuncs.com' },
    );
    return status === 200 ? body.Items?.map((each) => each['Description']) : body.Code;
  };

  it('filters by status, id, name and the tags that come as JSON', async () => {
    assert.deepEqual(await list({}), ['telemetry (being resized)', 'reports-warehouse']);
    assert.deepEqual(await list({ DBInstanceStatus: 'ACTIVATION' }), ['reports-warehouse']);
    assert.deepEqual(await list({ DBInstanceDescription: 'tele' }), ['telemetry (being resized)']);
    assert.deepEqual(await list({ Tag: '[{"Key":"env","Value":"prod"}]' }), ['reports-warehouse']);
    assert.equal(await list({ Tag: '{"Key":"env"}' }), 'InvalidParam');
    assert.equal(await list({ PageSize: 31 }), 'InvalidPageSize');
    assert.equal(await list({ DBInstanceStatus: 'RUNNING' }), 'InvalidDBInstanceStatus');
    assert.deepEqual(await list({ PageSize: 30, PageNumber: 2 }), []);
  });

  it('spells one state in two ways, and hands out two secrets', async () => {
    const [RegionId, host] = ['cn-hangzhou', 'selectdb.aliyuncs.com'];
    const { body } = await test.call<{ Items: Record<string, unknown>[] }>(
      'DescribeDBInstances',
      { RegionId },
      { host },
    );
    const item = body.Items.at(-1)!;
    assert.equal(item['Status'], 'ACTIVATION');
    assert.match(String(item['TenantToken']), /^sample-tenant-secret/);
    assert.ok(!('DBClusterList' in item) && 'VswitchId' in item);
    const { body: one } = await test.call(
      'DescribeDBInstanceAttribute',
      { RegionId, DBInstanceId: String(item['DBInstanceId']) },
      { host },
    );
    assert.equal(one['Status'], 'ACTIVE');
    assert.match(String(one['OTelBearerToken']), /^sample-otel-bearer/);
    assert.ok('VSwitchId' in one && !('TenantToken' in one));
  });
});
