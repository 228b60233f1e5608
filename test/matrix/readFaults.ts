import type { BadRead, MatrixCloud } from './clouds/cloud';
import { always, type Fault, traced } from './faults';
import { accepted, once } from './moments';
import { answers, hangs, lostAfter, lostBefore, type Making, slow, unsent, webPage } from './onTheWay';
import type { World } from './world';

const MINUTE = 60_000;

/** What can become of reads on the way to any cloud. */
const ON_THE_WAY: readonly ReadFault[] = [
  ['name not found', unsent('nameNotFound'), 'waiting'],
  ['connection refused', unsent('refused'), 'waiting'],
  ['certificate not trusted', unsent('tls'), 'waiting'],
  ['a reset', lostAfter('reset'), 'waiting'],
  ['a time-out', hangs('not made'), 'waiting'],
  ['a web page with 200', answers(webPage(200)), 'unknown'],
  ['an empty body', answers({}), 'unknown'],
].map(([name, making, forEver]) => ({ name, making, forEver }) as ReadFault);

const SLOW: ReadFault = { name: 'an answer after 20 s', making: slow(20_000), forEver: 'settled' };

interface ReadFault extends Omit<BadRead, 'answer'> {
  readonly making: Making;
}

const faultsOf = ({
  name,
  making,
  forEver,
  minutes,
  lasting,
  permission,
  fits,
}: ReadFault): readonly Fault[] => {
  /** Whether nobody can tell: then the run does not wait. */
  const hidden = ({ setting }: World) => permission === true && setting.fixture.unlisted === true;
  const spoil = (world: World, ms?: number) => {
    world.transport.spoilReads(making(world));
    if (ms !== undefined) world.later(ms, () => world.transport.spoilReads(undefined));
  };
  const loseAnswer = (world: World) =>
    world.transport.spoilWrites({ times: Infinity, act: lostAfter('reset')(world) });
  const shared = fits ? { fits } : {};
  return [
    {
      group: 'reads fail during the watch',
      name: `${name}, for ${minutes ?? 10} min`,
      ...shared,
      arrange: (world) => once(world, accepted, () => spoil(world, (minutes ?? 10) * MINUTE)),
      claim: always(lasting ? forEver : 'settled'),
    },
    {
      group: 'reads fail during the watch',
      name: `${name}, for ever`,
      ...shared,
      arrange: (world) => once(world, accepted, () => spoil(world)),
      claim: (world) => (hidden(world) ? 'settled' : forEver),
    },
    {
      group: 'reads fail after a lost answer',
      name: `${name}, for ${minutes ?? 20} min`,
      ...shared,
      arrange: (world) => {
        loseAnswer(world);
        spoil(world, (minutes ?? 20) * MINUTE);
      },
      claim: (world) => (hidden(world) ? 'unknown' : lasting ? forEver : traced(world)),
    },
    {
      group: 'reads fail after a lost answer',
      name: `${name}, for ever`,
      ...shared,
      arrange: (world) => {
        loseAnswer(world);
        spoil(world);
      },
      claim: (world) => (hidden(world) ? 'unknown' : forEver === 'settled' ? traced(world) : forEver),
    },
  ];
};

/** A request that did not arrive, and reads that hold nothing: neither is a sign of the effect. */
const hollowAfterLoss = ({ name, making }: ReadFault): Fault => ({
  group: 'reads fail after a lost request',
  name: `${name}, for ever`,
  arrange: (world) => {
    world.transport.spoilWrites({ times: Infinity, act: lostBefore('reset')(world) });
    world.transport.spoilReads(making(world));
  },
  claim: always('unknown'),
});

/** What can become of the reads, while the effect is watched or looked for. */
export function readFaults({ badReads }: MatrixCloud): readonly Fault[] {
  const own = badReads.map(({ answer, ...rest }) => ({
    ...rest,
    making: (world: World) => answers(answer(world.setting.fixture))(world),
  }));
  return [
    ...[...ON_THE_WAY, SLOW, ...own].flatMap(faultsOf),
    ...own.filter(({ hollow }) => hollow === true).map(hollowAfterLoss),
  ];
}
