import * as z from 'zod';
import { text } from '../clouds/text';
import { clusterPhase } from '../inventory/polardbCluster';
import { holderOf } from '../inventory/target';
import { noneChanging, running, unlocked, writerRunning } from './accountChecks';
import { accountErrors } from './accountErrors';
import {
  accountChanges,
  accountFacts,
  type AccountLive,
  accountState,
  type AccountState,
  observeAccount,
  readAccount,
  stateOfAccount,
} from './accountState';
import { defineOperation } from './defineOperation';
import { onEverything } from './permissions';

const form = z.object({});
type DeleteAccountForm = z.infer<typeof form>;

/** DeleteAccountZonal: drops an account of a PolarDB cluster on ENS. The call has no client token. */
export const deleteAccount = defineOperation<AccountLive, AccountState, DeleteAccountForm>({
  id: 'polardbZonal.deleteAccount',
  on: ['polardbZonal.account'],
  title: text('Delete Account'),
  doing: text('deleting the account…'),
  risk: 'disruptive',
  secrets: [],
  form,
  state: accountState,
  steps: [],
  check: () => [],
  changes: accountChanges,
  read: readAccount,
  observe: observeAccount,
  stateOf: stateOfAccount,
  review: () => [],
  preflight: (_form, { cluster, accounts }) => [
    running(cluster),
    unlocked(cluster),
    noneChanging(accounts),
    writerRunning(cluster),
  ],
  effect: (_form, { account }) => [
    text('What signs in as {name} can no longer do so.', { name: account.name }),
    account.privileges.length > 0
      ? text('It may use these databases today: {databases}', {
          databases: account.privileges.map(({ database }) => database).join(', '),
        })
      : text('It may use no database by a privilege of its own.'),
    text('This cannot be undone: its password and privileges are lost.'),
  ],
  confirmation: (_form, { cluster }, { name, region }) =>
    text('Delete the account {account} of {name} ({id}, {region})?', {
      account: name,
      name: cluster.name,
      id: cluster.id,
      region,
    }),
  call: (_form, target) => ({
    cloud: 'alibaba',
    product: 'polardb',
    action: 'DeleteAccountZonal',
    region: target.region,
    parameters: { DBClusterId: holderOf(target).id, AccountName: target.id },
  }),
  settle: (_form, before, { clusterStatus, account }) => {
    if (clusterPhase(clusterStatus) === 'gone')
      return { state: 'failed', say: text('The cluster is being deleted') };
    return account
      ? { state: 'going', say: text('{name}: {status}', { name: account.name, status: account.status }) }
      : { state: 'done', say: text('The account {name} is gone', { name: before.account?.name ?? '–' }) };
  },
  trace: (_form, before, { account }) => {
    if (!account)
      return { found: true, say: text('The account {name} is gone', { name: before.account?.name ?? '–' }) };
    return account.status.toLowerCase() === 'deleting'
      ? { found: true, say: text('The account {name} is being deleted', { name: account.name }) }
      : { found: false, say: text('No trace: the account {name} is still there', { name: account.name }) };
  },
  topology: () => [],
  facts: accountFacts,
  errors: accountErrors(
    'GdnRole.NotSupport',
    'ConcurrentTaskExceeded',
    'Account.DelError',
    'Connect.Timeout',
    'InvalidAccountName.Malformed',
    'AccountActionForbidden',
    'InvalidDBCluster.NotFound',
    'InvalidDBClusterId.Malformed',
    'InvalidDBClusterId.NotFound',
  ),
  permissions: onEverything(
    'polardb',
    'DeleteAccountZonal',
    'DescribeDbClusterAttributeZonal',
    'DescribeAccountsZonal',
    'DescribeDatabasesZonal',
  ),
});
