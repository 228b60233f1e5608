import assert from 'node:assert/strict';
import { DOCUMENTED, DOCUMENTED_DETAIL, misfits } from './documentedShapes';
import { HuaweiUnderTest, type Listed, type Region, type Service } from './huaweiUnderTest';

type Fields = Readonly<Record<string, unknown>>;

describe('Instances of Huawei Cloud in the sample cloud', () => {
  const test = new HuaweiUnderTest();
  before(async () => {
    await test.start();
  });
  after(() => test.end());

  const everywhere = async (service: Service): Promise<readonly Listed[]> =>
    (
      await Promise.all(
        (['cn-north-4', 'ap-southeast-3'] as Region[]).map((region) => test.listed(service, {}, region)),
      )
    ).flat();
  const names = (instances: readonly Listed[]) => instances.map(({ name }) => name).sort();

  for (const service of Object.keys(DOCUMENTED) as Service[])
    it(`lists ${service} in the documented fields, each of its documented type`, async () => {
      const instances = await everywhere(service);
      assert.ok(instances.length >= 3);
      for (const instance of instances) {
        // The documents' own example has an object in place of a list of one group.
        const groups = 'groups' in instance ? { groups: [instance['groups']].flat() } : {};
        assert.deepEqual(misfits(DOCUMENTED[service], { ...instance, ...groups }, instance.name), []);
        assert.match(instance.id, /^[0-9a-f]{32}in(01|02|03|04|07|09|14)$/);
      }
      for (const field of Object.keys(DOCUMENTED[service]))
        assert.ok(
          instances.some((each) => field in each),
          `some instance of ${service} has ${field}`,
        );
    });

  it('writes dates as each service does', async () => {
    const day = '\\d{4}-\\d\\d-\\d\\d';
    const time = '\\d\\d:\\d\\d:\\d\\d';
    for (const [service, name, region, form] of [
      ['rds', 'orders', 'cn-north-4', `^${day}T${time}\\+0000$`],
      ['taurusdb', 'shop-core', 'cn-north-4', `^${day}T${time}\\+0800$`],
      ['taurusdb', 'shop-sg', 'ap-southeast-3', `^${day}T${time}_0800$`],
      ['taurusdb', 'campaign', 'cn-north-4', '^$'],
      ['gaussdb', 'ledger', 'cn-north-4', `^${day} ${time} UTC$`],
      ['dds', 'sessions', 'cn-north-4', `^${day}T${time}$`],
      ['ddm', 'orders-proxy', 'cn-north-4', `^${day}T${time}\\+0000$`],
    ] as const) {
      const { created } = await test.found(service, name, region);
      assert.match(String(created), new RegExp(form), `${service} ${name}`);
    }
  });

  it('has a read replica as an instance of its own, and each of the two names the other', async () => {
    const [primary, replica] = [await test.found('rds', 'orders'), await test.found('rds', 'orders-read')];
    assert.deepEqual(primary['related_instance'], [{ id: replica.id, type: 'replica' }]);
    assert.deepEqual(replica['related_instance'], [{ id: primary.id, type: 'replica_of' }]);
    const roles = (instance: Fields) => (instance['nodes'] as readonly Fields[]).map(({ role }) => role);
    assert.deepEqual([roles(primary), roles(replica)], [['master', 'slave'], ['readreplica']]);
  });

  it('lists TaurusDB without nodes, and tells them with their zones in the detail', async () => {
    const { id } = await test.found('taurusdb', 'shop-core');
    const detail = (instance_id: string) =>
      test.read<{ instance: Fields }>('taurusdb', 'ShowGaussMySqlInstanceInfo', { instance_id });
    const { instance } = await detail(id);
    assert.deepEqual(misfits(DOCUMENTED_DETAIL, instance, 'shop-core'), []);
    assert.deepEqual(Object.keys(instance).sort(), Object.keys(DOCUMENTED_DETAIL).sort());
    const nodes = instance['nodes'] as readonly Fields[];
    assert.equal(instance['node_count'], 3);
    assert.deepEqual(
      nodes.map(({ type, az_code }) => [type, az_code]),
      [
        ['master', 'cn-north-4a'],
        ['slave', 'cn-north-4b'],
        ['slave', 'cn-north-4c'],
      ],
    );
    await assert.rejects(detail('f'.repeat(36)), { code: 'DBS.200002', status: 404 });
    const { id: ofRds } = await test.found('rds', 'orders');
    await assert.rejects(detail(ofRds), { code: 'DBS.200002', status: 404 });
  });

  it('groups the nodes of DDS, as a list or as the one group itself', async () => {
    const groups = async (name: string) => (await test.found('dds', name))['groups'];
    const types = ((await groups('catalogue')) as readonly Fields[]).map(({ type }) => type);
    assert.deepEqual(types, ['mongos', 'config', 'shard', 'shard']);
    assert.ok(Array.isArray(await groups('sessions')));
    assert.equal(((await groups('audit-log')) as Fields)['type'], 'single');
    const shards = ((await groups('catalogue')) as readonly { nodes: readonly Fields[] }[]).slice(2);
    for (const { nodes } of shards) for (const { private_ip } of nodes) assert.equal(private_ip, '');
  });

  it('tells the states of DDM’s nodes as one text, and the nodes in a list of their own', async () => {
    const { id, node_status, node_count, access_ip } = await test.found('ddm', 'orders-proxy');
    assert.deepEqual([node_status, node_count], ['RUNNING,RUNNING,RUNNING', 3]);
    const { nodes } = await test.read<{ nodes: readonly Fields[] }>('ddm', 'ListNodes', { instance_id: id });
    assert.equal(nodes.map(({ ip }) => ip).join(','), access_ip);
    for (const node of nodes) {
      assert.deepEqual(Object.keys(node).sort(), ['group_id', 'ip', 'node_id', 'port', 'status']);
      assert.deepEqual([node['port'], node['status']], ['5066', 'normal']);
    }
    await assert.rejects(
      test.read('ddm', 'ListNodes', { instance_id: 'f'.repeat(36) }),
      (error: Fields) => error['code'] === 'DBS.280001' && error['status'] === 400,
    );
  });

  it('filters by name, by part of a name, by kind and by engine', async () => {
    assert.deepEqual(names(await test.listed('rds', { name: 'orders' })), ['orders']);
    assert.deepEqual(names(await test.listed('rds', { name: '*orders' })), ['orders', 'orders-read']);
    assert.deepEqual(names(await test.listed('rds', { type: 'Replica' })), ['orders-read']);
    assert.deepEqual(names(await test.listed('rds', { datastore_type: 'PostgreSQL' })), ['members']);
    assert.deepEqual(names(await test.listed('rds', { tags: 'env:prod' })), ['orders']);
    assert.deepEqual(names(await test.listed('gaussdb', { type: 'Enterprise' })), ['ledger']);
    assert.deepEqual(names(await test.listed('dds', { mode: 'Sharding' })), ['catalogue']);
    const [address] = (await test.found('taurusdb', 'shop-core'))['private_ips'] as readonly string[];
    assert.deepEqual(names(await test.listed('taurusdb', { private_ip: address! })), ['shop-core']);
    for (const [service, wrong] of [
      ['rds', { datastore_type: 'mysql' }],
      ['taurusdb', { datastore_type: 'GaussDB' }],
      ['gaussdb', { type: 'enterprise' }],
      ['dds', { mode: 'sharding' }],
    ] as const)
      await assert.rejects(test.listed(service, wrong), { code: 'DBS.200001' }, service);
  });

  it('has the instances of a sub-project in that project only', async () => {
    const project_id = 'a3'.padStart(32, '0');
    assert.deepEqual(names(await test.listed('rds', { project_id })), ['payments']);
    assert.ok(!names(await test.listed('rds')).includes('payments'));
  });
});
