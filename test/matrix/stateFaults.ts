import { always, type Fault, traced } from './faults';
import type { FixtureCase, Stored } from './fixtures/fixture';
import { accepted, doubted, once } from './moments';
import { answers, apiError, lostBefore } from './onTheWay';
import { READ_FAULTS } from './readFaults';
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

const IDENTITY: readonly Fault[] = [
  ['wrong secret', { accessKeyId: 'SampleKeyId01', accessKeySecret: 'not-a-secret-of-this-key' }],
  ['unknown key', { accessKeyId: 'NobodysKey', accessKeySecret: 'not-a-secret-of-anybody' }],
  ['disabled key', { accessKeyId: 'SampleKeyId03', accessKeySecret: 'not-a-secret-sample-03' }],
  ['no permission', { accessKeyId: 'SampleKeyId02', accessKeySecret: 'not-a-secret-sample-02' }],
  ['another account', { accessKeyId: 'SampleKeyId04', accessKeySecret: 'not-a-secret-sample-04' }],
  [
    'expired token',
    {
      accessKeyId: 'STS.SampleKeyId06',
      accessKeySecret: 'not-a-secret-sample-06',
      securityToken: 'sample-token-06/expired+AA==',
    },
  ],
].map(([name, credentials]) => ({
  group: 'identity and clock',
  name: name as string,
  arrange: (world) => (world.credentials = credentials as World['credentials']),
  claim: always('refused'),
}));

const IDENTITY_AND_CLOCK: readonly Fault[] = [
  ...IDENTITY,
  {
    group: 'identity and clock',
    name: 'a 500 that echoes the secrets, after the effect',
    arrange: (world) => {
      const echo = apiError(500, 'InternalError');
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
          return Promise.resolve(apiError(429, 'Throttling.User'));
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
          return Promise.resolve(apiError(429, 'Throttling.User'));
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
    claim: always('unknown'),
  },
  {
    group: 'after acceptance',
    name: 'the cluster is being deleted',
    arrange: (world) =>
      once(world, accepted, () => world.patch(world.setting.fixture.on.deleting(world.before))),
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
    claim: always('unknown'),
  },
  {
    group: 'by others, after a lost request',
    name: 'nothing happens',
    arrange: (world) => world.transport.spoilWrites({ times: Infinity, act: lostBefore('reset')(world) }),
    claim: always('unknown'),
  },
];

export const STATE_FAULTS: readonly Fault[] = [
  ...IDENTITY_AND_CLOCK,
  ...AFTER_ACCEPTANCE,
  ...BY_OTHERS,
  ...READ_FAULTS,
];
