import assert from 'node:assert/strict';
import type { CloudCall } from '../../../src/clouds/cloudClient';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain } from '../../../src/clouds/text';
import {
  listClusters,
  listRegions,
  readCluster,
  readEndpoints,
  readSwitches,
} from '../../../src/inventory/polardb';
import type { ResourcePage } from '../../../src/inventory/estate';
import { callerIdentity } from '../../../src/inventory/sts';
import { attribute, fakeClient, listed, page } from '../support/fakeClient';

const address = { region: 'cn-hangzhou', id: 'pc-1' };

async function pagesOf(
  answer: (call: CloudCall) => unknown,
): Promise<{ pages: ResourcePage[]; calls: number[] }> {
  const client = fakeClient(answer);
  const pages: ResourcePage[] = [];
  for await (const each of listClusters(client, 'cn-hangzhou')) pages.push(each);
  return { pages, calls: client.calls.map(({ parameters }) => Number(parameters['PageNumber'])) };
}
const many = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => listed(`pc-${from + index}`));
const idsOf = (pages: readonly ResourcePage[]) =>
  pages.flatMap(({ resources }) => resources.map(({ id }) => id));
const words = async (promise: Promise<unknown>): Promise<string> => {
  const error: unknown = await promise.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CloudError, String(error));
  assert.equal(error.kind, 'answer');
  return plain(error.explanation);
};

describe('the list of clusters', () => {
  it('follows all pages, 100 at a time, and each tells the total', async () => {
    const { pages, calls } = await pagesOf(({ parameters }) => {
      assert.deepEqual([parameters['RegionId'], parameters['PageSize']], ['cn-hangzhou', 100]);
      const number = Number(parameters['PageNumber']);
      return page(many(number * 100 - 99, Math.min(number * 100, 250)), 250);
    });
    assert.deepEqual(calls, [1, 2, 3]);
    assert.equal(new Set(idsOf(pages)).size, 250);
    assert.deepEqual(
      pages.map(({ total }) => total),
      [250, 250, 250],
    );
  });

  it('asks for no page that is not there: exactly 100', async () => {
    assert.deepEqual((await pagesOf(() => page(many(1, 100)))).calls, [1]);
  });

  it('asks for the second page from 101 on', async () => {
    const { calls, pages } = await pagesOf(({ parameters }) =>
      parameters['PageNumber'] === 1 ? page(many(1, 100), 101) : page(many(101, 101), 101),
    );
    assert.deepEqual(calls, [1, 2]);
    assert.equal(idsOf(pages).length, 101);
  });

  it('goes on where pages are smaller than was asked', async () => {
    const { calls, pages } = await pagesOf(({ parameters }) => {
      const number = Number(parameters['PageNumber']);
      return page(many(number * 30 - 29, Math.min(number * 30, 70)), '70');
    });
    assert.deepEqual(calls, [1, 2, 3]);
    assert.equal(idsOf(pages).length, 70);
  });

  it('ends with a page that is empty although the total says more', async () => {
    const { calls } = await pagesOf(({ parameters }) =>
      page(parameters['PageNumber'] === 1 ? many(1, 100) : [], 500),
    );
    assert.deepEqual(calls, [1, 2]);
  });

  it('ends with a page that repeats what is known, and gives no cluster twice', async () => {
    const { calls, pages } = await pagesOf(() => page(many(1, 100), 500));
    assert.deepEqual(calls, [1, 2]);
    assert.equal(idsOf(pages).length, 100);
  });

  it('gives a cluster once that moves to the next page while pages are read', async () => {
    const { pages } = await pagesOf(({ parameters }) =>
      parameters['PageNumber'] === 1 ? page(many(1, 100), 150) : page(many(100, 149), 150),
    );
    assert.equal(idsOf(pages).length, 149);
    assert.equal(new Set(idsOf(pages)).size, 149);
  });

  it('follows pages without a total until one is short', async () => {
    const { calls } = await pagesOf(({ parameters }) =>
      page(parameters['PageNumber'] === 1 ? many(1, 100) : many(101, 120), null),
    );
    assert.deepEqual(calls, [1, 2]);
  });

  for (const [how, items] of [
    ['an empty list', { DBCluster: [] }],
    ['an empty object', {}],
    ['nothing', undefined],
    ['null', null],
    ['a bare list', []],
  ] as const)
    it(`takes ${how} for an empty account`, async () => {
      const { pages } = await pagesOf(() => ({ Items: items, TotalRecordCount: 0 }));
      assert.deepEqual(pages, [{ resources: [], total: 0, problems: [] }]);
    });

  it('shows the other clusters where one cannot be read, and names it and the field', async () => {
    const { pages } = await pagesOf(() =>
      page([
        listed('pc-1'),
        listed('pc-2', { DBClusterStatus: 7 }),
        listed('pc-3', { DBNodes: { DBNode: [{ DBNodeId: 'pi-1' }] } }),
        { DBClusterStatus: 'Running' },
        'not a cluster',
        listed('pc-4'),
      ]),
    );
    assert.deepEqual(idsOf(pages), ['pc-1', 'pc-4']);
    assert.deepEqual(
      pages[0]!.problems.map(({ explanation }) => plain(explanation)),
      [
        'The answer to DescribeDBClusters cannot be used: pc-2.DBClusterStatus is a number.',
        'The answer to DescribeDBClusters cannot be used: pc-3.DBNodes.0.DBNodeRole is missing.',
        'The answer to DescribeDBClusters cannot be used: Items.3.DBClusterId is missing.',
        'The answer to DescribeDBClusters cannot be used: Items.4 is a string.',
      ],
    );
  });

  for (const [what, answer, say] of [
    ['items that are a text', { Items: 'many' }, /Items is a string/],
    ['items under another name', { Items: { Cluster: [] } }, /Items is missing/],
    ['a list instead of an object', [], /the answer is a list/],
  ] as const)
    it(`fails with ${what}`, async () => assert.match(await words(pagesOf(() => answer)), say));
});

describe('a cluster', () => {
  const client = fakeClient(({ action }) =>
    action === 'DescribeDBClusters' ? page([listed('pc-1')]) : attribute('pc-1'),
  );

  it('has the same shape from the list and from its own call, which tells more', async () => {
    const detailed = await readCluster(client, address);
    const { value } = (await listClusters(client, 'cn-hangzhou').next()) as { value: ResourcePage };
    const [fromList] = value.resources;
    assert.deepEqual(fromList, {
      id: 'pc-1',
      name: 'name of pc-1',
      region: 'cn-hangzhou',
      engine: 'MySQL',
      version: '8.0',
      status: 'Running',
      expired: false,
      vpcId: 'vpc-1',
      vSwitchId: 'vsw-1',
      zones: ['cn-hangzhou-i'],
      tags: [{ key: 'env', value: 'prod' }],
      nodes: [
        { id: 'pc-1-w', role: 'Writer', zone: 'cn-hangzhou-i', class: 'x4.large' },
        { id: 'pc-1-r', role: 'Reader', zone: 'cn-hangzhou-j', class: 'x4.large', columnIndex: true },
      ],
      hotStandby: true,
      detailed: false,
    });
    assert.deepEqual(detailed, {
      ...fromList,
      zones: ['cn-hangzhou-i', 'cn-hangzhou-j'],
      dataSyncMode: 'SemiSync',
      nodes: [
        { ...fromList.nodes[0], status: 'Running', subCluster: 'Primary', failoverPriority: 15 },
        { ...fromList.nodes[1], status: 'Running', subCluster: 'Standby', failoverPriority: 3 },
      ],
      detailed: true,
    });
  });

  it('sends only what the operation takes', async () => {
    client.calls.length = 0;
    await readCluster(client, address);
    assert.deepEqual(client.calls[0]!.parameters, { DBClusterId: 'pc-1' });
    assert.equal(client.calls[0]!.region, 'cn-hangzhou');
  });

  const read = (more: object) =>
    readCluster(
      fakeClient(() => attribute('pc-1', more)),
      address,
    );

  it('does without what is missing or of another type, as long as ids and states are there', async () => {
    const bare = fakeClient(() => ({ DBClusterId: 'pc-1', DBClusterStatus: 'Running' }));
    assert.deepEqual(await readCluster(bare, address), {
      id: 'pc-1',
      name: 'pc-1',
      region: 'cn-hangzhou',
      engine: '',
      version: '',
      status: 'Running',
      zones: [],
      tags: [],
      nodes: [],
      detailed: true,
    });
    const odd = await read({
      DBClusterDescription: '',
      DBVersion: 8,
      Tags: 'x',
      LockMode: { a: 1 },
      Expired: 'maybe',
    });
    assert.deepEqual(
      [odd.name, odd.version, odd.tags, odd.lockMode, odd.expired],
      ['pc-1', '8', [], undefined, undefined],
    );
  });

  for (const [written, meant] of [
    [true, true],
    [false, false],
    ['true', true],
    ['ON', true],
    ['StandbyClusterON', true],
    ['False', false],
    ['OFF', false],
    ['StandbyClusterOff', false],
    ['trueish', undefined],
    [1, undefined],
    [{ toString: 1 }, undefined],
  ] as const)
    it(`takes a flag written ${JSON.stringify(written)} for ${meant}`, async () =>
      assert.equal((await read({ Expired: written })).expired, meant));

  for (const [written, meant] of [
    [0, 0],
    ['999999999', 999_999_999],
    ['1000000000', undefined],
    [-1, undefined],
    [1.5, undefined],
    [{ valueOf: 1 }, undefined],
  ] as const)
    it(`takes a count written ${JSON.stringify(written)} for ${meant}`, async () => {
      const { nodes } = await read({
        DBNodes: [{ DBNodeId: 'n', DBNodeRole: 'Reader', FailoverPriority: written }],
      });
      assert.equal(nodes[0]!.failoverPriority, meant);
    });

  it('keeps the tags that can be read', async () => {
    const { tags } = await read({ Tags: [{ Key: 'a', Value: 'b' }, null, { Key: 5 }, { Key: 'c' }] });
    assert.deepEqual(tags, [
      { key: 'a', value: 'b' },
      { key: 'c', value: '' },
    ]);
  });

  for (const [what, more, say] of [
    ['no status', { DBClusterStatus: undefined }, /DBClusterStatus is missing/],
    ['an empty status', { DBClusterStatus: '' }, /DBClusterStatus is empty/],
    ['a node without an id', { DBNodes: [{ DBNodeRole: 'Writer' }] }, /DBNodes\.0\.DBNodeId is missing/],
    ['nodes that are a text', { DBNodes: 'two' }, /DBNodes is a string/],
    ['a node that is a text', { DBNodes: ['w'] }, /DBNodes\.0 is a string/],
    ['a node that is a list', { DBNodes: [['w']] }, /DBNodes\.0 is a list/],
    ['another cluster', { DBClusterId: 'pc-2' }, /DBClusterId is pc-2/],
  ] as const)
    it(`is refused with ${what}`, async () => {
      const said = await words(read(more));
      assert.match(said, say);
      assert.match(said, /DescribeDBClusterAttribute/);
    });
});

describe('endpoints', () => {
  it('are read with their addresses and the nodes they read from', async () => {
    const client = fakeClient(() => ({
      Items: [
        {
          DBEndpointId: 'pe-1',
          EndpointType: 'Primary',
          Nodes: '',
          AddressItems: [
            { ConnectionString: 'pc-1.mysql', Port: '3306', NetType: 'Private' },
            { NetType: 'Inner' },
          ],
        },
        {
          DBEndpointId: 'pe-2',
          DBEndpointDescription: 'reports',
          EndpointType: 'Custom',
          ReadWriteMode: 'ReadOnly',
          Nodes: 'pi-1, pi-2,',
        },
      ],
    }));
    assert.deepEqual(await readEndpoints(client, address), [
      {
        id: 'pe-1',
        name: 'pe-1',
        type: 'Primary',
        mode: 'ReadWrite',
        nodes: [],
        addresses: [{ host: 'pc-1.mysql', port: '3306', net: 'Private' }],
      },
      {
        id: 'pe-2',
        name: 'reports',
        type: 'Custom',
        mode: 'ReadOnly',
        nodes: ['pi-1', 'pi-2'],
        addresses: [],
      },
    ]);
  });
  it('are refused without an id', async () => {
    assert.match(
      await words(
        readEndpoints(
          fakeClient(() => ({ Items: [{}] })),
          address,
        ),
      ),
      /Items\.0\.DBEndpointId is missing/,
    );
  });
});

describe('past switches', () => {
  const span = { from: Date.parse('2026-01-14T08:30:00.500Z'), to: Date.parse('2026-01-15T08:30:00Z') };
  const item = (n: number, at = `2026-01-15T0${n % 8}:00:00Z`) => ({
    SwitchId: `s-${n}`,
    SwitchStartTime: at,
  });

  it('are asked for in UTC to the second and come newest first', async () => {
    const client = fakeClient(() => ({
      HaLogItems: [
        item(1),
        {
          ...item(3),
          SwitchFinishTime: '2026-01-15T03:00:11Z',
          SwitchCauseCode: 'code',
          SwitchCauseDetail: 'why',
        },
        item(2, '2026-01-15 02:00:00'),
        item(0, 'yesterday'),
      ],
      TotalRecords: 4,
    }));
    const events = await readSwitches(client, address, span);
    assert.deepEqual(
      client.calls.map(({ parameters }) => parameters),
      [
        {
          DBClusterId: 'pc-1',
          LogType: 'HaSwitchLogList',
          StartTime: '2026-01-14T08:30:00Z',
          EndTime: '2026-01-15T08:30:00Z',
          PageNumber: 1,
          PageSize: 50,
        },
      ],
    );
    assert.deepEqual(
      events.map(({ id }) => id),
      ['s-3', 's-2', 's-1', 's-0'],
    );
    assert.deepEqual(events[0], {
      id: 's-3',
      startedAt: Date.parse('2026-01-15T03:00:00Z'),
      finishedAt: Date.parse('2026-01-15T03:00:11Z'),
      causeCode: 'code',
      cause: 'why',
    });
    assert.equal(
      events[1]!.startedAt,
      Date.parse('2026-01-15T02:00:00Z'),
      'UTC, also where it does not say so',
    );
    assert.equal(events[3]!.startedAt, undefined);
  });

  it('are followed over their pages, which end', async () => {
    const all = Array.from({ length: 70 }, (_, n) => item(n));
    const client = fakeClient(({ parameters }) => ({
      HaLogItems: all.slice(
        (Number(parameters['PageNumber']) - 1) * 50,
        Number(parameters['PageNumber']) * 50,
      ),
      TotalRecords: 70,
    }));
    assert.equal((await readSwitches(client, address, span)).length, 70);
    assert.equal(client.calls.length, 2);
    const endless = fakeClient(() => ({ HaLogItems: [item(1)], TotalRecords: 1000 }));
    assert.equal((await readSwitches(endless, address, span)).length, 1);
    assert.equal(endless.calls.length, 2);
  });

  for (const answer of [{}, { HaLogItems: [] }, { HaLogItems: null, TotalRecords: 0 }])
    it(`are none in ${JSON.stringify(answer)}`, async () => {
      assert.deepEqual(
        await readSwitches(
          fakeClient(() => answer),
          address,
          span,
        ),
        [],
      );
    });
});

describe('regions and identity', () => {
  it('reads the regions with their zones', async () => {
    const client = fakeClient(() => ({
      Regions: {
        Region: [
          { RegionId: 'cn-hangzhou', Zones: { Zone: [{ ZoneId: 'cn-hangzhou-i', VpcEnabled: true }] } },
        ],
      },
    }));
    assert.deepEqual(await listRegions(client), [{ id: 'cn-hangzhou', zones: ['cn-hangzhou-i'] }]);
  });

  it('reads who the keys belong to', async () => {
    const client = fakeClient(() => ({
      AccountId: '1',
      Arn: 'acs:ram::1:user/a',
      IdentityType: 'RAMUser',
      UserId: '2',
    }));
    assert.deepEqual(await callerIdentity(client), {
      accountId: '1',
      arn: 'acs:ram::1:user/a',
      type: 'RAMUser',
    });
    assert.match(
      await words(callerIdentity(fakeClient(() => ({ Arn: 'x' })))),
      /GetCallerIdentity.*AccountId is missing/,
    );
  });
});
