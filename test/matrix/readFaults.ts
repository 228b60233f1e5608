import { always, type Fault, traced } from './faults';
import { accepted, once } from './moments';
import { answers, apiError, hangs, lostAfter, type Making, slow, unsent, webPage } from './onTheWay';
import type { World } from './world';

const MINUTE = 60_000;

const READS_FAIL_WITH = [
  ['name not found', unsent('nameNotFound')],
  ['connection refused', unsent('refused')],
  ['certificate not trusted', unsent('tls')],
  ['a reset', lostAfter('reset')],
  ['a time-out', hangs('not made')],
  ['an answer after 20 s', slow(20_000)],
  ['a web page with 200', answers(webPage(200))],
  ['an empty body', answers({})],
  ['a cluster without its fields', answers({ body: '{"RequestId":"R"}' })],
  ['429', answers(apiError(429, 'Throttling.User'))],
  ['429 and a hint of two minutes', answers(apiError(429, 'Throttling', { 'x-acs-retry-after': '120000' }))],
  ['500', answers(apiError(500, 'InternalError'))],
  ['403', answers(apiError(403, 'NoPermission'))],
  ['not found', (world) => answers(apiError(404, world.setting.fixture.on.gone))(world)],
] as const satisfies readonly (readonly [string, Making])[];

const isSlow = (name: string): boolean => name === 'an answer after 20 s';
const isGone = (name: string): boolean => name === 'not found';

const WAITED_FOR: readonly string[] = [
  'name not found',
  'connection refused',
  'certificate not trusted',
  'a reset',
  'a time-out',
  '403',
];
const forEver = (name: string) =>
  isSlow(name) ? 'settled' : WAITED_FOR.includes(name) ? 'waiting' : 'unknown';

/** What can become of the reads, while the effect is watched or looked for. */
export const READ_FAULTS: readonly Fault[] = READS_FAIL_WITH.flatMap(([name, making]) => [
  {
    group: 'reads fail during the watch',
    name: `${name}, for ${isGone(name) ? 1 : 10} min`,
    arrange: (world: World) =>
      once(world, accepted, () => {
        world.transport.spoilReads(making(world));
        world.later((isGone(name) ? 1 : 10) * MINUTE, () => world.transport.spoilReads(undefined));
      }),
    claim: always('settled'),
  },
  {
    group: 'reads fail during the watch',
    name: `${name}, for ever`,
    arrange: (world: World) => once(world, accepted, () => world.transport.spoilReads(making(world))),
    claim: always(forEver(name)),
  },
  {
    group: 'reads fail after a lost answer',
    name: `${name}, for ${isGone(name) ? 1 : 20} min`,
    arrange: (world: World) => {
      world.transport.spoilWrites({ times: Infinity, act: lostAfter('reset')(world) });
      world.transport.spoilReads(making(world));
      world.later((isGone(name) ? 1 : 20) * MINUTE, () => world.transport.spoilReads(undefined));
    },
    claim: traced,
  },
  {
    group: 'reads fail after a lost answer',
    name: `${name}, for ever`,
    arrange: (world: World) => {
      world.transport.spoilWrites({ times: Infinity, act: lostAfter('reset')(world) });
      world.transport.spoilReads(making(world));
    },
    claim: isSlow(name) ? traced : always(forEver(name)),
  },
]);
