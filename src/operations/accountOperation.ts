import type { CloudCall } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import { type Cluster, clusterPhase } from '../inventory/polardbCluster';
import type { Account } from '../inventory/polardbZonalAccount';
import { holderOf, type Target } from '../inventory/target';
import {
  ACCOUNT_GONE,
  accountChanges,
  type AccountLive,
  accountState,
  type AccountState,
  observeAccount,
  readAccount,
  stateOfAccount,
} from './accountState';
import { defineOperation, type OperationSpec } from './defineOperation';
import type { Operation, Progress } from './operation';
import { onEverything } from './permissions';

/** What the last question names: the account, and its cluster's name, id and region. */
export interface AccountNames extends Readonly<Record<string, string>> {
  readonly account: string;
  readonly name: string;
  readonly id: string;
  readonly region: string;
}

/** A change to an account: what it alone says. `OperationSpec` documents what is not documented here. */
export interface AccountOperationSpec<F extends Record<string, unknown>> extends Omit<
  OperationSpec<AccountLive, AccountState, F>,
  | 'on'
  | 'state'
  | 'read'
  | 'observe'
  | 'stateOf'
  | 'changes'
  | 'check'
  | 'topology'
  | 'permissions'
  | 'confirmation'
  | 'call'
  | 'settle'
> {
  /** Of PolarDB's API: `DeleteAccountZonal`. */
  readonly action: string;
  /** The call's own part: its parameters without those that name the cluster and the account. */
  call(form: F, token: string): Pick<CloudCall, 'parameters' | 'tokenParameter' | 'secretParameters'>;
  confirmation(form: F, names: AccountNames): Text;
  /** How far it has come, by the account as it is now. */
  settle(form: F, account: Account): Progress;
  /** What it means that the account is not there any more; a failure where this is unset. */
  settleWithout?(before: AccountState): Progress;
}

const LOST: Progress = { state: 'failed', say: ACCOUNT_GONE };

const namesOf = ({ cluster }: { readonly cluster: Cluster }, { name, region }: Target): AccountNames => ({
  account: name,
  name: cluster.name,
  id: cluster.id,
  region,
});

/** A change to an account of a PolarDB cluster on ENS, with all that every such change does alike. */
export const accountOperation = <F extends Record<string, unknown>>({
  action,
  ...spec
}: AccountOperationSpec<F>): Operation =>
  defineOperation<AccountLive, AccountState, F>({
    ...spec,
    on: ['polardbZonal.account'],
    state: accountState,
    check: () => [],
    changes: accountChanges,
    read: readAccount,
    observe: observeAccount,
    stateOf: stateOfAccount,
    confirmation: (form, live, target) => spec.confirmation(form, namesOf(live, target)),
    call: (form, target, _live, token) => {
      const { parameters, ...own } = spec.call(form, token);
      return {
        ...own,
        cloud: 'alibaba',
        product: 'polardb',
        action,
        region: target.region,
        parameters: { DBClusterId: holderOf(target).id, AccountName: target.id, ...parameters },
      };
    },
    settle: (form, before, { clusterStatus, account }) => {
      if (clusterPhase(clusterStatus) === 'gone')
        return { state: 'failed', say: text('The cluster is being deleted') };
      return account ? spec.settle(form, account) : (spec.settleWithout?.(before) ?? LOST);
    },
    topology: () => [],
    permissions: onEverything(
      'polardb',
      action,
      'DescribeDbClusterAttributeZonal',
      'DescribeAccountsZonal',
      'DescribeDatabasesZonal',
    ),
  });
