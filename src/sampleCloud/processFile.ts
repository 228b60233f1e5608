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
    if (!holderLives(dir) || Date.now() > until) fs.rmSync(lockIn(dir), { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Tells other processes where this one is found. */
export const publish = (dir: string, info: ProcessInfo): void =>
  writeAtomically(fileIn(dir), JSON.stringify(info));

/** Takes back what `claim` and `publish` wrote. */
export function release(dir: string): void {
  const holder = fs.existsSync(lockIn(dir)) ? fs.readFileSync(lockIn(dir), 'utf8') : '';
  if (holder !== String(process.pid)) return;
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

function holderLives(dir: string): boolean {
  try {
    const pid = Number(fs.readFileSync(lockIn(dir), 'utf8'));
    // Between its creation and its writing the lock is empty: its holder is alive.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
