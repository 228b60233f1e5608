import assert from 'node:assert/strict';
import { createAlibabaClient } from '../../../../src/clouds/alibaba/alibabaClient';
import type { CloudCall, RequestLogEntry } from '../../../../src/clouds/cloudClient';
import { CloudError } from '../../../../src/clouds/cloudError';
import { TransportError } from '../../../../src/clouds/transport';
import type { HttpRequest } from '../../../../src/clouds/transport';
import { apiError, FakeTransport, json, type Answer } from '../../support/fakeTransport';
import { VirtualClock } from '../../support/virtualClock';

const read: CloudCall = {
  cloud: 'alibaba',
  product: 'selectdb',
  action: 'DescribeDBInstanceAttribute',
  region: 'cn-beijing',
  parameters: { RegionId: 'cn-beijing', DBInstanceId: 'selectdb-cn-1' },
};
const bind: CloudCall = {
  ...read,
  action: 'CreateDBClusterBinding',
  parameters: { ...read.parameters, DBClusterId: 'a', DBClusterIdBak: 'b' },
};
const CENTRAL = 'selectdb.aliyuncs.com';
const OWN = 'selectdb.cn-beijing.aliyuncs.com';

/** Each host answers in its own way. */
function setUp(hosts: Readonly<Record<string, Answer>>) {
  const clock = new VirtualClock();
  const answer = (request: HttpRequest) => {
    const found = hosts[new URL(request.url).host];
    if (!found) throw new Error(`nobody answers at ${request.url}`);
    return found(request);
  };
  const transport = new FakeTransport([answer]);
  const log: RequestLogEntry[] = [];
  const client = createAlibabaClient({
    profileName: 'prod',
    credentials: () => Promise.resolve({ accessKeyId: 'LTAIkey', accessKeySecret: 'theSecretKey' }),
    readOnly: () => false,
    origin: (host) => Promise.resolve(`https://${host}`),
    transport,
    clock,
    random: () => 0.5,
    nonce: () => 'nonce',
    log: (entry) => log.push(entry),
  });
  const asked = (requests: readonly HttpRequest[]) => [
    ...new Set(requests.map(({ url }) => new URL(url).host)),
  ];
  return { client, clock, transport, log, asked };
}

const noSuchHost: Answer = () =>
  Promise.reject(new TransportError('nameNotFound', false, 'not found', 'ENOTFOUND'));
const fine = json({ RequestId: 'R', DBInstanceId: 'selectdb-cn-1' });

describe('SelectDB’s hosts, of which the vendor’s tables name two for some regions', () => {
  it('are asked in turn by a read, and what answered is kept for all that follows', async () => {
    for (const wrong of [noSuchHost, apiError('InvalidApi.NotFound', 404)]) {
      const { client, clock, transport, asked } = setUp({ [OWN]: wrong, [CENTRAL]: fine });
      assert.equal(client.view(bind).host, OWN);
      await clock.run(client.read(read));
      assert.deepEqual(asked(transport.reads), [OWN, CENTRAL]);
      const before = transport.reads.length;
      await clock.run(client.read(read));
      assert.deepEqual(asked(transport.reads.slice(before)), [CENTRAL]);
      assert.equal((await clock.run(client.write(bind))).kind, 'accepted');
      assert.deepEqual(asked(transport.writes), [CENTRAL]);
      assert.equal(client.view(bind).host, CENTRAL);
    }
  });

  it('are not changed by any other failure', async () => {
    for (const answer of [apiError('InvalidDBInstanceId.NotFound', 404), apiError('InternalError', 500)]) {
      const { client, clock, transport, asked } = setUp({ [OWN]: answer, [CENTRAL]: fine });
      await assert.rejects(clock.run(client.read(read)), CloudError);
      assert.deepEqual(asked(transport.reads), [OWN]);
    }
  });

  it('are tried by no write: one that found no host has not been sent', async () => {
    const { client, clock, transport, asked } = setUp({ [OWN]: noSuchHost, [CENTRAL]: fine });
    assert.equal((await clock.run(client.write(bind))).kind, 'notSent');
    assert.deepEqual(asked(transport.writes), [OWN]);
  });

  it('give the first one’s error where neither answers', async () => {
    const { client, clock } = setUp({ [OWN]: noSuchHost, [CENTRAL]: apiError('InternalError', 500) });
    await assert.rejects(clock.run(client.read(read)), { code: 'ENOTFOUND' });
  });

  it('are one where the tables agree', async () => {
    const { client, clock, transport, asked } = setUp({ [CENTRAL]: apiError('InvalidApi.NotFound', 404) });
    await assert.rejects(clock.run(client.read({ ...read, region: 'cn-hangzhou' })), CloudError);
    assert.deepEqual(asked(transport.reads), [CENTRAL]);
  });
});

describe('secrets in SelectDB’s answers', () => {
  const secrets = ['OTel+bearer/0123456789==', 'tenant-0123456789'];
  const attribute = { RequestId: 'R', DBInstanceId: 'selectdb-cn-1', OTelBearerToken: secrets[0] };
  const list = { RequestId: 'R', Items: [{ DBInstanceId: 'selectdb-cn-1', TenantToken: secrets[1] }] };
  const clean = (value: unknown) => {
    const said = JSON.stringify(value, (_key, inner: unknown) =>
      inner instanceof Error ? [Object.entries(inner), inner.message, inner.stack] : inner,
    );
    for (const secret of secrets) assert.ok(!said.includes(secret), said);
  };

  it('are masked in what a read and a write hand out, and in their log', async () => {
    const { client, clock, log } = setUp({ [OWN]: json({ ...attribute, ...list }) });
    const answer = (await clock.run(client.read(read))) as typeof attribute;
    assert.equal(answer.DBInstanceId, 'selectdb-cn-1');
    assert.equal(answer.OTelBearerToken, '******');
    clean([answer, await clock.run(client.write(bind)), log]);
  });

  it('are in no error, whatever shape the answer has', async () => {
    for (const answer of [
      json({ ...attribute, Code: 'SystemError', Message: JSON.stringify(list) }, 400),
      json({ ...attribute, Code: 'Forbidden', Message: `OTelBearerToken=${secrets[0]}` }, 400),
      json({ ...attribute, ...list }, 502),
      () => ({ status: 200, headers: {}, body: JSON.stringify(attribute).slice(0, -1) }),
    ] satisfies Answer[]) {
      const { client, clock, log } = setUp({ [OWN]: answer });
      const error: unknown = await clock.run(client.read(read)).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof CloudError);
      clean([error, await clock.run(client.write(bind)), log]);
    }
  });
});

describe('SelectDB’s errors, whose statuses say little', () => {
  for (const [code, status, kind, outcome] of [
    ['Forbidden', 400, 'permission', 'refused'],
    ['SystemError', 400, 'server', 'unknown'],
    ['DBInstanceLocked', 404, 'refused', 'refused'],
    ['InvalidParam', 404, 'refused', 'refused'],
    ['InvalidApi.NotFound', 404, 'refused', 'refused'],
    ['ClusterNotSupport', 400, 'refused', 'refused'],
    ['DBClusterNotSupported', 403, 'refused', 'refused'],
    ['IncorrectDBInstanceState', 403, 'refused', 'refused'],
  ] as const)
    it(`${code} with ${status} is ${kind}, and a write's outcome ${outcome}, sent once`, async () => {
      const { client, clock, transport } = setUp({ [OWN]: apiError(code, status) });
      const result = await clock.run(client.write(bind));
      assert.ok(result.kind !== 'accepted');
      assert.deepEqual([result.kind, result.error.kind], [outcome, kind]);
      assert.equal(transport.writes.length, 1);
    });

  it('a request id with a line break is taken without it', async () => {
    const { client, clock } = setUp({ [OWN]: json({ RequestId: '4773E4EC-025D\n' }) });
    const result = await clock.run(client.write(bind));
    assert.equal(result.kind === 'accepted' && result.requestId, '4773E4EC-025D');
  });
});
