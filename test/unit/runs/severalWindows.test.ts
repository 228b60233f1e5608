import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from '../../../src/clouds/cloudClient';
import { Journal } from '../../../src/runs/journal';
import type { Run } from '../../../src/runs/run';
import type { RunService } from '../../../src/runs/runService';
import { aCluster, switched } from '../support/clusters';
import { aRun } from '../support/runs';
import { ACCEPTED, attempts, refusal, Scene } from './scene';

describe('a run among several windows', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.close());
  const stateOf = (service: RunService, id: string) => service.get(id)?.state;
  const becomes = (service: RunService, id: string, state: Run['state']) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (stateOf(service, id) === state) resolve();
      };
      service.onDidChange(look);
      look();
    });

  describe('that is being sent', () => {
    let window: RunService;
    let id: string;
    beforeEach(async () => {
      scene.answer = () => new Promise(() => undefined);
      window = scene.window('a');
      ({ id } = await window.start(scene.plan()));
      await scene.advance(60_000);
    });
    const may = () => scene.mayStillSend!();

    it('may be sent again while its window is awake and has it', async () => assert.equal(await may(), true));

    it('may not once another window has it', async () => {
      const lease = { owner: 'b', until: scene.clock.now() + 45_000 };
      await new Journal(scene.folder).take(id, lease, () => true);
      assert.equal(await may(), false);
    });

    it('may not after a sleep, even where nobody has it', async () => {
      scene.clock.jump(8 * 3_600_000);
      assert.equal(await may(), false);
    });

    it('may not once its window has ended', async () => {
      await window.dispose();
      assert.equal(await may(), false);
    });

    it('may not where the journal cannot be read', async () => {
      await fs.rm(scene.folder, { recursive: true });
      await fs.writeFile(scene.folder, '');
      assert.equal(await may(), false);
      await fs.rm(scene.folder);
    });
  });

  describe('that another window has taken over while it was being sent', () => {
    let answer: (outcome: Outcome) => void;
    let a: RunService;
    let b: RunService;
    let id: string;
    beforeEach(async () => {
      scene.answer = () => new Promise((resolve) => (answer = resolve));
      [a, b] = [scene.window('a'), scene.window('b')];
      ({ id } = await a.start(scene.plan()));
      await scene.advance(100);
      // Asleep: nothing renews the lease, and the other window is awake.
      Object.assign(a.get(id)!.lease, { until: 0 });
      const file = path.join(scene.folder, `${id}.json`);
      const stored = JSON.parse(await fs.readFile(file, 'utf8')) as Run;
      await fs.writeFile(file, JSON.stringify({ ...stored, lease: { owner: 'a', until: 0 } }));
      await b.recover();
      await scene.advance(1000);
      assert.deepEqual([b.get(id)?.lease.owner, b.get(id)?.state], ['b', 'unknown']);
    });

    it('has the answer that only the first one heard', async () => {
      answer(ACCEPTED);
      await scene.advance(1000);
      assert.equal((await new Journal(scene.folder).read(id))?.outcome?.requestId, 'REQ-1');
      scene.now = switched(aCluster(), 'pi-r2');
      await scene.advance(60_000);
      assert.equal((await new Journal(scene.folder).read(id))?.state, 'settled');
      // The window that lost it follows, as soon as the system has told it of the file.
      await becomes(b, id, 'settled');
    });

    it('is refused where the first one heard no', async () => {
      answer({ kind: 'refused', error: refusal('IncorrectState'), attempts });
      await scene.advance(1000);
      assert.equal((await new Journal(scene.folder).read(id))?.state, 'refused');
    });

    for (const outcome of ['unknown', 'accepted'] as const)
      it(`is watched by the first one where the other one has ended and the answer is ${outcome}`, async () => {
        await b.dispose();
        answer(
          outcome === 'accepted' ? ACCEPTED : { kind: 'unknown', error: refusal('ECONNRESET'), attempts },
        );
        await scene.advance(1000);
        scene.now = switched(aCluster(), 'pi-r2');
        await scene.advance(60_000);
        assert.equal(stateOf(a, id), 'settled');
      });

    it('stays with what a person has made of it meanwhile', async () => {
      await b.stopWatching(id);
      answer(ACCEPTED);
      await scene.advance(1000);
      assert.equal((await new Journal(scene.folder).read(id))?.state, 'abandoned');
    });

    it('is not reopened by the first one once the other has closed it', async () => {
      scene.now = switched(aCluster(), 'pi-r2');
      await scene.advance(60_000);
      assert.equal(stateOf(b, id), 'settled');
      answer(ACCEPTED);
      await scene.advance(60_000);
      const stored = await new Journal(scene.folder).read(id);
      assert.deepEqual([stored?.state, stored?.lease.owner], ['settled', 'b']);
      assert.ok(stored?.closedAt);
    });
  });

  it('that has settled elsewhere is not stopped by a click of a window that has not heard of it', async () => {
    const [a, b] = [scene.window('a'), scene.window('b')];
    const { id } = await a.start(scene.plan());
    await scene.advance(100);
    await b.recover();
    assert.equal(stateOf(b, id), 'settling');
    const behind = b.get(id)!;
    scene.now = switched(aCluster(), 'pi-r2');
    await scene.advance(60_000);
    b['held'].hold(behind);
    await b.stopWatching(id);
    assert.equal((await new Journal(scene.folder).read(id))?.state, 'settled');
    assert.equal(stateOf(b, id), 'settled', 'and the window that was behind shows it now');
  });

  it('that cannot be taken over does not hide the others, nor stop them from being watched', async () => {
    const journal = new Journal(scene.folder);
    for (const id of ['run-1', 'run-2', 'run-3'])
      await journal.write(aRun({ id, state: 'settling', lease: { owner: 'gone', until: 0 } }));
    // As on a file system without hard links, for one of them.
    const broken = new (class extends Journal {
      override take = (id: string, ...rest: [Run['lease'], (run: Run) => boolean]) =>
        id === 'run-1' ? Promise.reject(new Error('EPERM')) : super.take(id, ...rest);
    })(scene.folder);
    const window = scene.window('a', broken);
    await window.recover();
    assert.equal(window.all().length, 3);
    assert.deepEqual(
      window
        .all()
        .flatMap(({ id, lease }) => (lease.owner === 'a' ? [id] : []))
        .sort(),
      ['run-2', 'run-3'],
    );
    assert.match(scene.reports.join(), /EPERM/);
  });
});
