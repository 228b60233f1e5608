import { GatewayError } from './gatewayError';
import type { Operation, OperationContext } from './operationContext';
import type { SampleCluster } from './sampleCluster';
import { type Done, writeOnce } from './write';
import { accountOf, digestOf, grantsOf, isAccountChanging, type SampleAccount } from './zonalAccount';
import {
  accountToChange,
  beginChange,
  checkReady,
  clusterToChange,
  databasesOf,
  malformed,
  privilegesOf,
} from './zonalWrite';

/*
 * Changes of the accounts of clusters on ENS. Checks run in the order of this table, after those of the parameters.
 *
 * state                                             call                answer
 * ------------------------------------------------  ------------------  ----------------------------------
 * no such cluster                                   all                 404 InvalidDBCluster.NotFound
 * the cluster is not on ENS                         all                 404 InvalidDBClusterId.NotFound
 * the engine is being migrated                      password, grant     400 EngineMigration.ActionDisabled
 * the cluster is not Running, or is locked          all but delete      400 LockTimeout
 * a secondary of a global database network          delete              400 GdnRole.NotSupport
 * the cluster is not Running, or is locked; or      delete              400 ConcurrentTaskExceeded
 *   another account is being made or deleted
 * no such account                                   all                 400 InvalidAccountName.Malformed
 * the account is not Available                      all but delete      400 LockTimeout
 * the writer is not Running                         delete              400 Connect.Timeout
 * objects depend on the account                     delete              401 AccountActionForbidden
 * the engine fails to drop it                       delete              400 Account.DelError
 * a Super account, which has every privilege        grant, revoke       400 InvalidAccountName.Malformed
 * PostgreSQL or Oracle, where the engine grants     grant               400 InvalidAccountPrivilege.Malformed
 * no such database, or none granted                 grant, revoke       400 InvalidDBName.Malformed
 * another number of privileges than of databases    grant               400 InvalidAccountPrivilege.Malformed
 */

const done = (cluster: SampleCluster, account: SampleAccount, detail: Done['detail'] = {}): Done => ({
  clusterId: cluster.DBClusterId,
  detail: { account: account.AccountName, ...detail },
});

export const modifyAccountPasswordZonal: Operation = (context) =>
  writeOnce(context, 'ModifyAccountPasswordZonal', () => {
    const cluster = clusterToChange(context);
    checkReady(cluster);
    const account = accountToChange(cluster, context);
    account.passwordDigest = digestOf(context.parameters.get('NewAccountPassword') ?? '');
    return done(cluster, account);
  });

export const modifyAccountDescriptionZonal: Operation = (context) =>
  writeOnce(context, 'ModifyAccountDescriptionZonal', () => {
    const cluster = clusterToChange(context);
    checkReady({ ...cluster, engineMigration: false });
    const account = accountToChange(cluster, context);
    account.AccountDescription = context.parameters.get('AccountDescription') ?? '';
    return done(cluster, account);
  });

export const grantAccountPrivilegeZonal: Operation = (context) =>
  writeOnce(context, 'GrantAccountPrivilegeZonal', () => {
    const cluster = clusterToChange(context);
    checkReady(cluster);
    const account = ordinaryAccount(cluster, context);
    if (cluster.DBType !== 'MySQL') throw malformed('AccountPrivilege');
    const names = databasesOf(cluster, context);
    const privileges = privilegesOf(names, context);
    const others = account.grants.filter(({ DBName }) => !names.includes(DBName));
    const grants = names.map((DBName, index) => ({
      DBName,
      AccountPrivilege: privileges[index] ?? '',
      PrivilegeStatus: 'Empowering',
      change: beginChange(context),
    }));
    account.grants = [...others, ...grants];
    return done(cluster, account, { databases: names.join(','), privileges: privileges.join(',') });
  });

export const revokeAccountPrivilegeZonal: Operation = (context) =>
  writeOnce(context, 'RevokeAccountPrivilegeZonal', () => {
    const cluster = clusterToChange(context);
    checkReady({ ...cluster, engineMigration: false });
    const account = ordinaryAccount(cluster, context);
    const names = databasesOf(cluster, context);
    const grants = grantsOf(cluster, account);
    if (!names.every((name) => grants.some(({ DBName }) => DBName === name))) throw malformed('DBName');
    // What was granted on every database is from now on granted on the others one by one.
    delete account.everywhere;
    account.grants = grants.map((grant) =>
      names.includes(grant.DBName)
        ? { ...grant, PrivilegeStatus: 'Removing', change: beginChange(context) }
        : grant,
    );
    return done(cluster, account, { databases: names.join(',') });
  });

function ordinaryAccount(cluster: SampleCluster, context: OperationContext): SampleAccount {
  const account = accountToChange(cluster, context);
  if (account.AccountType === 'Super') throw malformed('AccountName');
  return account;
}

export const deleteAccountZonal: Operation = (context) =>
  writeOnce(context, 'DeleteAccountZonal', () => {
    const cluster = clusterToChange(context);
    checkDeletable(cluster);
    const account = accountOf(cluster, context.parameters.get('AccountName'));
    if (!account) throw malformed('AccountName');
    const writer = cluster.DBNodes.find(({ DBNodeRole }) => DBNodeRole === 'Writer');
    if (writer?.DBNodeStatus !== 'Running')
      throw new GatewayError(400, 'Connect.Timeout', 'Service can not connect to instance temporarily.');
    if (account.ownsObjects)
      throw new GatewayError(401, 'AccountActionForbidden', 'Some objects depend on the special account.');
    if (account.undroppable)
      throw new GatewayError(
        400,
        'Account.DelError',
        `Instance ${cluster.DBClusterId} remove Account crawl_r error`,
      );
    account.AccountStatus = 'Deleting';
    account.change = beginChange(context);
    return done(cluster, account);
  });

function checkDeletable(cluster: SampleCluster): void {
  if (cluster.gdnSecondary)
    throw new GatewayError(400, 'GdnRole.NotSupport', 'Specified gdn role is not support.');
  if (cluster.DBClusterStatus !== 'Running' || cluster.LockMode !== 'Unlock' || isAccountChanging(cluster))
    throw new GatewayError(400, 'ConcurrentTaskExceeded', 'Concurrent task exceeding the allowed amount.');
}
