import assert from 'node:assert/strict';
import { type ClusterList, CloudUnderTest, readersOf, writerOf } from './signedCall';

describe('the control server of the sample cloud', () => {
  const test = new CloudUnderTest();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  async function control(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { 'x-control-token': test.cloud.token },
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${test.cloud.control}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('refuses whoever has no token or comes from a web page', async () => {
    assert.equal((await control('GET', '/health')).status, 200);
    assert.equal((await control('GET', '/health', undefined, {})).status, 401);
    assert.equal((await control('GET', '/health', undefined, { 'x-control-token': 'x' })).status, 401);
    const fromPage = { 'x-control-token': test.cloud.token, origin: 'http://127.0.0.1' };
    assert.equal((await control('GET', '/health', undefined, fromPage)).status, 403);
  });

  it('changes a cluster and its nodes', async () => {
    const { DBClusterId: id, DBNodes } = await test.cluster('会员中心-生产');
    const node = DBNodes[1]!.DBNodeId;
    await control('POST', `/clusters/${id}`, {
      DBClusterStatus: 'Stopped',
      DBClusterDescription: null,
      nodes: { [node]: { DBNodeStatus: 'Rebooting' } },
    });
    const { body } = await test.call('DescribeDBClusterAttribute', { DBClusterId: id });
    assert.equal(body['DBClusterStatus'], 'Stopped');
    assert.ok(!('DBClusterDescription' in body));
    assert.deepEqual(
      (body['DBNodes'] as { DBNodeStatus: string }[]).map((n) => n.DBNodeStatus),
      ['Running', 'Rebooting', 'Running'],
    );
    await control('POST', `/clusters/${id}`, { nodes: { [node]: null } });
    assert.equal((await test.attribute(id)).DBNodes.length, 2);
    assert.equal((await control('POST', `/clusters/${id}`, { nodes: { 'pi-none': {} } })).status, 400);
    assert.equal((await control('POST', `/clusters/${id}`, { DBNodes: 'none' })).status, 400);
    assert.equal((await control('POST', '/clusters/pc-none', {})).status, 404);
    assert.equal((await control('POST', `/clusters/${id}/delete`)).status, 200);
    assert.equal(
      await test.refusal('DescribeDBClusterAttribute', { DBClusterId: id }),
      '404 InvalidDBClusterId.NotFound',
    );
  });

  it('lists a cluster on whose fields were taken away or changed in type', async () => {
    const { DBClusterId: id } = await test.cluster('会员中心-生产');
    const odd = { DBClusterDescription: null, ZoneIds: null, CreationTime: 5, LockMode: false, VPCId: null };
    await control('POST', `/clusters/${id}`, odd);
    const { body } = await test.call<ClusterList>('DescribeDBClusters', { RegionId: 'cn-hangzhou' });
    const item = body.Items.DBCluster.find((c) => c.DBClusterId === id)!;
    assert.deepEqual(
      [item['DBClusterDescription'], item['CreateTime'], item['LockMode']],
      [undefined, 5, false],
    );
  });

  it('moves time and speed, and starts over', async () => {
    const before = await test.cluster('会员中心-生产');
    await control('POST', '/clock', { speed: 3 });
    await test.call('FailoverDBCluster', { DBClusterId: before.DBClusterId });
    await control('POST', '/clock', { advanceMs: 10_000 });
    const after = await test.attribute(before.DBClusterId);
    assert.equal(after.DBClusterStatus, 'Running');
    assert.notEqual(writerOf(after).DBNodeId, writerOf(before).DBNodeId);
    assert.equal(((await control('GET', '/effects')).body['effects'] as unknown[]).length, 1);
    for (const wrong of [{ speed: 0 }, { advanceMs: -1 }, { advanceMs: '1' }])
      assert.equal((await control('POST', '/clock', wrong)).status, 400);

    await control('POST', '/reset', { estate: 3 });
    assert.deepEqual((await control('GET', '/effects')).body['effects'], []);
    assert.equal((await control('POST', '/reset', { estate: 'huge' })).status, 400);
    const { body } = await test.call<{ TotalRecordCount: number }>('DescribeDBClusters', {
      RegionId: 'cn-hangzhou',
    });
    assert.equal(body.TotalRecordCount, 3);
  });

  it('refuses estates that are not of 1 to 50,000 clusters', async () => {
    for (const estate of [0, 50_001, 1.5, -1]) {
      const refused = await control('POST', '/reset', { estate });
      assert.equal(refused.status, 400);
      assert.match(String(refused.body['error']), /from 1 to 50000/);
    }
    for (const estate of [1000, 1]) assert.equal((await control('POST', '/reset', { estate })).status, 200);
  });

  it('sets and clears faults, and shows the requests', async () => {
    const { DBClusterId } = await test.cluster('会员中心-生产');
    const call = () => test.refusal('DescribeDBClusterAttribute', { DBClusterId });
    await control('POST', '/faults', {
      faults: [{ match: { action: 'DescribeDBClusterAttribute' }, fault: { kind: 'answer', status: 500 } }],
    });
    const struck = async () =>
      ((await control('GET', '/faults')).body['faults'] as { times: number }[]).map(({ times }) => times);
    assert.deepEqual(await struck(), [0]);
    assert.equal(await call(), '500 ServiceUnavailable');
    assert.deepEqual(await struck(), [1]);
    await control('DELETE', '/faults');
    assert.deepEqual(await struck(), []);
    assert.equal(await call(), '200');
    const requests = (await control('GET', '/requests')).body['requests'] as { code: string }[];
    assert.deepEqual(
      requests.slice(-2).map((r) => r.code),
      ['ServiceUnavailable', 'OK'],
    );
    assert.equal((await control('POST', '/faults', { faults: [{ fault: { kind: 'flood' } }] })).status, 400);
    assert.equal((await control('POST', '/faults', {})).status, 400);
  });

  it('answers what it does not know or understand with an error', async () => {
    assert.equal((await control('GET', '/nothing')).status, 404);
    const response = await fetch(`${test.cloud.control}/reset`, {
      method: 'POST',
      headers: { 'x-control-token': test.cloud.token },
      body: '{',
    });
    assert.equal(response.status, 400);
  });

  it('leaves an unhealthy node out of an automatic choice', async () => {
    const before = await test.cluster('会员中心-生产');
    const best = readersOf(before).sort((a, b) => b.FailoverPriority - a.FailoverPriority)[0]!;
    test.cloud.patchCluster(before.DBClusterId, { nodes: { [best.DBNodeId]: { replication: 'broken' } } });
    await test.call('FailoverDBCluster', { DBClusterId: before.DBClusterId });
    test.cloud.advance(30_000);
    assert.notEqual(writerOf(await test.attribute(before.DBClusterId)).DBNodeId, best.DBNodeId);
  });
});
