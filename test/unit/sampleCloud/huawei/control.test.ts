import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { HuaweiUnderTest, madeBy } from './huaweiUnderTest';

type Fields = Readonly<Record<string, unknown>>;

describe('What the control changes in the Huawei part of the sample cloud', () => {
  const test = new HuaweiUnderTest();
  beforeEach(async () => {
    await test.start();
  });
  afterEach(() => test.end());

  const control = async (route: string, body?: object): Promise<number> => {
    const response = await fetch(`${test.cloud.control}${route}`, {
      method: 'POST',
      headers: { 'x-control-token': test.cloud.token },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return response.status;
  };

  it('changes and takes away fields of an instance', async () => {
    const { id } = await test.found('gaussdb', 'ledger');
    assert.equal(await control(`/instances/${id}`, { status: 'REBOOTING', replica_num: null }), 200);
    const patched = await test.found('gaussdb', 'ledger');
    assert.deepEqual([patched['status'], 'replica_num' in patched], ['REBOOTING', false]);
    for (const wrong of [{ id: 'x' }, { service: 'dds' }, { projectId: 'x' }, { status: null }, { name: 7 }])
      assert.equal(await control(`/instances/${id}`, wrong), 400, JSON.stringify(wrong));
    assert.equal(await control(`/instances/${'f'.repeat(36)}`, { status: 'ACTIVE' }), 404);
  });

  it('changes and takes away nodes, wherever the service keeps them', async () => {
    const nodesOf = async (service: 'rds' | 'dds', name: string) => {
      const { id, nodes, groups } = await test.found(service, name);
      const holders = [{ nodes }, ...[groups ?? []].flat()] as readonly { nodes?: readonly Fields[] }[];
      return { id, nodes: holders.flatMap((holder) => holder.nodes ?? []) };
    };
    for (const [service, name] of [
      ['rds', 'orders'],
      ['dds', 'catalogue'],
      ['dds', 'audit-log'],
    ] as const) {
      const { id, nodes } = await nodesOf(service, name);
      const last = String(nodes.at(-1)?.['id']);
      assert.equal(await control(`/instances/${id}`, { nodes: { [last]: { status: 'abnormal' } } }), 200);
      assert.equal((await nodesOf(service, name)).nodes.at(-1)?.['status'], 'abnormal');
      assert.equal(await control(`/instances/${id}`, { nodes: { [last]: null } }), 200);
      assert.equal((await nodesOf(service, name)).nodes.length, nodes.length - 1);
      assert.equal(await control(`/instances/${id}`, { nodes: { [last]: { status: 'normal' } } }), 400);
    }
    const { id } = await test.found('ddm', 'orders-proxy');
    const read = () =>
      test
        .read<{ nodes: readonly Fields[] }>('ddm', 'ListNodes', { instance_id: id })
        .then((list) => list.nodes);
    const node = String((await read())[0]?.['node_id']);
    assert.equal(await control(`/instances/${id}`, { nodes: { [node]: { status: 'abnormal' } } }), 200);
    assert.equal((await read())[0]?.['status'], 'abnormal');
  });

  it('takes an instance away, and a connection', async () => {
    const { id } = await test.found('taurusdb', 'campaign');
    assert.equal(await control(`/instances/${id}/delete`), 200);
    assert.ok((await test.listed('taurusdb')).every((each) => each.id !== id));
    assert.equal(await control(`/instances/${id}/delete`), 404);
    const [connection] = await test.connections();
    assert.equal(await control(`/connections/${String(connection?.['connection_id'])}/delete`), 200);
    assert.equal((await test.connections()).length, 4);
  });

  it('hides new connections over the wire too, until it is told otherwise or reset', async () => {
    const { id } = await test.found('rds', 'orders');
    assert.equal(await control('/connections', { hideNew: true }), 200);
    assert.equal(await control('/connections', { hideNew: 'yes' }), 400);
    madeBy(await test.create('rds', id));
    assert.equal((await test.connections()).length, 5);
    assert.equal(await control('/reset'), 200);
    madeBy(await test.create('rds', id));
    assert.equal((await test.connections()).length, 6);
  });

  it('keeps what was done over a restart', async () => {
    const { id } = await test.found('rds', 'orders');
    const connection_id = madeBy(await test.create('rds', id));
    test.cloud.patchCluster(id, { status: 'REBOOTING' });
    await test.cloud.stop();
    await test.start();
    assert.equal((await test.found('rds', 'orders'))['status'], 'REBOOTING');
    assert.ok((await test.connections()).some((each) => each['connection_id'] === connection_id));
  });

  it('fills in what the state of an earlier version lacks', async () => {
    await test.cloud.stop();
    const file = path.join(test.stateDir, 'state.json');
    const state = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    for (const huawei of [undefined, { connections: [], failures: {} }]) {
      fs.writeFileSync(file, JSON.stringify({ ...state, huawei }));
      await test.start();
      assert.equal((await test.found('rds', 'orders'))['status'], 'ACTIVE');
      await test.cloud.stop();
    }
  });
});
