import type { Operation } from '../../src/operations/operation';
import type { MatrixCloud } from './clouds/cloud';
import { cloudOf } from './clouds/cloudOf';
import { ACCEPTED, HOPELESS, LOST, LOST_SLOWLY, MADE, MADE_SLOWLY, UNSENT, type WriteFault } from './endings';
import { always, type Fault, type Times, TIMES, traced } from './faults';
import {
  answers,
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
import type { AnyFixture } from './fixtures/fixture';
import type { World } from './world';

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
  {
    name: 'something sends it twice',
    ending: MADE,
    making: doubled,
    fits: ({ doubled: may }) => may !== false,
  },
];

const odd = (
  name: string,
  making: (effect: 'made' | 'not made') => Making,
  fits: Pick<WriteFault, 'fits'> = {},
): readonly WriteFault[] => [
  { name: `${name}, effect not made`, ending: LOST, making: making('not made'), ...fits },
  { name: `${name} after the effect`, ending: MADE, making: making('made'), ...fits },
];

const oddAnswers = (cloud: MatrixCloud): readonly WriteFault[] => [
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
  ...odd('504 of a load balancer', (effect) => answers({ status: 504, ...html, body: '' }, effect)),
  ...cloud.odd.flatMap(({ name, answer, ...fits }) => odd(name, (effect) => answers(answer, effect), fits)),
];

const times = (count: Times): string =>
  count === Infinity ? 'for ever' : count === 1 ? 'once' : `${count} times`;

const each = (group: string, faults: readonly WriteFault[]): readonly Fault[] =>
  faults.flatMap(({ name, ending, making, ...fits }) =>
    TIMES.map((count) => ({
      group,
      ...fits,
      name: `${name}, ${times(count)}`,
      arrange: (world) => world.transport.spoilWrites({ times: count, act: making(world) }),
      claim: ({ setting: { token, fixture } }) => ending(count, token, fixture.trace ?? true),
    })),
  );

/** A first answer that is lost, and what the second attempt is told because the first one worked. */
const secondAttempts = ({ secondAttempts: codes, error }: MatrixCloud): readonly Fault[] =>
  codes
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
          { times: Infinity, act: answers(error(400, code))(world) },
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
const onSockets = ({ onSockets: own }: MatrixCloud): readonly Fault[] =>
  [
    { name: 'reset before the effect', fault: { kind: 'resetBeforeAnswer' } as const, ending: LOST },
    { name: 'reset after the effect', fault: { kind: 'resetAfterEffect' } as const, ending: MADE },
    {
      name: 'half a body',
      fault: { kind: 'halfBody' } as const,
      ending: MADE,
      fits: ({ says }: AnyFixture) => says !== '',
    },
    ...own,
  ].flatMap(({ name, fault, ending, ...fits }) =>
    TIMES.map((count) => ({
      group: 'on real sockets',
      ...fits,
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
export function documentedRefusals(operation: Operation): readonly Fault[] {
  const { error, isServerError } = cloudOf(operation);
  return operation.documentedErrors.map((code) => ({
    group: 'documented refusals',
    name: code,
    arrange: (world) =>
      world.transport.spoilWrites({ times: Infinity, act: answers(error(400, code))(world) }),
    // An error of the cloud's own says nothing about the effect.
    claim: always(isServerError(code, operation) ? 'unknown' : 'refused'),
  }));
}

/** All that can become of a write on its way to a cloud and back. */
export const writeFaults = (cloud: MatrixCloud): readonly Fault[] => [
  ...each('before the first byte', BEFORE_THE_FIRST_BYTE),
  ...each('without an answer', WITHOUT_AN_ANSWER),
  ...each('odd answers', oddAnswers(cloud)),
  ...each('turned away', cloud.turnedAway),
  ...secondAttempts(cloud),
  ...LATE,
  ...onSockets(cloud),
];
