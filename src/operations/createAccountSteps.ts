import { text } from '../clouds/text';
import { isSuper } from '../inventory/polardbZonalAccount';
import { isMySql } from './accountChecks';
import { databaseChoices, privilegeChoices, tooMany, typedDatabases } from './accountSteps';
import type { StepSpec } from './defineOperation';
import type { Choice } from './operation';
import { generatePassword } from './generatePassword';
import { type CreateAccountForm, type CreateAccountLive, takesGrants } from './createAccountForm';

type Step = StepSpec<CreateAccountLive, CreateAccountForm>;

/** What is asked, in this order. What a privileged account or the engine decides is not asked. */
export const createAccountSteps: readonly Step[] = [
  {
    kind: 'input',
    field: 'name',
    title: text('Name'),
    prompt: text('2 to 16 lower-case letters, digits and underscores, beginning with a letter'),
    problem: ({ accounts }, { name }) =>
      accounts.some((account) => account.name === name)
        ? text('The cluster has an account of this name already')
        : undefined,
  },
  {
    kind: 'pick',
    field: 'type',
    title: text('Account type'),
    placeholder: text('What kind of account is it?'),
    choices: (live) => [normalChoice(live), superChoice(live)],
    likely: () => 'Normal',
  },
  {
    kind: 'input',
    field: 'password',
    title: text('Password'),
    prompt: text(
      '8 to 32 characters of three kinds: upper-case and lower-case letters, digits, !@#$%^&*()_+-=. Or use the button Generate Password above.',
    ),
    generate: () => generatePassword(),
  },
  {
    kind: 'input',
    field: 'description',
    title: text('Description'),
    prompt: text('What the account is for: 2 to 256 characters, or nothing'),
  },
  {
    kind: 'pick',
    field: 'scope',
    title: text('Access to databases'),
    placeholder: text('What may it use from the start?'),
    dependsOn: ['type'],
    known: (live, { type }) => (takesGrants(live, type) ? undefined : { value: 'none' }),
    choices: (live) => scopeChoices(live),
    likely: ({ databases }) => (databases.known && databases.value.length > 0 ? 'some' : 'none'),
  },
  {
    kind: 'pick',
    many: true,
    field: 'databases',
    title: text('Databases'),
    placeholder: text('Which databases may it use?'),
    dependsOn: ['scope'],
    known: (_live, { scope }) => (scope === 'some' ? undefined : { value: [] }),
    choices: ({ databases }) => databaseChoices(databases),
    likely: () => [],
    typed: ({ databases }) => typedDatabases(databases),
    problem: (_live, { scope, databases = [] }) =>
      scope === 'some' && databases.length === 0 ? text('Choose one database or more') : undefined,
  },
  {
    kind: 'pick',
    field: 'privilege',
    title: text('Privilege'),
    placeholder: text('What may it do there?'),
    dependsOn: ['scope'],
    known: (_live, { scope }) => (scope === 'none' ? { value: null } : undefined),
    choices: () => privilegeChoices(),
    likely: () => 'ReadWrite',
    problem: (_live, { scope, databases = [], privilege }) =>
      scope === 'some' && privilege ? tooMany(databases, privilege) : undefined,
  },
  {
    kind: 'pick',
    field: 'nodeType',
    title: text('Node type'),
    placeholder: text('On which nodes is the account made?'),
    choices: () => NODE_TYPES,
    likely: () => '',
  },
];

function normalChoice({ cluster }: CreateAccountLive): Choice {
  return {
    value: 'Normal',
    label: 'Normal',
    icon: 'person',
    description: text('Ordinary account'),
    detail: isMySql(cluster)
      ? text('It may use the databases that it is granted.')
      : text('It may use what a privileged account grants it in SQL.'),
  };
}

function superChoice({ cluster, accounts }: CreateAccountLive): Choice {
  const other = isMySql(cluster) ? accounts.find(isSuper) : undefined;
  return {
    value: 'Super',
    label: 'Super',
    icon: 'shield',
    description: text('Privileged account'),
    detail: text('It may do everything in every database.'),
    ...(other
      ? { unsuitable: text('PolarDB for MySQL holds one, and {name} is it', { name: other.name }) }
      : {}),
  };
}

function scopeChoices({ databases }: CreateAccountLive): readonly Choice[] {
  const none = databases.known && databases.value.length === 0;
  return [
    {
      value: 'some',
      label: text('Chosen databases'),
      icon: 'database',
      description: text('DBName and AccountPrivilege'),
      ...(none ? { unsuitable: text('There is no database yet') } : {}),
      ...(databases.known ? {} : { detail: text('They could not be read: their names are typed.') }),
    },
    {
      value: 'all',
      label: text('All databases'),
      icon: 'globe',
      description: text('PrivForAllDB = 1'),
      detail: text('Those of today and those to come.'),
    },
    {
      value: 'none',
      label: text('No database yet'),
      icon: 'circle-slash',
      description: text('Nothing is granted'),
      detail: text('Grant privileges later.'),
    },
  ];
}

/** The page names the field and gives an example; Search is documented for clusters in regions. */
const NODE_TYPES: readonly Choice[] = [
  {
    value: '',
    label: text('As the cloud chooses'),
    description: text('NodeType is not sent'),
    icon: 'cloud',
  },
  { value: 'Normal', label: 'Normal', description: text('The nodes of the database engine'), icon: 'server' },
  {
    value: 'Search',
    label: 'Search',
    description: text('Search nodes, where the cluster has any'),
    icon: 'search',
  },
];
