import assert from 'node:assert/strict';
import type { CloudError } from '../../../../src/clouds/cloudError';
import {
  HuaweiUnderTest,
  LOGIN,
  madeBy,
  PAIRS,
  type Parameters,
  refusedBy,
  type Service,
} from './huaweiUnderTest';

/** States of an instance, by service: those in which one can log in, and some of those in which one cannot. */
const STATES: Readonly<Record<Service, { name: string; usable: readonly string[]; not: readonly string[] }>> =
  {
    rds: {
      name: 'orders',
      usable: ['ACTIVE', 'BACKING UP', 'STORAGE FULL'],
      not: ['BUILD', 'FAILED', 'FROZEN', 'REBOOTING', 'SWITCHOVER', 'SHUTDOWN'],
    },
    taurusdb: {
      name: 'shop-core',
      usable: ['ACTIVE', 'BACKING UP', 'STORAGE FULL'],
      not: ['BUILD', 'FROZEN', 'RESTORING'],
    },
    gaussdb: {
      name: 'ledger',
      usable: ['ACTIVE', 'BACKING UP', 'STORAGE FULL'],
      not: ['BUILD', 'EXPANDING', 'REPAIRING'],
    },
    dds: { name: 'sessions', usable: ['normal'], not: ['creating', 'frozen', 'abnormal', 'data_disk_full'] },
    ddm: { name: 'orders-proxy', usable: ['RUNNING'], not: ['CREATING', 'FROZEN', 'ERROR', 'RESTARTING'] },
  };

describe('What DAS refuses in the sample cloud', () => {
  const test = new HuaweiUnderTest();
  beforeEach(async () => {
    await test.start();
  });
  afterEach(() => test.end());

  it('holds a connection against its documented limits', async () => {
    const { id } = await test.found('rds', 'orders');
    const wrong: readonly (readonly [Parameters, string])[] = [
      [{ port: 0 }, 'DAS.200100'],
      [{ port: 65537 }, 'DAS.200100'],
      [{ port: '3306' }, 'DAS.200100'],
      [{ engine_type: 'oracle' }, 'DAS.200107'],
      [{ network_type: 'ecs' }, 'DAS.200100'],
      [{ username: undefined }, 'DAS.200100'],
      [{ password: undefined }, 'DAS.200100'],
      [{ is_save_password: 'true' }, 'DAS.200100'],
      [{ unknown_field: 'x' }, 'DAS.200100'],
      [{ instance_id: 'f'.repeat(36) }, 'DAS.200114'],
      [{ project_id: 'f'.repeat(32) }, 'DAS.200113'],
    ];
    for (const [more, code] of wrong)
      assert.equal(refusedBy(await test.create('rds', id, more)).code, code, JSON.stringify(more));
    for (const port of [1, 65535]) madeBy(await test.create('rds', id, { port }));
  });

  for (const service of Object.keys(STATES) as Service[]) {
    const { name, usable, not } = STATES[service];

    it(`takes ${service} for what it is only`, async () => {
      const { id } = await test.found(service, name);
      for (const [other, pair] of Object.entries(PAIRS))
        if (pair.engine_type !== PAIRS[service].engine_type)
          assert.equal(refusedBy(await test.create(service, id, pair)).code, 'DAS.200107', other);
      const network_type = service === 'rds' ? 'dds' : 'rds';
      assert.equal(refusedBy(await test.create(service, id, { network_type })).code, 'DAS.200100');
      assert.deepEqual(test.cloud.effects(), []);
    });

    it(`connects to ${service} in the states in which one can log in`, async () => {
      const { id } = await test.found(service, name);
      for (const status of usable) {
        test.cloud.patchCluster(id, { status });
        madeBy(await test.create(service, id));
      }
      for (const status of not) {
        test.cloud.patchCluster(id, { status });
        const { code, message } = refusedBy(await test.create(service, id));
        assert.equal(code, 'DAS.200114', status);
        assert.match(message, new RegExp(`status ${status}\\.`));
      }
    });
  }

  it('has no word for MariaDB', async () => {
    const region = 'ap-southeast-3';
    const { id } = await test.found('rds', 'forum', region);
    assert.equal(refusedBy(await test.create('rds', id, {}, { region })).code, 'DAS.200107');
  });

  it('supports in a region what it says it does', async () => {
    const region = 'me-east-1';
    const { supported_engine_types: engines } = await test.read<{ supported_engine_types: string[] }>(
      'das',
      'ShowSupportedEngines',
      {},
      region,
    );
    assert.ok(engines.includes('taurus') && !engines.includes('gaussdbv5'));
    const [taurus, gauss] = [
      await test.found('taurusdb', 'shop-me', region),
      await test.found('gaussdb', 'ledger-me', region),
    ];
    madeBy(await test.create('taurusdb', taurus.id, {}, { region }));
    assert.equal(refusedBy(await test.create('gaussdb', gauss.id, {}, { region })).code, 'DAS.200107');
  });

  it('tries the login when told to, and answers in the words of the database', async () => {
    const { id } = await test.found('rds', 'orders');
    madeBy(await test.create('rds', id, { password: 'wrong' }));
    test.cloud.patchCluster(id, { checksLogin: true });
    const { message } = refusedBy(await test.create('rds', id, { password: 'wrong' }));
    assert.match(message, /^Access denied for user 'root'@'100\./);
    madeBy(await test.create('rds', id));
  });

  it('tests connections that exist, of their owner, and no others', async () => {
    const { id } = await test.found('rds', 'orders');
    const connection_id = madeBy(await test.create('rds', id));
    const { username, password } = LOGIN;
    const login = { instance_id: id, connection_id, ...PAIRS.rds, username, password };
    const tried = (more: Parameters = {}, note?: string) =>
      test.write('ExecuteTestConnectionNew', { ...login, ...more }, note);
    assert.equal((await tried()).kind, 'accepted');
    assert.match(
      refusedBy(await tried({ password: 'wrong' })).message,
      /^Access denied for user 'root'@'100\./,
    );
    for (const [missing, code] of [
      ['connection_id', 'DAS.200100'],
      ['username', 'DAS.200100'],
      ['password', 'DAS.200100'],
      ['network_type', 'DAS.200100'],
      ['engine_type', 'DAS.200107'],
      ['instance_id', 'DAS.200114'],
    ] as const)
      assert.equal(refusedBy(await tried({ [missing]: undefined })).code, code, missing);
    assert.equal(refusedBy(await tried({ connection_id: 'f'.repeat(36) })).code, 'DAS.5010');
    assert.equal(refusedBy(await tried({}, 'Temporary')).code, 'DAS.5010');
    const { id: other } = await test.found('rds', 'orders-read');
    assert.equal(refusedBy(await tried({ instance_id: other })).code, 'DAS.5010');
    assert.equal(
      test.cloud.effects().filter(({ action }) => action === 'ExecuteTestConnectionNew').length,
      2,
      'each time that it logged in',
    );
  });

  it('throttles on demand in both forms, each with its own words', async () => {
    for (const [status, code, words] of [
      [429, 'APIGW.0308', /policy user over ratelimit,limit:\d+,time:1 minute$/],
      [400, 'DAS.200002', /^Frequent requests/],
    ] as const) {
      test.cloud.clearFaults();
      test.cloud.addFaults([
        { match: { action: 'ListConnections' }, fault: { kind: 'answer', status, code } },
      ]);
      await assert.rejects(test.connections(), (error: CloudError) => {
        assert.deepEqual([error.kind, error.code, error.status], ['throttled', code, status]);
        assert.match(error.cloudMessage ?? '', words);
        return true;
      });
    }
  });
});
