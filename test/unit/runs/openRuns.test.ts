import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Journal } from '../../../src/runs/journal';
import { whenRunsAreOpen } from '../../../src/runs/openRuns';
import type { Run } from '../../../src/runs/run';
import { aRun } from '../support/runs';

describe('looking for runs that are not over', () => {
  let folder: string;
  let watches: { dispose(): void }[];
  beforeEach(async () => {
    folder = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'open-runs-')), 'runs');
    watches = [];
  });
  afterEach(async () => {
    for (const watch of watches) watch.dispose();
    await fs.rm(path.dirname(folder), { recursive: true, force: true });
  });

  const over = (id: string): Run => aRun({ id, state: 'settled', closedAt: 1 });
  const names = () => fs.readdir(folder);
  /** How often it was told, as it goes on. */
  const look = () => {
    const told = { times: 0 };
    watches.push(whenRunsAreOpen(folder, () => (told.times += 1)));
    return told;
  };
  /** The next look of this machine's file system at what was done until now. */
  const afterIts = async (told: { times: number }, wanted: number) => {
    for (let waited = 0; told.times < wanted && waited < 5000; waited += 10)
      await new Promise((done) => setTimeout(done, 10));
    assert.equal(told.times, wanted);
  };

  it('finds one by its name alone', async () => {
    await fs.mkdir(folder);
    await fs.writeFile(path.join(folder, 'a.json'), 'nobody reads this');
    await afterIts(look(), 1);
  });

  it('finds one that another window starts later, and tells of it once', async () => {
    const told = look();
    await new Promise((done) => setTimeout(done, 100));
    assert.equal(told.times, 0, 'there is none in a folder that was not there');
    await new Journal(folder).write(aRun({ id: 'a' }));
    await new Journal(folder).write(aRun({ id: 'b' }));
    await afterIts(told, 1);
    await new Promise((done) => setTimeout(done, 100));
    assert.equal(told.times, 1);
  });

  it('finds none where all are over', async () => {
    for (const id of ['a', 'b']) await new Journal(folder).write(over(id));
    assert.deepEqual(await names(), ['a.json', 'a.over', 'b.json', 'b.over']);
    const told = look();
    await new Promise((done) => setTimeout(done, 200));
    assert.equal(told.times, 0);
  });

  it('finds nothing once it is disposed of', async () => {
    const told = look();
    watches[0]!.dispose();
    await new Journal(folder).write(aRun());
    await new Promise((done) => setTimeout(done, 200));
    assert.equal(told.times, 0);
  });

  it('knows a run of a version that made no marks once the journal was read', async () => {
    await new Journal(folder).write(over('old'));
    await fs.rm(path.join(folder, 'old.over'));
    await afterIts(look(), 1);
    await new Journal(folder).list();
    assert.deepEqual(await names(), ['old.json', 'old.over']);
  });

  it('leaves no mark of a run that was deleted, by whichever window', async () => {
    const journal = new Journal(folder);
    await journal.write(over('a'));
    await journal.write(over('b'));
    await journal.remove(['a']);
    await fs.rm(path.join(folder, 'b.json'));
    await journal.list();
    assert.deepEqual(await names(), []);
  });

  it('finds one that was taken over in the moment in which another window ended it, once the journal was read', async () => {
    const journal = new Journal(folder);
    await journal.write(over('a'));
    await fs.rename(path.join(folder, 'a.json'), path.join(folder, 'before'));
    const lease = { owner: 'another window', until: 1, term: 1 };
    await journal.write(aRun({ id: 'a', lease }));
    await fs.rm(path.join(folder, 'before'));
    assert.deepEqual(await names(), ['a.1.json', 'a.over']);
    await journal.list();
    assert.deepEqual(await names(), ['a.1.json']);
    await afterIts(look(), 1);
  });

  it('gives way to who reads the journal where the folder cannot be read', async () => {
    await fs.writeFile(folder, 'a file where the folder should be');
    await afterIts(look(), 1);
  });
});
