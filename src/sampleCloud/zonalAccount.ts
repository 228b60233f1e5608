import { createHash } from 'node:crypto';
import type { SampleCluster } from './sampleCluster';

export const PRIVILEGES = ['ReadWrite', 'ReadOnly', 'DMLOnly', 'DDLOnly', 'ReadIndex'] as const;

/** How long each change takes at speed 1. */
export const ACCOUNT_CHANGE_MS = 8_000;

/** Something that takes its time. Times in milliseconds since the epoch. */
export interface Change {
  startedAt: number;
  readonly durationMs: number;
}

/** A database account of a cluster on ENS. Fields with capitals are the API's own. */
export interface SampleAccount {
  AccountName: string;
  AccountType: string;
  /** `Creating`, `Available` or `Deleting`. */
  AccountStatus: string;
  AccountDescription: string;
  AccountLockState: string;
  grants: SampleGrant[];
  /** The privilege on every database there is and will be. */
  everywhere?: string;
  /** A digest of the password: the sample keeps no password. */
  passwordDigest: string;
  nodeType?: string;
  change?: Change;
  /** Database objects depend on it, so that it cannot be deleted. */
  ownsObjects?: boolean;
  /** The engine fails to drop it. */
  undroppable?: boolean;
}

export interface SampleGrant {
  DBName: string;
  AccountPrivilege: string;
  /** `Empowering`, `Empowered` or `Removing`. */
  PrivilegeStatus: string;
  change?: Change;
}

export interface SampleDatabase {
  DBName: string;
  DBStatus: string;
  CharacterSetName: string;
  DBDescription: string;
  Engine: string;
}

export const digestOf = (password: string): string => createHash('sha256').update(password).digest('hex');

export const accountOf = (cluster: SampleCluster, name: string | undefined): SampleAccount | undefined =>
  cluster.accounts?.find(({ AccountName }) => AccountName === name);

/** What an account may do to each database; one that may everywhere has its privilege on all there are. */
export function grantsOf({ databases = [] }: SampleCluster, account: SampleAccount): readonly SampleGrant[] {
  const { everywhere, grants } = account;
  if (everywhere === undefined) return grants;
  return databases.map(
    ({ DBName }) =>
      grants.find((grant) => grant.DBName === DBName) ?? {
        DBName,
        AccountPrivilege: everywhere,
        PrivilegeStatus: account.AccountStatus === 'Creating' ? 'Empowering' : 'Empowered',
      },
  );
}

/** Brings the accounts of a cluster to where their changes have got by now. True where something changed. */
export function settleAccounts(cluster: SampleCluster, now: number): boolean {
  let changed = false;
  for (const account of cluster.accounts ?? []) {
    for (const grant of account.grants) changed = settleGrant(account, grant, now) || changed;
    if (!isOver(account.change, now)) continue;
    delete account.change;
    changed = true;
    if (account.AccountStatus === 'Creating') account.AccountStatus = 'Available';
    else if (account.AccountStatus === 'Deleting')
      cluster.accounts = cluster.accounts?.filter((other) => other !== account) ?? [];
  }
  return changed;
}

function settleGrant(account: SampleAccount, grant: SampleGrant, now: number): boolean {
  if (!isOver(grant.change, now)) return false;
  delete grant.change;
  if (grant.PrivilegeStatus === 'Removing')
    account.grants = account.grants.filter((other) => other !== grant);
  else grant.PrivilegeStatus = 'Empowered';
  return true;
}

const isOver = (change: Change | undefined, now: number): boolean =>
  change !== undefined && now - change.startedAt >= change.durationMs;

/** Whether an account of the cluster is being made or deleted. */
export const isAccountChanging = ({ accounts = [] }: SampleCluster): boolean =>
  accounts.some(({ AccountStatus }) => AccountStatus !== 'Available');

/** Moves what is under way further into the past. */
export function passAccountTime({ accounts = [] }: SampleCluster, ms: number): void {
  for (const account of accounts)
    for (const { change } of [account, ...account.grants]) if (change) change.startedAt -= ms;
}
