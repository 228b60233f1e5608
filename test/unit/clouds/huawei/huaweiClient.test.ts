import assert from 'node:assert/strict';
import { createHuaweiClient, type HuaweiClientDeps } from '../../../../src/clouds/huawei/huaweiClient';
import { signSdkHmac } from '../../../../src/clouds/huawei/sign';
import type { HuaweiCall, RequestLogEntry } from '../../../../src/clouds/cloudClient';
import { CloudError } from '../../../../src/clouds/cloudError';
import { plain } from '../../../../src/clouds/text';
import { TransportError } from '../../../../src/clouds/transport';
import { FakeTransport, json, type Answer } from '../../support/fakeTransport';
import { flush, VirtualClock } from '../../support/virtualClock';

const PROJECT = '052041494800d57c2f02c00275b4c247';
const INSTANCE = 'bcfa975193f1402fa11a6d4fd6baf5fbin01';
const list: HuaweiCall = {
  cloud: 'huawei',
  product: 'rds',
  action: 'ListInstances',
  region: 'cn-north-4',
  parameters: { project_id: PROJECT, offset: 0, limit: 100, datastore_type: 'MySQL' },
};
const projects: HuaweiCall = {
  ...list,
  product: 'iam',
  action: 'KeystoneListProjects',
  parameters: { name: 'cn-north-4' },
};
const create: HuaweiCall = {
  ...list,
  product: 'das',
  action: 'CreateInstanceConnection',
  parameters: {
    project_id: PROJECT,
    instance_id: INSTANCE,
    engine_type: 'mysql',
    network_type: 'rds',
    username: 'root',
    is_save_password: true,
    password: 'Gauss_2345"数',
    port: 3306,
    remarks: undefined,
  },
  secretParameters: ['password'],
};
const remove: HuaweiCall = {
  ...create,
  action: 'BatchDeleteConnectionNew',
  parameters: { project_id: PROJECT, connection_ids: [{ connection_id: 'c-1' }] },
};
const keys = { accessKeyId: 'AKIDEXAMPLE', accessKeySecret: 'theSecretKey', securityToken: 'ggpi/the+token' };
const ID = { 'x-request-id': 'REQ-1' };
const created = json({ connection_id: '99af0766-c3f4-4e4e-a95e-14a1b070188e' }, 200, ID);
const failing = (error_code: string, status = 400, error_msg = `about ${error_code}`): Answer =>
  json({ error_code, error_msg }, status, ID);
const badKey = failing(
  'APIGW.0301',
  401,
  'Incorrect IAM authentication information: verify aksk signature fail',
);
const broken: Answer = () => Promise.reject(new TransportError('reset', true, 'reset', 'ECONNRESET'));
const refusedConnection: Answer = () =>
  Promise.reject(new TransportError('refused', false, 'refused', 'ECONNREFUSED'));

function setUp(answers: readonly Answer[], more: Partial<HuaweiClientDeps> = {}) {
  const clock = new VirtualClock();
  const transport = new FakeTransport(answers);
  const log: RequestLogEntry[] = [];
  const client = createHuaweiClient({
    profileName: 'prod',
    credentials: () => Promise.resolve(keys),
    readOnly: () => false,
    origin: (host) => Promise.resolve(`https://${host}`),
    transport,
    clock,
    random: () => 0.5,
    nonce: () => 'n',
    log: (entry) => log.push(entry),
    language: () => 'en-us',
    ...more,
  });
  const rejection = (promise: Promise<unknown>): Promise<CloudError> =>
    clock.run(promise).then(
      () => assert.fail('it should have failed'),
      (error: unknown) => (assert.ok(error instanceof CloudError, String(error)), error),
    );
  return { client, clock, transport, log, rejection };
}

describe('the Huawei Cloud client', () => {
  it('reads with a signed GET: parameters in path and query, project and language in headers', async () => {
    const { client, transport, log, clock } = setUp([json({ instances: [], total_count: 0 }, 200, ID)]);
    assert.deepEqual(await client.read(list), { instances: [], total_count: 0 });
    const [sent] = transport.reads;
    assert.equal(sent?.method, 'GET');
    assert.equal(
      sent.url,
      `https://rds.cn-north-4.myhuaweicloud.com/v3/${PROJECT}/instances?datastore_type=MySQL&limit=100&offset=0`,
    );
    assert.equal(sent.body, undefined);
    const { headers } = signSdkHmac({
      method: 'GET',
      host: 'rds.cn-north-4.myhuaweicloud.com',
      path: `/v3/${PROJECT}/instances`,
      query: { offset: '0', limit: '100', datastore_type: 'MySQL' },
      headers: { 'content-type': 'application/json', 'x-project-id': PROJECT, 'x-language': 'en-us' },
      credentials: keys,
      now: clock.now(),
    });
    const { host: _, ...signed } = headers;
    assert.deepEqual(sent.headers, { accept: 'application/json', 'user-agent': 'ClusterDeck', ...signed });
    assert.deepEqual(log, [
      {
        at: clock.now(),
        durationMs: 0,
        profile: 'prod',
        operation: 'ListInstances',
        region: 'cn-north-4',
        host: 'rds.cn-north-4.myhuaweicloud.com',
        attempt: 1,
        status: 200,
        requestId: 'REQ-1',
      },
    ]);
  });

  it('asks IAM without project and language, and other services in the editor’s language', async () => {
    const { client, transport } = setUp([json({ projects: [] })], { language: () => 'zh-cn' });
    await client.read(projects);
    await client.read(list);
    const [iam, rds] = transport.reads.map(({ headers }) => [headers['x-project-id'], headers['x-language']]);
    assert.deepEqual(iam, [undefined, undefined]);
    assert.deepEqual(rds, [PROJECT, 'zh-cn']);
  });

  it('writes with a JSON body, without what is not set, and answers what the cloud says', async () => {
    const { client, transport } = setUp([created]);
    const outcome = await client.write(create);
    assert.ok(outcome.kind === 'accepted');
    assert.deepEqual(outcome.body, { connection_id: '99af0766-c3f4-4e4e-a95e-14a1b070188e' });
    assert.equal(outcome.requestId, 'REQ-1');
    const [sent] = transport.writes;
    assert.equal(sent?.method, 'POST');
    assert.equal(
      sent.url,
      `https://das.cn-north-4.myhuaweicloud.com/v3/${PROJECT}/instances/${INSTANCE}/create-connection`,
    );
    assert.deepEqual(JSON.parse(sent.body!), {
      engine_type: 'mysql',
      network_type: 'rds',
      username: 'root',
      is_save_password: true,
      password: 'Gauss_2345"数',
      port: 3306,
    });
  });

  it('deletes with a body, and takes no answer for one where the documents promise none', async () => {
    const { client, transport } = setUp([() => ({ status: 200, headers: ID, body: '' })]);
    const outcome = await client.write(remove);
    assert.equal(outcome.kind, 'accepted');
    const [sent] = transport.writes;
    assert.deepEqual(
      [sent?.method, sent?.url, sent?.body],
      [
        'DELETE',
        `https://das.cn-north-4.myhuaweicloud.com/v3/${PROJECT}/batch-delete-connections`,
        '{"connection_ids":[{"connection_id":"c-1"}]}',
      ],
    );
  });

  it('takes it for no refusal that what is to be deleted is not there: a proxy may have sent the DELETE twice', async () => {
    const { client, transport } = setUp([failing('DAS.5010'), failing('DAS.5010')]);
    const outcome = await client.write(remove);
    assert.ok(outcome.kind === 'unknown');
    assert.equal(outcome.error.code, 'DAS.5010');
    assert.equal(transport.writes.length, 1);
    const modify = { ...create, action: 'ModifyConnection' };
    const { instance_id: _, ...parameters } = create.parameters;
    const changed = await client.write({ ...modify, parameters: { ...parameters, connection_id: 'c-1' } });
    assert.equal(changed.kind, 'refused');
  });

  describe('never sends a write again that may have been executed', () => {
    const cases: readonly (readonly [string, HuaweiCall, Answer, string, number])[] = [
      ['a broken connection', create, broken, 'unknown', 1],
      ['an error of the service', create, failing('DBS.111205', 500), 'unknown', 1],
      ['a gateway without an answer', create, failing('APIGW.0201', 504), 'unknown', 1],
      ['a sign-in page’s JSON', create, json({ login: 'here' }), 'unknown', 1],
      ['an error with a status of success', remove, failing('DAS.200100', 200), 'unknown', 1],
      ['a proxy’s JSON with a request id', create, json({ login: 'here' }, 200, ID), 'unknown', 1],
      [
        'nothing, where an id is promised',
        create,
        () => ({ status: 200, headers: ID, body: '' }),
        'unknown',
        1,
      ],
      ['nothing, without a request id', remove, () => ({ status: 200, headers: {}, body: '' }), 'unknown', 1],
      ['a web page', create, () => ({ status: 200, headers: ID, body: '<html>' }), 'unknown', 1],
      ['throttling by DAS itself', create, failing('DAS.200002'), 'refused', 1],
      ['a refusal', create, failing('DAS.200114'), 'refused', 1],
      ['a wrong key', create, badKey, 'refused', 1],
      [
        'throttling by the gateway, which passes nothing on',
        create,
        failing('APIGW.0308', 429),
        'refused',
        4,
      ],
      ['no connection', create, refusedConnection, 'notSent', 2],
    ];
    for (const [what, call, answer, kind, sent] of cases)
      it(`${what}: ${kind}, sent ${sent === 1 ? 'once' : `${sent} times`}`, async () => {
        const { client, transport, clock } = setUp([answer]);
        const outcome = await clock.run(client.write(call));
        assert.deepEqual([outcome.kind, transport.writes.length], [kind, sent]);
      });
  });

  for (const [what, answer] of [
    ['throttling by the gateway', failing('APIGW.0308', 429)],
    ['throttling by DAS', failing('DAS.200002', 400)],
    ['an error of the service', failing('DBS.111205', 500)],
    ['a broken connection', broken],
  ] as const)
    it(`reads again after ${what}`, async () => {
      const { client, transport, clock } = setUp([answer, json({ instances: [] })]);
      assert.deepEqual(await clock.run(client.read(list)), { instances: [] });
      assert.equal(transport.reads.length, 2);
    });

  it('refuses all but reads for a read-only profile, and all but reads as reads', async () => {
    const { client, transport, rejection } = setUp([created], { readOnly: () => true });
    const outcome = await client.write(create);
    assert.ok(outcome.kind === 'notSent');
    assert.equal(outcome.error.kind, 'readOnly');
    for (const action of ['CreateInstanceConnection', 'SwitchFullsqlSwitch', 'toString']) {
      assert.equal((await rejection(client.read({ ...create, action }))).kind, 'readOnly');
      const written = await client.write({ ...create, action });
      assert.ok(written.kind === 'notSent' && written.error.kind === 'readOnly');
    }
    assert.equal(transport.reads.length + transport.writes.length, 0);
  });

  it('sends nothing that it does not know how to call, and no id that would call something else', async () => {
    const { client, transport } = setUp([created]);
    const bad = (parameters: object): HuaweiCall => ({
      ...create,
      parameters: { ...create.parameters, ...parameters },
    });
    for (const [call, code] of [
      [{ ...create, action: 'CreateProject' }, 'UnknownOperation'],
      [bad({ instance_id: '../../projects' }), 'InvalidParameter'],
      [bad({ instance_id: 'a/b' }), 'InvalidParameter'],
      [bad({ instance_id: '' }), 'InvalidParameter'],
      [bad({ project_id: '' }), 'InvalidParameter'],
      [{ ...create, region: 'x.example.com/' }, 'InvalidRegion'],
    ] as const) {
      const outcome = await client.write(call);
      assert.ok(outcome.kind === 'notSent');
      assert.equal(outcome.error.code, code);
    }
    assert.equal(transport.writes.length, 0);
  });

  it('sends no secret in an address', async () => {
    const { client, rejection, transport } = setUp([json({})]);
    const call = { ...list, parameters: { ...list.parameters, name: 's3cret' }, secretParameters: ['name'] };
    assert.match((await rejection(client.read(call))).message, /secret in its address/);
    assert.equal(transport.reads.length, 0);
  });

  it('refuses keys that cannot be one', async () => {
    for (const bad of [{ accessKeyId: 'a b' }, { accessKeySecret: '' }, { securityToken: 'x\ny' }]) {
      const { client, rejection, transport } = setUp([json({})], {
        credentials: () => Promise.resolve({ ...keys, ...bad }),
      });
      assert.equal((await rejection(client.read(list))).kind, 'credentials');
      assert.equal(transport.reads.length, 0);
    }
  });

  it('finds IAM at its global host where a region has none of its own, and keeps to it', async () => {
    const asked: string[] = [];
    const answer: Answer = (request) => {
      const { host } = new URL(request.url);
      asked.push(host);
      if (host !== 'iam.myhuaweicloud.com') return failing('APIGW.0101', 404)(request);
      return json({ projects: [] })(request);
    };
    const { client } = setUp([answer]);
    for (let round = 0; round < 2; round += 1)
      assert.deepEqual(await client.read({ ...projects, region: 'cn-new-1' }), { projects: [] });
    assert.deepEqual(asked, [
      'iam.cn-new-1.myhuaweicloud.com',
      'iam.myhuaweicloud.com',
      'iam.myhuaweicloud.com',
    ]);
  });

  describe('with secrets', () => {
    const SECRETS = /Gauss_2345|theSecretKey|the\+token/;

    it('shows the request without them', () => {
      const view = setUp([created]).client.view(create);
      assert.doesNotMatch(JSON.stringify(view), SECRETS);
      assert.deepEqual(
        [view.method, view.version, view.parameters['password'], view.parameters['is_save_password']],
        ['POST', 'v3', '******', 'true'],
      );
      assert.equal(view.target, `/v3/${PROJECT}/instances/${INSTANCE}/create-connection`);
      assert.equal((JSON.parse(view.body!) as Record<string, unknown>)['password'], '******');
      const read = setUp([created]).client.view(list);
      assert.equal(read.target, `/v3/${PROJECT}/instances?datastore_type=MySQL&limit=100&offset=0`);
      assert.equal(read.body, undefined);
    });

    it('shows the request before its project has been looked up, and never sends it so', async () => {
      const { project_id: _, ...parameters } = create.parameters;
      const { client, transport } = setUp([created]);
      const view = client.view({ ...create, parameters });
      assert.equal(view.target, `/v3/{project_id}/instances/${INSTANCE}/create-connection`);
      const outcome = await client.write({
        ...create,
        parameters: { ...parameters, project_id: '{project_id}' },
      });
      assert.equal(outcome.kind, 'notSent');
      assert.equal(transport.writes.length, 0);
    });

    it('keeps them out of outcomes, errors and the log, also where the cloud repeats them', async () => {
      const echo = JSON.stringify({
        error_code: 'DAS.200100',
        error_msg: `Gauss_2345"数 theSecretKey X-Auth-Token: MIIabc`,
        password: 'Gauss_2345"数',
        token: 'ggpi/the+token',
      });
      for (const status of [200, 400, 500]) {
        const { client, log, clock } = setUp([() => ({ status, headers: ID, body: echo })]);
        const outcome = await clock.run(client.write(create));
        const error =
          outcome.kind === 'accepted' ? '' : `${outcome.error.stack}${JSON.stringify(outcome.error)}`;
        assert.doesNotMatch(JSON.stringify(outcome) + error + JSON.stringify(log), SECRETS);
        assert.doesNotMatch(JSON.stringify(outcome), /MIIabc/);
      }
    });

    it('masks those that a read brings', async () => {
      const { client } = setUp([json({ instances: [{ id: 'i', password: 'p4ss', token: 't0k' }] })]);
      assert.deepEqual(await client.read(list), {
        instances: [{ id: 'i', password: '******', token: '******' }],
      });
    });
  });

  describe('with a key that the cloud does not accept', () => {
    it('fails once, however much was asked for at the same time, and then sends nothing', async () => {
      const { client, transport, clock, rejection } = setUp([badKey]);
      const regions = ['cn-north-4', 'cn-east-3', 'ap-southeast-3', 'af-south-1', 'tr-west-1', 'cn-south-1'];
      const errors = await clock.run(
        Promise.all(regions.map((region) => rejection(client.read({ ...list, region })))),
      );
      assert.deepEqual([...new Set(errors.map(({ kind }) => kind))], ['keyRejected']);
      assert.equal(transport.reads.length, 1);
      assert.match(errors[1]!.message, /^Nothing was sent for profile prod/);
      const outcome = await client.write(create);
      assert.ok(outcome.kind === 'notSent');
      assert.equal(outcome.error.kind, 'keyRejected');
      assert.equal(transport.writes.length, 0);
      assert.equal(client.key.problem()?.code, 'APIGW.0301');
    });

    it('says what five failures do', async () => {
      const { client, rejection } = setUp([badKey]);
      const error = await rejection(client.read(list));
      assert.match(error.message, /secret of profile prod does not belong to its access key id/);
      assert.match(plain(error.advice!), /Five such failures lock the key for five minutes/);
    });

    it('sends one call when a person says so, and all others once that one is let in', async () => {
      const { client, transport, clock, rejection } = setUp([badKey, json({ instances: [] })]);
      await rejection(client.read(list));
      client.key.tryAgain();
      assert.equal(client.key.problem(), undefined);
      await clock.run(Promise.all([client.read(list), client.read(projects)]));
      assert.equal(transport.reads.length, 3);
    });

    it('stops as well when a key that was good is not any more', async () => {
      const { client, transport, rejection } = setUp([json({ instances: [] }), badKey]);
      await client.read(list);
      await rejection(client.read(list));
      await rejection(client.read(list));
      assert.equal(transport.reads.length, 2);
    });
  });

  it('asks one thing at a time until the key has been accepted, and then three', async () => {
    const waiting: (() => void)[] = [];
    const held: Answer = () =>
      new Promise((resolve) =>
        waiting.push(() => resolve({ status: 200, headers: ID, body: '{"instances":[]}' })),
      );
    const { client, transport } = setUp([held]);
    const all = Promise.all([1, 2, 3, 4, 5, 6].map(() => client.read(list)));
    await flush();
    assert.equal(transport.reads.length, 1);
    waiting[0]!();
    await flush();
    assert.equal(transport.reads.length, 4, 'the first, and three more');
    waiting[1]!();
    await flush();
    assert.equal(transport.reads.length, 5);
    for (const go of waiting) go();
    await flush();
    for (const go of waiting) go();
    await all;
  });

  it('fails fewer times than lock a key, a person’s try included, when it expires under many reads', async () => {
    let expired = false;
    const answer: Answer = async (request) => {
      await flush();
      return expired ? await badKey(request) : { status: 200, headers: ID, body: '{"instances":[]}' };
    };
    const { client, transport } = setUp([answer]);
    await client.read(list);
    expired = true;
    const failures = () => Promise.allSettled(Array.from({ length: 20 }, () => client.read(list)));
    await failures();
    client.key.tryAgain();
    await failures();
    assert.ok(transport.reads.length - 1 < 5, `${transport.reads.length - 1} failures`);
  });

  it('lets a read that waits for the first one be cancelled', async () => {
    const { client, transport } = setUp([() => new Promise<never>(() => undefined)]);
    void client.read(list).catch(() => undefined);
    const stop = new AbortController();
    const waiting = client.read(projects, stop.signal);
    await flush();
    stop.abort();
    await assert.rejects(waiting, { kind: 'cancelled' });
    assert.equal(transport.reads.length, 1);
  });
});
