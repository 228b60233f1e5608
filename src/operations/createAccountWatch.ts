import { text } from '../clouds/text';
import { clusterPhase } from '../inventory/polardbCluster';
import { type Account, isAvailable } from '../inventory/polardbZonalAccount';
import { heldOn, isInForce } from './accountState';
import type { CreateAccountForm, CreateAccountState } from './createAccountForm';
import type { Progress, Trace } from './operation';

const named = ({ accounts }: CreateAccountState, name: string): Account | undefined =>
  accounts.find((account) => account.name === name);

/** Settled means: the account is there, Available, and may do on each chosen database what was asked. */
export function createAccountSettle(
  form: CreateAccountForm,
  _before: CreateAccountState,
  now: CreateAccountState,
): Progress {
  if (clusterPhase(now.clusterStatus) === 'gone')
    return { state: 'failed', say: text('The cluster is being deleted') };
  const account = named(now, form.name);
  if (!account) return { state: 'going', say: text('There is no account {name} yet', { name: form.name }) };
  if (!isAvailable(account))
    return { state: 'going', say: text('{name}: {status}', { name: form.name, status: account.status }) };
  const missing = form.databases.filter((database) => {
    const held = heldOn(account, database);
    return !held || held.privilege !== form.privilege || !isInForce(held);
  });
  if (missing.length > 0)
    return {
      state: 'going',
      say: text('{name} is available; its privileges on {databases} are not there yet', {
        name: form.name,
        databases: missing,
      }),
    };
  return { state: 'done', say: text('The account {name} is there and available', { name: form.name }) };
}

/** Whether the account can be seen. Never says whose: somebody else may have made one of the same name. */
export function createAccountTrace(
  form: CreateAccountForm,
  before: CreateAccountState,
  now: CreateAccountState,
): Trace {
  if (named(before, form.name))
    return { found: false, say: text('No trace: there was an account {name} before', { name: form.name }) };
  return named(now, form.name)
    ? { found: true, say: text('The account {name} is there since', { name: form.name }) }
    : { found: false, say: text('No trace of an account {name}', { name: form.name }) };
}
