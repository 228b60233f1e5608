import assert from 'node:assert/strict';
import { signAcs3 } from '../../../../src/clouds/alibaba/sign';
import { createAlibabaClient } from '../../../../src/clouds/alibaba/alibabaClient';
import type { ClientDeps } from '../../../../src/clouds/client';
import type { CloudCall, RequestLogEntry } from '../../../../src/clouds/cloudClient';
import { CloudError } from '../../../../src/clouds/cloudError';
import { flatten } from '../../../../src/clouds/signing';
import { plain } from '../../../../src/clouds/text';
import { TransportError } from '../../../../src/clouds/transport';
import { apiError, FakeTransport, json, type Answer } from '../../support/fakeTransport';
import { flush, VirtualClock } from '../../support/virtualClock';

const list: CloudCall = {
  cloud: 'alibaba',
  product: 'polardb',
  action: 'DescribeDBClusters',
  region: 'cn-hangzhou',
  parameters: { RegionId: 'cn-hangzhou', PageNumber: 1 },
};
const failover: CloudCall = {
  ...list,
  action: 'FailoverDBCluster',
  parameters: { DBClusterId: 'pc-1', TargetDBNodeId: 'pi-2', ClientToken: 'tok-1' },
  tokenParameter: 'ClientToken',
};
const createAccount: CloudCall = {
  ...list,
  action: 'CreateAccount',
  parameters: { DBClusterId: 'pc-1', AccountName: 'app', AccountPassword: 'Geheim&12 3' },
  secretParameters: ['AccountPassword'],
};
const keys = { accessKeyId: 'LTAIkey', accessKeySecret: 'theSecretKey', securityToken: 'CAIS/the+token' };
const broken: Answer = () => Promise.reject(new TransportError('reset', true, 'reset', 'ECONNRESET'));

function setUp(answers: readonly Answer[], more: Partial<ClientDeps> = {}) {
  const clock = new VirtualClock();
  const transport = new FakeTransport(answers);
  const log: RequestLogEntry[] = [];
  let nonces = 0;
  const client = createAlibabaClient({
    profileName: 'prod',
    credentials: () => Promise.resolve(keys),
    readOnly: () => false,
    origin: (host) => Promise.resolve(`https://${host}`),
    transport,
    clock,
    random: () => 0.5,
    nonce: () => `nonce-${(nonces += 1)}`,
    log: (entry) => log.push(entry),
    ...more,
  });
  const rejection = (promise: Promise<unknown>): Promise<CloudError> =>
    clock.run(promise).then(
      () => assert.fail('it should have failed'),
      (error: unknown) => (assert.ok(error instanceof CloudError, String(error)), error),
    );
  return { client, clock, transport, log, rejection };
}

describe('the Alibaba Cloud client', () => {
  it('reads a great deal that one signal ends without a warning of a leak', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    try {
      const { client, clock } = setUp(Array.from({ length: 40 }, () => json({ RequestId: 'R' })));
      const { signal } = new AbortController();
      await clock.run(Promise.all(Array.from({ length: 40 }, () => client.read(list, signal))));
      await new Promise(setImmediate);
      assert.deepEqual(warnings, []);
    } finally {
      process.off('warning', note);
    }
  });

  it('reads with a signed POST that carries all parameters in the query', async () => {
    const { client, transport, log } = setUp([json({ RequestId: 'R1', Items: {} })]);
    assert.deepEqual(await client.read(list), { RequestId: 'R1', Items: {} });
    const [sent] = transport.reads;
    assert.equal(sent?.method, 'POST');
    assert.equal(sent.url, 'https://polardb.aliyuncs.com/?PageNumber=1&RegionId=cn-hangzhou');
    assert.equal(sent.body, undefined);
    assert.equal(sent.headers['host'], undefined);
    assert.equal(sent.headers['x-acs-action'], 'DescribeDBClusters');
    assert.equal(sent.headers['x-acs-version'], '2017-08-01');
    assert.equal(sent.headers['x-acs-date'], '2026-01-15T08:30:00Z');
    assert.match(sent.headers['authorization']!, /^ACS3-HMAC-SHA256 Credential=LTAIkey,/);
    assert.deepEqual(log, [
      {
        at: Date.parse('2026-01-15T08:30:00Z'),
        durationMs: 0,
        profile: 'prod',
        operation: 'DescribeDBClusters',
        region: 'cn-hangzhou',
        host: 'polardb.aliyuncs.com',
        attempt: 1,
        status: 200,
        requestId: 'R1',
      },
    ]);
  });

  it('calls the origin that it is given for a host, and signs for the host that is called', async () => {
    const hosts: string[] = [];
    const { client, transport, clock } = setUp([json({})], {
      origin: (host) => (hosts.push(host), Promise.resolve('http://127.0.0.1:4321')),
    });
    await client.read({ ...list, region: 'eu-central-1' });
    assert.deepEqual(hosts, ['polardb.eu-central-1.aliyuncs.com']);
    const [sent] = transport.reads;
    assert.ok(sent!.url.startsWith('http://127.0.0.1:4321/?'));
    const { headers } = signAcs3({
      method: 'POST',
      host: '127.0.0.1:4321',
      action: list.action,
      version: '2017-08-01',
      query: flatten(list.parameters),
      credentials: keys,
      now: clock.now(),
      nonce: 'nonce-1',
    });
    assert.equal(sent!.headers['authorization'], headers['authorization']);
  });

  it('signs every attempt newly and logs each, with its number and code', async () => {
    const { client, transport, log, clock } = setUp([
      apiError('Throttling.User'),
      broken,
      json({ RequestId: 'R' }),
    ]);
    await clock.run(client.read(list));
    const nonces = transport.reads.map(({ headers }) => headers['x-acs-signature-nonce']);
    assert.deepEqual(nonces, ['nonce-1', 'nonce-2', 'nonce-3']);
    assert.equal(new Set(transport.reads.map(({ headers }) => headers['authorization'])).size, 3);
    assert.deepEqual(
      log.map(({ attempt, status, code, requestId }) => [attempt, status, code, requestId]),
      [
        [1, 400, 'Throttling.User', 'REQ-1'],
        [2, undefined, 'ECONNRESET', undefined],
        [3, 200, undefined, 'R'],
      ],
    );
  });

  it('masks secrets in what it gives out', async () => {
    const { client } = setUp([
      json({ OTelBearerToken: 'abc', note: `has ${keys.accessKeySecret}`, ClientToken: 'c' }),
    ]);
    assert.deepEqual(await client.read(list), {
      OTelBearerToken: '******',
      note: 'has ******',
      ClientToken: 'c',
    });
  });

  it('keeps at most 6 reads of a host under way', async () => {
    const waiting: (() => void)[] = [];
    const hang: Answer = () =>
      new Promise((resolve) => waiting.push(() => resolve({ status: 200, headers: {}, body: '{}' })));
    const { client, transport } = setUp([hang]);
    const all = Array.from({ length: 8 }, () => client.read(list));
    await flush();
    assert.equal(transport.reads.length, 6);
    waiting[0]!();
    await flush();
    assert.equal(transport.reads.length, 7);
    while (waiting.length < 8) {
      for (const answer of waiting) answer();
      await flush();
    }
    for (const answer of waiting) answer();
    await Promise.all(all);
  });

  it('is cancelled while waiting for its turn, with nothing sent', async () => {
    const { client, transport } = setUp([() => new Promise(() => undefined)]);
    for (let n = 0; n < 6; n += 1) void client.read(list);
    const stop = new AbortController();
    const waiting = client.read(list, stop.signal);
    await flush();
    stop.abort();
    await assert.rejects(waiting, { name: 'CloudError', kind: 'cancelled' });
    assert.equal(transport.reads.length, 6);
  });

  describe('writes', () => {
    it('go the way of writes and bring the request id', async () => {
      const { client, transport } = setUp([json({ RequestId: 'R1' })]);
      const outcome = await client.write(failover);
      assert.ok(outcome.kind === 'accepted');
      assert.deepEqual([outcome.requestId, outcome.attempts.length], ['R1', 1]);
      assert.equal(transport.reads.length, 0);
      assert.match(transport.writes[0]!.url, /ClientToken=tok-1/);
    });

    it('keep each answer as it came, with no secret in it', async () => {
      const said = { Code: 'InternalError', Message: `bad ${keys.accessKeySecret}`, RequestId: 'R0' };
      const { client, clock } = setUp([json(said, 500), json({ RequestId: 'R1' })]);
      const { attempts } = await clock.run(client.write(failover));
      assert.deepEqual(
        attempts.map(({ answer }) => answer?.text),
        ['{"Code":"InternalError","Message":"bad ******","RequestId":"R0"}', '{"RequestId":"R1"}'],
      );
    });

    it('send the same token with a new signature after a broken connection', async () => {
      const { client, transport, clock } = setUp([broken, json({ RequestId: 'R1' })]);
      assert.equal((await clock.run(client.write(failover))).kind, 'accepted');
      const [first, second] = transport.writes;
      assert.equal(first!.url, second!.url);
      assert.notEqual(first!.headers['authorization'], second!.headers['authorization']);
    });

    for (const [what, call] of [
      ['no token parameter is named', { ...failover, tokenParameter: undefined }],
      ['the token is empty', { ...failover, parameters: { ...failover.parameters, ClientToken: '' } }],
      ['the token is missing', { ...failover, parameters: { DBClusterId: 'pc-1' } }],
    ] as const)
      it(`are never sent again after a broken connection where ${what}`, async () => {
        const { tokenParameter, ...rest } = call;
        const { client, transport, clock } = setUp([broken, json({})]);
        const outcome = await clock.run(client.write(tokenParameter ? { ...rest, tokenParameter } : rest));
        assert.deepEqual([outcome.kind, transport.writes.length], ['unknown', 1]);
      });

    it('are refused with the cloud’s words where a success says that it is none', async () => {
      const { client, clock } = setUp([json({ RequestId: 'R9\n', Success: false, Message: 'Not now.' })]);
      const outcome = await clock.run(client.write(failover));
      assert.ok(outcome.kind === 'refused');
      const { kind, code, status, requestId, cloudMessage } = outcome.error;
      assert.deepEqual(
        { kind, code, status, requestId, cloudMessage },
        { kind: 'refused', code: undefined, status: 200, requestId: 'R9', cloudMessage: 'Not now.' },
      );
      assert.match(plain(outcome.error.explanation), /refused FailoverDBCluster .* gave no code/);
    });

    it('are refused with the cloud’s code', async () => {
      const { client } = setUp([apiError('HaStatusNotSupport')]);
      const outcome = await client.write(failover);
      assert.ok(outcome.kind === 'refused');
      assert.deepEqual([outcome.error.code, outcome.error.requestId], ['HaStatusNotSupport', 'REQ-1']);
    });

    it('stay unknown when something on the way has sent the request twice', async () => {
      const { client, transport, clock } = setUp([apiError('SignatureNonceUsed'), json({})]);
      const { tokenParameter: _, ...withoutToken } = failover;
      assert.equal((await clock.run(client.write(withoutToken))).kind, 'unknown');
      assert.equal(transport.writes.length, 1);
    });

    for (const [what, body] of [
      ['names no request', '{"login":"https://portal.example/"}'],
      ['names an empty request', '{"RequestId":""}'],
      ['names a request by a number', '{"RequestId":7}'],
    ])
      it(`stay unknown where a JSON answer ${what}, for it is not the cloud’s`, async () => {
        const { client, clock } = setUp([() => ({ status: 200, headers: {}, body: body! })]);
        const { tokenParameter: _, ...withoutToken } = failover;
        assert.equal((await clock.run(client.write(withoutToken))).kind, 'unknown');
      });

    for (const [what, first, kind] of [
      ['was turned away', apiError('Throttling.User', 429), 'notSent'],
      ['was lost', broken, 'unknown'],
    ] as const)
      it(`are not sent again once the profile is read-only, and are ${kind} after a first attempt that ${what}`, async () => {
        let readOnly = false;
        const { client, transport, clock } = setUp(
          [(request) => ((readOnly = true), first(request)), json({ RequestId: 'R1' })],
          { readOnly: () => readOnly },
        );
        const outcome = await clock.run(client.write(failover));
        assert.deepEqual([outcome.kind, outcome.attempts.length], [kind, 1]);
        assert.equal(transport.writes.length, 1);
      });

    it('are accepted where the answer is nested deeper than anybody looks', async () => {
      const body = `{"RequestId":"R1","Data":${'['.repeat(3000)}${']'.repeat(3000)}}`;
      const { client } = setUp([() => ({ status: 200, headers: {}, body })]);
      const outcome = await client.write(failover);
      assert.ok(outcome.kind === 'accepted');
      assert.equal(outcome.requestId, 'R1');
      assert.ok(JSON.stringify(outcome).includes('******'));
    });

    it('stay unknown, without the words of the failure, where the answer cannot be dealt with', async () => {
      const { tokenParameter: _, ...withoutToken } = failover;
      const { client, transport } = setUp([json({ RequestId: 'R1' })], {
        log: () => {
          throw new Error('disk full of theSecretKey');
        },
      });
      const outcome = await client.write(withoutToken);
      assert.ok(outcome.kind === 'unknown');
      assert.deepEqual([outcome.attempts.length, transport.writes.length], [1, 1]);
      assert.ok(!JSON.stringify(outcome).includes('theSecretKey'));
    });

    it('are not sent where something breaks before', async () => {
      const { client, transport } = setUp([json({ RequestId: 'R1' })], {
        readOnly: () => {
          throw new Error('no state');
        },
      });
      const outcome = await client.write(failover);
      assert.deepEqual([outcome.kind, transport.writes.length], ['notSent', 0]);
    });

    it('are not sent where the keys took a minute to be had', async () => {
      const after = async (ms: number) => {
        const clock = new VirtualClock();
        const credentials = () => clock.sleep(ms).then(() => keys);
        const { client, transport } = setUp([json({ RequestId: 'R1' })], { clock, credentials });
        return [(await clock.run(client.write(failover))).kind, transport.writes.length];
      };
      assert.deepEqual(await after(59_999), ['accepted', 1]);
      assert.deepEqual(await after(60_000), ['notSent', 0]);
    });

    it('are not sent where they were given up while the keys were being read', async () => {
      let may = true;
      const { client, transport } = setUp([json({ RequestId: 'R1' })], {
        credentials: () => ((may = false), Promise.resolve(keys)),
      });
      const outcome = await client.write(failover, { mayStillSend: () => Promise.resolve(may) });
      assert.deepEqual([outcome.kind, transport.writes.length], ['notSent', 0]);
    });

    it('stay unknown where the answer is a web page', async () => {
      const { client, clock } = setUp([() => ({ status: 200, headers: {}, body: '<html>' })]);
      const { tokenParameter: _, ...withoutToken } = failover;
      assert.equal((await clock.run(client.write(withoutToken))).kind, 'unknown');
    });
  });

  describe('secret parameters', () => {
    it('travel in the body, signed with RPC 1.0, and never in the URL', async () => {
      const { client, transport } = setUp([json({ RequestId: 'R' })]);
      await client.write(createAccount);
      const [sent] = transport.writes;
      assert.equal(sent!.url, 'https://polardb.aliyuncs.com/');
      const form = Object.fromEntries(new URLSearchParams(sent!.body));
      assert.equal(form['AccountPassword'], 'Geheim&12 3');
      assert.equal(form['Action'], 'CreateAccount');
      assert.equal(form['SignatureVersion'], '1.0');
      assert.equal(form['SecurityToken'], keys.securityToken);
      assert.equal(sent!.headers['content-type'], 'application/x-www-form-urlencoded');
    });

    it('come out in no error, log line or view', async () => {
      const echo = apiError('InvalidAccountPassword.Malformed', 400, {
        Message: 'bad: Geheim&12 3 or Geheim%2612%203',
      });
      const { client, log } = setUp([echo]);
      const outcome = await client.write(createAccount);
      const all = JSON.stringify([outcome, log, client.view(createAccount)]);
      assert.ok(!all.includes('Geheim'), all);
      const view = client.view(createAccount);
      assert.equal(view.parameters['AccountPassword'], '******');
      assert.match(view.body ?? '', /(^|&)AccountPassword=\*{6}&Action=CreateAccount&/);
      assert.equal(view.target, undefined);
    });
  });

  it('shows a call as it is sent, with words for what changes every time', () => {
    const { client } = setUp([]);
    const view = client.view(failover);
    assert.deepEqual(view.parameters, { DBClusterId: 'pc-1', TargetDBNodeId: 'pi-2', ClientToken: 'tok-1' });
    assert.deepEqual(
      [view.method, view.host, view.action, view.version, view.region],
      ['POST', 'polardb.aliyuncs.com', 'FailoverDBCluster', '2017-08-01', 'cn-hangzhou'],
    );
    assert.deepEqual(
      [view.headers['authorization'], view.headers['x-acs-date'], view.headers['x-acs-signature-nonce']],
      ['<signature>', '<date>', '<nonce>'],
    );
    assert.ok(!JSON.stringify(view).includes(keys.accessKeySecret));
    assert.equal(view.target, '/?ClientToken=tok-1&DBClusterId=pc-1&TargetDBNodeId=pi-2');
  });

  describe('a read-only profile', () => {
    const readOnly = { readOnly: () => true };
    for (const action of [
      'FailoverDBCluster',
      'DescribeSomethingNew',
      'describeDBClusters',
      'toString',
      '__proto__',
    ])
      it(`sends no ${action}, which is not known to be a read`, async () => {
        const { client, transport, log } = setUp([json({})], readOnly);
        const outcome = await client.write({ ...failover, action });
        assert.ok(outcome.kind === 'notSent');
        assert.equal(outcome.error.kind, 'readOnly');
        assert.match(
          plain(outcome.error.explanation),
          new RegExp(`prod is read-only, so ${action} was not sent`),
        );
        assert.deepEqual([transport.writes.length, transport.reads.length, log.length], [0, 0, 0]);
      });

    it('still reads', async () => {
      const { client } = setUp([json({ a: 1 })], readOnly);
      assert.deepEqual(await client.read(list), { a: 1 });
    });
  });

  for (const readOnly of [true, false])
    it(`sends no write on the way of reads, read-only profile or not (${readOnly})`, async () => {
      const { client, transport } = setUp([json({})], { readOnly: () => readOnly });
      await assert.rejects(client.read(failover), { name: 'CloudError', kind: 'readOnly' });
      assert.equal(transport.reads.length, 0);
    });

  describe('bad input is named, and nothing is sent', () => {
    const both = async (more: Partial<ClientDeps>, call = failover) => {
      const { client, transport, rejection } = setUp([json({})], more);
      const error = await rejection(client.read({ ...list, region: call.region }));
      const outcome = await client.write(call);
      assert.ok(outcome.kind === 'notSent');
      assert.equal(outcome.error.kind, error.kind);
      assert.deepEqual([transport.reads.length, transport.writes.length], [0, 0]);
      return `${plain(error.explanation)} ${JSON.stringify(error)}`;
    };
    for (const region of [
      '',
      'cn hangzhou',
      'evil.example/',
      'cn-hangzhou@evil',
      'CN-HANGZHOU',
      'a'.repeat(65),
    ])
      it(`a region like “${region.slice(0, 20)}”`, async () =>
        assert.match(await both({}, { ...failover, region }), /is not a region id/));

    for (const [what, odd] of [
      ['a line break in the id', { ...keys, accessKeyId: 'LTAI\r\nx: y' }],
      ['a blank in the token', { ...keys, securityToken: 'CA IS' }],
      ['letters that keys never have', { ...keys, accessKeyId: 'LTAI中' }],
      ['no id', { ...keys, accessKeyId: '' }],
      ['no secret', { ...keys, accessKeySecret: '' }],
    ] as const)
      it(`keys with ${what}`, async () => {
        const said = await both({ credentials: () => Promise.resolve(odd) });
        assert.match(said, /profile prod is empty or holds characters/);
      });

    it('keys that cannot be read, without the words of that failure', async () => {
      const said = await both({ credentials: () => Promise.reject(new Error('theSecretKey leaked')) });
      assert.match(said, /keys of profile prod could not be read/);
      assert.ok(!said.includes('theSecretKey'));
    });

    it('an address that cannot be found out', async () => {
      await both({ origin: () => Promise.reject(new Error('sample cloud is down')) });
    });
  });

  it('calls STS on its global host', () => {
    const { client } = setUp([]);
    const call = { ...list, product: 'sts', action: 'GetCallerIdentity', parameters: {} } as const;
    assert.deepEqual([client.view(call).host, client.view(call).version], ['sts.aliyuncs.com', '2015-04-01']);
  });
});
