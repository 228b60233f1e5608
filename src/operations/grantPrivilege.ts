import * as z from 'zod';
import { text } from '../clouds/text';
import { holderOf } from '../inventory/target';
import { available, mySql, ordinary, running, unlocked } from './accountChecks';
import { accountErrors } from './accountErrors';
import { databases, privilege, privilegeList } from './accountRules';
import {
  accountChanges,
  accountFacts,
  type AccountLive,
  accountState,
  type AccountState,
  heldOn,
  isInForce,
  lost,
  observeAccount,
  readAccount,
  stateOfAccount,
} from './accountState';
import {
  databaseChoices,
  privilegeChoices,
  strangers,
  tooMany,
  typedDatabases,
  typedDatabasesCheck,
} from './accountSteps';
import { defineOperation, type StepSpec } from './defineOperation';
import { onEverything } from './permissions';

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
const missing = ({ account }: AccountState, values: GrantPrivilegeForm): readonly string[] =>
  values.databases.filter((database) => {
    const held = heldOn(account, database);
    return !held || held.privilege !== values.privilege || !isInForce(held);
  });

/** GrantAccountPrivilegeZonal: lets an ordinary account of a PolarDB cluster on ENS use databases. */
export const grantPrivilege = defineOperation<AccountLive, AccountState, GrantPrivilegeForm>({
  id: 'polardbZonal.grantPrivilege',
  on: ['polardbZonal.account'],
  title: text('Grant Privilege'),
  doing: text('granting a privilege…'),
  risk: 'change',
  secrets: [],
  form,
  state: accountState,
  steps,
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
    { field: 'privilege', label: text('Privilege'), value: text(values.privilege) },
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
  confirmation: (values, { cluster }, { name, region }) =>
    text('Grant {account} {privilege} on {databases} of {name} ({id}, {region})?', {
      account: name,
      privilege: values.privilege,
      databases: values.databases.join(', '),
      name: cluster.name,
      id: cluster.id,
      region,
    }),
  call: (values, target, _live, token) => ({
    cloud: 'alibaba',
    product: 'polardb',
    action: 'GrantAccountPrivilegeZonal',
    region: target.region,
    parameters: {
      DBClusterId: holderOf(target).id,
      AccountName: target.id,
      DBName: values.databases.join(','),
      AccountPrivilege: privilegeList(values.databases, values.privilege),
      ClientToken: token,
    },
    tokenParameter: 'ClientToken',
  }),
  settle: (values, _before, now) => {
    const gone = lost(now);
    if (gone) return gone;
    const left = missing(now, values);
    return left.length === 0
      ? {
          state: 'done',
          say: text('{name} has {privilege} on {databases}', {
            name: now.account?.name ?? '–',
            privilege: values.privilege,
            databases: values.databases.join(', '),
          }),
        }
      : { state: 'going', say: text('Not yet there: {databases}', { databases: left.join(', ') }) };
  },
  trace: (values, before, now) => {
    const left = missing(now, values);
    const since = missing(before, values).filter((database) => !left.includes(database));
    return since.length > 0
      ? {
          found: true,
          say: text('{name} has {privilege} on {databases} since', {
            name: now.account?.name ?? '–',
            privilege: values.privilege,
            databases: since.join(', '),
          }),
        }
      : { found: false, say: text('No trace of the privilege') };
  },
  topology: () => [],
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
  permissions: onEverything(
    'polardb',
    'GrantAccountPrivilegeZonal',
    'DescribeDbClusterAttributeZonal',
    'DescribeAccountsZonal',
    'DescribeDatabasesZonal',
  ),
});
