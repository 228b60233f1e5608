import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain } from '../../../src/clouds/text';
import { listInstances, readInstance } from '../../../src/inventory/selectdb';
import { isMultiZone, peerOf, type SelectdbInstance, stateOf } from '../../../src/inventory/selectdbInstance';
import { fakeClient } from '../support/fakeClient';

const address = { region: 'cn-hangzhou', id: 'selectdb-cn-1' };
const attribute = (more: object = {}): object => ({
  DBInstanceId: 'selectdb-cn-1',
  Status: 'ACTIVE',
  Description: 'warehouse',
  Engine: 'selectdb',
  EngineVersion: '4.0',
  EngineMinorVersion: '4.0.8',
  LockMode: 0,
  LockReason: 'nolock',
  DeployScheme: 'multi_az',
  ChargeType: 'Postpaid',
  CreateTime: '2024-03-05T06:20:00Z',
  VpcId: 'vpc-1',
  VSwitchId: 'vsw-1',
  ZoneId: 'cn-hangzhou-i',
  MultiZone: [{ ZoneId: 'cn-hangzhou-i' }, { ZoneId: 'cn-hangzhou-j' }],
  Tags: [{ TagKey: 'env', TagValue: 'prod' }],
  OTelBearerToken: 'the-bearer-token',
  DBClusterList: [
    {
      DbClusterId: 'a-be',
      DbClusterName: 'etl',
      DbInstanceName: 'selectdb-cn-1',
      Status: 'ACTIVATION',
      ZoneId: 'cn-hangzhou-i',
      ChargeType: 'PrePaid',
      ClusterBinding: 'b-be',
      DbClusterClass: 'selectdb.xlarge',
      ClusterNodeCount: 2,
    },
    { DbClusterId: 'b-be', Status: 'ACTIVATION', ClusterBinding: '' },
  ],
  FEClusterList: [{ DbClusterId: 'fe', Status: 'ACTIVATION', NodeCount: 3 }],
  VirtualClusterList: [
    {
      DbClusterId: 'vcg',
      DbClusterName: 'serving',
      Status: 'UPDATING',
      ActiveClusterId: 'a-be',
      StandbyClusterId: 'b-be',
    },
  ],
  ...more,
});
const read = (answer: object): Promise<SelectdbInstance> =>
  readInstance(
    fakeClient(() => answer),
    address,
  );

describe('a SelectDB instance', () => {
  it('is its clusters of all kinds, their bindings, and nothing that is secret', async () => {
    const instance = await read(attribute());
    assert.deepEqual(instance, {
      id: 'selectdb-cn-1',
      name: 'warehouse',
      region: 'cn-hangzhou',
      engine: 'selectdb',
      version: '4.0.8',
      status: 'ACTIVATION',
      locked: false,
      deployScheme: 'multi_az',
      chargeType: 'Postpaid',
      createdAt: '2024-03-05T06:20:00Z',
      vpcId: 'vpc-1',
      vSwitchId: 'vsw-1',
      zones: ['cn-hangzhou-i', 'cn-hangzhou-j'],
      tags: [{ key: 'env', value: 'prod' }],
      clusters: [
        {
          id: 'a-be',
          name: 'etl',
          kind: 'backend',
          status: 'ACTIVATION',
          zone: 'cn-hangzhou-i',
          chargeType: 'Prepaid',
          class: 'selectdb.xlarge',
          nodes: 2,
          boundTo: 'b-be',
        },
        { id: 'b-be', name: 'b-be', kind: 'backend', status: 'ACTIVATION' },
        { id: 'fe', name: 'fe', kind: 'frontend', status: 'ACTIVATION', nodes: 3 },
        { id: 'vcg', name: 'serving', kind: 'virtual', status: 'UPDATING', active: 'a-be', standby: 'b-be' },
      ],
      detailed: true,
    });
    assert.ok(!JSON.stringify(instance).includes('the-bearer-token'));
  });

  it('is bound on both sides, whichever of them says so', async () => {
    const instance = await read(attribute());
    assert.deepEqual([peerOf(instance, 'a-be'), peerOf(instance, 'b-be')], ['b-be', 'a-be']);
    assert.equal(peerOf(instance, 'fe'), undefined);
  });

  for (const binding of ['', ' ', '-', 'null', 'NULL', 'none', null, undefined])
    it(`has no binding where the cloud writes ${JSON.stringify(binding)}`, async () => {
      const clusters = [{ DbClusterId: 'a-be', Status: 'ACTIVATION', ClusterBinding: binding }];
      const instance = await read(attribute({ DBClusterList: clusters }));
      assert.equal(instance.clusters[0]?.boundTo, undefined);
    });

  for (const [value, locked] of [
    [0, false],
    ['0', false],
    ['nolock', false],
    ['Unlock', false],
    [1, true],
    ['1', true],
    ['lock', true],
    ['LockByExpiration', true],
    [undefined, undefined],
    ['', undefined],
  ] as const)
    it(`with LockMode ${JSON.stringify(value)} is ${locked === undefined ? 'not known to be' : locked ? '' : 'not'} locked`, async () =>
      assert.equal((await read(attribute({ LockMode: value }))).locked, locked));

  it('is busy in any state that is not known', () => {
    for (const [status, state] of [
      ['ACTIVATION', 'active'],
      ['Activation', 'active'],
      ['STOPPED', 'stopped'],
      ['DELETING', 'gone'],
      ['DELETED', 'gone'],
      ['RESOURCE_CHANGING', 'busy'],
      ['ORDER_PREPARING', 'busy'],
      ['SOMETHING_NEW', 'busy'],
    ] as const)
      assert.equal(stateOf(status), state, status);
  });

  for (const Status of ['ACTIVE', 'ACTIVATION', 'Active'])
    it(`is active where the cloud writes ${Status}, and so are its clusters`, async () => {
      const clusters = [{ DbClusterId: 'a-be', Status }];
      const instance = await read(attribute({ Status, DBClusterList: clusters }));
      assert.deepEqual([instance.status, instance.clusters[0]?.status], ['ACTIVATION', 'ACTIVATION']);
    });

  it('is not known to span zones where the cloud does not say', async () => {
    assert.equal(isMultiZone(await read(attribute())), true);
    assert.equal(isMultiZone(await read(attribute({ DeployScheme: 'single_az' }))), false);
    assert.equal(isMultiZone(await read(attribute({ DeployScheme: undefined }))), undefined);
  });

  it('may lack all lists and names', async () => {
    const instance = await read({ DBInstanceId: 'selectdb-cn-1', Status: 'CREATING' });
    assert.deepEqual(instance.clusters, []);
    assert.equal(instance.name, 'selectdb-cn-1');
  });

  for (const [name, answer, words] of [
    ['has no status', { DBInstanceId: 'selectdb-cn-1' }, /Status is missing/],
    ['is another one', attribute({ DBInstanceId: 'other' }), /DBInstanceId is other/],
    [
      'has a cluster without id',
      attribute({ DBClusterList: [{ Status: 'X' }] }),
      /DBClusterList.0.DbClusterId/,
    ],
    ['has no list of clusters but a number', attribute({ DBClusterList: 7 }), /DBClusterList is a number/],
  ] as const)
    it(`cannot be read where the answer ${name}`, async () => {
      await assert.rejects(read(answer), (error) => {
        assert.ok(error instanceof CloudError && error.kind === 'answer');
        assert.match(plain(error.explanation), words);
        assert.ok(!JSON.stringify(error).includes('the-bearer-token'));
        return true;
      });
    });
});

describe('the SelectDB instances of a region', () => {
  const item = (id: string, more: object = {}) => ({ DBInstanceId: id, Status: 'ACTIVATION', ...more });
  async function list(pages: readonly object[]) {
    let page = 0;
    const client = fakeClient(() => pages[Math.min(page++, pages.length - 1)]);
    const found: string[] = [];
    const problems: string[] = [];
    let total = 0;
    for await (const each of listInstances(client, 'cn-hangzhou')) {
      found.push(...each.resources.map(({ id }) => id));
      problems.push(...each.problems.map(({ explanation }) => plain(explanation)));
      ({ total } = each);
    }
    return { found, problems, total, calls: client.calls };
  }

  it('come page by page, each once', async () => {
    const { found, total, calls } = await list([
      { Items: [item('a'), item('b')], TotalRecordCount: 3 },
      { Items: [item('b'), item('c')], TotalRecordCount: 3 },
    ]);
    assert.deepEqual([found, total], [['a', 'b', 'c'], 3]);
    assert.deepEqual(
      calls.map(({ parameters }) => parameters),
      [1, 2].map((PageNumber) => ({ RegionId: 'cn-hangzhou', PageNumber, PageSize: 100 })),
    );
  });

  it('end where a page brings nothing new, and where there is none', async () => {
    assert.equal((await list([{ Items: [item('a')], TotalRecordCount: 500 }])).calls.length, 2);
    assert.deepEqual((await list([{}])).found, []);
    assert.equal((await list([{ Items: [], TotalRecordCount: 3 }])).calls.length, 1);
  });

  it('leave out those that are listed as deleted', async () => {
    const items = [item('a', { IsDeleted: true }), item('b', { IsDeleted: false }), item('c')];
    for (const TotalRecordCount of [3, 2]) {
      const { found, total } = await list([{ Items: items, TotalRecordCount }, { TotalRecordCount }]);
      assert.deepEqual([found, total], [['b', 'c'], 2], 'whether the cloud counts the deleted one or not');
    }
  });

  it('go on after a page of deleted ones', async () => {
    const gone = Array.from({ length: 100 }, (_, n) => item(`gone-${n}`, { IsDeleted: true }));
    for (const TotalRecordCount of [101, 1, undefined]) {
      const pages = [{ Items: gone }, { Items: [item('a')] }, {}].map((page) =>
        TotalRecordCount === undefined ? page : { ...page, TotalRecordCount },
      );
      const { found, total } = await list(pages);
      assert.deepEqual([found, total], [['a'], 1]);
    }
    assert.equal((await list([{ Items: gone, TotalRecordCount: 500 }])).calls.length, 2, 'pages that repeat');
  });

  it('do not go missing for one that cannot be read, which is named', async () => {
    const { found, problems } = await list([
      { Items: [item('a'), { DBInstanceId: 'broken' }, 7], TotalRecordCount: 3 },
    ]);
    assert.deepEqual(found, ['a']);
    assert.match(problems[0]!, /broken.Status is missing/);
    assert.match(problems[1]!, /Items.2/);
  });
});
