import fs from 'node:fs';
import path from 'node:path';
import { writeAtomically } from './estate';
import { isRecord } from './shape';

/** Where a running sample cloud can be found; what it prints as READY, and its process id. */
export interface ProcessInfo {
  readonly pid: number;
  readonly control: string;
  readonly token: string;
}

const WAIT_MS = 15_000;
const fileIn = (dir: string): string => path.join(dir, 'process.json');
const lockIn = (dir: string): string => path.join(dir, 'process.lock');

/** Makes this process the only one on the folder, or answers with the one that is. */
export async function claim(dir: string): Promise<ProcessInfo | undefined> {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      fs.writeFileSync(lockIn(dir), String(process.pid), { flag: 'wx', mode: 0o600 });
      fs.rmSync(fileIn(dir), { force: true });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const running = readInfo(dir);
    if (running && (await answers(running))) return running;
    // A lock whose holder is gone is stale; so is one that a reused process id seems to hold, but where no
    // sample cloud answers for long.
    const holder = holderOf(dir);
    if (!lives(holder) || Date.now() > until) breakLock(dir, holder);
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Tells other processes where this one is found. */
export const publish = (dir: string, info: ProcessInfo): void =>
  writeAtomically(fileIn(dir), JSON.stringify(info));

/** Takes back what `claim` and `publish` wrote. */
export function release(dir: string): void {
  if (holderOf(dir) !== String(process.pid)) return;
  fs.rmSync(fileIn(dir), { force: true });
  fs.rmSync(lockIn(dir), { force: true });
}

function readInfo(dir: string): ProcessInfo | undefined {
  try {
    const info: unknown = JSON.parse(fs.readFileSync(fileIn(dir), 'utf8'));
    return isRecord(info) && typeof info['control'] === 'string'
      ? (info as unknown as ProcessInfo)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the sample cloud is there, and not some other process on its old port. */
async function answers({ control, token }: ProcessInfo): Promise<boolean> {
  try {
    const response = await fetch(`${control}/health`, {
      headers: { 'x-control-token': token },
      signal: AbortSignal.timeout(2000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** What the lock says: a process id, or nothing while it is being written. Undefined where there is no lock. */
function holderOf(dir: string): string | undefined {
  try {
    return fs.readFileSync(lockIn(dir), 'utf8');
  } catch {
    return undefined;
  }
}

function lives(holder: string | undefined): boolean {
  if (holder === '') return true;
  try {
    process.kill(Number(holder), 0);
    return Number(holder) !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes a stale lock away, and puts it back where it is another one by now: somebody else was quicker. */
function breakLock(dir: string, holder: string | undefined): void {
  if (holder === undefined) return;
  const aside = `${lockIn(dir)}.${process.pid}`;
  try {
    fs.renameSync(lockIn(dir), aside);
  } catch {
    return;
  }
  if (fs.readFileSync(aside, 'utf8') === holder) fs.rmSync(aside);
  else fs.renameSync(aside, lockIn(dir));
}
