import { text } from '../clouds/text';
import type { Cluster } from '../inventory/polardbCluster';
import type { PolardbZonalParts } from '../inventory/polardbZonalReader';
import type { Account, Database } from '../inventory/polardbZonalAccount';
import { accountView, databaseView, groupView, grantView } from './accountView';
import { zonalClusterView } from './clusterView';
import { endpointMember, inOrder, nodeMember } from './polardbView';
import type { Member, ProductView } from './productView';

/** PolarDB on ENS: clusters, and under each its nodes, endpoints, databases and accounts. */
export const polardbZonalView: ProductView<Cluster, PolardbZonalParts> = {
  product: 'polardbZonal',
  resource: zonalClusterView,
  members: ({ nodes }, detail) => {
    const { endpoints = [], databases, accounts } = detail?.parts ?? {};
    return [
      ...inOrder(nodes).map(nodeMember),
      ...endpoints.map(endpointMember),
      ...(databases ? [group('databases', databases.map(databaseMember))] : []),
      ...(accounts ? [group('accounts', accounts.map(accountMember))] : []),
    ];
  },
  notRead: (part) =>
    part === 'accounts'
      ? text('Accounts not read')
      : part === 'databases'
        ? text('Databases not read')
        : text('Endpoints not read'),
  consoleUrl: ({ region, id }) =>
    `https://polardb.console.aliyun.com/${encodeURIComponent(region)}/cluster/${encodeURIComponent(id)}`,
};

const group = (of: 'databases' | 'accounts', members: readonly Member[]): Member => ({
  key: [of, ''],
  view: (say) => groupView(of, members.length, say),
  copies: [],
  members,
});

const databaseMember = (database: Database): Member => ({
  key: ['database', database.name],
  view: (say) => databaseView(database, say),
  copies: [{ value: database.name }],
});

const accountMember = (account: Account): Member => ({
  key: ['account', account.name],
  view: (say, run) => accountView(account, run, say),
  copies: [{ value: account.name }],
  target: { kind: 'polardbZonal.account', id: account.name, name: account.name },
  members: account.privileges.map((held) => ({
    key: ['grant', held.database],
    view: (say) => grantView(held, say),
    copies: [{ value: held.database }],
  })),
});
