import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ZonalCloud } from './zonalCloud';

describe('accounts of clusters on ENS in the sample cloud', () => {
  const test = new ZonalCloud();
  let id = '';
  beforeEach(async () => {
    await test.start();
    id = await test.id('edge-shop');
  });
  afterEach(() => test.end());

  const create = (more: Record<string, string> = {}) =>
    test.zonalRefusal('CreateAccountZonal', {
      DBClusterId: id,
      AccountName: 'testacc',
      AccountPassword: 'Test1111',
      AccountType: 'Normal',
      ...more,
    });
  const grant = (AccountName: string, DBName: string, AccountPrivilege: string) =>
    test.zonalRefusal('GrantAccountPrivilegeZonal', {
      DBClusterId: id,
      AccountName,
      DBName,
      AccountPrivilege,
    });

  it('are made in a while, with what they are granted', async () => {
    assert.equal(await create({ DBName: 'stock,audit', AccountPrivilege: 'ReadWrite,ReadOnly' }), '200');
    assert.equal((await test.account(id, 'testacc'))?.AccountStatus, 'Creating');
    assert.equal((await test.databases(id))[1]?.Accounts[1]?.PrivilegeStatus, 'Empowering');
    test.time += 8_000;
    const made = await test.account(id, 'testacc');
    assert.equal(made?.AccountStatus, 'Available');
    assert.deepEqual(made.DatabasePrivileges, [
      { DBName: 'stock', AccountPrivilege: 'ReadWrite' },
      { DBName: 'audit', AccountPrivilege: 'ReadOnly' },
    ]);
    assert.equal((await test.databases(id))[1]?.Accounts[1]?.PrivilegeStatus, 'Empowered');
  });

  it('may be granted all databases, those to come too', async () => {
    assert.equal(await create({ PrivForAllDB: '1', AccountPrivilege: 'DMLOnly' }), '200');
    test.time += 8_000;
    const held = async () =>
      (await test.account(id, 'testacc'))?.DatabasePrivileges.map(({ DBName }) => DBName);
    assert.deepEqual(await held(), ['checkout', 'stock', 'audit', 'reports']);
    const fresh = {
      DBName: 'new',
      DBStatus: 'Running',
      CharacterSetName: 'utf8mb4',
      DBDescription: '',
      Engine: 'MySQL',
    };
    test.cloud.patchCluster(id, { databases: [fresh] });
    assert.deepEqual(await held(), ['new']);
  });

  it('take one privilege for all databases, or one for each, and nothing in between', async () => {
    assert.equal(await create({ DBName: 'stock,audit', AccountPrivilege: 'ReadOnly' }), '200');
    assert.equal(
      await grant('reporting', 'stock,audit,checkout', 'ReadOnly,ReadWrite'),
      '400 InvalidAccountPrivilege.Malformed',
    );
  });

  it('hold their rules to the character', async () => {
    const bad: readonly [string, string, string][] = [
      ['AccountName', 'a', 'abcdefghijklmnopq'],
      ['AccountName', '1abc', 'abc_'],
      ['AccountName', 'Abc', 'a-bc'],
      ['AccountName', 'root', 'admin'],
      ['AccountPassword', 'Test111', `Test1111${'a'.repeat(25)}`],
      ['AccountPassword', 'testtest1', 'Test1111 '],
      ['AccountPassword', 'Test1111.', 'Tést1111'],
      ['AccountType', 'super', 'ReadOnly'],
      ['AccountDescription', 'x', 'x'.repeat(257)],
      ['AccountDescription', 'http://a', 'https://a'],
      ['AccountPrivilege', 'readwrite', 'ReadWrite,'],
    ];
    for (const [name, ...values] of bad)
      for (const value of values)
        assert.equal(await create({ [name]: value }), `400 Invalid${name}.Malformed`, `${name}=${value}`);
    const good: readonly [string, string][] = [
      ['AccountName', 'ab'],
      ['AccountName', 'abcdefghijklmno9'],
      ['AccountName', 'a_1'],
      ['AccountPassword', 'Test111!'],
      ['AccountPassword', `Te1${'a'.repeat(29)}`],
      ['AccountPassword', 'test111!@#$%^&*()_+-='],
      ['AccountDescription', 'ab'],
      ['AccountDescription', 'x'.repeat(256)],
    ];
    for (const [name, value] of good) {
      const AccountName =
        name === 'AccountName' ? value : `acc${good.findIndex(([, other]) => other === value)}`;
      assert.equal(await create({ AccountName, [name]: value }), '200', `${name}=${value}`);
    }
  });

  it('are made once for a client token, and the password is stored nowhere', async () => {
    const ClientToken = 'token-1';
    const call = (password: string) =>
      test.zonal('CreateAccountZonal', {
        DBClusterId: id,
        AccountName: 'testacc',
        AccountPassword: password,
        ClientToken,
      });
    const first = await call('Secret-Word-1');
    const again = await call('Secret-Word-1');
    assert.equal(again.body['RequestId'], first.body['RequestId']);
    assert.equal((await call('Other-Word-1')).body['Code'], 'IdempotentParameterMismatch');
    assert.equal(test.cloud.effects().length, 1);
    const kept = fs.readFileSync(path.join(test.stateDir, 'state.json'), 'utf8');
    assert.ok(!kept.includes('Secret-Word-1'));
    assert.ok(!JSON.stringify([test.cloud.effects(), test.cloud.requests()]).includes('Secret-Word-1'));
  });

  it('change: description at once, privileges in a while', async () => {
    await test.zonal('ModifyAccountDescriptionZonal', {
      DBClusterId: id,
      AccountName: 'reporting',
      AccountDescription: 'new words',
    });
    assert.equal((await test.account(id, 'reporting'))?.AccountDescription, 'new words');
    assert.equal(await grant('reporting', 'audit', 'ReadIndex'), '200');
    const status = async () =>
      (await test.databases(id))[2]?.Accounts.find(({ AccountName }) => AccountName === 'reporting')
        ?.PrivilegeStatus;
    assert.equal(await status(), 'Empowering');
    test.cloud.advance(8_000);
    assert.equal(await status(), 'Empowered');
    await test.zonal('RevokeAccountPrivilegeZonal', {
      DBClusterId: id,
      AccountName: 'reporting',
      DBName: 'audit,reports',
    });
    assert.equal(await status(), 'Removing');
    test.cloud.advance(8_000);
    assert.deepEqual((await test.account(id, 'reporting'))?.DatabasePrivileges, []);
  });

  it('are gone in a while', async () => {
    await test.zonal('DeleteAccountZonal', { DBClusterId: id, AccountName: 'reporting' });
    assert.equal((await test.account(id, 'reporting'))?.AccountStatus, 'Deleting');
    test.time += 8_000;
    assert.equal(await test.account(id, 'reporting'), undefined);
    assert.deepEqual(
      test.cloud.effects().map(({ action, detail }) => [action, detail['account']]),
      [['DeleteAccountZonal', 'reporting']],
    );
  });

  it('keep the password as a digest that a reset replaces', async () => {
    const digest = () => {
      const state = JSON.parse(fs.readFileSync(path.join(test.stateDir, 'state.json'), 'utf8')) as {
        clusters: { DBClusterId: string; accounts?: { AccountName: string; passwordDigest: string }[] }[];
      };
      return state.clusters
        .find(({ DBClusterId }) => DBClusterId === id)
        ?.accounts?.find(({ AccountName }) => AccountName === 'reporting')?.passwordDigest;
    };
    const before = digest();
    await test.zonal('ModifyAccountPasswordZonal', {
      DBClusterId: id,
      AccountName: 'reporting',
      NewAccountPassword: 'Another-1',
    });
    assert.notEqual(digest(), before);
  });

  it('are switched over by the Zonal call and by no other', async () => {
    const cluster = { DBClusterId: id };
    assert.equal(await test.zonalRefusal('FailoverDBCluster', cluster), '404 InvalidDBCluster.NotFound');
    assert.equal(await test.zonalRefusal('FailoverDBClusterZonal', cluster), '200');
    const ordinary = await test.cluster('wallet', 'ap-southeast-1');
    assert.equal(
      await test.zonalRefusal('FailoverDBClusterZonal', { DBClusterId: ordinary.DBClusterId }),
      '404 InvalidDBCluster.NotFound',
    );
    assert.deepEqual(
      test.cloud.effects().map(({ action }) => action),
      ['FailoverDBClusterZonal'],
    );
  });
});
