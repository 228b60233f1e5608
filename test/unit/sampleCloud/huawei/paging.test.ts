import assert from 'node:assert/strict';
import { HuaweiUnderTest, type Listed, LISTS, type Service } from './huaweiUnderTest';

interface List {
  readonly instances: readonly Listed[];
  readonly [count: string]: unknown;
}

describe('Long lists of Huawei Cloud in the sample cloud', () => {
  const test = new HuaweiUnderTest();
  before(async () => {
    // 130 of each service.
    await test.start({ estate: 650 });
  });
  after(() => test.end());

  const list = (service: Service, parameters: Readonly<Record<string, unknown>> = {}) =>
    test.read<List>(service, LISTS[service], parameters as Record<string, number>);

  for (const service of ['rds', 'taurusdb', 'gaussdb', 'dds'] as const)
    it(`pages ${service} by offset and limit, up to 100 and not one past it`, async () => {
      const [first, second] = [
        await list(service, { limit: 100 }),
        await list(service, { limit: 100, offset: 100 }),
      ];
      assert.deepEqual([first.instances.length, second.instances.length], [100, 30]);
      assert.deepEqual([first['total_count'], second['total_count']], [130, 130]);
      const ids = [...first.instances, ...second.instances].map(({ id }) => id);
      assert.equal(new Set(ids).size, 130);
      assert.equal((await list(service)).instances.length, 100, 'the default');
      assert.equal((await list(service, { limit: 1 })).instances.length, 1);
      assert.equal((await list(service, { offset: 130 })).instances.length, 0);
      for (const wrong of [{ limit: 0 }, { limit: 101 }, { offset: -1 }, { x: 1 }, { name: '*' }])
        await assert.rejects(
          list(service, wrong),
          { code: 'DBS.200001', status: 400 },
          JSON.stringify(wrong),
        );
    });

  it('pages DDM by records up to 128, ten where nothing says how many, and counts in several fields', async () => {
    const normal = await list('ddm');
    assert.deepEqual(
      { ...normal, instances: normal.instances.length },
      { instance_num: 130, instances: 10, page_no: 1, page_size: 10, total_record: 130, total_page: 13 },
    );
    const [first, second] = [
      await list('ddm', { limit: 128 }),
      await list('ddm', { limit: 128, offset: 128 }),
    ];
    assert.deepEqual([first.instances.length, second.instances.length], [128, 2]);
    assert.deepEqual(
      [second['page_no'], second['page_size'], second['total_page'], second['total_record']],
      [2, 2, 2, 130],
    );
    for (const wrong of [{ limit: 0 }, { limit: 129 }, { offset: -1 }, { name: 'shard-1' }])
      await assert.rejects(list('ddm', wrong), { code: 'DBS.280001', status: 400 }, JSON.stringify(wrong));
  });

  it('pages the nodes of an instance of DDM the same way', async () => {
    const [{ id } = assert.fail()] = (await list('ddm')).instances;
    const nodes = (parameters: Record<string, number> = {}) =>
      test.read<Readonly<Record<string, unknown>> & { nodes: readonly unknown[] }>('ddm', 'ListNodes', {
        instance_id: id,
        ...parameters,
      });
    const { nodes: all, ...counts } = await nodes();
    assert.equal(all.length, 2);
    assert.deepEqual(counts, { offset: 0, limit: 128, total: 2 });
    assert.equal((await nodes({ offset: 1, limit: 128 })).nodes.length, 1);
    for (const wrong of [{ limit: 0 }, { limit: 129 }, { offset: -1 }])
      await assert.rejects(nodes(wrong), { code: 'DBS.280001' }, JSON.stringify(wrong));
  });
});
