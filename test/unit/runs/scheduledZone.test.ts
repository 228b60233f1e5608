import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createAlibabaClient } from '../../../src/clouds/alibaba/alibabaClient';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { plain } from '../../../src/clouds/text';
import { primaryZone, type ZoneState } from '../../../src/operations/changePrimaryZoneForm';
import { changePrimaryZoneFixture } from '../../matrix/fixtures/changePrimaryZone';
import type { StoredCluster } from '../../matrix/fixtures/fixture';
import { Ground } from '../../matrix/ground';
import { World } from '../../matrix/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The sample moves data in two minutes; at this speed it takes three hours, more than most are watched. */
const THREE_HOURS_SPEED = 1 / 90;

/** A change of zone an hour from now on the sample cloud, sent and watched as the window does, on a virtual clock. */
describe('a change of zone that is scheduled for later', function () {
  // Hundreds of readings over real sockets.
  this.timeout(60_000);
  let ground: Ground;
  let world: World;
  before(async () => {
    ground = await Ground.open();
  });
  after(() => ground.close());
  beforeEach(() => {
    const aim = changePrimaryZoneFixture.cases.find(({ name }) => name === 'scheduled');
    assert.ok(aim);
    world = new World(ground, { fixture: changePrimaryZoneFixture, aim, token: false });
  });
  afterEach(() => world.close());

  const run = () => {
    assert.ok(world.run);
    return world.run;
  };
  const stored = () => world.stored() as StoredCluster;
  const said = () => run().timeline.map(({ state, say }) => `${state}: ${plain(say)}`);
  const start = () => Date.parse(String(world.form['start']));

  /** What the run read of the cluster: each status and primary zone once, with when it was first read. */
  function readings() {
    const seen: { readonly what: string; readonly at: number }[] = [];
    world.onStep = () => {
      if (!world.run?.after) return;
      const state = world.run.after as ZoneState;
      const what = `${state.status} in ${primaryZone(state)}`;
      if (seen.at(-1)?.what !== what) seen.push({ what, at: world.run.readAt ?? 0 });
    };
    return seen;
  }

  it('waits, starts at its time, goes through Transing for hours, and settles in the new zone', async () => {
    const seen = readings();
    await world.confirm(() => {
      world.cloud.setSpeed(THREE_HOURS_SPEED);
    });
    await world.toTheEnd();
    assert.deepEqual(
      seen.map(({ what }) => what),
      ['Running in cn-hangzhou-i', 'Transing in cn-hangzhou-i', 'Running in cn-hangzhou-k'],
    );
    const [, began, ended] = seen;
    assert.ok(began!.at >= start() && began!.at < start() + MINUTE, 'read at its time');
    assert.ok(ended!.at >= start() + 3 * HOUR && ended!.at < start() + 3 * HOUR + MINUTE);
    const lines = said();
    assert.equal(lines.length, 5, lines.join('\n'));
    for (const [index, line] of [
      /^sending: Confirmed/,
      /^settling: The cloud accepted/,
      /^scheduled: Scheduled: begins between .* UTC/,
      /^settling: Transing; the zone is still cn-hangzhou-i$/,
      /^settled: cn-hangzhou-k is the primary zone and the cluster is running$/,
    ].entries())
      assert.match(lines[index]!, line);
    assert.equal(run().notBefore, start());
    assert.deepEqual(
      stored().tasks?.map(({ status }) => status),
      ['finish'],
    );
    assert.deepEqual(
      world.effects.map(({ action }) => action),
      ['ModifyDBClusterPrimaryZone'],
    );
    assert.equal(world.transport.writes.length, 1);
  });

  it('says that it was cancelled, where somebody does so at the console before its time', async () => {
    const seen = readings();
    let cancelledAt = 0;
    const [key] = world.cloud.accessKeys;
    const console = createAlibabaClient({
      profileName: 'Console',
      credentials: () => Promise.resolve(key!),
      readOnly: () => false,
      origin: (host) => Promise.resolve(world.cloud.hosts[host]!),
      transport: createNodeTransport(),
      clock: world.clock,
      random: () => 0.5,
      nonce: randomUUID,
      log: () => undefined,
    });
    await world.confirm(() => undefined);
    world.later(20 * MINUTE, async () => {
      assert.equal(run().state, 'scheduled');
      cancelledAt = world.clock.now();
      const { kind } = await console.write({
        cloud: 'alibaba',
        product: 'polardb',
        action: 'CancelScheduleTasks',
        region: world.target.region,
        parameters: { DBClusterId: world.target.id, TaskId: stored().tasks![0]!.id },
      });
      assert.equal(kind, 'accepted');
    });
    await world.toTheEnd();
    assert.equal(said().at(-1), 'failed: The scheduled task was cancelled; the zone has not changed');
    const { closedAt = 0 } = run();
    assert.ok(closedAt >= cancelledAt && closedAt <= cancelledAt + 5 * MINUTE + 5000, 'noticed in time');
    await world.clock.advance(3 * HOUR);
    assert.equal(stored().DBClusterStatus, 'Running');
    assert.deepEqual(stored().ZoneIds, (world.before as StoredCluster).ZoneIds);
    assert.deepEqual(
      seen.map(({ what }) => what),
      ['Running in cn-hangzhou-i'],
    );
    assert.deepEqual(
      world.effects.map(({ action }) => action),
      ['ModifyDBClusterPrimaryZone', 'CancelScheduleTasks'],
    );
    assert.equal(world.transport.writes.length, 1);
  });
});
