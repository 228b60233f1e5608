import assert from 'node:assert/strict';
import { HuaweiUnderTest, LOGIN, madeBy, PAIRS, refusedBy, type Service } from './huaweiUnderTest';

/** An instance of each service that one can log in to, and what a connection to it says of it. */
const EXAMPLES: Readonly<Record<Service, { name: string; version: string; port: number }>> = {
  rds: { name: 'orders', version: 'mysql 8.0.28.240500', port: 3306 },
  taurusdb: { name: 'shop-core', version: 'taurus 8.0.22', port: 3306 },
  gaussdb: { name: 'ledger', version: 'gaussdbv5 8.103.0.220', port: 8000 },
  dds: { name: 'sessions', version: 'mongodb 4.4.13.9', port: 8635 },
  ddm: { name: 'orders-proxy', version: 'ddm 3.0.8', port: 5066 },
};

describe('DAS connections in the sample cloud', () => {
  const test = new HuaweiUnderTest();
  beforeEach(async () => {
    await test.start();
  });
  afterEach(() => test.end());

  for (const service of Object.keys(EXAMPLES) as Service[])
    it(`makes, lists, changes and deletes a connection of ${service}, and gives no password back`, async () => {
      const { name, version, port } = EXAMPLES[service];
      const before = (await test.connections()).length;
      const { id, private_ips: ips } = await test.found(service, name);
      const connection_id = madeBy(
        await test.create(service, id, { database_name: 'shop', remarks: '结账', sql_record_flag: true }),
      );
      const shown = (await test.connections()).find((each) => each['connection_id'] === connection_id);
      const { ip_address, ...others } = shown!;
      assert.deepEqual(others, {
        connection_id,
        instance_id: id,
        instance_name: name,
        ...PAIRS[service],
        datastore_version: version,
        user_name: 'root',
        database_name: 'shop',
        is_save_password: true,
        port,
        remarks: '结账',
        create_at: test.time,
        status: 'NORMAL',
        conn_share_type: 'NORMAL',
      });
      assert.match(String(ip_address), /^192\.168\.\d+\.\d+$/);
      if (Array.isArray(ips)) assert.equal(ip_address, ips[0]);
      const change = { connection_id, ...LOGIN, username: 'reader', is_save_password: false, port: 3307 };
      const changed = await test.write('ModifyConnection', change);
      assert.equal(changed.kind, 'accepted', JSON.stringify(changed));
      const [after] = await test.connections({ instance_id: id, condition: '结账' });
      assert.deepEqual(
        [after?.['user_name'], after?.['is_save_password'], after?.['port']],
        ['reader', false, 3307],
      );
      const removal = { connection_ids: [{ connection_id }] };
      assert.equal((await test.write('BatchDeleteConnectionNew', removal)).kind, 'accepted');
      assert.equal((await test.connections()).length, before);
      assert.equal(refusedBy(await test.write('BatchDeleteConnectionNew', removal)).code, 'DAS.5010');
      assert.deepEqual(
        test.cloud.effects().map(({ action, clusterId }) => [action, clusterId]),
        ['CreateInstanceConnection', 'ModifyConnection', 'BatchDeleteConnectionNew'].map((action) => [
          action,
          id,
        ]),
      );
      assert.doesNotMatch(JSON.stringify([test.cloud.effects(), test.cloud.requests()]), /Gauss_2345/);
    });

  it('says which engine goes with which network', async () => {
    const { supported_net_work_types: networks, ...engines } = await test.read<{
      all_engine_types: readonly string[];
      supported_engine_types: readonly string[];
      supported_net_work_types: readonly { net_work: string; engine_types: readonly string[] }[];
    }>('das', 'ShowSupportedEngines');
    for (const { engine_type, network_type } of Object.values(PAIRS)) {
      assert.ok(engines.all_engine_types.includes(engine_type));
      assert.ok(engines.supported_engine_types.includes(engine_type));
      const network = networks.find(({ net_work }) => net_work === network_type);
      assert.ok(network?.engine_types.includes(engine_type), engine_type);
    }
  });

  it('deletes what is there of several, and never more than was named', async () => {
    const { id } = await test.found('rds', 'orders');
    const [first, second] = [madeBy(await test.create('rds', id)), madeBy(await test.create('rds', id))];
    const connection_ids = [first, 'f'.repeat(36)].map((connection_id) => ({ connection_id }));
    assert.equal((await test.write('BatchDeleteConnectionNew', { connection_ids })).kind, 'accepted');
    const left = (await test.connections()).map((each) => each['connection_id']);
    assert.deepEqual([left.includes(first), left.includes(second)], [false, true]);
  });

  it('makes a second connection of a repeated request: the API has no token', async () => {
    const { id } = await test.found('rds', 'orders');
    const before = (await test.connections()).length;
    for (let round = 0; round < 2; round += 1) madeBy(await test.create('rds', id));
    assert.equal((await test.connections()).length, before + 2);
  });

  it('leaves out what a connection does not have', async () => {
    const { id } = await test.found('rds', 'orders');
    const connection_id = madeBy(await test.create('rds', id));
    const shown = (await test.connections()).find((each) => each['connection_id'] === connection_id);
    for (const field of ['remarks', 'database_name', 'shared_user_name', 'shared_user_id', 'expired_time'])
      assert.ok(!(field in shown!), field);
  });

  it('takes the instance itself and its nodes as nodes, and no others', async () => {
    const { id, nodes } = await test.found('rds', 'orders');
    const [{ id: node } = assert.fail()] = nodes as readonly { id: string }[];
    for (const node_ids of [[], [node], [id]]) madeBy(await test.create('rds', id, { node_ids }));
    const { code } = refusedBy(await test.create('rds', id, { node_ids: ['f'.repeat(36)] }));
    assert.equal(code, 'DAS.200100');
  });
});
