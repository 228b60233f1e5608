import { GatewayError } from './gatewayError';
import { type OperationContext, ownCluster } from './operationContext';
import type { SampleCluster } from './sampleCluster';
import { ACCOUNT_CHANGE_MS, accountOf, type Change, type SampleAccount } from './zonalAccount';

export const malformed = (name: string): GatewayError =>
  new GatewayError(400, `Invalid${name}.Malformed`, `The specified parameter ${name} is not valid.`);

const NOT_FOUND = 'The DBClusterId provided does not exist in our records.';

/** The caller's cluster on ENS. CreateAccountZonal names a missing one in this way. */
export function clusterForCreation(context: OperationContext): SampleCluster {
  const cluster = ownCluster(context, 'ens');
  if (cluster) return cluster;
  throw new GatewayError(404, 'InvalidDBClusterId.NotFound', NOT_FOUND);
}

/** The same for the other writes: they tell a cluster that is not on ENS from one that is not there. */
export function clusterToChange(context: OperationContext): SampleCluster {
  const cluster = ownCluster(context, 'ens');
  if (cluster) return cluster;
  const code = ownCluster(context) ? 'InvalidDBClusterId.NotFound' : 'InvalidDBCluster.NotFound';
  throw new GatewayError(404, code, NOT_FOUND);
}

/** Throws where the cluster takes no change of its accounts just now. */
export function checkReady(cluster: SampleCluster): void {
  if (cluster.engineMigration)
    throw new GatewayError(
      400,
      'EngineMigration.ActionDisabled',
      'Specified action is disabled while custins is in engine migration.',
    );
  if (cluster.DBClusterStatus !== 'Running' || cluster.LockMode !== 'Unlock') throw lockTimeout();
}

export const lockTimeout = (): GatewayError =>
  new GatewayError(400, 'LockTimeout', 'The request processing has failed due to lock timeout.');

/** The account that is named; only an available one can be changed. */
export function accountToChange(cluster: SampleCluster, { parameters }: OperationContext): SampleAccount {
  const account = accountOf(cluster, parameters.get('AccountName'));
  if (!account) throw malformed('AccountName');
  if (account.AccountStatus !== 'Available') throw lockTimeout();
  return account;
}

export const beginChange = ({ now, speed }: OperationContext): Change => ({
  startedAt: now,
  durationMs: ACCOUNT_CHANGE_MS / speed,
});

/** The parts of a comma list. */
export const listOf = (value: string | undefined): string[] => (value ?? '').split(',').filter(Boolean);

/** The databases named by DBName; throws where one does not exist or is named twice. */
export function databasesOf({ databases = [] }: SampleCluster, { parameters }: OperationContext): string[] {
  const names = listOf(parameters.get('DBName'));
  const known = names.every((name) => databases.some(({ DBName }) => DBName === name));
  if (!known || new Set(names).size < names.length) throw malformed('DBName');
  return names;
}

/** One privilege for each database, or one for all of them. Throws where the numbers differ. */
export function privilegesOf(names: readonly string[], { parameters }: OperationContext): string[] {
  const privileges = listOf(parameters.get('AccountPrivilege'));
  const [first = ''] = privileges;
  if (privileges.length === 1) return names.map(() => first);
  if (privileges.length !== names.length) throw malformed('AccountPrivilege');
  return privileges;
}
