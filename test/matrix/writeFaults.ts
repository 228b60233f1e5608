import { kindOf } from '../../src/clouds/alibaba/errors';
import type { Operation } from '../../src/operations/operation';
import type { FaultRule } from '../../src/sampleCloud/faults';
import type { Verdict } from './judge';
import { always, type Fault, type Times, TIMES, traced } from './faults';
import {
  answers,
  apiError,
  arrivesLate,
  connectsForEver,
  doubled,
  executedLate,
  hangs,
  lostAfter,
  lostBefore,
  type Making,
  slow,
  unsent,
  webPage,
} from './onTheWay';
import type { World } from './world';

/** What a kind of fault must end in, by how often it strikes, whether the call has a token and leaves a trace. */
type Ending = (times: Times, token: boolean, trace: boolean) => Verdict['claim'];

/** No byte left, and a moment later it may: tried twice in all. */
const UNSENT: Ending = (times) => (times === 1 ? 'settled' : 'failed');
/** No byte left, and none would a moment later. */
const HOPELESS: Ending = () => 'failed';
/** Turned away before execution: tried four times in all. */
const TURNED_AWAY: Ending = (times) => (times === Infinity ? 'refused' : 'settled');
/** Nobody knows what became of it, and nothing did. */
const LOST: Ending = (times, token) => (token && times !== Infinity ? 'settled' : 'unknown');
/** The same, each attempt taking half a minute of the one for which the token is sent again. */
const LOST_SLOWLY: Ending = (times, token) => (token && times === 1 ? 'settled' : 'unknown');
/** Nobody knows what became of it, and it had its effect: the same token is accepted in the end, or there is a trace. */
const MADE: Ending = (times, token, trace) => (trace ? 'settled' : LOST(times, token, trace));
const MADE_SLOWLY: Ending = (times, token, trace) => (trace ? 'settled' : LOST_SLOWLY(times, token, trace));
/** Late, but accepted. */
const ACCEPTED: Ending = () => 'settled';
const REFUSED: Ending = () => 'refused';

interface WriteFault {
  readonly name: string;
  readonly ending: Ending;
  readonly making: Making;
}

const html = { headers: { 'content-type': 'text/html' } };

const BEFORE_THE_FIRST_BYTE: readonly WriteFault[] = [
  { name: 'name not found', ending: UNSENT, making: unsent('nameNotFound') },
  { name: 'connection refused', ending: UNSENT, making: unsent('refused') },
  { name: 'reset while connecting', ending: UNSENT, making: unsent('reset') },
  { name: 'connecting hangs', ending: UNSENT, making: connectsForEver },
  { name: 'certificate not trusted', ending: HOPELESS, making: unsent('tls') },
  { name: 'proxy opens no tunnel', ending: HOPELESS, making: unsent('proxy') },
];

const WITHOUT_AN_ANSWER: readonly WriteFault[] = [
  { name: 'reset during the request', ending: LOST, making: lostBefore('reset') },
  { name: 'TLS breaks during the request', ending: LOST, making: lostBefore('tls') },
  { name: 'the proxy breaks during the request', ending: LOST, making: lostBefore('proxy') },
  { name: 'reset after the effect', ending: MADE, making: lostAfter('reset') },
  { name: 'half a body', ending: MADE, making: lostAfter('reset') },
  { name: 'answer too large', ending: MADE, making: lostAfter('tooLarge') },
  { name: 'time-out, effect not made', ending: LOST_SLOWLY, making: hangs('not made') },
  { name: 'time-out after the effect', ending: MADE_SLOWLY, making: hangs('made') },
  { name: 'an answer after 25 s', ending: ACCEPTED, making: slow(25_000) },
  { name: 'something sends it twice', ending: MADE, making: doubled },
];

const odd = (name: string, making: (effect: 'made' | 'not made') => Making): readonly WriteFault[] => [
  { name: `${name}, effect not made`, ending: LOST, making: making('not made') },
  { name: `${name} after the effect`, ending: MADE, making: making('made') },
];

const ODD_ANSWERS: readonly WriteFault[] = [
  ...odd('a web page with 200', (effect) => answers(webPage(200), effect)),
  ...odd('a web page with 502', (effect) => answers(webPage(502), effect)),
  ...odd('a redirect', (effect) => answers({ status: 302, ...html, body: '<a href="/login">' }, effect)),
  ...odd('an empty body', (effect) => answers({}, effect)),
  ...odd('somebody else’s JSON with 200', (effect) =>
    answers({ body: '{"login":"https://portal.example/"}' }, effect),
  ),
  ...[
    [408, 'gateway_timeout'],
    [403, 'session_expired'],
    [400, 'upstream_throttling'],
  ].flatMap(([status, code]) =>
    odd(`${String(status)} with a proxy’s ${String(code)}`, (effect) =>
      answers({ status: Number(status), body: JSON.stringify({ code }) }, effect),
    ),
  ),
  ...odd('half a JSON with 200', (effect) => answers({ body: '{"RequestId":"925B' }, effect)),
  ...odd('500 InternalError', (effect) => answers(apiError(500, 'InternalError'), effect)),
  ...odd('503 ServiceUnavailable', (effect) => answers(apiError(503, 'ServiceUnavailable'), effect)),
  ...odd('503 with a hint of 2 s', (effect) =>
    answers(apiError(503, 'ServiceUnavailable', { 'x-acs-retry-after': '2000' }), effect),
  ),
  ...odd('504 of a load balancer', (effect) => answers({ status: 504, ...html, body: '' }, effect)),
  ...odd('SignatureNonceUsed', (effect) => answers(apiError(400, 'SignatureNonceUsed'), effect)),
];

const TURNED_AWAY_WITH: readonly WriteFault[] = [
  ...[
    [429, 'Throttling.User'],
    [503, 'Throttling'],
    [400, 'Throttling.Api'],
    [400, 'Throttling.User'],
    [400, 'QPS Limit Exceeded'],
  ].map(([status, code]) => ({
    name: `${String(status)} ${String(code)}`,
    ending: TURNED_AWAY,
    making: answers(apiError(Number(status), String(code))),
  })),
  {
    name: '429 with a hint of 1.5 s',
    ending: TURNED_AWAY,
    making: answers(apiError(429, 'Throttling.User', { 'x-acs-retry-after': '1500' })),
  },
  {
    name: '429 with a hint of two minutes',
    ending: REFUSED,
    making: answers(apiError(429, 'Throttling.User', { 'x-acs-retry-after': '120000' })),
  },
  {
    name: 'clock off',
    ending: (times) => (times === 1 ? 'settled' : 'refused'),
    making: answers(apiError(400, 'InvalidTimeStamp.Expired')),
  },
];

const times = (count: Times): string =>
  count === Infinity ? 'for ever' : count === 1 ? 'once' : `${count} times`;

const each = (group: string, faults: readonly WriteFault[]): readonly Fault[] =>
  faults.flatMap(({ name, ending, making }) =>
    TIMES.map((count) => ({
      group,
      name: `${name}, ${times(count)}`,
      arrange: (world) => world.transport.spoilWrites({ times: count, act: making(world) }),
      claim: ({ setting: { token, fixture } }) => ending(count, token, fixture.trace ?? true),
    })),
  );

/** A first answer that is lost, and what the second attempt is told because the first one worked. */
const SECOND_ATTEMPTS: readonly Fault[] = [
  'UnsupportHighFrequenceSwitchOver',
  'OperationDenied.DBClusterStatus',
]
  .flatMap((code) => [
    { name: `${code} after a lost answer`, first: lostAfter('reset'), claim: 'settled' as const, code },
    { name: `${code} after a time-out`, first: hangs('made'), claim: 'settled' as const, code },
    { name: `${code} after a lost request`, first: lostBefore('reset'), claim: 'unknown' as const, code },
  ])
  .map(({ name, first, claim, code }) => ({
    group: 'refused because the first one worked',
    name,
    arrange: (world) =>
      world.transport.spoilWrites(
        { times: 1, act: first(world) },
        { times: Infinity, act: answers(apiError(400, code))(world) },
      ),
    claim: claim === 'settled' ? traced : always(claim),
  }));

const MINUTE = 60_000;
const LATE: readonly Fault[] = [
  ...[1, 5, 14].map((minutes) => ({
    group: 'arrives late',
    name: `after ${minutes} min`,
    arrange: (world: World) =>
      world.transport.spoilWrites({ times: Infinity, act: arrivesLate(minutes * MINUTE)(world) }),
    claim: traced,
  })),
  {
    group: 'arrives late',
    name: 'after 17 min, when its date is too old',
    arrange: (world) =>
      world.transport.spoilWrites({ times: Infinity, act: arrivesLate(17 * MINUTE)(world) }),
    claim: always('unknown'),
  },
  {
    group: 'arrives late',
    name: 'a copy of what the second attempt did',
    arrange: (world) => world.transport.spoilWrites({ times: 1, act: arrivesLate(5 * MINUTE)(world) }),
    claim: (world) => (world.setting.token ? 'settled' : traced(world)),
  },
  ...([10, 30] as const).map((minutes) => ({
    group: 'arrives late',
    name: `executed ${minutes} min after it came`,
    arrange: (world: World) =>
      world.transport.spoilWrites(
        { times: 1, act: executedLate(minutes * MINUTE)(world) },
        { times: Infinity, act: lostBefore('reset')(world) },
      ),
    claim: minutes === 10 ? traced : always('unknown'),
  })),
];

/** Faults that the sample cloud makes by itself, on real sockets. */
const ON_SOCKETS: readonly Fault[] = (
  [
    ['reset before the effect', { kind: 'resetBeforeAnswer' }, LOST],
    ['reset after the effect', { kind: 'resetAfterEffect' }, MADE],
    ['half a body', { kind: 'halfBody' }, MADE],
    [
      '500 after the effect',
      { kind: 'errorAfterEffect', status: 500, code: 'InternalError', message: '' },
      MADE,
    ],
    ['502 web page', { kind: 'answer', status: 502, body: '<html>', contentType: 'text/html' }, LOST],
    ['200 with Success: false', { kind: 'answer', status: 200 }, REFUSED],
    ['429', { kind: 'answer', status: 429, code: 'Throttling.User' }, TURNED_AWAY],
  ] as const satisfies readonly (readonly [string, FaultRule['fault'], Ending])[]
).flatMap(([name, fault, ending]) =>
  TIMES.map((count) => ({
    group: 'on real sockets',
    name: `${name}, ${times(count)}`,
    arrange: (world: World) =>
      world.cloud.addFaults([
        {
          match: { action: world.setting.fixture.effect },
          fault,
          ...(count === Infinity ? {} : { times: count }),
        },
      ]),
    claim: ({ setting: { token, fixture } }: World) => ending(count, token, fixture.trace ?? true),
  })),
);

/** Every code that the operation's documents name. */
export const documentedRefusals = ({ documentedErrors }: Operation): readonly Fault[] =>
  documentedErrors.map((code) => ({
    group: 'documented refusals',
    name: code,
    arrange: (world) =>
      world.transport.spoilWrites({ times: Infinity, act: answers(apiError(400, code))(world) }),
    // An error of the cloud's own says nothing about the effect.
    claim: () => (kindOf({ code, denied: false }, 400) === 'server' ? 'unknown' : 'refused'),
  }));

export const WRITE_FAULTS: readonly Fault[] = [
  ...each('before the first byte', BEFORE_THE_FIRST_BYTE),
  ...each('without an answer', WITHOUT_AN_ANSWER),
  ...each('odd answers', ODD_ANSWERS),
  ...each('turned away', TURNED_AWAY_WITH),
  ...SECOND_ATTEMPTS,
  ...LATE,
  ...ON_SOCKETS,
];
