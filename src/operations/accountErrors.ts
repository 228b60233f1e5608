import { text, type Text } from '../clouds/text';
import type { ErrorMeaning } from './operation';

const error = (meaning: Text, next: Text): ErrorMeaning => ({ meaning, next });

/** What the codes of PolarDB on ENS mean for accounts; each operation takes those that its page names. */
export const ACCOUNT_ERRORS = {
  LockTimeout: error(
    text('The cloud could not get the cluster’s lock in time: another task holds it.'),
    text('Wait until the cluster is Running and the account Available, then try again.'),
  ),
  'EngineMigration.ActionDisabled': error(
    text('The cluster is being moved to another engine; until that is over its accounts cannot be changed.'),
    text('Wait for the migration to end, then try again.'),
  ),
  'InvalidAccountPassword.Malformed': error(
    text('The cloud does not accept the password.'),
    text(
      'Use 8 to 32 characters of at least three kinds (upper-case letters, lower-case letters, digits, special characters), or let the step generate one.',
    ),
  ),
  'InvalidAccountType.Malformed': error(
    text('The cloud does not accept the account type for this cluster.'),
    text('A PolarDB for MySQL cluster holds one privileged account: make an ordinary one.'),
  ),
  'InvalidAccountDescription.Malformed': error(
    text('The cloud does not accept the description.'),
    text('Use 2 to 256 characters that do not start with http:// or https://.'),
  ),
  'InvalidAccountPrivilege.Malformed': error(
    text('The cloud does not accept the privilege for this account, these databases or this engine.'),
    text('Privileges are granted to ordinary accounts of PolarDB for MySQL, on databases that exist.'),
  ),
  'InvalidAccountName.Malformed': error(
    text(
      'The cloud does not accept the account’s name: it breaks a rule, is reserved, or belongs to no suitable account.',
    ),
    text('Refresh the cluster and look at its accounts; choose another name for a new one.'),
  ),
  'InvalidAccountName.Duplicate': error(
    text('An account of this name exists already.'),
    text('Choose another name, or reset the password of the account that is there.'),
  ),
  'InvalidDBName.Malformed': error(
    text('The cloud does not accept one of the databases: it does not exist, or nothing is granted on it.'),
    text('Refresh the cluster and pick from its databases.'),
  ),
  'InvalidDBCluster.NotFound': error(
    text('The cloud does not know this cluster in this region.'),
    text('Refresh the tree: the cluster may have been deleted, or belong to another account.'),
  ),
  'InvalidDBClusterId.NotFound': error(
    text('The cloud does not know this cluster on ENS in this region.'),
    text('Refresh the tree: the cluster may have been deleted, belong to another account, or not be on ENS.'),
  ),
  'InvalidDBClusterId.Malformed': error(
    text('The cloud does not accept the cluster’s id.'),
    text('Refresh the tree and start again from the cluster.'),
  ),
  'GdnRole.NotSupport': error(
    text(
      'The cluster is a secondary of a global database network, which takes its accounts from the primary.',
    ),
    text('Delete the account on the primary cluster of the network.'),
  ),
  ConcurrentTaskExceeded: error(
    text('The cluster has as many tasks under way as it takes.'),
    text('Wait until the cluster is Running and its accounts are Available, then try again.'),
  ),
  'Account.DelError': error(
    text('The database engine failed to drop the account.'),
    text('Look for sessions and objects of the account, then try again; otherwise ask the cloud’s support.'),
  ),
  'Connect.Timeout': error(
    text('The cloud could not connect to the database for the moment.'),
    text('Wait until the writer is running, then try again.'),
  ),
  AccountActionForbidden: error(
    text('Objects in the databases depend on the account: it owns views, routines or tables.'),
    text('Give them to another account or drop them, then delete the account.'),
  ),
} as const satisfies Readonly<Record<string, ErrorMeaning>>;

/** The meanings of these codes. */
export const accountErrors = (
  ...codes: readonly (keyof typeof ACCOUNT_ERRORS)[]
): Readonly<Record<string, ErrorMeaning>> =>
  Object.fromEntries(codes.map((code) => [code, ACCOUNT_ERRORS[code]]));
