import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { plain } from '../../../src/clouds/text';
import { changeTicketProblem } from '../../../src/runs/changeTicket';
import { Journal } from '../../../src/runs/journal';
import { newRun } from '../../../src/runs/newRun';
import { pastKeeping, retention } from '../../../src/runs/retention';
import { runSchema, type Run } from '../../../src/runs/run';
import { aRun } from '../support/runs';
import { Scene } from './scene';

const DAY_MS = 24 * 60 * 60_000;
const NOW = Date.UTC(2026, 10, 22);
const over = (id: string, endedAgo: number, more: Partial<Run> = {}): Run => {
  const closedAt = NOW - endedAgo;
  const createdAt = closedAt - 60_000;
  const lease = { owner: 'gone', until: 0 };
  return aRun({ id, state: 'settled', createdAt, updatedAt: closedAt, closedAt, lease, ...more });
};

describe('how much of the history is kept', () => {
  it('is what the settings say within their limits, else the usual', () => {
    assert.deepEqual(retention(1, 10), { days: 1, runs: 10 });
    assert.deepEqual(retention(3650, 5000), { days: 3650, runs: 5000 });
    for (const [days, runs] of [
      [0, 9],
      [3651, 5001],
      [-5, -1],
      [1.5, 20.5],
      ['30', '100'],
      [undefined, null],
      [Number.NaN, Number.POSITIVE_INFINITY],
    ])
      assert.deepEqual(
        retention(days, runs),
        { days: 90, runs: 1000 },
        `${String(days)} and ${String(runs)}`,
      );
  });

  it('ends so many days after a run has, to the millisecond', () => {
    const runs = [over('kept', 90 * DAY_MS), over('past', 90 * DAY_MS + 1)];
    assert.deepEqual(pastKeeping(runs, { days: 90, runs: 1000 }, NOW), ['past']);
  });

  it('ends with so many runs, the newest first, and never with one under way', () => {
    const open = aRun({ id: 'open', createdAt: NOW - 400 * DAY_MS });
    const runs = [...Array.from({ length: 12 }, (_, n) => over(`r${n}`, n * 1000)), open];
    assert.deepEqual(pastKeeping(runs, { days: 90, runs: 12 }, NOW), []);
    assert.deepEqual(pastKeeping(runs, { days: 90, runs: 10 }, NOW), ['r10', 'r11']);
  });
});

describe('deleting runs', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open();
    scene.clock.jump(NOW - scene.clock.now());
  });
  afterEach(() => scene.close());
  const allFiles = () => fs.readdir(scene.folder);
  const files = async () => (await allFiles()).filter((name) => name.endsWith('.json'));
  const write = async (...runs: Run[]) => {
    for (const run of runs) await new Journal(scene.folder).write(run);
  };
  const ids = (runs: readonly Run[]) => runs.map(({ id }) => id);

  it('takes those that are over, with all their files, and leaves the others', async () => {
    const lease = { owner: 'b', until: NOW + 45_000 };
    await write(over('a', 1000), over('b', 2000, { lease: { owner: 'x', until: 0, term: 2 } }));
    await fs.writeFile(path.join(scene.folder, 'b.json'), JSON.stringify(aRun({ id: 'b' })));
    await write(aRun({ id: 'open', lease }));
    const window = scene.window('w');
    await window.recover();
    const told: (readonly string[])[] = [];
    window.onDidRemove((gone) => told.push(gone));
    assert.equal(await window.remove(['a', 'b', 'open']), 2);
    assert.deepEqual(await allFiles(), ['open.json']);
    assert.deepEqual(told, [['a', 'b']]);
    assert.deepEqual(ids(window.all()), ['open']);
  });

  it('believes the disk and not its memory, and takes what is gone already for deleted', async () => {
    await write(over('a', 1000), over('b', 1000));
    const window = scene.window('w');
    await window.recover();
    await write(aRun({ id: 'a', lease: { owner: 'x', until: NOW + 45_000 } }));
    await fs.rm(path.join(scene.folder, 'b.json'));
    assert.equal(await window.remove(['a', 'b']), 1);
    assert.deepEqual(await files(), ['a.json']);
  });

  it('leaves what cannot be read', async () => {
    await write(over('a', 1000));
    const window = scene.window('w');
    await window.recover();
    await fs.writeFile(path.join(scene.folder, 'a.json'), '{"version":');
    assert.equal(await window.remove(['a']), 0);
    assert.deepEqual(await files(), ['a.json']);
    assert.deepEqual(ids(window.all()), ['a']);
  });

  it('happens for all windows, also where nobody told them', async () => {
    await write(over('a', 1000), over('b', 2000));
    const [here, there] = [scene.window('here'), scene.window('there')];
    await here.recover();
    await there.recover();
    await here.remove(['a']);
    await there.recover();
    assert.deepEqual(ids(there.all()), ['b']);
  });

  it('is told to a window whose own run another one has deleted', async () => {
    const here = scene.window('here');
    await here.recover();
    const run = await here.start(scene.plan());
    while (here.get(run.id)?.closedAt === undefined) {
      await scene.advance(500);
      await here.stopWatching(run.id);
    }
    const there = scene.window('there');
    await there.recover();
    const told = new Promise<readonly string[]>((resolve) => {
      here.onDidRemove(resolve);
    });
    assert.equal(await there.remove([run.id]), 1);
    assert.deepEqual(await told, [run.id]);
    assert.equal(here.get(run.id), undefined);
  });

  it('of many windows at once deletes each run once and fails in none', async () => {
    await write(...Array.from({ length: 30 }, (_, n) => over(`r${n}`, (80 + n) * DAY_MS)));
    const windows = ['a', 'b', 'c'].map((name) => scene.window(name));
    await Promise.all(windows.map((window) => window.recover()));
    await Promise.all(windows.map((window) => window.prune({ days: 90, runs: 1000 })));
    assert.equal((await files()).length, 11);
    for (const window of windows) assert.equal(window.all().length, 11);
    assert.deepEqual(scene.reports, []);
  });

  it('by age or number spares what another window still holds, until it lets go', async () => {
    const held = over('held', 91 * DAY_MS, { lease: { owner: 'x', until: NOW + 45_000 } });
    await write(held, over('old', 91 * DAY_MS));
    const window = scene.window('w');
    await window.recover();
    await window.prune({ days: 90, runs: 1000 });
    assert.deepEqual(await files(), ['held.json']);
    scene.clock.jump(45_001);
    await window.prune({ days: 90, runs: 1000 });
    assert.deepEqual(await files(), []);
  });
});

describe('a thousand runs that are over', () => {
  it('are read from disk once', async () => {
    const scene = await Scene.open();
    const journal = new Journal(scene.folder);
    for (let n = 0; n < 20; n += 1) await journal.write(over(`r${n}`, n));
    const first = (await journal.list()).runs;
    const again = (await journal.list()).runs;
    assert.equal(again.length, 20);
    assert.ok(again.every((run) => first.includes(run)));
    await fs.rm(path.join(scene.folder, 'r3.json'));
    assert.equal((await journal.list()).runs.length, 19);
    await scene.close();
  });
});

describe('a change ticket', () => {
  const problem = (value: string) => {
    const found = changeTicketProblem(value);
    return found && plain(found);
  };

  it('has one line and up to 64 characters, whatever they are', () => {
    for (const fine of ['', ' CHG-1 ', 'x'.repeat(64), '变更'.repeat(32), '🚨'.repeat(64)])
      assert.equal(problem(fine), undefined, fine);
    assert.equal(problem('x'.repeat(65)), 'Change ticket: at most 64 characters; this has 65.');
    for (const wrong of ['a\nb', 'a\tb', 'a\u0000', 'a\u202eb', 'a\u200bb', 'a\u2028b'])
      assert.match(problem(wrong) ?? '', /^Change ticket: line breaks, control characters/);
  });

  it('is in the record of the run, without what looks like a secret', async () => {
    const scene = await Scene.open();
    const ticketOf = (changeTicket: string) =>
      newRun(scene.plan({ changeTicket }), 'id', aRun().request, aRun().lease, 0).changeTicket;
    assert.equal(ticketOf('CHG-1'), 'CHG-1');
    assert.equal(ticketOf('CHG password=hunter22'), 'CHG password=******');
    assert.ok(!('changeTicket' in newRun(scene.plan(), 'id', aRun().request, aRun().lease, 0)));
    await scene.close();
  });

  it('need not be in a record: those of earlier versions have none', () =>
    assert.equal(runSchema.parse(aRun()).changeTicket, undefined));
});
