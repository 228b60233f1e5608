import { text, type Text } from '../clouds/text';
import type { CloudClient } from '../clouds/cloudClient';
import { readZonalAccounts, readZonalCluster, readZonalDatabases } from '../inventory/polardbZonal';
import { isSuper, withGrantStatus } from '../inventory/polardbZonalAccount';
import { holderOf, type Target } from '../inventory/target';
import { isMySql, running, unlocked } from './accountChecks';
import { accountErrors } from './accountErrors';
import { privilegeList } from './accountRules';
import { databasesForGrants, type privilegeText } from './accountState';
import { strangers, typedDatabasesCheck } from './accountSteps';
import {
  type CreateAccountForm,
  createAccountForm,
  type CreateAccountLive,
  createAccountState,
  type CreateAccountState,
  takesGrants,
} from './createAccountForm';
import { createAccountSteps } from './createAccountSteps';
import { createAccountSettle, createAccountTrace } from './createAccountWatch';
import { defineOperation } from './defineOperation';
import { differ } from './differ';
import type { Check, Problem, ReviewValue } from './operation';
import { onEverything } from './permissions';
import { reading } from './reading';
import { isKeyword } from './reservedNames';

async function read(client: CloudClient, target: Target, signal?: AbortSignal): Promise<CreateAccountLive> {
  const address = holderOf(target);
  const [cluster, accounts, databases] = await Promise.all([
    readZonalCluster(client, address, signal),
    readZonalAccounts(client, address, signal),
    reading((limit) => readZonalDatabases(client, address, limit), signal),
  ]);
  return { cluster, databases, accounts };
}

async function observe(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<CreateAccountState> {
  const address = holderOf(target);
  const [cluster, accounts, databases] = await Promise.all([
    readZonalCluster(client, address, signal),
    readZonalAccounts(client, address, signal),
    databasesForGrants(client, address, signal),
  ]);
  return {
    clusterStatus: cluster.status,
    accounts: accounts.map((account) => withGrantStatus(account, databases)),
  };
}

/** Rules that live data decides; what the fields' own rules and the steps say is not said again. */
function problems(live: CreateAccountLive, form: CreateAccountForm): readonly Problem[] {
  const problem = (field: keyof CreateAccountForm, message: Text | undefined): readonly Problem[] =>
    message ? [{ field, message }] : [];
  if (form.scope !== 'none' && !takesGrants(live, form.type))
    return problem('scope', text('Only ordinary accounts of PolarDB for MySQL are granted databases here'));
  if (form.scope !== 'some' && form.databases.length > 0)
    return problem('databases', text('Databases are named only where the access is to chosen ones'));
  if ((form.scope === 'none') !== (form.privilege === null))
    return problem('privilege', text('A privilege goes with access to databases, and only with it'));
  return form.scope === 'some' ? problem('databases', strangers(live.databases, form.databases)) : [];
}

/** MySQL clusters hold one privileged account; names that SQL uses itself are trouble, and may be refused. */
function preflight(
  { cluster, accounts, databases }: CreateAccountLive,
  { type, name, databases: named }: CreateAccountForm,
): readonly Check[] {
  const other = accounts.find(isSuper);
  const oneSuper: Check = {
    id: 'oneSuper',
    state: isMySql(cluster) && other ? 'notMet' : 'met',
    title: text('There is room for a privileged account'),
    fact: other
      ? text('{name} is a privileged account', { name: other.name })
      : text('There is no privileged account yet'),
    risk: text(
      'PolarDB for MySQL holds one privileged account and refuses a second (InvalidAccountType.Malformed).',
    ),
  };
  const keyword: Check = {
    id: 'keyword',
    state: isKeyword(cluster.engine, name) ? 'notMet' : 'met',
    title: text('The name means nothing to the engine'),
    fact: isKeyword(cluster.engine, name)
      ? text('{name} is a word or an account of {engine} itself', { name, engine: cluster.engine })
      : text('{name} is neither a word of SQL nor a system account', { name }),
    risk: text('The cloud refuses reserved names without saying which; in SQL such a name must be quoted.'),
  };
  return [
    running(cluster),
    unlocked(cluster),
    ...(type === 'Super' ? [oneSuper] : []),
    keyword,
    ...typedDatabasesCheck(databases, named),
  ];
}

function access({ scope, databases, privilege }: CreateAccountForm): Text {
  if (scope === 'none') return text('None');
  const args = { privilege: privilege ?? '', databases };
  return scope === 'all'
    ? text('{privilege} on all databases, also future ones', args)
    : text('{privilege} on {databases}', args);
}

function effect({ cluster }: CreateAccountLive, form: CreateAccountForm): readonly Text[] {
  return [
    text('A new account {name} on {cluster}. No connection drops, and no other account changes.', {
      name: form.name,
      cluster: cluster.name,
    }),
    form.type === 'Super'
      ? text('Whoever has its password may do everything in every database.')
      : form.scope === 'all'
        ? text('{privilege} on every database of the cluster, also on those made later.', {
            privilege: form.privilege ?? '',
          })
        : form.scope === 'some'
          ? text('{privilege} on {databases}.', {
              privilege: form.privilege ?? '',
              databases: form.databases,
            })
          : text('It may sign in and use no database until it is granted one.'),
    text('The password is kept nowhere: it cannot be shown again.'),
  ];
}

const review = (form: CreateAccountForm): readonly ReviewValue[] => [
  { field: 'name', label: text('Name'), value: text('{name}', { name: form.name }) },
  { field: 'type', label: text('Account type'), value: text('{type}', { type: form.type }) },
  { field: 'password', label: text('Password'), value: text('Hidden') },
  {
    field: 'description',
    label: text('Description'),
    value: form.description ? text('{description}', { description: form.description }) : text('None'),
  },
  {
    field: form.scope === 'some' ? 'databases' : 'scope',
    label: text('Access to databases'),
    value: access(form),
  },
  {
    field: 'nodeType',
    label: text('Node type'),
    value: form.nodeType ? text('{nodeType}', { nodeType: form.nodeType }) : text('As the cloud chooses'),
  },
];

function changes(seen: CreateAccountLive, now: CreateAccountLive): readonly Text[] {
  const names = ({ accounts }: CreateAccountLive) =>
    accounts
      .map(({ name }) => name)
      .sort()
      .join(', ');
  return [
    ...differ(text('Status: {before} → {after}'), seen.cluster.status, now.cluster.status),
    ...differ(text('Lock mode: {before} → {after}'), seen.cluster.lockMode, now.cluster.lockMode),
    ...differ(text('Accounts: {before} → {after}'), names(seen), names(now)),
  ];
}

/** What the form becomes: DBName and AccountPrivilege as parallel lists, or one privilege for all databases. */
function grants({ scope, databases, privilege }: CreateAccountForm): Readonly<Record<string, string>> {
  if (privilege === null) return {};
  if (scope === 'all') return { PrivForAllDB: '1', AccountPrivilege: privilege };
  return { DBName: databases.join(','), AccountPrivilege: privilegeList(databases, privilege) };
}

/** CreateAccountZonal: makes a database account on a PolarDB cluster on ENS. */
export const createAccount = defineOperation<CreateAccountLive, CreateAccountState, CreateAccountForm>({
  id: 'polardbZonal.createAccount',
  on: ['polardbZonal.cluster'],
  title: text('Create Account'),
  doing: text('creating an account…'),
  risk: 'change',
  secrets: ['password'],
  form: createAccountForm,
  state: createAccountState,
  steps: createAccountSteps,
  check: problems,
  changes,
  read,
  observe,
  stateOf: ({ cluster, accounts }) => ({ clusterStatus: cluster.status, accounts: [...accounts] }),
  review: (form) => review(form),
  preflight: (form, live) => preflight(live, form),
  effect: (form, live) => effect(live, form),
  confirmation: (form, _live, { name, id, region }) =>
    text('Create the account {account} on {name} ({id}, {region})?', {
      account: form.name,
      name,
      id,
      region,
    }),
  call: (form, target, _live, token) => ({
    cloud: 'alibaba',
    product: 'polardb',
    action: 'CreateAccountZonal',
    region: target.region,
    parameters: {
      DBClusterId: target.id,
      AccountName: form.name,
      AccountPassword: form.password,
      // Always sent: where it is left out, the documents do not agree on what it means.
      AccountType: form.type,
      ...(form.description === '' ? {} : { AccountDescription: form.description }),
      ...grants(form),
      ...(form.nodeType === '' ? {} : { NodeType: form.nodeType }),
      ClientToken: token,
    },
    tokenParameter: 'ClientToken',
    secretParameters: ['AccountPassword'],
  }),
  settle: createAccountSettle,
  trace: createAccountTrace,
  topology: () => [],
  facts: ({ accounts }) =>
    accounts.map((account) => ({
      label: text('Account {name}', { name: account.name }),
      value: text('{type} · {status} · {privileges}', {
        type: account.type || '–',
        status: account.status,
        privileges: account.privileges.map(held).join(', ') || '–',
      }),
    })),
  errors: accountErrors(
    'LockTimeout',
    'EngineMigration.ActionDisabled',
    'InvalidAccountPassword.Malformed',
    'InvalidAccountType.Malformed',
    'InvalidAccountDescription.Malformed',
    'InvalidAccountPrivilege.Malformed',
    'InvalidAccountName.Malformed',
    'InvalidAccountName.Duplicate',
    'InvalidDBName.Malformed',
    'InvalidDBClusterId.NotFound',
    'InvalidDBClusterId.Malformed',
  ),
  permissions: onEverything(
    'polardb',
    'CreateAccountZonal',
    'DescribeDbClusterAttributeZonal',
    'DescribeAccountsZonal',
    'DescribeDatabasesZonal',
  ),
});

const held = (one: Parameters<typeof privilegeText>[0]): string => `${one.database}: ${one.privilege || '–'}`;
