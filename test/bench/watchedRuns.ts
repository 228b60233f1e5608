import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemClock, type Clock } from '../../src/clouds/clock';
import type { CloudClient } from '../../src/clouds/cloudClient';
import { text } from '../../src/clouds/text';
import { switchRole } from '../../src/operations/switchRole';
import { Journal } from '../../src/runs/journal';
import type { Run } from '../../src/runs/run';
import { RunService } from '../../src/runs/runService';
import { aRun } from '../unit/support/runs';
import { heapUsed } from './collectGarbage';

/** Time that passes so many times as fast, so that minutes of watching take seconds. */
const TIMES = 4;
const started = Date.now();
const clock: Clock = {
  now: () => started + (Date.now() - started) * TIMES,
  monotonic: () => performance.now() * TIMES,
  sleep: (ms, signal) => systemClock.sleep(ms / TIMES, signal),
};

/** By then the pauses between two readings have grown to the longest. */
const UNTIL_STEADY_MS = 75_000;
const SEEN_FOR_MS = 60_000;

class CountedJournal extends Journal {
  writes = 0;
  override write(run: Run): Promise<void> {
    this.writes += 1;
    return super.write(run);
  }
}

/** What watching costs while nothing changes; rates are for a second of the runs' time. */
export interface Watching {
  readonly requests: number;
  readonly writes: number;
  /** How often the journal's folder is listed. */
  readonly folderReads: number;
  /** CPU of this process, as a share of one core. */
  readonly core: number;
  /** Bytes of memory a run, and of its file. */
  readonly heap: number;
  readonly file: number;
}

/** So many runs that never settle, found by a window that starts. `others`: how many more windows follow them. */
export async function watch(count: number, client: CloudClient, others = 0): Promise<Watching> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'runs-bench-'));
  const files = Array.from({ length: count }, (_, n) => JSON.stringify(left(n)));
  await Promise.all(files.map((file, n) => fs.writeFile(path.join(folder, `run-${n}.json`), file)));
  const counts = { requests: 0, folderReads: 0 };
  const counting: CloudClient = {
    ...client,
    read: (call, signal) => ((counts.requests += 1), client.read(call, signal)),
  };
  const { readdir } = fs;
  fs.readdir = ((...args: Parameters<typeof readdir>) => (
    (counts.folderReads += 1),
    readdir(...args)
  )) as typeof readdir;
  const problems: string[] = [];
  const before = heapUsed();
  const journal = new CountedJournal(folder);
  const windows = [windowOf('a', journal, counting, problems)];
  try {
    await windows[0]!.recover();
    for (let n = 0; n < others; n += 1) {
      const other = windowOf(`other-${n}`, new Journal(folder), counting, problems);
      windows.push(other);
      await other.recover();
    }
    await clock.sleep(UNTIL_STEADY_MS);
    const heap = (heapUsed() - before) / count;
    if (windows.some((each) => each.all().length !== count)) throw new Error('not all runs are known');
    const from = { ...counts, writes: journal.writes, cpu: process.cpuUsage(), at: clock.now() };
    await clock.sleep(SEEN_FOR_MS);
    const { user, system } = process.cpuUsage(from.cpu);
    const ms = clock.now() - from.at;
    if (problems.length > 0) throw new Error(problems[0]);
    const rate = (now: number, then: number) => ((now - then) * 1000) / ms;
    return {
      requests: rate(counts.requests, from.requests),
      writes: rate(journal.writes, from.writes),
      folderReads: rate(counts.folderReads, from.folderReads),
      core: (user + system) / 1000 / ms,
      heap,
      file: Buffer.byteLength(files[0] ?? ''),
    };
  } finally {
    fs.readdir = readdir;
    await Promise.all(windows.map((each) => each.dispose()));
    await fs.rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const left = (n: number): Run =>
  aRun({
    id: `run-${n}`,
    state: 'settling',
    target: { ...aRun().target, region: 'region-0', id: `pc-${n}` },
    lease: { owner: 'closed', until: 0 },
  });

const windowOf = (owner: string, journal: Journal, client: CloudClient, problems: string[]) =>
  new RunService({
    journal,
    clock,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    owner,
    operation: () => ({ ...switchRole, settle: () => ({ state: 'going', say: text('Switching') }) }),
    connect: () => client,
    report: (problem) => void problems.push(problem),
  });
