import * as z from 'zod';
import { text } from '../clouds/text';
import type { Account } from '../inventory/polardbZonalAccount';
import { available, ordinary, running, unlocked } from './accountChecks';
import { accountErrors } from './accountErrors';
import { accountOperation } from './accountOperation';
import { databases } from './accountRules';
import { ACCOUNT_GONE, accountFacts, heldOn } from './accountState';

const form = z.object({ databases: databases.min(1, 'Choose one database or more') });
type RevokePrivilegeForm = z.infer<typeof form>;

/** The databases that the account may still use. */
const stillHeld = (account: Account | null, values: RevokePrivilegeForm): readonly string[] =>
  values.databases.filter((database) => heldOn(account, database) !== undefined);

/** RevokeAccountPrivilegeZonal: takes databases away from an ordinary account of a PolarDB cluster on ENS. */
export const revokePrivilege = accountOperation<RevokePrivilegeForm>({
  id: 'polardbZonal.revokePrivilege',
  action: 'RevokeAccountPrivilegeZonal',
  title: text('Revoke Privilege'),
  doing: text('revoking a privilege…'),
  risk: 'disruptive',
  secrets: [],
  form,
  steps: [
    {
      kind: 'pick',
      many: true,
      field: 'databases',
      title: text('Databases'),
      placeholder: text('From which databases?'),
      choices: ({ account }) =>
        account.privileges.map(({ database, privilege }) => ({
          value: database,
          label: database,
          icon: 'database',
          description: text('{privilege} today', { privilege: privilege || '–' }),
        })),
      likely: () => [],
      problem: ({ account }, values) => {
        const strange = (values.databases ?? []).filter((database) => !heldOn(account, database));
        return strange.length > 0
          ? text('{name} has no privilege on {databases}', {
              name: account.name,
              databases: strange,
            })
          : undefined;
      },
    },
  ],
  review: (values) => [
    {
      field: 'databases',
      label: text('Databases'),
      value: text('{databases}', { databases: values.databases }),
    },
  ],
  preflight: (_form, { cluster, account }) => [
    running(cluster),
    unlocked(cluster),
    available(account),
    ordinary(account),
  ],
  effect: (values, { account }) => [
    ...values.databases.map((database) =>
      text('{name} on {database}: {before} → nothing', {
        name: account.name,
        database,
        before: heldOn(account, database)?.privilege ?? '–',
      }),
    ),
    text('What signs in as {name} can no longer use these databases: its statements there fail.', {
      name: account.name,
    }),
  ],
  confirmation: (values, names) =>
    text('Take {databases} of {name} ({id}, {region}) away from {account}?', {
      ...names,
      databases: values.databases,
    }),
  call: (values, token) => ({
    parameters: {
      DBName: values.databases.join(','),
      ClientToken: token,
    },
    tokenParameter: 'ClientToken',
  }),
  settle: (values, account) => {
    const left = stillHeld(account, values);
    return left.length === 0
      ? {
          state: 'done',
          say: text('{name} has no privilege on {databases} any more', {
            name: account.name,
            databases: values.databases,
          }),
        }
      : { state: 'going', say: text('Still there: {databases}', { databases: left }) };
  },
  trace: (values, before, { account }) => {
    const left = stillHeld(account, values);
    const since = stillHeld(before.account, values).filter((database) => !left.includes(database));
    return account && since.length > 0
      ? {
          found: true,
          say: text('{name} has no privilege on {databases} since', {
            name: account.name,
            databases: since,
          }),
        }
      : {
          found: false,
          say: account ? text('No trace: the privileges are still there') : ACCOUNT_GONE,
        };
  },
  facts: accountFacts,
  errors: accountErrors(
    'InvalidDBName.Malformed',
    'InvalidAccountName.Malformed',
    'LockTimeout',
    'InvalidDBCluster.NotFound',
    'InvalidDBClusterId.Malformed',
    'InvalidDBClusterId.NotFound',
  ),
});
