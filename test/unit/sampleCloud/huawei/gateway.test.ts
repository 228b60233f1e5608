import assert from 'node:assert/strict';
import { HuaweiUnderTest, LISTS, type Parameters, PROJECT } from './huaweiUnderTest';

describe('IAM and the gateway of Huawei Cloud in the sample cloud', () => {
  const test = new HuaweiUnderTest();
  beforeEach(async () => {
    await test.start();
  });
  afterEach(() => test.end());

  const listing = () => test.callOf('rds', 'ListInstances', { project_id: PROJECT, limit: 1 });

  it('names the projects of a region, sub-projects apart', async () => {
    const named = async (parameters: Parameters) => {
      const answer = await test.client().read(test.callOf('iam', 'KeystoneListProjects', parameters));
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
    assert.ok((await named({ page: 1, per_page: 5000 })).length > 2);
    await assert.rejects(named({ page: 1, per_page: 5001 }), { kind: 'refused', code: '400' });
  });

  it('refuses a user without the permission, and another account’s project', async () => {
    const outcome = await test.write(
      'ModifyConnection',
      { connection_id: 'f'.repeat(36), username: 'a', password: 'b', is_save_password: false },
      'without das',
    );
    assert.ok(outcome.kind === 'refused');
    assert.deepEqual([outcome.error.kind, outcome.error.code], ['permission', 'APIGW.0302']);
    await assert.rejects(test.client('without any instance').read(listing()), { code: 'DBS.200010' });
  });

  it('can grant one service and not the others', async () => {
    const note = 'RDS and DAS alone';
    await test.client(note).read(listing());
    assert.deepEqual(await test.connections({}, note), []);
    for (const service of ['taurusdb', 'gaussdb', 'dds', 'ddm'] as const)
      await assert.rejects(
        test.read(service, LISTS[service], {}, 'cn-north-4', note),
        { kind: 'permission', code: 'APIGW.0302' },
        service,
      );
  });

  it('lets a temporary key in with its token, and not without', async () => {
    const temporary = test.huaweiKey('Temporary');
    await test.client('Temporary').read(listing());
    const { securityToken: _, ...bare } = temporary;
    await assert.rejects(test.client('Temporary', bare).read(listing()), {
      kind: 'keyRejected',
      code: 'APIGW.0301',
    });
  });

  it('lets a clock be off by fifteen minutes and not by a second more', async () => {
    const read = (skewMs: number) => test.client(undefined, undefined, skewMs).read(listing());
    for (const minutes of [15, -15]) await read(minutes * 60_000);
    for (const ms of [15 * 60_000 + 1000, -15 * 60_000 - 1000])
      await assert.rejects(read(ms), /machine’s clock is/);
  });

  it('locks a key for five minutes after five failures, also for those who know its secret', async () => {
    const bad = { ...test.huaweiKey('full access'), accessKeySecret: 'wrong' };
    const fail = () =>
      assert.rejects(test.client(undefined, bad).read(listing()), /secret of profile sample does not belong/);
    for (let failure = 1; failure <= 4; failure += 1) await fail();
    await test.client().read(listing());
    await fail();
    await assert.rejects(test.client().read(listing()), /locked the access key/);
    await test.client('Temporary').read(listing());
    test.time += 5 * 60_000 - 1000;
    await assert.rejects(test.client().read(listing()), /locked the access key/);
    test.time += 1000;
    await test.client().read(listing());
  });

  it('answers a path that nobody offers as the gateway does', async () => {
    const response = await fetch(`${test.cloud.hosts['das.cn-north-4.myhuaweicloud.com']!}/v3/x`);
    const body = (await response.json()) as Record<string, unknown>;
    assert.deepEqual([response.status, body['error_code']], [404, 'APIGW.0101']);
    assert.equal(body['request_id'], response.headers.get('x-request-id'));
  });
});
