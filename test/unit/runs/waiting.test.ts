import assert from 'node:assert/strict';
import { waitsFor } from '../../../src/runs/waiting';
import { CloudError, type CloudErrorKind } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { switchRole } from '../../../src/operations/switchRole';
import { Journal } from '../../../src/runs/journal';
import type { RunService } from '../../../src/runs/runService';
import { aCluster, switched } from '../support/clusters';
import { refusal, Scene } from './scene';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const failing = (kind: CloudErrorKind, code: string) =>
  new CloudError({ kind, code, explanation: text('Not read ({code})', { code }) });

describe('a run whose live state cannot be read for now', () => {
  let scene: Scene;
  let window: RunService;
  let reads = 0;
  beforeEach(async () => {
    scene = await Scene.open();
    scene.leaseMs = HOUR;
    reads = 0;
    const observe = () => {
      reads += 1;
      return scene.now instanceof CloudError ? Promise.reject(scene.now) : Promise.resolve(scene.now);
    };
    scene.operation = { ...switchRole, observe };
    window = scene.window('a');
    await window.start(scene.plan());
    await scene.advance(5000);
  });
  afterEach(() => scene.close());
  const run = (of = window) => of.all()[0]!;
  const latest = (of = window) => plain(run(of).timeline.at(-1)!.say);

  for (const [name, error, waitingFor] of [
    ['no network', failing('network', 'ENOTFOUND'), 'network'],
    ['a clock that is off', failing('clock', 'InvalidTimeStamp.Expired'), 'clock'],
    ['no permission', failing('permission', 'Forbidden.RAM'), 'permission'],
  ] as const)
    it(`${name}: says so, waits for as long as it takes, and goes on by itself`, async () => {
      scene.now = error;
      await scene.advance(5 * HOUR, 20_000);
      assert.equal(run().state, 'settling');
      assert.equal(run().waitingFor, waitingFor);
      assert.match(latest(), /^Waiting for .*Not read/);
      scene.now = switched(aCluster(), 'pi-r2');
      await scene.advance(5 * MINUTE);
      assert.equal(run().state, 'settled');
      assert.equal(run().waitingFor, undefined);
    });

  it('does not count the time without a network against the two hours', async () => {
    await scene.advance(HOUR, 20_000);
    scene.now = failing('network', 'ENOTFOUND');
    await scene.advance(3 * HOUR, 20_000);
    scene.now = aCluster();
    await scene.advance(55 * MINUTE, 20_000);
    assert.equal(run().closedAt, undefined);
    await scene.advance(10 * MINUTE, 20_000);
    assert.equal(run().state, 'unknown');
    assert.match(latest(), /2 hours of watching/);
  });

  it('says it once, however the reasons alternate, and asks no more often for it', async () => {
    const lines = run().timeline.length;
    reads = 0;
    for (let n = 0; n < 30; n += 1) {
      scene.now = failing('network', n % 2 ? 'ENOTFOUND' : 'ECONNREFUSED');
      await scene.advance(20_000, 5000);
    }
    assert.equal(run().timeline.length, lines + 1);
    assert.ok(reads < 40, String(reads));
  });

  it('asks seldom while permission is missing', async () => {
    scene.now = failing('permission', 'Forbidden.RAM');
    await scene.advance(MINUTE);
    reads = 0;
    await scene.advance(HOUR, 20_000);
    assert.ok(reads >= 10 && reads <= 20, String(reads));
  });

  it('takes a key whose failures the cloud counts for one that does not work', () =>
    assert.equal(waitsFor(failing('keyRejected', 'APIGW.0301')), 'credentials'));

  describe('because the keys do not work any more', () => {
    beforeEach(async () => {
      scene.now = failing('credentials', 'InvalidAccessKeyId');
      await scene.advance(MINUTE);
      reads = 0;
    });

    it('says so and does not ask again by itself', async () => {
      assert.equal(run().waitingFor, 'credentials');
      assert.match(latest(), /update them or retry/);
      await scene.advance(5 * HOUR, 20_000);
      assert.equal(reads, 0);
      assert.equal(scene.keysTried, 0);
      assert.equal(run().closedAt, undefined);
    });

    it('goes on when the keys of its profile change, and of no other', async () => {
      scene.now = switched(aCluster(), 'pi-r2');
      window.profileChanged('another');
      await scene.advance(MINUTE);
      assert.equal(reads, 0);
      window.profileChanged('profile-1');
      await scene.advance(1000);
      assert.equal(run().state, 'settled');
    });

    it('tries once more on demand, and waits again where that fails', async () => {
      await window.readNow(run().id);
      await scene.advance(HOUR, 20_000);
      assert.equal(reads, 1);
      assert.equal(scene.keysTried, 1, 'a key that was rejected may be sent again');
      scene.now = switched(aCluster(), 'pi-r2');
      await window.readNow(run().id);
      await scene.advance(1000);
      assert.equal(run().state, 'settled');
    });

    it('can be tried from another window, which then has the run', async () => {
      const other = scene.window('b');
      await other.recover();
      assert.equal(run(other).waitingFor, 'credentials');
      scene.now = switched(aCluster(), 'pi-r2');
      await other.readNow(run(other).id);
      await scene.advance(10_000);
      assert.equal(run(other).state, 'settled');
      assert.equal((await new Journal(scene.folder).read(run().id))?.lease.owner, 'b');
    });

    it('is tried once after a reload', async () => {
      await window.dispose();
      const next = scene.window('b');
      await next.recover();
      await scene.advance(HOUR, 20_000);
      assert.equal(reads, 1);
      assert.equal(run(next).waitingFor, 'credentials');
    });

    it('can be watched no more', async () => {
      await window.stopWatching(run().id);
      assert.equal(run().state, 'abandoned');
      assert.equal(run().waitingFor, undefined);
    });
  });

  it('does not wait for the keys of a profile that was removed: none will come', async () => {
    scene.now = failing('profileGone', 'removed');
    await scene.advance(MINUTE);
    assert.equal(run().waitingFor, undefined);
    assert.match(latest(), /cannot be read/);
    await scene.advance(3 * HOUR, 20_000);
    assert.equal(run().state, 'unknown');
    assert.ok(run().closedAt);
  });

  it('does not claim to wait once the cloud answers with an error of its own', async () => {
    scene.now = failing('network', 'ENOTFOUND');
    await scene.advance(MINUTE);
    scene.now = refusal('SomethingElse');
    await scene.advance(MINUTE);
    assert.equal(run().waitingFor, undefined);
    assert.match(latest(), /cannot be read: The cloud answered SomethingElse/);
  });
});

describe('a run while the clock moves', () => {
  let scene: Scene;
  let window: RunService;
  beforeEach(async () => {
    scene = await Scene.open();
    window = scene.window('a');
    await window.start(scene.plan());
    await scene.advance(MINUTE);
  });
  afterEach(() => scene.close());
  const run = () => window.all()[0]!;

  it('is not given up after eight hours of sleep, is read within seconds, and settles', async () => {
    const { readAt } = run();
    scene.clock.jump(8 * HOUR);
    await scene.advance(6000);
    assert.ok(run().readAt! > readAt! + 8 * HOUR);
    assert.equal(run().closedAt, undefined);
    await scene.advance(10 * MINUTE);
    assert.equal(run().closedAt, undefined);
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(MINUTE);
    assert.equal(run().state, 'settled');
  });

  it('goes on when the clock is set back, and no line comes before the one above it', async () => {
    scene.clock.jump(-3 * HOUR);
    await scene.advance(10 * MINUTE);
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(MINUTE);
    assert.equal(run().state, 'settled');
    const times = run().timeline.map(({ at }) => at);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    assert.ok(run().closedAt! >= run().createdAt);
  });

  it('does not take a jump of the clock for the 15 minutes in which a lost request may arrive', async () => {
    await window.stopWatching(run().id);
    scene.answer = () => Promise.resolve({ kind: 'unknown', error: refusal('ECONNRESET'), attempts: [] });
    const { id } = await window.start(scene.plan());
    await scene.advance(5000);
    scene.clock.jump(HOUR);
    await scene.advance(10 * MINUTE);
    assert.equal(window.get(id)?.closedAt, undefined);
    await scene.advance(7 * MINUTE);
    assert.equal(window.get(id)?.state, 'unknown');
    assert.ok(window.get(id)?.closedAt);
  });

  it('does not take two answers "not found" an hour apart by the clock for two minutes of them', async () => {
    scene.now = refusal('InvalidDBClusterId.NotFound');
    await scene.advance(40_000);
    scene.clock.jump(HOUR);
    await scene.advance(10_000);
    assert.equal(run().closedAt, undefined);
  });
});
