import assert from 'node:assert/strict';
import { officialCall } from './officialCall';
import { SINGAPORE, ZonalCloud } from './zonalCloud';

// The vendor's own core, unmodified, is the judge of whether the double speaks the real protocol.
describe('the official core on the sample cloud’s accounts', () => {
  const test = new ZonalCloud();
  const core = officialCall(test);
  beforeEach(() => test.start({ clock: Date }));
  afterEach(() => test.end());

  const account = async (name: string) => {
    const DBClusterId = await clusterId();
    const { Accounts } = await core<{ Accounts: { AccountName: string; AccountStatus: string }[] }>(
      'DescribeAccountsZonal',
      { DBClusterId, AccountName: name },
      { host: SINGAPORE },
    );
    return Accounts[0];
  };
  const clusterId = async () => {
    const list = await core<{ Items: { DBClusterId: string; DBClusterDescription: string }[] }>(
      'DescribeDBClustersZonal',
      { RegionId: 'ap-southeast-1' },
      { host: SINGAPORE },
    );
    return list.Items.find(({ DBClusterDescription }) => DBClusterDescription === 'edge-shop')!.DBClusterId;
  };
  const created = {
    AccountName: 'testacc',
    AccountPassword: 'Aa1!@#$%^&*()_+-=',
    AccountType: 'Normal',
    DBName: 'stock,audit',
    AccountPrivilege: 'ReadWrite,ReadOnly',
  };

  const ways = {
    'ACS3, in the query': { v2: false, asForm: false },
    'RPC 1.0, in the query': { v2: true, asForm: false },
    'RPC 1.0, as a form': { v2: true, asForm: true },
  };
  for (const [name, { v2, asForm }] of Object.entries(ways))
    it(`makes an account and changes it, signing with ${name}`, async () => {
      const DBClusterId = await clusterId();
      const call = (action: string, parameters: Record<string, string>) =>
        core<{ RequestId: string }>(action, asForm ? {} : { DBClusterId, ...parameters }, {
          host: SINGAPORE,
          v2,
          ...(asForm ? { form: { DBClusterId, ...parameters } } : {}),
        });
      const { RequestId } = await call('CreateAccountZonal', { ...created, ClientToken: 'a b~*' });
      assert.equal((await account('testacc'))?.AccountStatus, 'Creating');
      test.cloud.advance(8_000);
      const { AccountName } = created;
      await call('ModifyAccountPasswordZonal', { AccountName, NewAccountPassword: 'Another-1' });
      await call('ModifyAccountDescriptionZonal', { AccountName, AccountDescription: '会员 & co' });
      await call('GrantAccountPrivilegeZonal', {
        AccountName,
        DBName: 'checkout',
        AccountPrivilege: 'DMLOnly',
      });
      await call('RevokeAccountPrivilegeZonal', { AccountName, DBName: 'stock' });
      await call('DeleteAccountZonal', { AccountName });
      test.cloud.advance(8_000);
      assert.equal(await account('testacc'), undefined);
      await call('FailoverDBClusterZonal', {});
      assert.equal(test.cloud.effects()[0]?.requestId, RequestId);
      assert.deepEqual(
        test.cloud.effects().map(({ action }) => action),
        [
          'CreateAccountZonal',
          'ModifyAccountPasswordZonal',
          'ModifyAccountDescriptionZonal',
          'GrantAccountPrivilegeZonal',
          'RevokeAccountPrivilegeZonal',
          'DeleteAccountZonal',
          'FailoverDBClusterZonal',
        ],
      );
    });
});
