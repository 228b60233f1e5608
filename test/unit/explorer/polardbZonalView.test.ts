import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { polardbZonalView } from '../../../src/explorer/polardbZonalView';
import { anAccount, aDatabase } from '../support/accounts';
import { aCluster } from '../support/clusters';

const cluster = aCluster({ zones: ['sg-singapore-9'], nodes: [], region: 'ap-southeast-1', detailed: false });
const detail = {
  state: 'loaded',
  problems: {},
  parts: {
    endpoints: [],
    databases: [aDatabase('stock', { status: 'Creating' }), aDatabase('audit')],
    accounts: [
      anAccount({ name: 'dba', type: 'Super', privileges: [] }),
      anAccount({ status: 'Creating' }),
      anAccount({ name: 'locked', lock: 'Lock', description: '' }),
    ],
  },
} as const;

describe('a cluster on ENS in the tree', () => {
  it('says where it is from the list alone, and is of its own kind', () => {
    const view = polardbZonalView.resource(cluster, undefined, plain);
    assert.equal(view.description, 'ap-southeast-1 · sg-singapore-9');
    assert.equal(view.contextValue, 'polardbZonal.cluster.running');
  });

  it('has its databases and accounts in branches that say how many there are', () => {
    const [databases, accounts] = polardbZonalView.members(cluster, detail);
    assert.equal(databases?.view(plain, undefined).description, '2');
    assert.equal(accounts?.view(plain, undefined).label, 'Accounts');
    assert.deepEqual(
      databases.members?.map((member) => member.view(plain, undefined).description),
      ['Creating · utf8mb4', 'utf8mb4'],
    );
    assert.deepEqual(
      accounts.members?.map((member) => {
        const { description, contextValue, icon } = member.view(plain, undefined);
        return [description, contextValue, icon?.name];
      }),
      [
        ['privileged · The shop itself', 'polardbZonal.account.super', 'shield'],
        ['Creating · The shop itself', 'polardbZonal.account.normal', 'sync~spin'],
        ['locked', 'polardbZonal.account.normal', 'lock'],
      ],
    );
  });

  it('gives each account as a target, with what it may do below it', () => {
    const [, accounts] = polardbZonalView.members(cluster, detail);
    const app = accounts?.members?.[1];
    assert.ok(app);
    assert.deepEqual(app.target, { kind: 'polardbZonal.account', id: 'shop_app', name: 'shop_app' });
    assert.deepEqual(
      app.members?.map((member) => member.view(plain, undefined).spoken),
      ['ReadWrite on database checkout'],
    );
    const busy = app.view(plain, {
      say: 'resetting the password…',
      icon: 'sync~spin',
    });
    assert.equal(busy.description, 'resetting the password… · The shop itself');
    assert.match(busy.contextValue, /\.operating$/);
  });

  it('shows empty branches as empty, and none before they are read', () => {
    const empty = { ...detail, parts: { databases: [], accounts: [] } };
    const views = polardbZonalView.members(cluster, empty).map((member) => member.view(plain, undefined));
    assert.deepEqual(
      views.map(({ description, children }) => [description, children]),
      [
        ['none', 'none'],
        ['none', 'none'],
      ],
    );
    assert.deepEqual(polardbZonalView.members(cluster, undefined), []);
  });
});
