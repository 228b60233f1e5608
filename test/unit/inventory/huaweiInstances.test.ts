import assert from 'node:assert/strict';
import type { CloudCall } from '../../../src/clouds/cloudClient';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import type { ProductReader } from '../../../src/inventory/estate';
import {
  engineTypeOf,
  type HuaweiInstance,
  type InstanceProduct,
} from '../../../src/inventory/huaweiInstance';
import { huaweiReaders, readHuaweiInstance } from '../../../src/inventory/huaweiReaders';
import { fakeClient } from '../support/fakeClient';
import {
  ddmListed,
  ddmNode,
  ddsListed,
  ddsReplicaSet,
  gaussdbListed,
  rdsListed,
  taurusDetail,
  taurusListed,
} from '../support/huaweiAnswers';

const REGION = 'cn-north-4_payments';
const readerOf = (product: InstanceProduct) =>
  huaweiReaders.find((reader) => reader.product === product) as ProductReader<HuaweiInstance>;

/** The instances of a list that fits on one page, and the calls that were made. */
async function list(product: InstanceProduct, items: readonly object[], total = 'total_count') {
  const client = fakeClient(() => ({ instances: items, [total]: items.length }));
  const found: HuaweiInstance[] = [];
  const problems: string[] = [];
  for await (const page of readerOf(product).list(client, REGION)) {
    found.push(...page.resources);
    problems.push(...page.problems.map(({ message }) => message));
  }
  return { found, problems, calls: client.calls };
}
const only = async (product: InstanceProduct, item: object, total?: string): Promise<HuaweiInstance> => {
  const { found, problems } = await list(product, [item], total);
  assert.deepEqual([problems, found.length], [[], 1]);
  return found[0]!;
};
const asked = (calls: readonly CloudCall[]) =>
  calls.map(({ product, action, parameters }) => [product, action, parameters]);

describe('an instance of Huawei Cloud', () => {
  it('of RDS is all that its list tells', async () => {
    assert.deepEqual(await only('rds', rdsListed('i-1')), {
      product: 'rds',
      region: REGION,
      id: 'i-1',
      name: 'name of i-1',
      status: 'ACTIVE',
      engine: 'MySQL',
      version: '5.7.33.3',
      shape: 'Ha',
      addresses: [
        { kind: 'private', host: '192.168.0.142' },
        { kind: 'public', host: '10.154.219.187' },
        { kind: 'public', host: '10.154.219.186' },
        { kind: 'dns', host: 'i-1.internal.cn-north-4.mysql.rds.myhuaweicloud.com' },
      ],
      port: 3306,
      defaultUser: 'root',
      nodes: [
        {
          id: 'bec8e28fbafd43ed81e1a3df5f9f7ab8no01',
          name: 'a_node0',
          role: 'master',
          status: 'ACTIVE',
          zone: 'cn-north-4a',
          host: '',
        },
        {
          id: '2958e1c5e8b5454193ef4bcb1e5d5021no01',
          name: 'a_node1',
          role: 'slave',
          status: 'ACTIVE',
          zone: 'cn-north-4b',
          host: '',
        },
      ],
      related: [{ id: 'bd000000000000000000000000000000in01', type: 'replica' }],
      vpc: 'b21630c1-e7d3-450d-907d-39ef5f445ae7',
      createdAt: Date.UTC(2018, 7, 19, 18, 33, 49),
      detailed: true,
    });
  });

  it('asks for pages of a project, and never for its id, which the client adds', async () => {
    const { calls } = await list('rds', [rdsListed('i-1')]);
    assert.deepEqual(asked(calls), [['rds', 'ListInstances', { offset: 0, limit: 100 }]]);
    assert.equal(calls[0]?.region, REGION);
  });

  it('that is being built has neither time nor address nor port yet', async () => {
    const building = {
      status: 'BUILD',
      created: '',
      private_ips: [],
      public_ips: null,
      port: 0,
      nodes: null,
    };
    const instance = await only('rds', rdsListed('i-1', building));
    assert.deepEqual([instance.createdAt, instance.port, instance.nodes], [undefined, undefined, []]);
    assert.deepEqual(
      instance.addresses.map(({ kind }) => kind),
      ['dns'],
    );
  });

  it('without a name is called by its id, and one without an id is told as a problem', async () => {
    assert.equal((await only('rds', rdsListed('i-1', { name: '' }))).name, 'i-1');
    const { found, problems } = await list('rds', [rdsListed('i-1'), { name: 'lost' }]);
    assert.equal(found.length, 1);
    assert.match(problems[0]!, /ListInstances cannot be used: instances\.1\.id is missing/);
  });

  it('keeps the nodes that can be read', async () => {
    const nodes = [{ name: 'no id' }, 'nonsense', { id: 'n-1' }];
    assert.deepEqual((await only('rds', rdsListed('i-1', { nodes }))).nodes, [
      { id: 'n-1', name: '', role: '', status: '', zone: '', host: '' },
    ]);
  });

  for (const [written, port] of [
    [3306, 3306],
    ['3306', 3306],
    [1, 1],
    [65_535, 65_535],
    [65_536, undefined],
    ['', undefined],
    [null, undefined],
    ['n/a', undefined],
  ] as const)
    it(`has port ${port} where the service writes ${JSON.stringify(written)}`, async () =>
      assert.equal((await only('gaussdb', gaussdbListed('i-1', { port: written }))).port, port));

  for (const [written, at] of [
    ['2018-08-20T02:33:49+0800', Date.UTC(2018, 7, 19, 18, 33, 49)],
    ['2021-11-30T09:40:51+0000', Date.UTC(2021, 10, 30, 9, 40, 51)],
    ['2021-01-15 01:46:40 UTC', Date.UTC(2021, 0, 15, 1, 46, 40)],
    ['2021-01-15T01:46:40Z', Date.UTC(2021, 0, 15, 1, 46, 40)],
    // No zone, or none that can be read: no time, but the service's own words.
    ['2019-01-16T09:04:08', '2019-01-16T09:04:08'],
    ['2019-10-17T19:57:35_0800', '2019-10-17T19:57:35_0800'],
    ['soon', 'soon'],
  ] as const)
    it(`was made at ${at} where the service writes ${written}`, async () =>
      assert.equal((await only('rds', rdsListed('i-1', { created: written }))).createdAt, at));

  it('of GaussDB says its nodes in its list, by the types of either case', async () => {
    const instance = await only('gaussdb', gaussdbListed('i-1', { type: 'enterprise' }));
    assert.deepEqual(
      [instance.engine, instance.version, instance.shape, instance.nodes[0]?.role],
      ['GaussDB', '8.102.0', 'enterprise', 'slave'],
    );
  });

  it('is left to its own product where both answer at one host', async () => {
    const both = [taurusListed('t-1'), gaussdbListed('g-1')];
    const taurus = await list('taurusdb', both);
    const gauss = await list('gaussdb', both);
    assert.deepEqual(
      taurus.found.map(({ id }) => id),
      ['t-1'],
    );
    assert.deepEqual(
      gauss.found.map(({ id }) => id),
      ['g-1'],
    );
    assert.deepEqual([taurus.problems, gauss.problems], [[], []]);
  });

  it('of TaurusDB tells its nodes only when it is read, and keeps the addresses of its list', async () => {
    const reader = readerOf('taurusdb');
    const listed = await only('taurusdb', taurusListed('i-1'));
    assert.deepEqual([listed.port, listed.nodes, listed.detailed], [3306, [], false]);
    assert.deepEqual(
      listed.addresses.map(({ kind }) => kind),
      ['private', 'readOnly', 'public'],
      'an empty address is none',
    );
    const client = fakeClient(() => taurusDetail('i-1'));
    const read = await reader.read(client, { region: REGION, id: 'i-1' });
    assert.deepEqual(asked(client.calls), [
      ['taurusdb', 'ShowGaussMySqlInstanceInfo', { instance_id: 'i-1' }],
    ]);
    assert.deepEqual(
      read.nodes.map(({ role, zone, host }) => [role, zone, host]),
      [
        ['master', 'cn-north-4a', '192.168.0.163'],
        ['slave', 'cn-north-4b', ''],
      ],
    );
    const merged = reader.merge(listed, read);
    assert.deepEqual(merged.addresses, [
      { kind: 'private', host: '192.168.0.142' },
      { kind: 'public', host: '10.154.219.187' },
      { kind: 'readOnly', host: '192.168.0.143' },
    ]);
    const refreshed = reader.merge(merged, { ...listed, status: 'SWITCHOVER' });
    assert.deepEqual(
      [refreshed.status, refreshed.detailed, refreshed.nodes.map(({ role, status }) => [role, status])],
      [
        'SWITCHOVER',
        true,
        [
          ['master', ''],
          ['slave', ''],
        ],
      ],
      'what the nodes did before is not what they do now',
    );
  });

  it('of DDS has its nodes in groups, and clients talk to the mongos nodes', async () => {
    const instance = await only('dds', ddsListed('i-1'));
    assert.deepEqual(
      [instance.shape, instance.port, instance.version, instance.createdAt],
      ['Sharding', 8635, '4.0.3', '2019-01-16T09:04:08'],
    );
    assert.deepEqual(
      instance.nodes.map(({ id, role, group }) => [id, role, group?.type, group?.name, group?.id]),
      [
        ['m-1-no02', '', 'mongos', '', ''],
        ['m-2-no02', '', 'mongos', '', ''],
        ['s-1-1-no02', 'Primary', 'shard', 'shard_1', 's-1-gr02'],
        ['s-1-2-no02', 'Hidden', 'shard', 'shard_1', 's-1-gr02'],
        ['c-1-no02', 'unknown', 'config', 'config', 'c-gr02'],
      ],
    );
    assert.deepEqual(
      instance.addresses.map(({ kind, host }) => `${kind} ${host}`),
      ['private 192.168.1.1', 'public 10.1.1.1', 'private 192.168.1.2'],
    );
  });

  it('of DDS may write its only group without a list', async () => {
    const instance = await only('dds', ddsReplicaSet('i-1'));
    assert.deepEqual(
      [instance.nodes.map(({ role }) => role), instance.addresses.length],
      [['Primary', 'Secondary'], 2],
    );
  });

  for (const total of ['total_record', 'total'])
    it(`of DDM is listed by its first and its third version, which calls its count ${total}`, async () => {
      const instance = await only('ddm', ddmListed('i-1'), total);
      assert.deepEqual(
        [instance.region, instance.engine, instance.version, instance.port, instance.nodeCount],
        [REGION, 'DDM', '3.0.8.5', 5066, 2],
      );
      assert.deepEqual(instance.addresses, [{ kind: 'private', host: '192.168.0.60' }]);
      assert.equal(instance.detailed, false);
    });

  it('of DDM is read out of the list, its nodes by a call of their own', async () => {
    const client = fakeClient(({ action }) =>
      action === 'ListNodes'
        ? { nodes: [ddmNode('n-1'), ddmNode('n-2')], offset: 0, limit: 128, total: 2 }
        : { instances: [ddmListed('i-0'), ddmListed('i-1')], total_record: 2, page_no: 1 },
    );
    const instance = await readerOf('ddm').read(client, { region: REGION, id: 'i-1' });
    assert.deepEqual(asked(client.calls), [
      ['ddm', 'ListInstances', { offset: 0, limit: 128 }],
      ['ddm', 'ListNodes', { instance_id: 'i-1', offset: 0, limit: 128 }],
    ]);
    assert.deepEqual(instance.nodes, [
      { id: 'n-1', name: '', role: '', status: 'normal', zone: '', host: '192.168.0.61' },
      { id: 'n-2', name: '', role: '', status: 'normal', zone: '', host: '192.168.0.61' },
    ]);
    assert.ok(instance.detailed);
  });

  for (const [product, listed] of [
    ['rds', rdsListed],
    ['gaussdb', gaussdbListed],
    ['dds', ddsListed],
  ] as const) {
    it(`of ${product} is read by its id`, async () => {
      const client = fakeClient(() => ({ instances: [listed('i-1')], total_count: 1 }));
      const instance = await readHuaweiInstance(client, product, { region: REGION, id: 'i-1' });
      assert.equal(instance.id, 'i-1');
      assert.deepEqual(asked(client.calls), [
        [product, 'ListInstances', { offset: 0, limit: 100, id: 'i-1' }],
      ]);
    });

    it(`of ${product} is gone where the list with its id is empty`, async () => {
      const client = fakeClient(() => ({ instances: [], total_count: 0 }));
      await assert.rejects(
        readHuaweiInstance(client, product, { region: REGION, id: 'i-1' }),
        (error: unknown) => {
          assert.ok(error instanceof CloudError && readerOf(product).isGone(error));
          assert.match(error.message, /does not list i-1 in cn-north-4_payments/);
          return true;
        },
      );
    });
  }

  it('is gone where the service says so, and not for any other reason', () => {
    const isGone = (thrown: unknown) => readerOf('taurusdb').isGone(thrown);
    const error = (code: string) => new CloudError({ kind: 'refused', code, explanation: text('no') });
    assert.ok(isGone(error('DBS.200002')));
    for (const code of ['DBS.200001', 'DBS.200010', 'APIGW.0101']) assert.ok(!isGone(error(code)), code);
    assert.ok(!isGone(new Error('DBS.200002')));
  });

  it('is no other one than that which was asked for', async () => {
    const client = fakeClient(() => taurusDetail('another'));
    await assert.rejects(readHuaweiInstance(client, 'taurusdb', { region: REGION, id: 'i-1' }), {
      kind: 'answer',
      message: /instance\.id is another/,
    });
  });

  it('has an engine type of DAS for every engine but MariaDB', async () => {
    const typesOf = async (product: InstanceProduct, item: object) => engineTypeOf(await only(product, item));
    const rds = (type: string) => rdsListed('i-1', { datastore: { type, version: '1' } });
    assert.deepEqual(
      [
        await typesOf('rds', rds('MySQL')),
        await typesOf('rds', rds('SQLServer')),
        await typesOf('rds', rds('MariaDB')),
        await typesOf('taurusdb', taurusListed('i-1')),
        await typesOf('dds', ddsListed('i-1')),
      ],
      ['mysql', 'sqlserver', undefined, 'taurus', 'mongodb'],
    );
  });

  it('is taken out of what a run has watched by its own product alone', async () => {
    const instance = await only('rds', rdsListed('i-1'));
    assert.deepEqual(readerOf('rds').parse({ instance, connections: [] }), instance);
    assert.equal(readerOf('gaussdb').parse({ instance }), undefined);
    assert.equal(readerOf('rds').parse({ instance: { id: 'x' } }), undefined);
  });
});
