import assert from 'node:assert/strict';
import { HuaweiUnderTest, LOGIN, madeBy, refusedBy } from './huaweiUnderTest';

const DAY_MS = 24 * 3_600_000;

describe('Whose connections DAS lists in the sample cloud', () => {
  const test = new HuaweiUnderTest();
  beforeEach(async () => {
    await test.start();
  });
  afterEach(() => test.end());

  const shown = async (parameters = {}, note?: string) =>
    (await test.connections(parameters, note))
      .map((each) => `${String(each['instance_name'])} ${String(each['user_name'])}`)
      .sort();
  const ofInstance = async (name: string) =>
    (await test.connections()).find((each) => each['instance_name'] === name)!;

  it('lists the caller’s own and what others share, and nothing of others', async () => {
    assert.deepEqual(await shown(), [
      'members report_reader',
      'orders root',
      'orders-2023 root',
      'sessions rwuser',
      'shop-core root',
    ]);
    assert.deepEqual(await shown({}, 'without das'), ['orders auditor', 'sessions rwuser']);
    assert.deepEqual(await shown({}, 'Temporary'), []);
  });

  it('says who shares a connection and until when, and no longer lists it then', async () => {
    const shared = await ofInstance('sessions');
    assert.deepEqual(
      [shared['conn_share_type'], shared['shared_user_name'], shared['expired_time']],
      ['SHARE', 'viewer', test.time + 30 * DAY_MS],
    );
    assert.match(String(shared['shared_user_id']), /^[0-9a-f]{32}$/);
    test.cloud.advance(30 * DAY_MS - 1000);
    assert.ok((await shown()).includes('sessions rwuser'));
    test.cloud.advance(1000);
    assert.ok(!(await shown()).includes('sessions rwuser'));
  });

  it('lets nobody but its owner change or delete a connection', async () => {
    const { connection_id } = await ofInstance('sessions');
    const refused = [
      await test.write('ModifyConnection', { connection_id: String(connection_id), ...LOGIN }),
      await test.write('BatchDeleteConnectionNew', {
        connection_ids: [{ connection_id: String(connection_id) }],
      }),
    ];
    assert.deepEqual(
      refused.map((outcome) => refusedBy(outcome).code),
      ['DAS.5010', 'DAS.5010'],
    );
  });

  it('keeps a connection whose instance is gone, says so, and lets it be deleted but not changed', async () => {
    const { id } = await test.found('rds', 'orders');
    const { ip_address, connection_id } = await ofInstance('orders');
    test.cloud.deleteCluster(id);
    const gone = await ofInstance('orders');
    assert.deepEqual([gone['status'], gone['ip_address']], ['INSTANCE_DELETE', ip_address]);
    assert.equal((await ofInstance('members'))['status'], 'NORMAL');
    const own = { connection_id: String(connection_id) };
    assert.equal(refusedBy(await test.write('ModifyConnection', { ...own, ...LOGIN })).code, 'DAS.200114');
    const removed = await test.write('BatchDeleteConnectionNew', { connection_ids: [own] });
    assert.equal(removed.kind, 'accepted');
    assert.ok(!(await shown()).includes('orders root'));
  });

  it('filters by instance, network, engine, kind and words, and pages up to 200', async () => {
    const { id } = await test.found('rds', 'orders');
    assert.deepEqual(await shown({ instance_id: id }), ['orders root']);
    assert.deepEqual(await shown({ network_type: 'gaussdb' }), ['shop-core root']);
    assert.deepEqual(await shown({ datastore_type: 'postgresql' }), ['members report_reader']);
    assert.deepEqual(await shown({ connection_type: 'SHARE' }), ['sessions rwuser']);
    assert.deepEqual(await shown({ condition: '大促' }), ['shop-core root']);
    assert.equal((await test.connections({ limit: 200 })).length, 5);
    assert.equal((await test.connections({ limit: 2, offset: 4 })).length, 1);
    for (const [wrong, code] of [
      [{ limit: 201 }, 'DAS.200104'],
      [{ limit: 0 }, 'DAS.200104'],
      [{ offset: -1 }, 'DAS.200103'],
      [{ connection_type: 'MINE' }, 'DAS.200100'],
    ] as const)
      await assert.rejects(test.connections(wrong), { code }, JSON.stringify(wrong));
  });

  it('can hide a connection from its owner, who still changes and deletes it', async () => {
    const { id } = await test.found('rds', 'orders');
    const before = await shown();
    test.cloud.hideNewConnections(true);
    const connection_id = madeBy(await test.create('rds', id));
    assert.deepEqual(await shown(), before);
    assert.equal(test.cloud.effects().at(-1)?.detail['connection'], connection_id);
    test.cloud.hideNewConnections(false);
    madeBy(await test.create('rds', id));
    assert.equal((await shown()).length, before.length + 1);
    assert.equal((await test.write('ModifyConnection', { connection_id, ...LOGIN })).kind, 'accepted');
    test.cloud.patchCluster(connection_id, { hidden: null, remarks: 'found again' });
    assert.equal((await test.connections({ condition: 'found again' })).length, 1);
  });
});
