import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { HuaweiCall } from '../../../../src/clouds/cloudClient';
import { systemClock } from '../../../../src/clouds/clock';
import { createHuaweiClient } from '../../../../src/clouds/huawei/huaweiClient';
import { createNodeTransport } from '../../../../src/clouds/nodeTransport';
import { HUAWEI_CATALOGUE } from '../../../../src/sampleCloud/huawei/catalogue';
import { HUAWEI_OPERATIONS } from '../../../../src/sampleCloud/huawei/operations';
import { CloudUnderTest } from '../signedCall';

const PROJECT = 'a1'.padStart(32, '0');

describe('Huawei Cloud in the sample cloud', () => {
  const test = new CloudUnderTest();
  beforeEach(async () => {
    await test.start();
  });
  afterEach(() => test.end());

  const key = (note: string) => test.cloud.huaweiAccessKeys.find((each) => each.note.includes(note))!;
  /** The extension's own client on it: two implementations of the signature, each by the documents. */
  const client = (keys = key('full access'), skewMs = 0) =>
    createHuaweiClient({
      profileName: 'sample',
      credentials: () => Promise.resolve(keys),
      readOnly: () => false,
      origin: (host) => Promise.resolve(test.cloud.hosts[host]!),
      transport: createNodeTransport(),
      clock: { ...systemClock, now: () => test.time + skewMs, sleep: () => Promise.resolve() },
      random: () => 0.5,
      nonce: randomUUID,
      log: () => undefined,
      language: () => 'en-us',
    });
  const call = (
    product: HuaweiCall['product'],
    action: string,
    parameters: HuaweiCall['parameters'],
    region = 'cn-north-4',
  ): HuaweiCall => ({ cloud: 'huawei', product, action, region, parameters });
  const list = (parameters: HuaweiCall['parameters'] = {}) =>
    call('rds', 'ListInstances', { project_id: PROJECT, ...parameters });
  interface Instances {
    readonly instances: readonly { readonly id: string; readonly name: string; readonly port: unknown }[];
    readonly total_count: number;
  }
  const instances = async (parameters?: HuaweiCall['parameters']) =>
    (await client().read(list(parameters))) as Instances;
  const connections = async () =>
    (
      (await client().read(call('das', 'ListConnections', { project_id: PROJECT }))) as {
        das_conn_info_list: readonly Record<string, unknown>[];
      }
    ).das_conn_info_list;
  const login = { username: 'root', password: 'Gauss_2345', is_save_password: true };
  const createOn = (instance_id: string, more: HuaweiCall['parameters'] = {}): HuaweiCall => ({
    ...call('das', 'CreateInstanceConnection', {
      project_id: PROJECT,
      instance_id,
      engine_type: 'mysql',
      network_type: 'rds',
      ...login,
      ...more,
    }),
    secretParameters: ['password'],
  });

  it('serves what its catalogue describes, and nothing else', () => {
    for (const [service, operations] of Object.entries(HUAWEI_CATALOGUE))
      assert.deepEqual(
        Object.keys(operations).sort(),
        Object.keys(HUAWEI_OPERATIONS[service as keyof typeof HUAWEI_OPERATIONS]).sort(),
      );
  });

  it('names the projects of a region, sub-projects apart', async () => {
    const named = async (parameters: HuaweiCall['parameters']) => {
      const answer = await client().read(call('iam', 'KeystoneListProjects', parameters));
      return (answer as { projects: readonly { id: string; name: string }[] }).projects;
    };
    assert.deepEqual(
      (await named({ name: 'cn-north-4' })).map(({ id }) => id),
      [PROJECT],
    );
    assert.deepEqual(
      (await named({ parent_id: PROJECT })).map(({ name }) => name),
      ['cn-north-4_payments'],
    );
    assert.deepEqual(await named({ name: 'cn-unknown-1' }), []);
    await assert.rejects(named({ page: 1 }), { kind: 'refused', code: '400' });
    assert.equal((await named({ page: 1, per_page: 2 })).length, 2);
  });

  it('pages instances by offset and limit, up to the documented limits and not one past them', async () => {
    const [first, second] = [await instances({ limit: 100 }), await instances({ offset: 100, limit: 100 })];
    assert.deepEqual([first.instances.length, second.instances.length, first.total_count], [100, 20, 120]);
    assert.equal(new Set([...first.instances, ...second.instances].map(({ id }) => id)).size, 120);
    assert.equal((await instances()).instances.length, 100, 'the default');
    assert.equal((await instances({ limit: 1, offset: 120 })).instances.length, 0);
    for (const wrong of [{ limit: 0 }, { limit: 101 }, { offset: -1 }, { datastore_type: 'mysql' }, { x: 1 }])
      await assert.rejects(instances(wrong), { code: 'DBS.200001', status: 400 }, JSON.stringify(wrong));
    assert.equal(typeof first.instances[0]?.port, 'number');
    assert.match(first.instances[0]!.id, /^[0-9a-f]{32}in01$/);
  });

  it('makes, lists, changes and deletes a connection, and gives no password back', async () => {
    const id = (await instances({ name: 'orders' })).instances[0]!.id;
    const made = await client().write(createOn(id, { database_name: 'shop', remarks: '结账' }));
    assert.ok(made.kind === 'accepted', JSON.stringify(made));
    const { connection_id } = made.body as { connection_id: string };
    const [shown] = await connections();
    assert.deepEqual(
      { ...shown, create_at: 0 },
      {
        connection_id,
        instance_id: id,
        instance_name: 'orders',
        network_type: 'rds',
        engine_type: 'mysql',
        datastore_version: 'mysql 8.0.28.240500',
        user_name: 'root',
        database_name: 'shop',
        is_save_password: true,
        ip_address: '192.168.0.0',
        port: 3306,
        remarks: '结账',
        create_at: 0,
        status: 'NORMAL',
        conn_share_type: 'NORMAL',
      },
    );
    const change = call('das', 'ModifyConnection', {
      project_id: PROJECT,
      connection_id,
      ...login,
      username: 'reader',
      port: 3307,
    });
    const changed = await client().write({ ...change, secretParameters: ['password'] });
    assert.equal(changed.kind, 'accepted', JSON.stringify(changed));
    assert.deepEqual(
      (await connections()).map(({ user_name, port }) => [user_name, port]),
      [['reader', 3307]],
    );
    const remove = call('das', 'BatchDeleteConnectionNew', {
      project_id: PROJECT,
      connection_ids: [{ connection_id }],
    });
    assert.equal((await client().write(remove)).kind, 'accepted');
    assert.deepEqual(await connections(), []);
    const again = await client().write(remove);
    assert.ok(again.kind === 'refused');
    assert.equal(again.error.code, 'DAS.5010');
    assert.deepEqual(
      test.cloud.effects().map(({ action }) => action),
      ['CreateInstanceConnection', 'ModifyConnection', 'BatchDeleteConnectionNew'],
    );
    assert.doesNotMatch(JSON.stringify([test.cloud.effects(), test.cloud.requests()]), /Gauss_2345/);
  });

  it('makes a second connection of a repeated request: the API has no token', async () => {
    const id = (await instances({ name: 'orders' })).instances[0]!.id;
    for (let round = 0; round < 2; round += 1) await client().write(createOn(id));
    assert.equal((await connections()).length, 2);
  });

  it('holds a connection against its documented limits', async () => {
    const id = (await instances({ name: 'orders' })).instances[0]!.id;
    for (const [more, code] of [
      [{ port: 0 }, 'DAS.200100'],
      [{ port: 65537 }, 'DAS.200100'],
      [{ port: '3306' }, 'DAS.200100'],
      [{ engine_type: 'oracle' }, 'DAS.200107'],
      [{ engine_type: 'postgresql' }, 'DAS.200107'],
      [{ username: undefined }, 'DAS.200100'],
      [{ unknown_field: 'x' }, 'DAS.200100'],
      [{ instance_id: 'f'.repeat(36) }, 'DAS.200114'],
      [{ project_id: 'f'.repeat(32) }, 'DAS.200113'],
    ] as const) {
      const outcome = await client().write(createOn(id, more));
      assert.ok(outcome.kind === 'refused', JSON.stringify(more));
      assert.equal(outcome.error.code, code, JSON.stringify(more));
    }
    for (const port of [1, 65535])
      assert.equal((await client().write(createOn(id, { port }))).kind, 'accepted');
  });

  it('refuses a user without the permission, and another account’s project', async () => {
    const id = (await instances({ name: 'orders' })).instances[0]!.id;
    const outcome = await client(key('without das')).write(createOn(id));
    assert.ok(outcome.kind === 'refused');
    assert.deepEqual([outcome.error.kind, outcome.error.code], ['permission', 'APIGW.0302']);
    await assert.rejects(client(key('without any instance')).read(list()), { code: 'DBS.200010' });
  });

  it('lets a temporary key in with its token, and not without', async () => {
    const temporary = key('Temporary');
    await client(temporary).read(list({ limit: 1 }));
    const { securityToken: _, ...bare } = temporary;
    await assert.rejects(client(bare).read(list()), { kind: 'keyRejected', code: 'APIGW.0301' });
  });

  it('lets a clock be off by fifteen minutes and not by a second more', async () => {
    for (const minutes of [15, -15]) await client(undefined, minutes * 60_000).read(list({ limit: 1 }));
    for (const ms of [15 * 60_000 + 1000, -15 * 60_000 - 1000])
      await assert.rejects(client(undefined, ms).read(list()), /machine’s clock is/);
  });

  it('locks a key for five minutes after five failures, also for those who know its secret', async () => {
    const good = key('full access');
    const bad = { ...good, accessKeySecret: 'wrong' };
    const fail = () => assert.rejects(client(bad).read(list()), /secret of profile sample does not belong/);
    for (let failure = 1; failure <= 4; failure += 1) await fail();
    await client(good).read(list({ limit: 1 }));
    await fail();
    await assert.rejects(client(good).read(list()), /locked the access key/);
    await client(key('Temporary')).read(list({ limit: 1 }));
    test.time += 5 * 60_000 - 1000;
    await assert.rejects(client(good).read(list()), /locked the access key/);
    test.time += 1000;
    await client(good).read(list({ limit: 1 }));
  });

  it('throttles on demand in both forms, and answers a path that nobody offers as the gateway does', async () => {
    for (const [status, code] of [
      [429, 'APIGW.0308'],
      [400, 'DAS.200002'],
    ] as const) {
      test.cloud.clearFaults();
      test.cloud.addFaults([
        { match: { action: 'ListConnections' }, fault: { kind: 'answer', status, code, message: 'm' } },
      ]);
      await assert.rejects(connections(), { kind: 'throttled', code });
    }
    const response = await fetch(`${test.cloud.hosts['das.cn-north-4.myhuaweicloud.com']!}/v3/x`);
    const body = (await response.json()) as Record<string, unknown>;
    assert.deepEqual([response.status, body['error_code']], [404, 'APIGW.0101']);
    assert.equal(body['request_id'], response.headers.get('x-request-id'));
  });
});
