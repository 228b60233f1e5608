import { text, type Text } from '../clouds/text';
import { commaList } from '../inventory/answers';
import type { Account, Database } from '../inventory/polardbZonalAccount';
import { mostDatabases, PRIVILEGES, type PrivilegeName } from './accountRules';
import { heldOn } from './accountState';
import type { StepSpec } from './defineOperation';
import type { Check, Choice } from './operation';
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

/** Why these databases cannot be named, where they are not all there; what could not be read, the cloud alone knows. */
export function strangers(
  databases: Reading<readonly Database[]>,
  names: readonly string[],
): Text | undefined {
  if (!databases.known) return undefined;
  const missing = names.filter((name) => !databases.value.some((database) => database.name === name));
  return missing.length > 0
    ? text('{names} is not a database of this cluster', { names: missing })
    : undefined;
}

/** The step where the databases could not be read: their names are typed. */
export const typedDatabases = <Live, F extends { readonly databases: readonly string[] }>(
  databases: Reading<readonly Database[]>,
): (StepSpec<Live, F> & { readonly kind: 'input' }) | undefined =>
  databases.known
    ? undefined
    : {
        kind: 'input',
        field: 'databases',
        title: text('Databases'),
        prompt: text(
          'The databases could not be read ({why}). Type their names, separated by commas: the cloud checks them.',
          { why: databases.why },
        ),
        forbidden: databases.forbidden ?? false,
        keep: (typed) => [...new Set(commaList(typed))],
        show: (kept) => (Array.isArray(kept) ? kept.join(', ') : ''),
      };

/** Whether databases that were typed are there; nothing to check where they were picked. */
export const typedDatabasesCheck = (
  databases: Reading<readonly Database[]>,
  names: readonly string[],
): readonly Check[] =>
  databases.known || names.length === 0
    ? []
    : [
        {
          id: 'databases',
          state: 'unknown',
          title: text('{names} are databases of the cluster', { names }),
          fact: databases.why,
          risk: text(
            'The cloud checks them, and refuses names that it does not know (InvalidDBName.Malformed).',
          ),
        },
      ];
