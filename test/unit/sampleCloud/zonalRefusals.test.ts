import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { FRANKFURT, SINGAPORE, ZonalCloud } from './zonalCloud';

declare const PROJECT_ROOT: string;

interface Page {
  readonly operation: string;
  readonly errors: readonly { readonly status: number; readonly code: string }[];
}
const pageOf = (action: string): Page =>
  JSON.parse(
    fs.readFileSync(
      path.join(
        PROJECT_ROOT,
        'test/fixtures/spec',
        `${action.charAt(0).toLowerCase()}${action.slice(1)}.json`,
      ),
      'utf8',
    ),
  ) as Page;

/** What is asked of which cluster, in a state that the test brings about. */
interface Way {
  readonly patch?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly cluster?: readonly [description: string, region: string];
}

const MOVING = ['edge-moving', 'eu-central-1'] as const;
const GEO = ['edge-geo', 'eu-central-1'] as const;
const BUSY: Way = { patch: { DBClusterStatus: 'MinorVersionUpgrading' } };
const LOCKED: Way = { patch: { LockMode: 'ManualLock' } };
const UNKNOWN: Way = { parameters: { DBClusterId: 'pc-nosuchcluster' } };
const NO_ID: Way = { parameters: { DBClusterId: 'pc_1' } };
const NOBODY: Way = { parameters: { AccountName: 'nobody' } };
const NO_DATABASE: Way = { parameters: { DBName: 'nowhere', AccountPrivilege: 'ReadOnly' } };

/** Every documented code, by a state or a parameter that leads there. */
const WAYS: Readonly<
  Record<
    string,
    { readonly base: Readonly<Record<string, string>>; readonly ways: Record<string, readonly Way[]> }
  >
> = {
  CreateAccountZonal: {
    base: { AccountName: 'testacc', AccountPassword: 'Test1111', AccountType: 'Normal' },
    ways: {
      LockTimeout: [BUSY, LOCKED],
      'EngineMigration.ActionDisabled': [{ cluster: MOVING }],
      'InvalidAccountPassword.Malformed': [{ parameters: { AccountPassword: 'short' } }],
      'InvalidAccountType.Malformed': [
        { parameters: { AccountType: 'Owner' } },
        { parameters: { AccountType: 'Super' } },
      ],
      'InvalidAccountDescription.Malformed': [{ parameters: { AccountDescription: 'https://x' } }],
      'InvalidAccountPrivilege.Malformed': [
        { parameters: { AccountPrivilege: 'Everything' } },
        { parameters: { DBName: 'stock' } },
        { parameters: { PrivForAllDB: '1' } },
        { parameters: { DBName: 'places', AccountPrivilege: 'ReadOnly' }, cluster: GEO },
      ],
      'InvalidAccountName.Malformed': [{ parameters: { AccountName: 'root' } }],
      'InvalidAccountName.Duplicate': [{ parameters: { AccountName: 'shop_app' } }],
      'InvalidDBName.Malformed': [
        NO_DATABASE,
        { parameters: { DBName: 'stock,stock', AccountPrivilege: 'ReadOnly' } },
      ],
      'InvalidDBClusterId.NotFound': [UNKNOWN],
      'InvalidDBClusterId.Malformed': [NO_ID],
    },
  },
  ModifyAccountPasswordZonal: {
    base: { AccountName: 'shop_app', NewAccountPassword: 'Test1111' },
    ways: {
      'EngineMigration.ActionDisabled': [{ parameters: { AccountName: 'legacy_app' }, cluster: MOVING }],
      LockTimeout: [BUSY, LOCKED],
      'InvalidAccountPassword.Malformed': [{ parameters: { NewAccountPassword: 'aaaaaaaa' } }],
    },
  },
  ModifyAccountDescriptionZonal: {
    base: { AccountName: 'shop_app', AccountDescription: 'words' },
    ways: { 'InvalidAccountDescription.Malformed': [{ parameters: { AccountDescription: 'x' } }] },
  },
  GrantAccountPrivilegeZonal: {
    base: { AccountName: 'reporting', DBName: 'audit', AccountPrivilege: 'ReadOnly' },
    ways: {
      'EngineMigration.ActionDisabled': [
        { parameters: { AccountName: 'legacy_app', DBName: 'legacy' }, cluster: MOVING },
      ],
      LockTimeout: [BUSY, LOCKED],
      'InvalidDBName.Malformed': [NO_DATABASE],
      'InvalidAccountPrivilege.Malformed': [{ parameters: { AccountPrivilege: 'ReadOnly,ReadOnly' } }],
      'InvalidAccountName.Malformed': [NOBODY, { parameters: { AccountName: 'dba' } }],
    },
  },
  RevokeAccountPrivilegeZonal: {
    base: { AccountName: 'reporting', DBName: 'reports' },
    ways: {
      'InvalidDBName.Malformed': [{ parameters: { DBName: 'nowhere' } }, { parameters: { DBName: 'audit' } }],
      'InvalidAccountName.Malformed': [NOBODY, { parameters: { AccountName: 'dba' } }],
    },
  },
  DeleteAccountZonal: {
    base: { AccountName: 'reporting' },
    ways: {
      'GdnRole.NotSupport': [{ patch: { gdnSecondary: true } }],
      ConcurrentTaskExceeded: [BUSY, LOCKED],
      'Account.DelError': [
        {
          patch: {
            accounts: [
              { AccountName: 'reporting', AccountStatus: 'Available', grants: [], undroppable: true },
            ],
          },
        },
      ],
      'InvalidAccountName.Malformed': [NOBODY],
      AccountActionForbidden: [{ parameters: { AccountName: 'etl' } }],
    },
  },
};

describe('what the sample cloud refuses to do to accounts', () => {
  const test = new ZonalCloud();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  async function refused(
    action: string,
    { patch, parameters, cluster = ['edge-shop', 'ap-southeast-1'] }: Way,
  ) {
    const [description, region] = cluster;
    const id = await test.id(description, region);
    if (patch) test.cloud.patchCluster(id, patch);
    const host = region === 'ap-southeast-1' ? SINGAPORE : FRANKFURT;
    const all = { DBClusterId: id, ...WAYS[action]?.base, ...parameters };
    return await test.refusal(action, all, { host });
  }

  /** Those that all changes of an account share. */
  const shared = async (action: string): Promise<Record<string, readonly Way[]>> => {
    if (action === 'CreateAccountZonal') return {};
    const ordinary = await test.cluster('wallet', 'ap-southeast-1');
    return {
      'InvalidDBCluster.NotFound': [UNKNOWN],
      'InvalidDBClusterId.NotFound': [{ parameters: { DBClusterId: ordinary.DBClusterId } }],
      'InvalidDBClusterId.Malformed': [NO_ID],
    };
  };

  for (const [action, { ways }] of Object.entries(WAYS))
    for (const { status, code } of pageOf(action).errors)
      it(`${action} is answered with ${code}`, async () => {
        // The writer's state is a node's, so its way needs the node's id.
        const found = { ...ways, ...(await shared(action)), ...(await connectTimeout(action)) }[code];
        assert.ok(found, `there is no way to ${code}`);
        for (const way of found) {
          test.cloud.reset();
          assert.equal(await refused(action, way), `${status} ${code}`, JSON.stringify(way));
          assert.equal(test.cloud.effects().length, 0);
        }
      });

  async function connectTimeout(action: string): Promise<Record<string, readonly Way[]>> {
    if (action !== 'DeleteAccountZonal') return {};
    const id = await test.id('edge-shop');
    const { body } = await test.zonal<{ DBNodes: { DBNodeId: string; DBNodeRole: string }[] }>(
      'DescribeDbClusterAttributeZonal',
      { DBClusterId: id },
    );
    const writer = body.DBNodes.find(({ DBNodeRole }) => DBNodeRole === 'Writer')?.DBNodeId ?? '';
    return { 'Connect.Timeout': [{ patch: { nodes: { [writer]: { DBNodeStatus: 'Rebooting' } } } }] };
  }

  it('a second one while an account is being made', async () => {
    await refused('CreateAccountZonal', {});
    const id = await test.id('edge-shop');
    const account = { DBClusterId: id, AccountName: 'testacc' };
    assert.equal(
      await test.zonalRefusal('ModifyAccountPasswordZonal', { ...account, NewAccountPassword: 'Test1111' }),
      '400 LockTimeout',
    );
    assert.equal(
      await test.zonalRefusal('DeleteAccountZonal', { DBClusterId: id, AccountName: 'reporting' }),
      '400 ConcurrentTaskExceeded',
    );
  });

  it('to a user whose policy does not grant it', async () => {
    const id = await test.id('edge-shop');
    for (const [action, { base }] of Object.entries(WAYS))
      assert.equal(
        await test.zonalRefusal(action, { DBClusterId: id, ...base }, { key: test.key('without polardb') }),
        '403 NoPermission',
        action,
      );
    assert.equal(test.cloud.effects().length, 0);
  });
});
