import type { MatrixCloud } from './clouds/cloud';
import { always, type Fault, traced } from './faults';
import type { FixtureCase, Stored } from './fixtures/fixture';
import { accepted, doubted, once } from './moments';
import { answers, lostBefore } from './onTheWay';
import { readFaults } from './readFaults';
import type { Verdict } from './judge';
import type { World } from './world';

const MINUTE = 60_000;

/** States in which the cloud itself refuses, reached after the last look at it. */
export const refusalsOf = ({ refusals }: FixtureCase<Stored>): readonly Fault[] =>
  refusals.map((refusal) => ({
    group: 'refused by state',
    name: `${refusal.name}: ${refusal.code}`,
    arrange: (world) => world.change(refusal),
    claim: always('refused'),
    code: refusal.code,
  }));

const identity = ({ identities }: MatrixCloud): readonly Fault[] =>
  identities.map(([name, key, claim]) => ({
    group: 'identity and clock',
    name,
    arrange: (world) => (world.credentials = key),
    claim: always(claim),
  }));

const IDENTITY_AND_CLOCK: readonly Fault[] = [
  {
    group: 'identity and clock',
    name: 'a 500 that echoes the secrets, after the effect',
    arrange: (world) => {
      const echo = world.at.broken;
      const body = echo.body.replace('about', `string to sign ${world.secrets.join('&')}&`);
      world.transport.spoilWrites({ times: Infinity, act: answers({ ...echo, body }, 'made')(world) });
    },
    claim: traced,
  },
  ...[-20, 20].map((minutes) => ({
    group: 'identity and clock',
    name: `the cloud’s clock is ${minutes} min off`,
    arrange: (world: World) => (world.ground.skewMs = minutes * MINUTE),
    claim: always('refused'),
  })),
  ...[-14, 14].map((minutes) => ({
    group: 'identity and clock',
    name: `the cloud’s clock is ${minutes} min off, which it tolerates`,
    arrange: (world: World) => (world.ground.skewMs = minutes * MINUTE),
    // A cloud that is ahead has the last switch further back, one that is behind has it in the future.
    claim: always('settled'),
  })),
  {
    group: 'identity and clock',
    name: 'made read-only before it is sent',
    arrange: (world) => (world.readOnly = true),
    claim: always('failed'),
  },
  {
    group: 'identity and clock',
    name: 'made read-only after a first attempt that was lost',
    arrange: (world) =>
      world.transport.spoilWrites({
        times: 1,
        act: () => {
          world.readOnly = true;
          return lostBefore('reset')(world)({} as never, () => Promise.reject(new Error('not forwarded')));
        },
      }),
    claim: always('unknown'),
  },
  {
    group: 'identity and clock',
    name: 'made read-only while throttled',
    arrange: (world) =>
      world.transport.spoilWrites({
        times: 1,
        act: () => {
          world.readOnly = true;
          return Promise.resolve(world.at.throttled);
        },
      }),
    claim: always('failed'),
  },
  ...[
    { name: 'sleeps for eight hours while throttled', act: () => undefined },
    {
      name: 'sleeps while throttled, and another window takes the run over',
      act: (world: World) => world.openAnother(),
    },
  ].map(({ name, act }): Fault => ({
    group: 'identity and clock',
    name,
    arrange: (world) =>
      world.transport.spoilWrites({
        times: 1,
        act: () => {
          world.clock.jump(8 * 60 * MINUTE);
          act(world);
          return Promise.resolve(world.at.throttled);
        },
      }),
    // Turned away once, and not sent again: the one who confirmed it is no longer there to see what comes of it.
    claim: always('refused'),
  })),
  {
    group: 'identity and clock',
    name: 'made read-only while it is watched',
    arrange: (world) => once(world, accepted, () => (world.readOnly = true)),
    claim: always('settled'),
  },
  {
    group: 'identity and clock',
    name: 'the profile goes while it is watched',
    arrange: (world) => once(world, accepted, () => (world.profileGone = true)),
    claim: always('unknown'),
  },
];

const whenDeleted =
  (moment: 'accepted' | 'doubted') =>
  ({ setting }: World): Verdict['claim'] => {
    const { [moment]: claim = 'unknown' } = setting.fixture.whenDeleted ?? {};
    return claim === 'cannot be' ? 'no run' : claim;
  };

const AFTER_ACCEPTANCE: readonly Fault[] = [
  {
    group: 'after acceptance',
    name: 'all is well',
    arrange: () => undefined,
    claim: always('settled'),
  },
  {
    group: 'after acceptance',
    name: 'the cluster is deleted',
    arrange: (world) => once(world, accepted, () => world.delete()),
    fits: ({ whenDeleted }) => whenDeleted?.accepted !== 'cannot be',
    claim: whenDeleted('accepted'),
  },
  {
    group: 'after acceptance',
    name: 'the cluster is being deleted',
    arrange: (world) =>
      once(world, accepted, () => world.patch(world.setting.fixture.on.deleting?.(world.before) ?? {})),
    fits: ({ on }) => on.deleting !== undefined,
    claim: always('failed'),
  },
  {
    group: 'after acceptance',
    name: 'the effect never comes',
    arrange: (world) => once(world, accepted, () => world.change(world.setting.fixture.undone)),
    fits: ({ undone }) => undone !== undefined,
    claim: always('unknown'),
  },
  {
    group: 'after acceptance',
    name: 'the cloud says yes and does nothing',
    arrange: (world) =>
      world.transport.spoilWrites({
        times: Infinity,
        act: answers({ headers: { 'x-request-id': 'matrix-1' }, body: world.setting.fixture.says ?? '' })(
          world,
        ),
      }),
    // A yes is all that there is to see of what leaves no trace.
    fits: ({ says, trace }) => says !== undefined && trace !== false,
    claim: always('unknown'),
  },
  {
    group: 'after acceptance',
    name: 'the effect never ends',
    arrange: (world) => once(world, accepted, () => world.change(world.setting.fixture.endless)),
    fits: ({ endless }) => endless !== undefined,
    claim: always('unknown'),
  },
  {
    group: 'after acceptance',
    name: 'the effect is slow (20 min)',
    arrange: (world) => world.cloud.setSpeed(0.025),
    fits: ({ endless }) => endless !== undefined,
    claim: always('settled'),
  },
  {
    group: 'after acceptance',
    name: 'another node takes over',
    arrange: (world) => once(world, accepted, () => world.change(world.setting.aim.otherwise)),
    fits: (_fixture, { otherwise }) => otherwise !== undefined,
    claim: always('failed'),
  },
  {
    group: 'after acceptance',
    name: 'a person ends the watching',
    arrange: (world) => once(world, accepted, () => world.stopWatching()),
    claim: always('abandoned'),
  },
  {
    group: 'after acceptance',
    name: 'the disk is full for two minutes',
    arrange: (world) =>
      once(world, accepted, () => {
        world.diskFull = true;
        world.cloud.setSpeed(0.1);
        world.later(2 * MINUTE, () => (world.diskFull = false));
      }),
    claim: always('settled'),
  },
];

const BY_OTHERS: readonly Fault[] = [
  {
    group: 'by others, after a lost request',
    name: 'somebody else does it',
    arrange: (world) => {
      world.transport.spoilWrites({ times: Infinity, act: lostBefore('reset')(world) });
      world.foreign = true;
      once(world, doubted, () => world.change(world.setting.fixture.byOthers));
    },
    fits: ({ byOthers }) => byOthers !== undefined,
    claim: always('settled'),
  },
  {
    group: 'by others, after a lost request',
    name: 'another node takes over',
    arrange: (world) => {
      world.transport.spoilWrites({ times: Infinity, act: lostBefore('reset')(world) });
      world.foreign = true;
      once(world, doubted, () => world.change(world.setting.aim.otherwise));
    },
    fits: (_fixture, { otherwise }) => otherwise !== undefined,
    claim: always('unknown'),
  },
  {
    group: 'by others, after a lost request',
    name: 'the cluster is deleted',
    arrange: (world) => {
      world.transport.spoilWrites({ times: Infinity, act: lostBefore('reset')(world) });
      once(world, doubted, () => world.delete());
    },
    fits: ({ whenDeleted }) => whenDeleted?.doubted !== 'cannot be',
    claim: whenDeleted('doubted'),
  },
  {
    group: 'by others, after a lost request',
    name: 'nothing happens',
    arrange: (world) => world.transport.spoilWrites({ times: Infinity, act: lostBefore('reset')(world) }),
    claim: always('unknown'),
  },
];

/** All that can become of the thing, its watching and whoever watches it. */
export const stateFaults = (cloud: MatrixCloud): readonly Fault[] => [
  ...identity(cloud),
  ...IDENTITY_AND_CLOCK,
  ...AFTER_ACCEPTANCE,
  ...BY_OTHERS,
  ...readFaults(cloud),
  ...cloud.faults,
];
