import { text } from '../clouds/text';
import { engineTypeOf, NETWORK_OF, stateOf } from '../inventory/huaweiInstance';
import type { CreateConnectionForm } from './connectionForm';
import type { CreateConnectionLive } from './createConnectionLive';
import type { Check } from './operation';

/** What is checked before a connection is made. */
export const createConnectionChecks = (
  form: CreateConnectionForm,
  live: CreateConnectionLive,
): readonly Check[] => [
  connectable(live),
  served(form, live),
  ...ownEngine(form, live),
  ...ownPort(form, live),
  listed(live),
  ...noneLikeIt(form, live),
];

const connectable = ({ instance: { status } }: CreateConnectionLive): Check => ({
  id: 'connectable',
  state: stateOf(status) === 'connectable' ? 'met' : 'notMet',
  title: text('The instance can be connected to'),
  fact: text('Status: {status}', { status }),
  risk: text('DAS may refuse, or make a connection that cannot sign in until the instance runs.'),
});

function served({ engineType }: CreateConnectionForm, { instance, supported }: CreateConnectionLive): Check {
  const networkType = NETWORK_OF[instance.product];
  const check = { id: 'served', title: text('DAS serves this engine in the region') };
  if (!supported.known) return { ...check, state: 'unknown', fact: supported.why };
  const { engines, byNetwork } = supported.value;
  const inNetwork = byNetwork[networkType];
  const isServed = engines.includes(engineType) && (inNetwork?.includes(engineType) ?? true);
  return {
    ...check,
    state: isServed ? 'met' : 'notMet',
    fact: isServed
      ? text('{engine} in {network}', { engine: engineType, network: networkType })
      : text('It serves: {engines}', { engines: (inNetwork ?? engines).join(', ') || '–' }),
    risk: text('DAS is likely to refuse the engine (DAS.200107).'),
  };
}

/** Asked only where the instance does not tell what DAS calls its engine. */
const ownEngine = (
  { engineType }: CreateConnectionForm,
  { instance }: CreateConnectionLive,
): readonly Check[] =>
  engineTypeOf(instance)
    ? []
    : [
        {
          id: 'ownEngine',
          state: 'unknown',
          title: text('DAS has a name for the engine'),
          fact: text('{engine} is not among the engines that its documents name; {type} was chosen', {
            engine: instance.engine,
            type: engineType,
          }),
          risk: text('DAS may refuse it, or make a connection that does not work.'),
        },
      ];

function ownPort({ port }: CreateConnectionForm, { instance }: CreateConnectionLive): readonly Check[] {
  if (port === null || instance.port === undefined) return [];
  return [
    {
      id: 'ownPort',
      state: port === instance.port ? 'met' : 'notMet',
      title: text('The port is the instance’s own'),
      fact: text('The instance listens on {port}', { port: instance.port }),
      risk: text('DAS would knock where the instance does not listen.'),
    },
  ];
}

/** Without the list nobody can tell later whether the connection was made. */
const listed = ({ connections }: CreateConnectionLive): Check => ({
  id: 'listed',
  state: connections.known ? 'met' : 'unknown',
  title: text('The connections can be listed'),
  fact: connections.known ? text('{count} so far', { count: connections.value.length }) : connections.why,
  risk: text('Whether the connection was made cannot be read back: look for it in the DAS console.'),
});

function noneLikeIt(
  { user, database }: CreateConnectionForm,
  { connections }: CreateConnectionLive,
): readonly Check[] {
  if (!connections.known) return [];
  const other = connections.value.find(
    (each) => each.sharedBy === undefined && each.user === user && each.database === database,
  );
  return [
    {
      id: 'noneLikeIt',
      state: other ? 'notMet' : 'met',
      title: text('There is no such connection yet'),
      fact: other
        ? text('{user} has a connection to this instance already', { user })
        : text('None of {user} with this database', { user }),
      risk: text('DAS makes a second one: nothing tells the two apart but their ids.'),
    },
  ];
}
