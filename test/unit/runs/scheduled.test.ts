import assert from 'node:assert/strict';
import { plain, text } from '../../../src/clouds/text';
import type { Progress } from '../../../src/operations/operation';
import { switchRole } from '../../../src/operations/switchRole';
import type { RunService } from '../../../src/runs/runService';
import { aCluster } from '../support/clusters';
import { attempts, refusal, Scene } from './scene';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a run that the cloud has scheduled', () => {
  let scene: Scene;
  let window: RunService;
  let due: number;
  let reads: number[];
  let progress: () => Progress;
  const scheduled = (): Progress => ({
    state: 'scheduled',
    say: text('The task waits for its time'),
    notBefore: due,
  });
  const going = (): Progress => ({ state: 'going', say: text('The task is executing') });
  const done = (): Progress => ({ state: 'done', say: text('The cluster is in the other zone') });
  const cancelled = (): Progress => ({ state: 'failed', say: text('The scheduled task was cancelled') });

  beforeEach(async () => {
    scene = await Scene.open();
    scene.leaseMs = HOUR;
    due = scene.clock.now() + 40 * MINUTE;
    reads = [];
    progress = scheduled;
    scene.operation = {
      ...switchRole,
      observe: () => (reads.push(scene.clock.now()), Promise.resolve(aCluster())),
      settle: () => progress(),
    };
    window = scene.window('a');
  });
  afterEach(() => scene.close());
  const runIn = (of: RunService) => of.all()[0]!;
  const start = async () => {
    await window.start(scene.plan());
    await scene.advance(5000);
  };
  const latest = (of: RunService) => plain(runIn(of).timeline.at(-1)!.say);

  it('says so, and is read every five minutes and at its time', async () => {
    await start();
    assert.equal(runIn(window).state, 'scheduled');
    assert.equal(runIn(window).notBefore, due);
    reads = [];
    await scene.advance(30 * MINUTE, 10_000);
    assert.ok(reads.length >= 6 && reads.length <= 10, String(reads.length));
    await scene.advance(due - scene.clock.now() - 1000, 10_000);
    assert.equal(runIn(window).closedAt, undefined, 'waiting is no reason to give up');
    reads = [];
    progress = going;
    await scene.advance(5000);
    assert.ok(reads.length > 0);
    assert.equal(runIn(window).state, 'settling');
  });

  it('settles like any other once it has started, two hours from then at most', async () => {
    await start();
    await scene.advance(due - scene.clock.now() + 5000, 10_000);
    assert.equal(runIn(window).state, 'scheduled', 'as long as the cloud says so');
    progress = going;
    await scene.advance(HOUR, 10_000);
    assert.equal(runIn(window).state, 'settling');
    progress = done;
    await scene.advance(MINUTE);
    assert.equal(runIn(window).state, 'settled');
    assert.deepEqual(
      runIn(window).timeline.map(({ state }) => state),
      ['sending', 'settling', 'scheduled', 'settling', 'settled'],
    );
  });

  it('is unknown where it does not start within two hours of its time', async () => {
    await start();
    await scene.advance(due - scene.clock.now() + 110 * MINUTE, 10_000);
    assert.equal(runIn(window).closedAt, undefined);
    await scene.advance(20 * MINUTE, 10_000);
    assert.equal(runIn(window).state, 'unknown');
    assert.ok(runIn(window).closedAt);
  });

  it('is failed once somebody cancelled it elsewhere, which is noticed within five minutes', async () => {
    await start();
    progress = cancelled;
    await scene.advance(5 * MINUTE);
    assert.equal(runIn(window).state, 'failed');
    assert.equal(latest(window), 'The scheduled task was cancelled');
  });

  it('follows a task that somebody has moved to another time', async () => {
    await start();
    due += HOUR;
    await scene.advance(5 * MINUTE);
    assert.equal(runIn(window).notBefore, due);
    assert.equal(runIn(window).timeline.length, 3);
  });

  it('is not given up after hours of waiting', async () => {
    due += 3 * HOUR;
    await start();
    await scene.advance(3.5 * HOUR, 20_000);
    assert.equal(runIn(window).state, 'scheduled');
    progress = done;
    await scene.advance(20 * MINUTE, 10_000);
    assert.equal(runIn(window).state, 'settled');
  });

  it('survives a reload, and starts in the next window', async () => {
    await start();
    await window.dispose();
    const next = scene.window('b');
    await next.recover();
    assert.equal(runIn(next).state, 'scheduled');
    assert.equal(runIn(next).notBefore, due);
    await scene.advance(10 * MINUTE);
    reads = [];
    await scene.advance(20 * MINUTE, 10_000);
    assert.ok(reads.length <= 7, String(reads.length));
    progress = done;
    await scene.advance(due - scene.clock.now() + MINUTE, 10_000);
    assert.equal(runIn(next).state, 'settled');
    assert.equal(scene.sent.length, 1);
  });

  it('is found where the answer to the request was lost', async () => {
    scene.answer = () => Promise.resolve({ kind: 'unknown', error: refusal('ECONNRESET'), attempts });
    scene.operation = {
      ...scene.operation,
      trace: () => ({ found: true, say: text('A task is scheduled') }),
    };
    await start();
    assert.equal(runIn(window).state, 'scheduled');
    assert.equal(latest(window), 'A task is scheduled');
  });

  it('can be watched no more, and stays on the cloud’s list', async () => {
    await start();
    await window.stopWatching(runIn(window).id);
    assert.equal(runIn(window).state, 'abandoned');
    reads = [];
    await scene.advance(20 * MINUTE, 10_000);
    assert.equal(reads.length, 0);
  });
});
