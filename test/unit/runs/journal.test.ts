import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Journal } from '../../../src/runs/journal';
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
    const journal = new Journal(folder);
    const run = aRun({ lease: { owner: 'gone', until: 1000 } });
    await journal.write(run);
    const claim = path.join(folder, '.run-1.1000.claim');
    await fs.writeFile(claim, '');
    const later = Date.now() + 61_000;
    assert.equal(await journal.adopt(run, { owner: 'a', until: later + 1 }, later), undefined);
    assert.ok(await journal.adopt(run, { owner: 'a', until: later + 1 }, later));
  });
});
