import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { plain, text } from '../../../src/clouds/text';
import { type Cluster, writersOf } from '../../../src/inventory/polardbCluster';
import { Journal } from '../../../src/runs/journal';
import { IdenticalRunError, type RunService } from '../../../src/runs/runService';
import { aCluster, switched } from '../support/clusters';
import { aRun } from '../support/runs';
import { ACCEPTED, attempts, refusal, Scene } from './scene';

describe('a run', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.close());
  const stateOf = (service: RunService, id: string) => service.get(id)?.state;

  it('is on disk before the request leaves', async () => {
    const window = scene.window('a');
    const journaledAtSend: string[][] = [];
    scene.answer = () => {
      journaledAtSend.push(readdirSync(scene.folder));
      return Promise.resolve(ACCEPTED);
    };
    const { id } = await window.start(scene.plan());
    await scene.advance(100);
    assert.deepEqual(journaledAtSend, [[`${id}.json`]]);
  });

  it('comes back from the disk just as this window knows it', async () => {
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(60_000);
    assert.ok(window.get(id)?.closedAt);
    const known: unknown = JSON.parse(JSON.stringify(window.get(id)));
    assert.deepEqual(await new Journal(scene.folder).read(id), known);
  });

  it('keeps what its operation gives to compare, as confirmed and as last read', async () => {
    const facts = (state: unknown) => [
      { field: 'zoneType', label: text('Writer'), value: text(writersOf(state as Cluster)[0]?.id ?? '–') },
    ];
    const window = scene.window('a');
    const operation = { ...scene.operation, topology: () => [], facts };
    scene.operation = operation;
    const { id } = await window.start(scene.plan({ operation }));
    assert.deepEqual(window.get(id)?.facts, {
      before: [{ label: text('Writer'), value: text('pi-w') }],
    });
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(60_000);
    const run = await new Journal(scene.folder).read(id);
    assert.deepEqual(run?.facts?.after, [{ label: text('Writer'), value: text('pi-r2') }]);
    assert.deepEqual(run.topology, { before: [], after: [] });
  });

  it('is not sent where the journal cannot be written', async () => {
    await fs.rm(scene.folder, { recursive: true });
    await fs.writeFile(scene.folder, 'in the way');
    const window = scene.window('a');
    await assert.rejects(window.start(scene.plan()));
    await scene.advance(100);
    assert.equal(scene.sent.length, 0);
    assert.equal(window.all().length, 0);
  });

  it('settles only when the target writes and the cluster runs', async () => {
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    await scene.advance(100);
    assert.equal(stateOf(window, id), 'settling');
    await scene.advance(60_000);
    assert.equal(stateOf(window, id), 'settling', 'Running with the old writer is no success');
    scene.now = switched(aCluster({ status: 'Switching' }), 'pi-r2');
    await scene.advance(60_000);
    assert.equal(stateOf(window, id), 'settling');
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(60_000);
    assert.equal(stateOf(window, id), 'settled');
    assert.ok(window.get(id)?.closedAt);
    assert.equal((await new Journal(scene.folder).read(id))?.state, 'settled');
  });

  it('keeps the request id and explains a refusal', async () => {
    scene.answer = () =>
      Promise.resolve({ kind: 'refused', error: refusal('UnsupportHighFrequenceSwitchOver'), attempts });
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    await scene.advance(100);
    const run = window.get(id);
    assert.equal(run?.state, 'refused');
    assert.match(run.outcome?.error?.meaning?.text ?? '', /last ten minutes/);
    assert.match(run.outcome?.error?.next?.text ?? '', /5 minutes/);
  });

  it('says that nothing has changed where no byte left', async () => {
    scene.answer = () => Promise.resolve({ kind: 'notSent', error: refusal('ENOTFOUND'), attempts: [] });
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    await scene.advance(100);
    assert.equal(stateOf(window, id), 'failed');
    assert.match(plain(window.get(id)!.timeline.at(-1)!.say), /not sent; nothing has changed/);
  });

  describe('whose answer was lost', () => {
    beforeEach(() => {
      scene.answer = () => Promise.resolve({ kind: 'unknown', error: refusal('ECONNRESET'), attempts });
    });
    it('is read back, never sent again, and settles as "has since switched"', async () => {
      const window = scene.window('a');
      const { id } = await window.start(scene.plan());
      await scene.advance(100);
      assert.equal(stateOf(window, id), 'unknown');
      scene.now = switched(aCluster(), 'pi-r2');
      await scene.advance(60_000);
      assert.equal(stateOf(window, id), 'settled');
      assert.match(plain(window.get(id)!.timeline.at(-1)!.say), /has since switched/);
      assert.equal(scene.sent.length, 1);
    });
    it('stays unknown, not failed, when there is no trace for 15 minutes', async () => {
      scene.answer = () =>
        Promise.resolve({
          kind: 'unknown',
          error: refusal('ECONNRESET'),
          attempts: [{ at: scene.clock.now(), durationMs: 1 }],
        });
      const window = scene.window('a');
      const { id } = await window.start(scene.plan());
      await scene.advance(14 * 60_000);
      assert.equal(window.get(id)?.closedAt, undefined);
      const said = window.get(id)!.timeline.map(({ say }) => plain(say));
      assert.match(said.at(-2)!, /may have arrived, or still arrive within 15 minutes/);
      assert.equal(said.at(-1), 'No trace of a switch: the writer is still pi-w');
      await scene.advance(2 * 60_000);
      assert.equal(stateOf(window, id), 'unknown');
      assert.ok(window.get(id)?.closedAt);
    });
  });

  it('is sent once for two clicks at once', async () => {
    scene.answer = () => new Promise(() => undefined);
    const window = scene.window('a');
    const [first, second] = await Promise.allSettled([
      window.start(scene.plan()),
      window.start(scene.plan()),
    ]);
    assert.equal(first.status, 'fulfilled');
    assert.ok(second.status === 'rejected' && second.reason instanceof IdenticalRunError);
    await scene.advance(100);
    assert.equal(scene.sent.length, 1);
  });

  it('gives each run a token of its own', async () => {
    const window = scene.window('a');
    await window.start(scene.plan());
    await scene.advance(100);
    await window.start(scene.plan());
    await scene.advance(100);
    assert.notEqual(scene.sent[0]?.parameters.ClientToken, scene.sent[1]?.parameters.ClientToken);
  });

  it('writes what it came to once the disk has room again', async () => {
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    await scene.advance(100);
    const aside = `${scene.folder}-aside`;
    await fs.rename(scene.folder, aside);
    await fs.writeFile(scene.folder, 'no room here');
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(60_000);
    assert.equal(stateOf(window, id), 'settled', 'memory still knows');
    await fs.rm(scene.folder);
    await fs.rename(aside, scene.folder);
    assert.notEqual((await new Journal(scene.folder).read(id))?.state, 'settled');
    await scene.advance(60_000);
    assert.equal((await new Journal(scene.folder).read(id))?.state, 'settled');
  });

  it('goes on watching while the cloud cannot be read, and says so once', async () => {
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    scene.now = refusal('ServiceUnavailable');
    await scene.advance(5 * 60_000);
    const said = window.get(id)!.timeline.filter(({ say }) => /cannot be read/.test(say.text));
    assert.equal(said.length, 1);
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(60_000);
    assert.equal(stateOf(window, id), 'settled');
  });

  it('is unknown once the cloud could not be read for two hours', async () => {
    scene.leaseMs = 3_600_000;
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    scene.now = refusal('ServiceUnavailable');
    await scene.advance(119 * 60_000, 10_000);
    assert.equal(window.get(id)?.closedAt, undefined);
    await scene.advance(2 * 60_000);
    assert.deepEqual([stateOf(window, id), window.get(id)?.closedAt !== undefined], ['unknown', true]);
    assert.match(plain(window.get(id)!.timeline.at(-1)!.say), /for 2 hours: The cloud answered Service/);
  });

  it('is unknown, not failed, where the cloud does not find its cluster for two minutes', async () => {
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    scene.now = refusal('InvalidDBClusterId.NotFound');
    await scene.advance(110_000);
    assert.equal(window.get(id)?.closedAt, undefined);
    scene.now = refusal('ServiceUnavailable');
    await scene.advance(60_000);
    scene.now = refusal('InvalidDBClusterId.NotFound');
    await scene.advance(110_000);
    assert.equal(window.get(id)?.closedAt, undefined, 'it counts from the first of a row');
    await scene.advance(60_000);
    assert.equal(stateOf(window, id), 'unknown');
    assert.match(plain(window.get(id)!.timeline.at(-1)!.say), /does not know orders any more/);
  });

  it('ends the watching on demand and says that the operation goes on', async () => {
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    await scene.advance(100);
    await window.stopWatching(id);
    assert.equal(stateOf(window, id), 'abandoned');
    assert.match(plain(window.get(id)!.timeline.at(-1)!.say), /operation itself goes on/);
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(60_000);
    assert.equal(stateOf(window, id), 'abandoned');
  });

  it('does not ask 500 times while nothing moves', async () => {
    let reads = 0;
    const counted = scene.plan({
      operation: { ...scene.operation, observe: () => ((reads += 1), Promise.resolve(aCluster())) },
    });
    await scene.window('a').start(counted);
    await scene.advance(10 * 60_000);
    assert.ok(reads > 15 && reads < 40, String(reads));
  });

  describe('after its window has gone', () => {
    it('is taken over at once when the window closed, read back, never resent', async () => {
      const first = scene.window('a');
      const { id } = await first.start(scene.plan());
      await scene.advance(3000);
      await first.dispose();
      const second = scene.window('b');
      await second.recover();
      assert.equal(second.get(id)?.lease.owner, 'b');
      scene.now = switched(aCluster(), 'pi-r2');
      await scene.advance(60_000);
      assert.equal(stateOf(second, id), 'settled');
      assert.equal(scene.sent.length, 1);
    });

    it('is unknown where the request was on its way, and waits for the lease of a killed window', async () => {
      await new Journal(scene.folder).write(
        aRun({ lease: { owner: 'killed', until: scene.clock.now() + 40_000 } }),
      );
      const window = scene.window('b');
      await window.recover();
      await scene.advance(30_000);
      assert.equal(window.get('run-1')?.lease.owner, 'killed');
      await scene.advance(15_000);
      assert.equal(window.get('run-1')?.lease.owner, 'b');
      assert.equal(stateOf(window, 'run-1'), 'unknown');
      assert.equal(scene.sent.length, 0);
    });

    it('is acted on by one of two windows only', async () => {
      await new Journal(scene.folder).write(
        aRun({ state: 'settling', lease: { owner: 'killed', until: 0 } }),
      );
      const [b, c] = [scene.window('b'), scene.window('c')];
      await Promise.all([b.recover(), c.recover()]);
      scene.now = switched(aCluster(), 'pi-r2');
      await scene.advance(120_000);
      const stored = await new Journal(scene.folder).read('run-1');
      assert.equal(stored?.state, 'settled');
      assert.equal(stored.timeline.filter(({ state }) => state === 'settled').length, 1);
    });

    it('is left to the window that took it over while this one slept', async () => {
      const sleeper = scene.window('a');
      const { id } = await sleeper.start(scene.plan());
      await scene.advance(100);
      // Asleep: the lease ran out unrenewed and another window took the run over.
      const mine = sleeper.get(id)!;
      Object.assign(mine.lease, { until: 0 });
      const asleep = { ...mine, lease: { ...mine.lease, until: 0 } };
      await fs.writeFile(path.join(scene.folder, `${id}.json`), JSON.stringify(asleep));
      const until = scene.clock.now() + 90_000;
      assert.ok(await new Journal(scene.folder).adopt(mine, { owner: 'other', until }, scene.clock.now()));
      scene.now = switched(aCluster(), 'pi-r2');
      await scene.advance(60_000);
      assert.equal((await new Journal(scene.folder).read(id))?.lease.owner, 'other');
      assert.equal(sleeper.get(id)?.lease.owner, 'other');
    });
  });

  it('is unknown, not sending for ever, where taking in the answer goes wrong', async () => {
    scene.answer = () => Promise.reject(new RangeError('Maximum call stack size exceeded'));
    const window = scene.window('a');
    const { id } = await window.start(scene.plan());
    await scene.advance(100);
    assert.equal(stateOf(window, id), 'unknown');
    assert.match(plain(window.get(id)!.outcome!.error!.explanation), /could not be taken in/);
  });

  it('reports a broken journal file and keeps the others', async () => {
    await new Journal(scene.folder).write(aRun({ closedAt: 1, state: 'settled' }));
    await fs.writeFile(path.join(scene.folder, 'x.json'), '{');
    const window = scene.window('a');
    await window.recover();
    assert.equal(window.all().length, 1);
    assert.match(scene.reports.join(), /x\.json/);
  });
});
