import * as z from 'zod';
import { text } from '../clouds/text';
import { noneChanging, running, unlocked, writerRunning } from './accountChecks';
import { accountErrors } from './accountErrors';
import { accountOperation } from './accountOperation';
import { accountFacts } from './accountState';

const form = z.object({});
type DeleteAccountForm = z.infer<typeof form>;

/** DeleteAccountZonal: drops an account of a PolarDB cluster on ENS. The call has no client token. */
export const deleteAccount = accountOperation<DeleteAccountForm>({
  id: 'polardbZonal.deleteAccount',
  action: 'DeleteAccountZonal',
  title: text('Delete Account'),
  doing: text('deleting the account…'),
  risk: 'disruptive',
  secrets: [],
  form,
  steps: [],
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
          databases: account.privileges.map(({ database }) => database),
        })
      : text('It may use no database by a privilege of its own.'),
    text('This cannot be undone: its password and privileges are lost.'),
  ],
  confirmation: (_form, names) => text('Delete the account {account} of {name} ({id}, {region})?', names),
  call: () => ({ parameters: {} }),
  settle: (_form, account) => ({
    state: 'going',
    say: text('{name}: {status}', { name: account.name, status: account.status }),
  }),
  settleWithout: (before) => ({
    state: 'done',
    say: text('The account {name} is gone', { name: before.account?.name ?? '–' }),
  }),
  trace: (_form, before, { account }) => {
    if (!account)
      return { found: true, say: text('The account {name} is gone', { name: before.account?.name ?? '–' }) };
    return account.status.toLowerCase() === 'deleting'
      ? { found: true, say: text('The account {name} is being deleted', { name: account.name }) }
      : { found: false, say: text('No trace: the account {name} is still there', { name: account.name }) };
  },
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
});
