import * as z from 'zod';
import { text } from '../clouds/text';
import { holderOf } from '../inventory/target';
import { available, ordinary, running, unlocked } from './accountChecks';
import { accountErrors } from './accountErrors';
import { databases } from './accountRules';
import {
  accountChanges,
  accountFacts,
  type AccountLive,
  accountState,
  type AccountState,
  heldOn,
  lost,
  observeAccount,
  readAccount,
  stateOfAccount,
} from './accountState';
import { defineOperation } from './defineOperation';
import { onEverything } from './permissions';

const form = z.object({ databases: databases.min(1, 'Choose one database or more') });
type RevokePrivilegeForm = z.infer<typeof form>;

/** The databases that the account may still use. */
const stillHeld = ({ account }: AccountState, values: RevokePrivilegeForm): readonly string[] =>
  values.databases.filter((database) => heldOn(account, database) !== undefined);

/** RevokeAccountPrivilegeZonal: takes databases away from an ordinary account of a PolarDB cluster on ENS. */
export const revokePrivilege = defineOperation<AccountLive, AccountState, RevokePrivilegeForm>({
  id: 'polardbZonal.revokePrivilege',
  on: ['polardbZonal.account'],
  title: text('Revoke Privilege'),
  doing: text('revoking a privilege…'),
  risk: 'disruptive',
  secrets: [],
  form,
  state: accountState,
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
              databases: strange.join(', '),
            })
          : undefined;
      },
    },
  ],
  check: () => [],
  changes: accountChanges,
  read: readAccount,
  observe: observeAccount,
  stateOf: stateOfAccount,
  review: (values) => [
    {
      field: 'databases',
      label: text('Databases'),
      value: text('{databases}', { databases: values.databases.join(', ') }),
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
  confirmation: (values, { cluster }, { name, region }) =>
    text('Take {databases} of {name} ({id}, {region}) away from {account}?', {
      account: name,
      databases: values.databases.join(', '),
      name: cluster.name,
      id: cluster.id,
      region,
    }),
  call: (values, target, _live, token) => ({
    cloud: 'alibaba',
    product: 'polardb',
    action: 'RevokeAccountPrivilegeZonal',
    region: target.region,
    parameters: {
      DBClusterId: holderOf(target).id,
      AccountName: target.id,
      DBName: values.databases.join(','),
      ClientToken: token,
    },
    tokenParameter: 'ClientToken',
  }),
  settle: (values, _before, now) => {
    const gone = lost(now);
    if (gone) return gone;
    const left = stillHeld(now, values);
    return left.length === 0
      ? {
          state: 'done',
          say: text('{name} has no privilege on {databases} any more', {
            name: now.account?.name ?? '–',
            databases: values.databases.join(', '),
          }),
        }
      : { state: 'going', say: text('Still there: {databases}', { databases: left.join(', ') }) };
  },
  trace: (values, before, now) => {
    const left = stillHeld(now, values);
    const since = stillHeld(before, values).filter((database) => !left.includes(database));
    return now.account && since.length > 0
      ? {
          found: true,
          say: text('{name} has no privilege on {databases} since', {
            name: now.account.name,
            databases: since.join(', '),
          }),
        }
      : { found: false, say: text('No trace: the privileges are still there') };
  },
  topology: () => [],
  facts: accountFacts,
  errors: accountErrors(
    'InvalidDBName.Malformed',
    'InvalidAccountName.Malformed',
    'LockTimeout',
    'InvalidDBCluster.NotFound',
    'InvalidDBClusterId.Malformed',
    'InvalidDBClusterId.NotFound',
  ),
  permissions: onEverything(
    'polardb',
    'RevokeAccountPrivilegeZonal',
    'DescribeDbClusterAttributeZonal',
    'DescribeAccountsZonal',
    'DescribeDatabasesZonal',
  ),
});
