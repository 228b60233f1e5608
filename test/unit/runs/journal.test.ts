import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Journal, TakenOverError } from '../../../src/runs/journal';
import { aRun } from '../support/runs';

describe('the journal', () => {
  let folder: string;
  beforeEach(async () => {
    folder = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'journal-')), 'runs');
  });
  afterEach(() => fs.rm(path.dirname(folder), { recursive: true, force: true }));

  it('is empty before the first run', async () =>
    assert.deepEqual(await new Journal(folder).list(), { runs: [], broken: [] }));

  it('gives back what was written, after a restart', async () => {
    await new Journal(folder).write(aRun());
    assert.deepEqual((await new Journal(folder).list()).runs, [aRun()]);
  });

  it('keeps the order of writes of one run, and leaves no temporary file', async () => {
    const journal = new Journal(folder);
    await Promise.all(Array.from({ length: 20 }, (_, i) => journal.write(aRun({ updatedAt: i }))));
    assert.equal((await journal.read('run-1'))?.updatedAt, 19);
    assert.deepEqual(await fs.readdir(folder), ['run-1.json']);
  });

  it('does not let a broken or half-written file hide the others', async () => {
    const journal = new Journal(folder);
    await journal.write(aRun());
    await fs.writeFile(path.join(folder, 'half.json'), '{"version":1,"id":');
    await fs.writeFile(path.join(folder, 'alien.json'), '{"version":2}');
    await fs.writeFile(path.join(folder, '.run-2.1.tmp'), 'left by a crash');
    const { runs, broken } = await journal.list();
    assert.deepEqual(
      runs.map(({ id }) => id),
      ['run-1'],
    );
    assert.deepEqual(broken.map(({ file }) => file).sort(), ['alien.json', 'half.json']);
  });

  it('rejects where it cannot write', async () => {
    await fs.writeFile(folder, 'a file where the folder should be');
    await assert.rejects(new Journal(folder).write(aRun()));
  });

  it('gives an expired run to exactly one of many windows', async () => {
    const expired = aRun({ lease: { owner: 'gone', until: 1000 } });
    await new Journal(folder).write(expired);
    const got = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        new Journal(folder).adopt(expired, { owner: `window-${i}`, until: 9000 }, 2000),
      ),
    );
    const winners = got.filter((run) => run !== undefined);
    assert.equal(winners.length, 1);
    assert.deepEqual((await new Journal(folder).read('run-1'))?.lease, winners[0]!.lease);
  });

  it('gives a run whose lease is good to nobody', async () => {
    const journal = new Journal(folder);
    const run = aRun({ lease: { owner: 'alive', until: 2001 } });
    await journal.write(run);
    assert.equal(await journal.adopt(run, { owner: 'other', until: 9000 }, 2000), undefined);
  });

  it('does not adopt from a stale reading', async () => {
    const journal = new Journal(folder);
    const stale = aRun({ lease: { owner: 'gone', until: 1000 } });
    await journal.write(aRun({ lease: { owner: 'new', until: 5000 } }));
    assert.equal(await journal.adopt(stale, { owner: 'late', until: 9000 }, 2000), undefined);
    assert.equal((await journal.read('run-1'))?.lease.owner, 'new');
  });

  it('gets over a window that died while adopting', async () => {
    const run = aRun({ lease: { owner: 'gone', until: 1000 } });
    await new Journal(folder).write(run);
    await fs.writeFile(path.join(folder, '.run-1.1.dead.tmp'), JSON.stringify(run));
    assert.ok(await new Journal(folder).adopt(run, { owner: 'a', until: 9000 }, 2000));
  });

  describe('once a window has taken a run over', () => {
    const old = aRun({ lease: { owner: 'suspended', until: 1000 } });
    let journal: Journal;
    beforeEach(async () => {
      journal = new Journal(folder);
      await journal.write(old);
      const taken = await journal.adopt(old, { owner: 'second', until: 9000 }, 2000);
      await journal.write({ ...taken!, state: 'settled' });
    });
    const stands = async () => {
      const run = await new Journal(folder).read('run-1');
      assert.deepEqual([run?.lease.owner, run?.state], ['second', 'settled']);
      assert.deepEqual(await fs.readdir(folder), ['run-1.1.json']);
    };

    it('tells the first one at its next write, and keeps the word of the second', async () => {
      await assert.rejects(new Journal(folder).write({ ...old, state: 'unknown' }), TakenOverError);
      await stands();
    });
    it('does so after several take-overs as well', async () => {
      const third = await journal.adopt(old, { owner: 'third', until: 20_000 }, 9000);
      assert.equal(third?.lease.term, 2);
      await assert.rejects(new Journal(folder).write(old), TakenOverError);
      await assert.rejects(journal.write({ ...old, lease: { ...old.lease, term: 1 } }), TakenOverError);
      assert.equal((await journal.read('run-1'))?.lease.owner, 'third');
      assert.deepEqual(await fs.readdir(folder), ['run-1.2.json']);
    });
    it('shows the run once, and the latest word, when the first one dies before it notices', async () => {
      await fs.writeFile(path.join(folder, 'run-1.json'), JSON.stringify(old));
      const { runs } = await journal.list();
      assert.deepEqual(
        runs.map(({ lease }) => lease.owner),
        ['second'],
      );
    });
  });

  it('gives a run away whose lease was written under a clock that was hours ahead', async () => {
    const journal = new Journal(folder);
    const run = aRun({ lease: { owner: 'dead', until: 3_600_000 } });
    await journal.write(run);
    assert.ok(await journal.adopt(run, { owner: 'a', until: 47_000 }, 2000));
  });

  it('gives a run that is over to nobody, whatever its lease', async () => {
    const journal = new Journal(folder);
    await journal.write(aRun({ state: 'settled', closedAt: 1, lease: { owner: 'gone', until: 0 } }));
    assert.equal(await journal.adopt(aRun(), { owner: 'a', until: 9000 }, 2000), undefined);
  });

  it('hands over what stands on disk, not what the one who asks remembers', async () => {
    const journal = new Journal(folder);
    await journal.write(aRun({ updatedAt: 77, lease: { owner: 'first', until: 9000 } }));
    const seen: number[] = [];
    const taken = await journal.take('run-1', { owner: 'a', until: 9000 }, ({ updatedAt }) => {
      seen.push(updatedAt);
      return true;
    });
    assert.deepEqual([taken?.updatedAt, taken?.lease.owner, seen], [77, 'a', [77]]);
    assert.equal(await journal.take('run-1', { owner: 'b', until: 9000 }, () => false), undefined);
    assert.equal(await journal.take('none', { owner: 'b', until: 9000 }, () => true), undefined);
  });

  it('is whole after every one of many take-overs at once, by one window and by several', async () => {
    const [one, two] = [new Journal(folder), new Journal(folder)];
    await one.write(aRun());
    const reader = new Journal(folder);
    const takes = Array.from({ length: 40 }, (_, i) =>
      (i % 3 === 0 ? two : one).take('run-1', { owner: `w${String(i)}`, until: 9000 }, () => true),
    );
    const all = { done: false };
    const taken = Promise.all(takes).finally(() => (all.done = true));
    while (!all.done) {
      assert.equal((await reader.read('run-1'))?.id, 'run-1');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await taken;
    const { runs, broken } = await reader.list();
    assert.deepEqual([runs.length, broken], [1, []]);
    assert.deepEqual(
      (await fs.readdir(folder)).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });

  it('tells whether a run is still the latest owner’s', async () => {
    const journal = new Journal(folder);
    await journal.write(aRun());
    assert.equal(await journal.isCurrent(aRun()), true);
    await journal.take('run-1', { owner: 'b', until: 9000 }, () => true);
    assert.equal(await journal.isCurrent(aRun()), false);
  });

  it('takes back a run that was never sent', async () => {
    const journal = new Journal(folder);
    await journal.write(aRun());
    await journal.forget('run-1');
    assert.deepEqual((await journal.list()).runs, []);
  });
});
