import { text, type Text } from '../clouds/text';
import { engineTypeOf, NETWORK_OF, RDS_ENGINES } from '../inventory/huaweiInstance';
import { type CreateConnectionForm, createConnectionForm } from './connectionForm';
import { dasComesFrom, loginEffect, loginSteps } from './connectionSteps';
import { loginReview } from './connectionReview';
import { createConnectionChecks } from './createConnectionChecks';
import {
  type CreateConnectionLive,
  createConnectionState,
  type CreateConnectionState,
  observeConnections,
  readForConnection,
} from './createConnectionLive';
import { createConnectionSettle, createConnectionTrace, freshConnections } from './createConnectionWatch';
import { dasErrors, dasMeaningOf } from './dasErrors';
import { defineOperation, type StepSpec } from './defineOperation';
import { differ } from './differ';
import { dasConnectionFacts } from './connectionFacts';
import type { Choice } from './operation';
import { onDasInstance } from './permissions';
import { TEST_SIGN_IN, tellSignIn, testSignInCall } from './testSignIn';

/** For an engine of RDS that DAS's documents do not name: MariaDB. */
const ENGINES: readonly Choice[] = RDS_ENGINES.map((value) => ({ value, label: value, icon: 'database' }));

/** What is asked, in this order. The engine follows from the instance, and is asked only where it does not. */
const steps: readonly StepSpec<CreateConnectionLive, CreateConnectionForm>[] = [
  {
    kind: 'pick',
    field: 'engineType',
    title: text('Engine'),
    placeholder: text('As what may DAS treat it? Its documents do not name this engine'),
    known: ({ instance }) => {
      const value = engineTypeOf(instance);
      return value && { value };
    },
    choices: () => ENGINES,
    likely: () => 'mysql',
  },
  ...loginSteps<CreateConnectionLive>(({ instance }) => ({
    user: instance.defaultUser,
    savesPassword: false,
    database: '',
    port: instance.port,
    remarks: '',
    recordsSql: false,
  })).map((step) => step as StepSpec<CreateConnectionLive, CreateConnectionForm>),
  {
    kind: 'pick',
    many: true,
    field: 'nodes',
    title: text('Nodes'),
    placeholder: text('Choose none to leave it to DAS, as its console does'),
    known: ({ instance }) => (instance.nodes.length > 1 ? undefined : { value: [] }),
    choices: ({ instance }) =>
      instance.nodes.map(({ id, name, role, zone }) => ({
        value: id,
        label: name || id,
        icon: 'server',
        description: text('{role} · {zone}', { role: role || '–', zone: zone || '–' }),
        detail: text('{id}', { id }),
      })),
    likely: () => [],
    problem: ({ instance }, { nodes = [] }) => {
      const stranger = nodes.find((id) => !instance.nodes.some((node) => node.id === id));
      return stranger === undefined
        ? undefined
        : text('{node} is not a node of this instance', { node: stranger });
    },
  },
];

function changes(seen: CreateConnectionLive, now: CreateConnectionLive): readonly Text[] {
  const count = ({ connections }: CreateConnectionLive) =>
    connections.known ? String(connections.value.length) : undefined;
  return [
    ...differ(text('Status: {before} → {after}'), seen.instance.status, now.instance.status),
    ...differ(
      text('Port: {before} → {after}'),
      seen.instance.port?.toString(),
      now.instance.port?.toString(),
    ),
    ...differ(text('Connections: {before} → {after}'), count(seen), count(now)),
  ];
}

/** create-connection of Huawei Cloud DAS: keeps a login to an instance. The call has no token: it is never repeated. */
export const createConnection = defineOperation<
  CreateConnectionLive,
  CreateConnectionState,
  CreateConnectionForm
>({
  id: 'das.createConnection',
  on: ['rds.instance', 'taurusdb.instance', 'gaussdb.instance', 'dds.instance', 'ddm.instance'],
  title: text('Create Connection'),
  doing: text('creating a connection…'),
  risk: 'change',
  secrets: ['password'],
  form: createConnectionForm,
  state: createConnectionState,
  steps,
  check: () => [],
  changes,
  read: readForConnection,
  observe: observeConnections,
  stateOf: ({ connections }) => ({ connections: connections.known ? [...connections.value] : null }),
  review: (form, { instance }) => [
    ...loginReview(form),
    {
      field: 'engineType',
      label: text('Engine and network'),
      value: text('{engine} in {network}', {
        engine: form.engineType,
        network: NETWORK_OF[instance.product],
      }),
    },
    ...(instance.nodes.length > 1
      ? [
          {
            field: 'nodes',
            label: text('Nodes'),
            value: form.nodes.length > 0 ? text('{nodes}', { nodes: form.nodes }) : text('As DAS chooses'),
          },
        ]
      : []),
  ],
  preflight: (form, live) => createConnectionChecks(form, live),
  effect: (form, { instance }) => [
    text(
      'DAS keeps a login of {user} to {instance}. Nothing in the database changes, and no connection drops.',
      {
        user: form.user,
        instance: instance.name,
      },
    ),
    ...loginEffect(form),
    dasComesFrom(form.engineType),
  ],
  confirmation: (form, _live, { name, id, region }) =>
    text('Create a connection of {user} to {name} ({id}, {region})?', { user: form.user, name, id, region }),
  call: (form, target, { instance }) => ({
    cloud: 'huawei',
    product: 'das',
    action: 'CreateInstanceConnection',
    region: target.region,
    parameters: {
      instance_id: target.id,
      engine_type: form.engineType,
      network_type: NETWORK_OF[instance.product],
      username: form.user,
      password: form.password,
      is_save_password: form.savesPassword,
      sql_record_flag: form.recordsSql,
      ...(form.database === '' ? {} : { database_name: form.database }),
      ...(form.port === null ? {} : { port: form.port }),
      ...(form.remarks === '' ? {} : { remarks: form.remarks }),
      ...(form.nodes.length === 0 ? {} : { node_ids: form.nodes }),
    },
    secretParameters: ['password'],
  }),
  trial: {
    ...TEST_SIGN_IN,
    call: (form, { region, id }, { instance }) =>
      testSignInCall(
        {
          region,
          instanceId: id,
          engineType: form.engineType,
          networkType: NETWORK_OF[instance.product],
          nodes: form.nodes,
        },
        form,
      ),
    tell: tellSignIn,
  },
  settle: createConnectionSettle,
  trace: createConnectionTrace,
  inverse: (form, before, after) => {
    const [connection, another] = freshConnections(form, before, after);
    // Of several nobody knows which one this run made.
    if (!connection || another) return undefined;
    const { region, id, name } = connection;
    return {
      title: text('Delete Connection'),
      operation: 'das.deleteConnection',
      form: {},
      target: { kind: 'das.connection', region, id, name },
    };
  },
  topology: () => [],
  facts: ({ connections }) => (connections ?? []).flatMap(dasConnectionFacts),
  meaningOf: dasMeaningOf,
  errors: dasErrors(
    'DAS.200002',
    'DAS.200051',
    'DAS.200100',
    'DAS.200107',
    'DAS.200108',
    'DAS.200113',
    'DAS.200114',
    'APIGW.0302',
  ),
  permissions: onDasInstance('das:instance:createConnection', 'das::showCloudDBAInfo', 'das::getSupported'),
});
