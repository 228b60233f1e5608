import * as z from 'zod';
import { text } from '../clouds/text';
import type { Account } from '../inventory/polardbZonalAccount';
import { available, mySql, ordinary, running, unlocked } from './accountChecks';
import { accountErrors } from './accountErrors';
import { accountOperation } from './accountOperation';
import { databases, privilege, privilegeList } from './accountRules';
import { accountFacts, type AccountLive, heldOn, isInForce } from './accountState';
import {
  databaseChoices,
  privilegeChoices,
  strangers,
  tooMany,
  typedDatabases,
  typedDatabasesCheck,
} from './accountSteps';
import type { StepSpec } from './defineOperation';

const form = z.object({ databases: databases.min(1, 'Choose one database or more'), privilege });
type GrantPrivilegeForm = z.infer<typeof form>;

const steps: readonly StepSpec<AccountLive, GrantPrivilegeForm>[] = [
  {
    kind: 'pick',
    many: true,
    field: 'databases',
    title: text('Databases'),
    placeholder: text('On which databases?'),
    choices: (live) => databaseChoices(live.databases, live.account),
    likely: () => [],
    typed: (live) => typedDatabases(live.databases),
    problem: (live, values) => strangers(live.databases, values.databases ?? []),
  },
  {
    kind: 'pick',
    field: 'privilege',
    title: text('Privilege'),
    placeholder: text('What may it do there?'),
    choices: () => privilegeChoices(),
    likely: () => 'ReadWrite',
    problem: (_live, values) =>
      values.privilege ? tooMany(values.databases ?? [], values.privilege) : undefined,
  },
];

/** The databases on which the account may not yet do what was asked. */
const missing = (account: Account | null, values: GrantPrivilegeForm): readonly string[] =>
  values.databases.filter((database) => {
    const held = heldOn(account, database);
    return !held || held.privilege !== values.privilege || !isInForce(held);
  });

/** GrantAccountPrivilegeZonal: lets an ordinary account of a PolarDB cluster on ENS use databases. */
export const grantPrivilege = accountOperation<GrantPrivilegeForm>({
  id: 'polardbZonal.grantPrivilege',
  action: 'GrantAccountPrivilegeZonal',
  title: text('Grant Privilege'),
  doing: text('granting a privilege…'),
  risk: 'change',
  secrets: [],
  form,
  steps,
  review: (values) => [
    {
      field: 'databases',
      label: text('Databases'),
      value: text('{databases}', { databases: values.databases }),
    },
    {
      field: 'privilege',
      label: text('Privilege'),
      value: text('{privilege}', { privilege: values.privilege }),
    },
  ],
  preflight: (values, { cluster, account, databases: known }) => [
    running(cluster),
    unlocked(cluster),
    mySql(cluster),
    available(account),
    ordinary(account),
    ...typedDatabasesCheck(known, values.databases),
  ],
  effect: (values, { account }) => [
    ...values.databases.map((database) => {
      const held = heldOn(account, database);
      const args = {
        name: account.name,
        database,
        before: held?.privilege ?? '',
        after: values.privilege,
      };
      return held
        ? text('{name} on {database}: {before} → {after}', args)
        : text('{name} on {database}: nothing → {after}', args);
    }),
    text('No connection drops.'),
  ],
  confirmation: (values, names) =>
    text('Grant {account} {privilege} on {databases} of {name} ({id}, {region})?', {
      ...names,
      privilege: values.privilege,
      databases: values.databases,
    }),
  call: (values, token) => ({
    parameters: {
      DBName: values.databases.join(','),
      AccountPrivilege: privilegeList(values.databases, values.privilege),
      ClientToken: token,
    },
    tokenParameter: 'ClientToken',
  }),
  settle: (values, account) => {
    const left = missing(account, values);
    return left.length === 0
      ? {
          state: 'done',
          say: text('{name} has {privilege} on {databases}', {
            name: account.name,
            privilege: values.privilege,
            databases: values.databases,
          }),
        }
      : { state: 'going', say: text('Not yet there: {databases}', { databases: left }) };
  },
  trace: (values, before, { account }) => {
    const left = missing(account, values);
    const since = missing(before.account, values).filter((database) => !left.includes(database));
    return since.length > 0
      ? {
          found: true,
          say: text('{name} has {privilege} on {databases} since', {
            name: account?.name ?? '–',
            privilege: values.privilege,
            databases: since,
          }),
        }
      : {
          found: false,
          say:
            left.length > 0
              ? text('No trace of the privilege on {databases}', { databases: left })
              : text('No trace: {name} had the privilege before', { name: account?.name ?? '–' }),
        };
  },
  facts: accountFacts,
  errors: accountErrors(
    'EngineMigration.ActionDisabled',
    'LockTimeout',
    'InvalidDBName.Malformed',
    'InvalidAccountPrivilege.Malformed',
    'InvalidAccountName.Malformed',
    'InvalidDBCluster.NotFound',
    'InvalidDBClusterId.Malformed',
    'InvalidDBClusterId.NotFound',
  ),
});
