import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { CloudError, type CloudErrorKind } from '../clouds/cloudError';
import { text, type Text } from '../clouds/text';
import type { ResourceAddress } from '../inventory/estate';
import type { Cluster } from '../inventory/polardbCluster';
import { readZonalAccounts, readZonalCluster, readZonalDatabases } from '../inventory/polardbZonal';
import {
  type Account,
  account as accountSchema,
  type Database,
  type Privilege,
  withGrantStatus,
} from '../inventory/polardbZonalAccount';
import { holderOf, type Target } from '../inventory/target';
import { differ } from './differ';
import type { ReviewValue } from './operation';
import { reading, type Reading } from './reading';

/** An account, what surrounds it, and what may be done to it. */
export interface AccountLive {
  readonly cluster: Cluster;
  readonly account: Account;
  /** All of the cluster, this one among them. */
  readonly accounts: readonly Account[];
  readonly databases: Reading<readonly Database[]>;
}

/** What is watched of an account: null where it is not there. */
export const accountState = z.object({ clusterStatus: z.string(), account: accountSchema.nullable() });
export type AccountState = z.infer<typeof accountState>;

export const ACCOUNT_GONE = text('The account is not there any more');

/** Rejects with CloudError, also where the account is not there. */
export async function readAccount(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<AccountLive> {
  const address = holderOf(target);
  const [cluster, accounts, databases] = await Promise.all([
    readZonalCluster(client, address, signal),
    readZonalAccounts(client, address, signal),
    reading((limit) => readZonalDatabases(client, address, limit), signal),
  ]);
  const account = accounts.find(({ name }) => name === target.id);
  if (!account)
    throw new CloudError({
      kind: 'refused',
      explanation: text('The cluster {cluster} has no account {account} any more.', {
        cluster: cluster.name,
        account: target.id,
      }),
      advice: text('Refresh the tree: somebody may have deleted it.'),
    });
  const known = databases.known ? withGrantStatus(account, databases.value) : account;
  return { cluster, account: known, accounts, databases };
}

/** Rejects with CloudError; an account that is not there is a state like any other. */
export async function observeAccount(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<AccountState> {
  const address = holderOf(target);
  const [cluster, accounts, databases] = await Promise.all([
    readZonalCluster(client, address, signal),
    readZonalAccounts(client, address, signal, target.id),
    databasesForGrants(client, address, signal),
  ]);
  const [account] = accounts;
  return {
    clusterStatus: cluster.status,
    account: account ? withGrantStatus(account, databases) : null,
  };
}

/** Failures that stay: waiting for them to pass would keep an account that can be read from being watched. */
const LASTING: readonly CloudErrorKind[] = ['permission', 'refused', 'answer'];

/**
 * The databases, which tell how far each grant has got; none where the cloud does not give them, so that what the
 * accounts' own list says of a grant must do. Rejects with CloudError for what passes: a grant under way would be taken
 * for one in force.
 */
export async function databasesForGrants(
  client: CloudClient,
  address: ResourceAddress,
  signal?: AbortSignal,
): Promise<readonly Database[]> {
  try {
    return await readZonalDatabases(client, address, signal);
  } catch (error) {
    if (error instanceof CloudError && LASTING.includes(error.kind)) return [];
    throw error;
  }
}

export const stateOfAccount = ({ cluster, account }: AccountLive): AccountState => ({
  clusterStatus: cluster.status,
  account,
});

export const heldOn = (account: Account | null, database: string): Privilege | undefined =>
  account?.privileges.find((held) => held.database === database);

/** Whether a grant has arrived: it may be listed while the cloud is still at it. */
export const isInForce = ({ status }: Privilege): boolean =>
  status === undefined || status.toLowerCase() === 'empowered';

/** What a person compares before and after. */
export function accountFacts({ account }: AccountState): readonly ReviewValue[] {
  if (!account) return [{ label: text('Account'), value: text('Not there') }];
  return [
    { label: text('Account'), value: text('{status}', { status: account.status }) },
    { label: text('Type'), value: text('{type}', { type: account.type || '–' }) },
    { label: text('Description'), value: text('{description}', { description: account.description || '–' }) },
    ...account.privileges.map((held) => ({
      label: text('Database {database}', { database: held.database }),
      value: privilegeText(held),
    })),
  ];
}

export const privilegeText = (held: Privilege): Text =>
  isInForce(held)
    ? text('{privilege}', { privilege: held.privilege || '–' })
    : text('{privilege} ({status})', { privilege: held.privilege || '–', status: held.status ?? '' });

/** What changed between two readings that matters to whoever changes the account. */
export function accountChanges(seen: AccountLive, now: AccountLive): readonly Text[] {
  const held = ({ account }: AccountLive) =>
    account.privileges.map(({ database, privilege }) => `${database}: ${privilege}`).join(', ');
  return [
    ...differ(text('Status: {before} → {after}'), seen.cluster.status, now.cluster.status),
    ...differ(text('Lock mode: {before} → {after}'), seen.cluster.lockMode, now.cluster.lockMode),
    ...differ(text('Account: {before} → {after}'), seen.account.status, now.account.status),
    ...differ(text('Type: {before} → {after}'), seen.account.type, now.account.type),
    ...differ(text('Description: {before} → {after}'), seen.account.description, now.account.description),
    ...differ(text('Privileges: {before} → {after}'), held(seen), held(now)),
  ];
}
