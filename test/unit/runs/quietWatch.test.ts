import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Journal } from '../../../src/runs/journal';
import { aCluster } from '../support/clusters';
import { aRun } from '../support/runs';
import { Scene, WatchedJournal } from './scene';

class CountedJournal extends WatchedJournal {
  readonly written: string[] = [];
  readonly tried: string[] = [];

  constructor(folder: string) {
    super(folder);
    const { write, take } = this;
    this.write = (run) => (this.written.push(run.id), write(run));
    this.take = (id, ...rest) => (this.tried.push(id), take(id, ...rest));
  }
}

describe('watching while nothing changes', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
    scene.now = aCluster({ status: 'ROLE_SWITCHING' });
  });
  afterEach(() => scene.close());

  it('writes only to renew the lease, and shows each reading all the same', async () => {
    const journal = new CountedJournal(scene.folder);
    const window = scene.window('a', journal);
    const { id } = await window.start(scene.plan());
    await scene.advance(30_000);
    const readings: (number | undefined)[] = [];
    window.onDidChange(({ readAt }) => readings.push(readAt));
    journal.written.length = 0;
    await scene.advance(60_000);
    assert.ok(journal.written.length <= 5, `${journal.written.length} writes in a minute`);
    assert.ok(journal.written.length >= 4, 'the lease is renewed every 15 s');
    assert.ok(readings.length >= 2 && readings.every((at) => at !== undefined));
    assert.equal(window.get(id)?.readAt, readings.at(-1));
    const onDisk = await new Journal(scene.folder).read(id);
    assert.ok((onDisk?.readAt ?? 0) >= readings[0]!, 'the renewal takes the last reading with it');
    assert.ok((onDisk?.lease.until ?? 0) > scene.clock.now());
  });

  it('writes at once what a reading has to say', async () => {
    const journal = new CountedJournal(scene.folder);
    const window = scene.window('a', journal);
    const { id } = await window.start(scene.plan());
    await scene.advance(30_000);
    journal.written.length = 0;
    scene.now = aCluster({ status: 'ROLE_SWITCHING', version: 'another' });
    await window.readNow(id);
    await scene.advance(0);
    assert.equal(journal.written.length, 1);
    assert.deepEqual((await new Journal(scene.folder).read(id))?.after, scene.now);
  });

  it('does not try to take over what is in good hands', async () => {
    await scene.window('a').start(scene.plan());
    const journal = new CountedJournal(scene.folder);
    const other = scene.window('b', journal);
    await other.recover();
    await scene.advance(60_000);
    assert.deepEqual(journal.tried, []);
    assert.equal(other.all().length, 1);
  });

  it('lists the folder a few times for hundreds of runs that are written at once', async () => {
    const journal = new Journal(scene.folder);
    const { readdir } = fs;
    let listed = 0;
    fs.readdir = ((...args: Parameters<typeof readdir>) => (
      (listed += 1),
      readdir(...args)
    )) as typeof readdir;
    try {
      await Promise.all(Array.from({ length: 300 }, (_, n) => journal.write(aRun({ id: `run-${n}` }))));
    } finally {
      fs.readdir = readdir;
    }
    assert.ok(listed < 150, `listed ${listed} times`);
    assert.equal((await fs.readdir(path.join(scene.folder))).length, 300);
  });
});
