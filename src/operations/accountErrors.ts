import { text } from '../clouds/text';
import type { ErrorMeaning } from './operation';

const error = (meaning: string, next: string): ErrorMeaning => ({ meaning: text(meaning), next: text(next) });

/** What the codes of PolarDB on ENS mean for accounts; each operation takes those that its page names. */
export const ACCOUNT_ERRORS = {
  LockTimeout: error(
    'The cloud could not get the cluster’s lock in time: another task holds it.',
    'Wait until the cluster is Running and the account Available, then try again.',
  ),
  'EngineMigration.ActionDisabled': error(
    'The cluster is being moved to another engine; until that is over its accounts cannot be changed.',
    'Wait for the migration to end, then try again.',
  ),
  'InvalidAccountPassword.Malformed': error(
    'The cloud does not accept the password.',
    'Use 8 to 32 letters, digits and special characters of three kinds, or let the step generate one.',
  ),
  'InvalidAccountType.Malformed': error(
    'The cloud does not accept the account type for this cluster.',
    'A PolarDB for MySQL cluster holds one privileged account: make an ordinary one.',
  ),
  'InvalidAccountDescription.Malformed': error(
    'The cloud does not accept the description.',
    'Use 2 to 256 characters that do not start with http:// or https://.',
  ),
  'InvalidAccountPrivilege.Malformed': error(
    'The cloud does not accept the privilege for this account, these databases or this engine.',
    'Privileges are granted to ordinary accounts of PolarDB for MySQL, on databases that exist.',
  ),
  'InvalidAccountName.Malformed': error(
    'The cloud does not accept the account’s name: it breaks a rule, is reserved, or belongs to no suitable account.',
    'Refresh the cluster and look at its accounts; choose another name for a new one.',
  ),
  'InvalidAccountName.Duplicate': error(
    'An account of this name exists already.',
    'Choose another name, or reset the password of the account that is there.',
  ),
  'InvalidDBName.Malformed': error(
    'The cloud does not accept one of the databases: it does not exist, or nothing is granted on it.',
    'Refresh the cluster and pick from its databases.',
  ),
  'InvalidDBCluster.NotFound': error(
    'The cloud does not know this cluster in this region.',
    'Refresh the tree: the cluster may have been deleted, or belong to another account.',
  ),
  'InvalidDBClusterId.NotFound': error(
    'The cloud does not know this cluster on ENS in this region.',
    'Refresh the tree: the cluster may have been deleted, belong to another account, or not be on ENS.',
  ),
  'InvalidDBClusterId.Malformed': error(
    'The cloud does not accept the cluster’s id.',
    'Refresh the tree and start again from the cluster.',
  ),
  'GdnRole.NotSupport': error(
    'The cluster is a secondary of a global database network, which takes its accounts from the primary.',
    'Delete the account on the primary cluster of the network.',
  ),
  ConcurrentTaskExceeded: error(
    'The cluster has as many tasks under way as it takes.',
    'Wait until the cluster is Running and its accounts are Available, then try again.',
  ),
  'Account.DelError': error(
    'The database engine failed to drop the account.',
    'Look for sessions and objects of the account, then try again; otherwise ask the cloud’s support.',
  ),
  'Connect.Timeout': error(
    'The cloud could not connect to the database for the moment.',
    'Wait until the writer is running, then try again.',
  ),
  AccountActionForbidden: error(
    'Objects in the databases depend on the account: it owns views, routines or tables.',
    'Give them to another account or drop them, then delete the account.',
  ),
} as const satisfies Readonly<Record<string, ErrorMeaning>>;

/** The meanings of these codes. */
export const accountErrors = (
  ...codes: readonly (keyof typeof ACCOUNT_ERRORS)[]
): Readonly<Record<string, ErrorMeaning>> =>
  Object.fromEntries(codes.map((code) => [code, ACCOUNT_ERRORS[code]]));
