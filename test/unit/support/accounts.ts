import type { Account, Database } from '../../../src/inventory/polardbZonalAccount';
import type { AccountLive } from '../../../src/operations/accountState';
import type { CreateAccountLive } from '../../../src/operations/createAccountForm';
import { aCluster } from './clusters';

export const anAccount = (more: Partial<Account> = {}): Account => ({
  name: 'shop_app',
  type: 'Normal',
  status: 'Available',
  description: 'The shop itself',
  privileges: [{ database: 'checkout', privilege: 'ReadWrite' }],
  ...more,
});

export const aDatabase = (name: string, more: Partial<Database> = {}): Database => ({
  name,
  status: 'Running',
  engine: 'MySQL',
  charset: 'utf8mb4',
  description: '',
  accounts: [],
  ...more,
});

export const DATABASES: readonly Database[] = ['checkout', 'stock', 'audit'].map((name) => aDatabase(name));

/** A healthy MySQL cluster on ENS with a privileged account, `shop_app` and three databases. */
export const creationLive = (more: Partial<CreateAccountLive> = {}): CreateAccountLive => ({
  cluster: aCluster({ id: 'pc-edge', name: 'edge-shop', region: 'ap-southeast-1' }),
  accounts: [anAccount({ name: 'dba', type: 'Super', privileges: [] }), anAccount()],
  databases: { known: true, value: DATABASES },
  ...more,
});

export const accountLive = (account: Account = anAccount(), more: Partial<AccountLive> = {}): AccountLive => {
  const { cluster, databases } = creationLive();
  return { cluster, account, accounts: [account], databases, ...more };
};

export const onCluster = {
  kind: 'polardbZonal.cluster',
  region: 'ap-southeast-1',
  id: 'pc-edge',
  name: 'edge-shop',
} as const;

export const onAccount = {
  kind: 'polardbZonal.account',
  region: 'ap-southeast-1',
  id: 'shop_app',
  name: 'shop_app',
  within: { id: 'pc-edge', name: 'edge-shop' },
} as const;
