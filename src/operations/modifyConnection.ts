import { text } from '../clouds/text';
import type { DasConnection } from '../inventory/dasConnection';
import { connectionFacts } from './connectionFacts';
import { modifyConnectionForm, type ModifyConnectionForm } from './connectionForm';
import {
  connectionChanges,
  type ConnectionLive,
  connectionState,
  type ConnectionState,
  observeConnection,
  own,
  readOneConnection,
  stateOfConnection,
} from './connectionLive';
import { loginReview } from './connectionReview';
import { dasComesFrom, loginEffect, loginSteps } from './connectionSteps';
import { dasErrors, dasMeaningOf } from './dasErrors';
import { defineOperation } from './defineOperation';
import type { Progress, Trace } from './operation';
import { onDas } from './permissions';
import { TEST_SIGN_IN, tellSignIn, testSignInCall } from './testSignIn';

type Asked = Omit<ModifyConnectionForm, 'password'>;

/** What of it the list shows: neither the password nor, as a rule, whether SQL is recorded. */
const shows = (asked: Asked, { user, database, port, savesPassword, remarks, recordsSql }: DasConnection) =>
  user === asked.user &&
  database === asked.database &&
  savesPassword === asked.savesPassword &&
  remarks === asked.remarks &&
  (asked.port === null || port === asked.port) &&
  (recordsSql === undefined || recordsSql === asked.recordsSql);

const UNREADABLE = text(
  'The list shows the connection as asked, as it did before: a password cannot be read back. Sign in with it to be sure',
);
const GONE = text('DAS does not list the connection any more');

function settle(form: Asked, before: ConnectionState, { connection }: ConnectionState): Progress {
  if (!connection) return { state: 'failed', say: GONE };
  if (!shows(form, connection))
    return { state: 'going', say: text('{name} is still as it was', { name: connection.name }) };
  return before.connection && shows(form, before.connection)
    ? { state: 'done', unreadable: true, say: UNREADABLE }
    : { state: 'done', say: text('The connection {name} is as asked', { name: connection.name }) };
}

function trace(form: Asked, before: ConnectionState, { connection }: ConnectionState): Trace {
  if (!connection) return { found: false, say: GONE };
  if (before.connection && shows(form, before.connection))
    return { found: false, unreadable: true, say: UNREADABLE };
  return shows(form, connection)
    ? { found: true, say: text('The connection {name} is as asked', { name: connection.name }) }
    : { found: false, say: text('No trace: {name} is still as it was', { name: connection.name }) };
}

/** PUT connections/{id} of Huawei Cloud DAS: replaces the login that a connection holds; the password is always sent. */
export const modifyConnection = defineOperation<ConnectionLive, ConnectionState, ModifyConnectionForm>({
  id: 'das.modifyConnection',
  on: ['das.connection'],
  title: text('Edit Connection'),
  doing: text('changing the connection…'),
  risk: 'change',
  secrets: ['password'],
  form: modifyConnectionForm,
  state: connectionState,
  steps: loginSteps<ConnectionLive>(({ connection }) => ({
    user: connection.user,
    savesPassword: connection.savesPassword,
    database: connection.database,
    port: connection.port,
    remarks: connection.remarks,
    recordsSql: connection.recordsSql ?? false,
  })),
  check: () => [],
  read: readOneConnection,
  observe: observeConnection,
  stateOf: stateOfConnection,
  changes: connectionChanges,
  review: loginReview,
  preflight: (_form, { connection }) => [
    own(connection),
    {
      id: 'instance',
      state: connection.isInstanceDeleted ? 'notMet' : 'met',
      title: text('Its instance is there'),
      fact: connection.isInstanceDeleted
        ? text('DAS says that {name} was deleted', { name: connection.instanceName || connection.instanceId })
        : text('{name}', { name: connection.instanceName || connection.instanceId }),
      risk: text('The connection leads nowhere, whatever its login is.'),
    },
  ],
  effect: (form, { connection }) => [
    text('DAS signs in to {instance} as {user} from then on, for everybody who uses this connection.', {
      instance: connection.instanceName || connection.instanceId,
      user: form.user,
    }),
    ...loginEffect(form),
    ...(connection.recordsSql === undefined
      ? [text('DAS’s list does not tell whether SQL is recorded today: it is set as chosen here.')]
      : []),
    dasComesFrom(connection.engineType),
  ],
  confirmation: (form, _live, { name, id, region }) =>
    text('Change the connection {name} ({id}, {region}) to sign in as {user}?', {
      name,
      id,
      region,
      user: form.user,
    }),
  call: (form, target) => ({
    cloud: 'huawei',
    product: 'das',
    action: 'ModifyConnection',
    region: target.region,
    parameters: {
      connection_id: target.id,
      username: form.user,
      password: form.password,
      is_save_password: form.savesPassword,
      sql_record_flag: form.recordsSql,
      // Sent even where they are empty: what is left out may stay as it was.
      database_name: form.database,
      remarks: form.remarks,
      ...(form.port === null ? {} : { port: form.port }),
    },
    secretParameters: ['password'],
  }),
  trial: {
    ...TEST_SIGN_IN,
    call: (form, { region, id }, { connection }) =>
      testSignInCall({ ...connection, region, connectionId: id }, form),
    tell: tellSignIn,
  },
  settle,
  trace,
  topology: () => [],
  facts: ({ connection }) => connectionFacts(connection),
  meaningOf: dasMeaningOf,
  errors: dasErrors(
    'DAS.200002',
    'DAS.200051',
    'DAS.200100',
    'DAS.200108',
    'DAS.200113',
    'DAS.200114',
    'DAS.5010',
    'APIGW.0302',
  ),
  permissions: onDas('das:connection:modify', 'das::showCloudDBAInfo'),
});
