import assert from 'node:assert/strict';
import type { Target } from '../../../src/inventory/target';
import { Journal } from '../../../src/runs/journal';
import { isOver, type Run } from '../../../src/runs/run';
import { plain } from '../../../src/clouds/text';
import { type Line, type Window, Windows } from '../../kill/windows';
import { inParallel } from '../../kill/inParallel';
import { LEASE_MS } from '../../../src/runs/heldRuns';

/** A lease lasts a little more than two seconds. */
const RATE = 20;
const AT_ONCE = 4;
const LATE_ARRIVAL_MS = 17 * 60_000;

/** A run that one window began, in a journal of its own on a cluster of its own. */
interface Case {
  readonly folder: string;
  readonly target: Target;
  /** Where the first window was killed or suspended; undefined where it came to its end before. */
  readonly point: string | undefined;
}

const waitUntil = async (what: string, look: () => boolean): Promise<void> => {
  for (const end = performance.now() + 20_000; !look();) {
    assert.ok(performance.now() < end, `not seen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

describe('killing a window', function () {
  this.timeout(300_000);
  let windows: Windows;
  /** The moments of a run's life, of one that nobody disturbed. */
  let life: readonly string[];

  before(async () => {
    windows = await Windows.open(RATE);
  });
  after(() => windows.close());

  const newCase = () => ({ folder: windows.folder(), target: windows.target() });
  const runsIn = async (folder: string): Promise<readonly Run[]> => {
    const { runs, broken } = await new Journal(folder).list();
    assert.deepEqual(broken, []);
    return runs;
  };
  const overIn = (window: Window, folder: string) =>
    window.until(`the run in ${folder} over`, (line) => line.folder === folder && line.run?.over === true);

  /**
   * Lets the time pass in which a lost request may arrive, until these windows say that these runs are over. It is
   * counted by the window that owns a run, from when it does; a clock that jumps ends leases, so that another window
   * may take the run over and count anew.
   */
  const tooLateToArrive = async (wanted: readonly { readonly window: Window; readonly folder: string }[]) => {
    const isOver = ({ window, folder }: (typeof wanted)[number]) =>
      window.isGone || window.run(folder)?.over === true;
    for (let jumps = 0; jumps < 10; jumps += 1) {
      windows.jump(LATE_ARRIVAL_MS);
      for (let pause = 0; pause < 20; pause += 1) {
        if (wanted.every(isOver)) return;
        await windows.clock.sleep(LEASE_MS / 5);
      }
    }
    for (const { window, folder } of wanted) await overIn(window, folder);
  };

  /** Holds what the journal says at the end against what the cloud did. */
  const judge = async ({ folder, target, point }: Case): Promise<Run | undefined> => {
    const where = `killed at "${String(point)}"`;
    const effects = windows.effectsOn(target);
    const runs = await runsIn(folder);
    assert.ok(effects <= 1, `${where}: the effect was made ${effects} times`);
    assert.ok(runs.length <= 1, `${where}: ${runs.length} runs`);
    const [run] = runs;
    if (!run) {
      assert.equal(effects, 0, `${where}: a run was lost`);
      assert.match(point ?? '', /^sending: /, `${where}: a run was lost`);
      return undefined;
    }
    const said = plain(run.timeline.at(-1)!.say);
    assert.ok(isOver(run), `${where}: not over, ${run.state}: ${said}`);
    if (effects === 1) assert.equal(run.state, 'settled', `${where}: ${said}`);
    else if (run.state === 'failed') assert.match(said, /^The request was not sent/, where);
    else {
      assert.equal(run.state, 'unknown', `${where}: ${said}`);
      assert.match(said, /No trace within 15 minutes/, where);
    }
    assert.equal(run.timeline.filter(({ state }) => state === 'settled').length, effects, where);
    return run;
  };

  /**
   * Lets windows find the runs of some cases each, and waits until all are over. First those whose effect is there:
   * the clock is set forward for the others, which ends leases, and a run that is still watched might change hands.
   */
  const recoverAll = async (
    parties: readonly { readonly cases: readonly Case[]; readonly rescuers: Window[] }[],
  ) => {
    for (const { cases, rescuers } of parties)
      for (const { folder } of cases)
        for (const window of rescuers) window.order({ kind: 'recover', folder });
    const wanted = [];
    for (const { cases, rescuers } of parties)
      for (const { folder, target } of cases) {
        if ((await runsIn(folder)).length === 0) continue;
        if (windows.effectsOn(target) === 1) for (const window of rescuers) await overIn(window, folder);
        else wanted.push(...rescuers.map((window) => ({ window, folder })));
      }
    await tooLateToArrive(wanted);
  };

  it('has moments to be killed at all the way from the click to the settled run', async () => {
    const one = newCase();
    const window = await windows.window('undisturbed');
    window.order({ kind: 'start', ...one });
    await overIn(window, one.folder);
    life = await window.close();
    const run = await judge({ ...one, point: undefined });
    assert.equal(run?.state, 'settled');
    for (const moment of [
      'sending: open',
      'sending: half of writeFile',
      'sending: rename',
      'sending: before the write is sent',
      "sending: after the request's last byte",
      'sending: after the write',
      'settling: rename',
      'settling: before the read is sent',
      'settling: after the read',
      'settled: rename',
    ])
      assert.ok(life.includes(moment), `${moment} in ${[...new Set(life)].join(', ')}`);
  });

  it('at every moment of a run loses nothing, sends nothing twice and claims nothing wrong', async () => {
    const cases = await inParallel(AT_ONCE, [...life.keys()], async (at): Promise<Case> => {
      const one = newCase();
      const window = await windows.window(`first ${at}`, at);
      window.order({ kind: 'start', ...one });
      await overIn(window, one.folder);
      const point = window.lines.find((line) => line.point !== undefined)?.point;
      if (point !== undefined) await window.ended;
      else await window.close();
      return { ...one, point };
    });
    // Half of them are found by one window, half by two at once.
    const [b, c, d] = await Promise.all(['b', 'c', 'd'].map((owner) => windows.window(owner)));
    const half = cases.length / 2;
    await recoverAll([
      { cases: cases.slice(0, half), rescuers: [b!] },
      { cases: cases.slice(half), rescuers: [c!, d!] },
    ]);
    await inParallel(AT_ONCE, cases, judge);
    const states = new Set(cases.flatMap(({ point }) => point?.split(':')[0] ?? []));
    assert.deepEqual([...states].sort(), ['sending', 'settled', 'settling']);
    assert.ok(cases.filter(({ point }) => point !== undefined).length > life.length / 2, 'most were killed');
    // Both windows saw every run to its end, and one of them acted.
    const readers = (folder: string) =>
      [c!, d!].filter(({ lines }) => lines.some((line) => line.folder === folder && line.reads));
    for (const { folder, target, point } of cases.slice(half))
      if (windows.effectsOn(target) === 1)
        assert.ok(readers(folder).length <= 1, `killed at "${String(point)}": two windows watched`);
  });

  it('at every moment of taking a run over leaves it to the next window', async () => {
    const seeds = Array.from({ length: 64 }, newCase);
    windows.cloud.setSpeed(0.2);
    // A few at a time, so that on a slow machine too none has settled before its window is killed.
    for (let first = 0; first < seeds.length; first += AT_ONCE) {
      const few = seeds.slice(first, first + AT_ONCE);
      const seeder = await windows.window(`seeder ${String(first)}`);
      for (const seed of few) seeder.order({ kind: 'start', ...seed });
      for (const { target } of few) await waitUntil('its effect', () => windows.effectsOn(target) === 1);
      // The last ones have no answer journaled yet.
      seeder.process.kill('SIGKILL');
      await seeder.ended;
    }
    windows.cloud.setSpeed(4);
    await windows.clock.sleep(LEASE_MS);

    const one = seeds.shift()!;
    const undisturbed = await windows.window('adopter');
    undisturbed.order({ kind: 'recover', folder: one.folder });
    await overIn(undisturbed, one.folder);
    const moments = await undisturbed.close();
    assert.ok(moments.some((moment) => moment.endsWith(': link')));
    const cases = await inParallel(AT_ONCE, seeds, async (seed, at): Promise<Case> => {
      const window = await windows.window(`adopter ${at}`, at);
      window.order({ kind: 'recover', folder: seed.folder });
      await overIn(window, seed.folder);
      const point = window.lines.find((line) => line.point !== undefined)?.point;
      if (point === undefined) await window.close();
      else await window.ended;
      return { ...seed, point };
    });
    const killed = cases.flatMap(({ point }) => point ?? []);
    for (const moment of ['link', 'rm', 'half of writeFile', 'rename', 'after the read'])
      assert.ok(
        killed.some((each) => each.endsWith(`: ${moment}`)),
        `nobody was killed at ${moment}`,
      );
    const rescuers = await Promise.all(['e', 'f'].map((owner) => windows.window(owner)));
    await recoverAll([{ cases, rescuers }]);
    for (const run of await inParallel(AT_ONCE, cases, judge)) assert.equal(run?.state, 'settled');
  });

  it('suspended for longer than its lease, it does not write over the word of the one that took over', async () => {
    const rescuer = await windows.window('rescuer');
    const asleep = await inParallel(2 * AT_ONCE, [...life.keys()], async (at) => {
      const one = newCase();
      const window = await windows.window(`sleeper ${at}`, at, 'SIGSTOP');
      window.order({ kind: 'start', ...one });
      const isOver = (line: Line) => line.run?.over === true;
      const end = await window.until('asleep or over', (line) => line.point !== undefined || isOver(line));
      const point = end?.point;
      if (point === undefined) {
        await window.close();
        return { ...one, point, window, taken: false };
      }
      rescuer.order({ kind: 'recover', folder: one.folder });
      const there = (await runsIn(one.folder)).length > 0;
      if (!there) await windows.clock.sleep(2 * LEASE_MS);
      else if (at % 2 === 0 || windows.effectsOn(one.target) === 0)
        await rescuer.until(
          'taken over',
          ({ folder, run }) => folder === one.folder && (run?.owner === 'rescuer' || run?.over === true),
        );
      else await overIn(rescuer, one.folder);
      window.process.kill('SIGCONT');
      return { ...one, point, window, taken: rescuer.run(one.folder)?.owner === 'rescuer' };
    });
    await windows.clock.sleep(LEASE_MS);
    const journaled = [];
    for (const { point, window, folder } of asleep)
      if (point !== undefined && (await runsIn(folder)).length > 0)
        journaled.push({ window, folder }, { window: rescuer, folder });
    await tooLateToArrive(journaled);
    let taken = 0;
    for (const each of asleep) {
      if (each.point === undefined) continue;
      await each.window.close();
      const run = await judge(each);
      if (!run) continue;
      const where = `suspended at "${each.point}"`;
      if (each.taken) {
        taken += 1;
        // What the sleeper wrote without asking would lack this line.
        assert.ok(
          run.timeline.some(({ say }) => say.text.startsWith('Found after a window closed')),
          where,
        );
      }
      assert.equal(each.window.run(each.folder)?.state, run.state, `${where}: both windows say the same`);
    }
    assert.ok(taken > life.length / 3, `${taken} runs were taken over`);
  });
});
