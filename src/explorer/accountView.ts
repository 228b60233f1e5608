import { text, type Text } from '../clouds/text';
import {
  type Account,
  type Database,
  isAvailable,
  isSuper,
  type Privilege,
} from '../inventory/polardbZonalAccount';
import { oneLine } from '../profiles/displayText';
import { listed, type Say } from '../profiles/say';
import { dotted, type ItemView, lines } from './itemView';
import type { ActiveRun } from './productView';

const TITLES = {
  databases: text('Databases'),
  accounts: text('Accounts'),
  connections: text('Connections'),
} as const;
const NONE: Readonly<Record<keyof typeof TITLES, Text>> = {
  databases: text('none'),
  accounts: text('none'),
  connections: text('none'),
};
const ICONS: Readonly<Record<keyof typeof TITLES, string>> = {
  databases: 'folder-library',
  accounts: 'organization',
  connections: 'plug',
};

/** The databases or the accounts of a cluster, or the connections of an instance, as one branch. */
export function groupView(of: keyof typeof TITLES, count: number, say: Say): ItemView {
  const label = say(TITLES[of]);
  const description = count === 0 ? say(NONE[of]) : String(count);
  return {
    label,
    description,
    icon: { name: ICONS[of] },
    // Not of the product: there is nothing to copy of it, as there is of everything else in a cluster.
    contextValue: `group.${of}`,
    children: count === 0 ? 'none' : 'closed',
    spoken: `${label}: ${description}`,
    tooltip: () => `${label}: ${description}`,
  };
}

/** A database: its state where it does not simply run, and what is noted of it. */
export function databaseView(database: Database, say: Say): ItemView {
  const label = oneLine(database.name);
  const state = database.status.toLowerCase() === 'running' ? undefined : oneLine(database.status);
  const accounts = database.accounts.map(({ name, privilege }) => oneLine(`${name}: ${privilege}`));
  const facts = [state, oneLine(database.charset), oneLine(database.description)];
  return {
    label,
    description: dotted(...facts),
    icon: state ? { name: 'tools', color: 'charts.yellow' } : { name: 'symbol-namespace' },
    contextValue: 'polardbZonal.database',
    children: 'none',
    spoken: listed([say(text('Database {name}', { name: label })), ...facts.filter(Boolean)], say),
    tooltip: () =>
      lines(
        label,
        [say(text('Status')), oneLine(database.status)],
        [say(text('Character set')), oneLine(database.charset)],
        [say(text('Description')), oneLine(database.description)],
        [say(text('Accounts')), listed(accounts, say)],
      ),
  };
}

/** An account: what is under way with it, its type and what is noted of it. */
export function accountView(account: Account, run: ActiveRun | undefined, say: Say): ItemView {
  const label = oneLine(account.name);
  const state = run?.say ?? (isAvailable(account) ? undefined : oneLine(account.status));
  const locked = account.lock?.toLowerCase() === 'lock' ? say(text('locked')) : undefined;
  const type = isSuper(account) ? say(text('privileged')) : undefined;
  const facts = [state, locked, type, oneLine(account.description)];
  return {
    label,
    description: dotted(...facts),
    icon: run
      ? { name: run.icon, color: 'charts.blue' }
      : state
        ? { name: 'sync~spin', color: 'charts.blue' }
        : { name: locked ? 'lock' : isSuper(account) ? 'shield' : 'person' },
    contextValue: `polardbZonal.account.${isSuper(account) ? 'super' : 'normal'}${run ? '.operating' : ''}`,
    children: account.privileges.length > 0 ? 'closed' : 'none',
    spoken: listed([say(text('Account {name}', { name: label })), ...facts.filter(Boolean)], say),
    tooltip: () =>
      lines(
        label,
        [say(text('Status')), oneLine(account.status)],
        [say(text('Run')), run?.say],
        [say(text('Type')), oneLine(account.type)],
        [say(text('Description')), oneLine(account.description)],
        [
          say(text('Privileges')),
          account.privileges
            .map(({ database, privilege }) => oneLine(`${database}: ${privilege}`))
            .join(', '),
        ],
      ),
  };
}

/** What an account may do to one database. */
export function grantView({ database, privilege }: Privilege, say: Say): ItemView {
  const label = oneLine(database);
  const description = oneLine(privilege);
  return {
    label,
    description,
    icon: { name: 'key' },
    contextValue: 'polardbZonal.grant',
    children: 'none',
    spoken: say(text('{privilege} on database {name}', { privilege: description, name: label })),
    tooltip: () => `${label}: ${description}`,
  };
}
