import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { listIn, needed, optional, polardbCall, readAs } from './answers';
import type { ResourceAddress, ResourcePage } from './estate';
import { listClusters, ON_ENS, readCluster, readEndpoints } from './polardb';
import type { Cluster, ClusterEndpoint } from './polardbCluster';
import type { Account, Database } from './polardbZonalAccount';

/** All clusters on ENS that a region controls, page by page. The list tells no nodes. Throws CloudError. */
export const listZonalClusters = (
  client: CloudClient,
  region: string,
  signal?: AbortSignal,
): AsyncGenerator<ResourcePage<Cluster>> => listClusters(client, region, signal, ON_ENS);

/** One cluster on ENS with its nodes. Rejects with CloudError. */
export const readZonalCluster = (
  client: CloudClient,
  address: ResourceAddress,
  signal?: AbortSignal,
): Promise<Cluster> => readCluster(client, address, signal, ON_ENS);

/** The endpoints that clients connect to. Rejects with CloudError. */
export const readZonalEndpoints = (
  client: CloudClient,
  address: ResourceAddress,
  signal?: AbortSignal,
): Promise<readonly ClusterEndpoint[]> => readEndpoints(client, address, signal, ON_ENS);

/** The largest page the lists of accounts and databases take. */
const PAGE_SIZE = 100;
/** More than any cluster holds; a cloud whose pages never end must not keep us going. */
const MOST_PAGES = 100;

const accountsAnswer = z.object({
  Accounts: listIn(
    'Account',
    z.object({
      AccountName: needed,
      AccountStatus: needed,
      AccountType: optional,
      AccountDescription: optional,
      AccountLockState: optional,
      DatabasePrivileges: listIn(
        'DatabasePrivilege',
        z.object({ DBName: needed, AccountPrivilege: optional }),
      ),
    }),
  ),
});

/** The accounts of a cluster on ENS, or the one of that name. Rejects with CloudError. */
export async function readZonalAccounts(
  client: CloudClient,
  { region, id }: ResourceAddress,
  signal?: AbortSignal,
  name?: string,
): Promise<readonly Account[]> {
  const accounts = await allPages(async (page) => {
    const call = polardbCall('DescribeAccountsZonal', region, {
      DBClusterId: id,
      ...(name === undefined ? {} : { AccountName: name }),
      ...page,
    });
    const { Accounts } = await readAs(client, call, accountsAnswer, signal);
    return Accounts.map(toAccount);
  });
  return name === undefined ? accounts : accounts.filter((account) => account.name === name);
}

const toAccount = (answer: z.output<typeof accountsAnswer>['Accounts'][number]): Account => ({
  name: answer.AccountName,
  type: answer.AccountType ?? '',
  status: answer.AccountStatus,
  description: answer.AccountDescription ?? '',
  ...(answer.AccountLockState === undefined ? {} : { lock: answer.AccountLockState }),
  privileges: answer.DatabasePrivileges.map(({ DBName, AccountPrivilege }) => ({
    database: DBName,
    privilege: AccountPrivilege ?? '',
  })),
});

const databasesAnswer = z.object({
  Databases: listIn(
    'Database',
    z.object({
      DBName: needed,
      DBStatus: optional,
      Engine: optional,
      CharacterSetName: optional,
      DBDescription: optional,
      Accounts: listIn(
        'Account',
        z.object({ AccountName: needed, AccountPrivilege: optional, PrivilegeStatus: optional }),
      ),
    }),
  ),
});

/** The databases of a cluster on ENS, with who may use them. Rejects with CloudError. */
export function readZonalDatabases(
  client: CloudClient,
  { region, id }: ResourceAddress,
  signal?: AbortSignal,
): Promise<readonly Database[]> {
  return allPages(async (page) => {
    const call = polardbCall('DescribeDatabasesZonal', region, { DBClusterId: id, ...page });
    const { Databases } = await readAs(client, call, databasesAnswer, signal);
    return Databases.map(toDatabase);
  });
}

const toDatabase = (answer: z.output<typeof databasesAnswer>['Databases'][number]): Database => ({
  name: answer.DBName,
  status: answer.DBStatus ?? '',
  engine: answer.Engine ?? '',
  charset: answer.CharacterSetName ?? '',
  description: answer.DBDescription ?? '',
  accounts: answer.Accounts.map(({ AccountName, AccountPrivilege, PrivilegeStatus }) => ({
    name: AccountName,
    privilege: AccountPrivilege ?? '',
    ...(PrivilegeStatus === undefined ? {} : { status: PrivilegeStatus }),
  })),
});

/** These lists tell no total: the last page is the one that is not full, or that brings nothing new. */
async function allPages<T extends { readonly name: string }>(
  read: (page: { readonly PageNumber: number; readonly PageSize: number }) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const all = new Map<string, T>();
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const items = await read({ PageNumber: number, PageSize: PAGE_SIZE });
    const before = all.size;
    for (const item of items) if (!all.has(item.name)) all.set(item.name, item);
    if (items.length < PAGE_SIZE || all.size === before) break;
  }
  return [...all.values()];
}
