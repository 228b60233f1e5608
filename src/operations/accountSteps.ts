import { plain, text, type Text } from '../clouds/text';
import type { Account, Database } from '../inventory/polardbZonalAccount';
import { mostDatabases, PRIVILEGES, type PrivilegeName } from './accountRules';
import { heldOn } from './accountState';
import type { Choice } from './operation';
import type { Reading } from './reading';

/** The cluster's databases; with an account, what it may do to each today. */
export function databaseChoices(
  databases: Reading<readonly Database[]>,
  account?: Account,
): readonly Choice[] {
  if (!databases.known) return [];
  return databases.value.map((database) => {
    const held = heldOn(account ?? null, database.name);
    return {
      value: database.name,
      label: database.name,
      icon: 'database',
      description: held
        ? text('{privilege} today', { privilege: held.privilege || '–' })
        : text('{charset} · {status}', { charset: database.charset || '–', status: database.status || '–' }),
      ...(database.description
        ? { detail: text('{description}', { description: database.description }) }
        : {}),
    };
  });
}

const MEANINGS: Readonly<Record<PrivilegeName, Text>> = {
  ReadWrite: text('Read and write'),
  ReadOnly: text('Read only'),
  DMLOnly: text('Read and change rows, not tables'),
  DDLOnly: text('Make and change tables, not rows'),
  ReadIndex: text('Read, and make indexes'),
};

export const privilegeChoices = (): readonly Choice[] =>
  PRIVILEGES.map((name) => ({ value: name, label: name, icon: 'key', description: MEANINGS[name] }));

/** The cloud takes 900 characters of privileges, one for each database. */
export function tooMany(databases: readonly string[], privilege: PrivilegeName): Text | undefined {
  const most = mostDatabases(privilege);
  return databases.length > most
    ? text('{privilege} can be granted on {most} databases at once; these are {count}', {
        privilege,
        most,
        count: databases.length,
      })
    : undefined;
}

/** Why these databases cannot be named, where they are not all there. */
export function strangers(
  databases: Reading<readonly Database[]>,
  names: readonly string[],
): Text | undefined {
  if (!databases.known) return text('The databases could not be read: {why}', { why: plain(databases.why) });
  const missing = names.filter((name) => !databases.value.some((database) => database.name === name));
  return missing.length > 0
    ? text('{names} is not a database of this cluster', { names: missing.join(', ') })
    : undefined;
}
