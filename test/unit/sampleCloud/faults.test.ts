import assert from 'node:assert/strict';
import { CloudUnderTest, readersOf } from './signedCall';

const SHANGHAI = { RegionId: 'cn-shanghai' };

describe('faults on demand', () => {
  const test = new CloudUnderTest();
  let params: Record<string, string> = {};
  beforeEach(async () => {
    await test.start();
    const cluster = await test.cluster('会员中心-生产');
    params = { DBClusterId: cluster.DBClusterId, TargetDBNodeId: readersOf(cluster)[0]!.DBNodeId };
  });
  afterEach(() => test.end());

  const failover = () => test.call('FailoverDBCluster', params);
  const effects = () => test.cloud.effects().length;
  const match = { action: 'FailoverDBCluster' };

  it('answer instead of executing, as often as asked, and let pass what they skip', async () => {
    test.cloud.addFaults([
      { match: SHANGHAI_MATCH, skip: 1, times: 2, fault: { kind: 'answer', status: 503 } },
    ]);
    const list = () => test.refusal('DescribeDBClusters', SHANGHAI);
    assert.deepEqual(
      [await list(), await list(), await list(), await list()],
      ['200', '503 ServiceUnavailable', '503 ServiceUnavailable', '200'],
    );
    assert.equal(await test.refusal('DescribeDBClusters', { RegionId: 'cn-beijing' }), '200');
  });

  it('throttle with the time to wait in a header', async () => {
    test.cloud.addFaults([
      {
        match,
        times: 1,
        fault: {
          kind: 'answer',
          status: 400,
          code: 'Throttling.User',
          headers: { 'x-acs-retry-after': '700' },
        },
      },
    ]);
    const { status, body, headers } = await failover();
    assert.deepEqual(
      [status, body['Code'], headers.get('x-acs-retry-after')],
      [400, 'Throttling.User', '700'],
    );
    assert.equal(effects(), 0);
    assert.equal((await failover()).status, 200);
  });

  it('answer with a success that says it is none', async () => {
    test.cloud.addFaults([{ match, times: 1, fault: { kind: 'answer', status: 200, message: 'Not now.' } }]);
    const { status, body } = await failover();
    assert.deepEqual([status, body['Success'], body['Message']], [200, false, 'Not now.']);
    assert.match(String(body['RequestId']), /^[0-9A-F-]{36}$/);
    assert.equal(effects(), 0);
  });

  it('answer with a page instead of JSON', async () => {
    test.cloud.addFaults([
      {
        match: {},
        times: 1,
        fault: { kind: 'answer', status: 502, body: '<h1>Bad</h1>', contentType: 'text/html' },
      },
    ]);
    const response = await fetch(test.cloud.hosts['sts.aliyuncs.com']!);
    assert.equal(response.headers.get('content-type'), 'text/html');
    assert.equal(await response.text(), '<h1>Bad</h1>');
  });

  it('break the connection before anything is done', async () => {
    test.cloud.addFaults([{ match, times: 1, fault: { kind: 'resetBeforeAnswer' } }]);
    await assert.rejects(failover());
    assert.equal(effects(), 0);
  });

  it('break the connection after it is done', async () => {
    test.cloud.addFaults([{ match, times: 1, fault: { kind: 'resetAfterEffect' } }]);
    await assert.rejects(failover());
    assert.equal(effects(), 1);
  });

  it('break off in the middle of the answer', async () => {
    test.cloud.addFaults([{ match, times: 1, fault: { kind: 'halfBody' } }]);
    await assert.rejects(failover());
    assert.equal(effects(), 1);
  });

  it('answer with an error although it is done', async () => {
    const fault = { kind: 'errorAfterEffect', status: 500, code: 'InternalError', message: 'x' } as const;
    test.cloud.addFaults([{ match, times: 1, fault }]);
    assert.equal((await failover()).status, 500);
    assert.equal(effects(), 1);
  });

  it('never answer', async () => {
    test.cloud.addFaults([{ match: { clusterId: params['DBClusterId']! }, fault: { kind: 'hang' } }]);
    const first = await Promise.race([failover(), new Promise((r) => setTimeout(r, 150, 'still waiting'))]);
    assert.equal(first, 'still waiting');
    assert.equal(effects(), 0);
  });

  it('slow one region down and not another', async () => {
    test.cloud.addFaults([{ match: SHANGHAI_MATCH, fault: { kind: 'latency', ms: 200 } }]);
    const order: string[] = [];
    await Promise.all(
      ['cn-shanghai', 'cn-beijing'].map(async (region) => {
        await test.call('DescribeDBClusters', { RegionId: region });
        order.push(region);
      }),
    );
    assert.deepEqual(order, ['cn-beijing', 'cn-shanghai']);
  });

  it("hit a cluster's calls by the region it lives in, and can be cleared", async () => {
    test.cloud.addFaults([{ match: { region: 'cn-hangzhou' }, fault: { kind: 'answer', status: 500 } }]);
    assert.equal((await failover()).status, 500);
    test.cloud.clearFaults();
    assert.equal((await failover()).status, 200);
  });

  it('are in the log of requests, which holds no parameter', async () => {
    test.cloud.addFaults([{ match, times: 1, fault: { kind: 'resetAfterEffect' } }]);
    await assert.rejects(failover());
    await failover();
    const lines = test.cloud.requests().slice(-2);
    assert.deepEqual(
      lines.map(({ action, region, code, status }) => [action, region, code, status]),
      [
        ['FailoverDBCluster', 'cn-hangzhou', 'resetAfterEffect', 0],
        ['FailoverDBCluster', 'cn-hangzhou', 'UnsupportHighFrequenceSwitchOver', 400],
      ],
    );
    assert.ok(!JSON.stringify(lines).includes('not-a-secret'));
  });
});

const SHANGHAI_MATCH = { region: 'cn-shanghai' };
