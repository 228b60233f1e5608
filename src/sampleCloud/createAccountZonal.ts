import { GatewayError } from './gatewayError';
import type { Operation, OperationContext } from './operationContext';
import type { SampleCluster } from './sampleCluster';
import { writeOnce } from './write';
import { accountOf, digestOf, type SampleAccount } from './zonalAccount';
import {
  beginChange,
  checkReady,
  clusterForCreation,
  databasesOf,
  malformed,
  privilegesOf,
} from './zonalWrite';

/*
 * CreateAccountZonal. Checks run in the order of this table, and the first that fails is answered.
 *
 * state or parameter                                                     answer
 * ---------------------------------------------------------------------  ----------------------------------
 * DBClusterId not of the form pc-...                                     404 InvalidDBClusterId.Malformed
 * AccountName against its rules, or root or admin                        400 InvalidAccountName.Malformed
 * AccountPassword, AccountType, AccountDescription, AccountPrivilege     400 InvalidX.Malformed
 *   against their rules
 * client token seen within 24 hours                                      as at every write with one
 * no such cluster on ENS                                                 404 InvalidDBClusterId.NotFound
 * the engine is being migrated                                           400 EngineMigration.ActionDisabled
 * the cluster is not Running, or is locked                               400 LockTimeout
 * an account of that name exists                                         400 InvalidAccountName.Duplicate
 * a second Super account on MySQL                                        400 InvalidAccountType.Malformed
 * DBName or PrivForAllDB for a Super account, or on another engine       400 InvalidAccountPrivilege.Malformed
 * DBName names a database that is not there                              400 InvalidDBName.Malformed
 * DBName or PrivForAllDB without AccountPrivilege, or another number     400 InvalidAccountPrivilege.Malformed
 */
export const createAccountZonal: Operation = (context) =>
  writeOnce(context, 'CreateAccountZonal', () => {
    const cluster = clusterForCreation(context);
    checkReady(cluster);
    const account = newAccount(cluster, context);
    cluster.accounts = [...(cluster.accounts ?? []), account];
    return {
      clusterId: cluster.DBClusterId,
      detail: {
        account: account.AccountName,
        type: account.AccountType,
        databases: account.grants.map(({ DBName }) => DBName).join(','),
        everywhere: account.everywhere ?? '',
      },
    };
  });

function newAccount(cluster: SampleCluster, context: OperationContext): SampleAccount {
  const { parameters } = context;
  const name = parameters.get('AccountName') ?? '';
  if (accountOf(cluster, name))
    throw new GatewayError(400, 'InvalidAccountName.Duplicate', 'The specified account name already exists.');
  const type = parameters.get('AccountType') ?? 'Normal';
  const isSecondSuper = cluster.accounts?.some(({ AccountType }) => AccountType === 'Super');
  if (type === 'Super' && cluster.DBType === 'MySQL' && isSecondSuper) throw malformed('AccountType');
  const nodeType = parameters.get('NodeType');
  return {
    AccountName: name,
    AccountType: type,
    AccountStatus: 'Creating',
    AccountDescription: parameters.get('AccountDescription') ?? '',
    AccountLockState: 'UnLock',
    passwordDigest: digestOf(parameters.get('AccountPassword') ?? ''),
    change: beginChange(context),
    ...grantsAsked(cluster, type, context),
    ...(nodeType === undefined ? {} : { nodeType }),
  };
}

function grantsAsked(
  cluster: SampleCluster,
  type: string,
  context: OperationContext,
): Pick<SampleAccount, 'grants' | 'everywhere'> {
  const { parameters } = context;
  const everywhere = parameters.get('PrivForAllDB') === '1';
  if (!everywhere && !parameters.has('DBName')) return { grants: [] };
  if (type === 'Super' || cluster.DBType !== 'MySQL') throw malformed('AccountPrivilege');
  const names = databasesOf(cluster, context);
  const privilege = parameters.get('AccountPrivilege');
  if (privilege === undefined) throw malformed('AccountPrivilege');
  const privileges = privilegesOf(names, context);
  const grants = names.map((DBName, index) => ({
    DBName,
    AccountPrivilege: privileges[index] ?? '',
    PrivilegeStatus: 'Empowering',
    change: beginChange(context),
  }));
  return everywhere ? { grants, everywhere: privilege } : { grants };
}
