import { text, type Text } from '../clouds/text';
import type { ModifyConnectionForm } from './connectionForm';
import type { StepSpec } from './defineOperation';
import type { Choice } from './operation';

/** What stands in the boxes at first. */
export interface LoginDefaults {
  readonly user: string;
  readonly savesPassword: boolean;
  readonly database: string;
  readonly port: number | undefined;
  readonly remarks: string;
  readonly recordsSql: boolean;
}

/** The steps that ask for a connection's login; `of` tells what it is at present, or would be if nobody decided. */
export function loginSteps<Live>(
  of: (live: Live) => LoginDefaults,
): readonly StepSpec<Live, ModifyConnectionForm>[] {
  return [
    {
      kind: 'input',
      field: 'user',
      title: text('Database user'),
      prompt: text('The user that DAS signs in as. It is not made here: it must exist in the database'),
      initial: (live) => of(live).user,
    },
    {
      kind: 'input',
      field: 'password',
      title: text('Password'),
      prompt: text(
        'The password that this user has in the database. DAS asks for it even where it is not to save it',
      ),
    },
    {
      kind: 'pick',
      field: 'savesPassword',
      title: text('Save password'),
      placeholder: text('May DAS keep the password?'),
      choices: () => SAVE_PASSWORD,
      likely: (live) => of(live).savesPassword,
    },
    {
      kind: 'input',
      field: 'database',
      title: text('Database'),
      prompt: text('The database to open at once, or nothing'),
      initial: (live) => of(live).database,
    },
    {
      kind: 'input',
      field: 'port',
      title: text('Port'),
      prompt: text('1 to 65535, or nothing for the port of the instance'),
      initial: (live) => shownPort(of(live).port),
      keep: keptPort,
      show: shownPort,
    },
    {
      kind: 'input',
      field: 'remarks',
      title: text('Remarks'),
      prompt: text('What the connection is for, or nothing'),
      initial: (live) => of(live).remarks,
    },
    {
      kind: 'pick',
      field: 'recordsSql',
      title: text('SQL recording'),
      placeholder: text('May DAS record the SQL that is run in its SQL window?'),
      choices: () => RECORD_SQL,
      likely: (live) => of(live).recordsSql,
    },
  ];
}

const shownPort = (port: unknown): string =>
  typeof port === 'number' || typeof port === 'string' ? String(port) : '';

/** What is no number stays as it was typed, so that the rule can speak about it. */
function keptPort(typed: string): number | string | null {
  const digits = typed.trim();
  if (digits === '') return null;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : digits;
}

const SAVE_PASSWORD: readonly Choice[] = [
  {
    value: false,
    label: text('Do not save'),
    icon: 'key',
    description: text('is_save_password = false'),
    detail: text('DAS asks for it at every sign-in.'),
  },
  {
    value: true,
    label: text('Save'),
    icon: 'save',
    description: text('is_save_password = true'),
    detail: text('Huawei Cloud keeps it; whoever may use the connection signs in without knowing it.'),
  },
];

const RECORD_SQL: readonly Choice[] = [
  {
    value: false,
    label: text('Do not record'),
    icon: 'circle-slash',
    description: text('sql_record_flag = false'),
  },
  {
    value: true,
    label: text('Record'),
    icon: 'record',
    description: text('sql_record_flag = true'),
    detail: text('Each statement run in DAS is stored on DAS’s hosts, values included.'),
  },
];

/** The sentences that say what saving and recording come to. */
export const loginEffect = ({
  savesPassword,
  recordsSql,
}: Pick<ModifyConnectionForm, 'savesPassword' | 'recordsSql'>): readonly Text[] => [
  savesPassword
    ? text('Huawei Cloud keeps the password: whoever may use the connection signs in without knowing it.')
    : text('The password is not kept: DAS asks for it at every sign-in.'),
  ...(recordsSql
    ? [text('DAS stores every statement that is run through its SQL window on its own hosts.')]
    : []),
];

/** Engines whose users are made for a host: MySQL's way. */
const BY_HOST: readonly string[] = ['mysql', 'taurus', 'ddm'];

/** Where DAS comes from (the vendor's FAQ on failed sign-ins): database users must be allowed from there. */
export const dasComesFrom = (engineType: string): Text =>
  BY_HOST.includes(engineType)
    ? text(
        "DAS signs in from addresses in 100.125.0.0/16 and 100.79.0.0/16: the database user must be allowed from there, as user@'%' or user@'100.%'.",
      )
    : text(
        'DAS signs in from addresses in 100.125.0.0/16 and 100.79.0.0/16: the database must let the user in from there.',
      );
