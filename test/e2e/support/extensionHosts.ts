import fs from 'node:fs';
import { waitUntil } from './waitUntil';

/** The process ids of the extension hosts that were started with this variable in their environment. */
export function extensionHosts(name: string, value: string): number[] {
  return fs
    .readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        const argument = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const environment = fs.readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return argument.includes('--type=extensionHost') && environment.includes(`${name}=${value}`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/**
 * Kills them as a crash would, and waits until none is left. There may be more than one for a moment: a process that a
 * host is starting looks like the host until it has become what it is to be.
 */
export async function killExtensionHosts(name: string, value: string): Promise<void> {
  if (extensionHosts(name, value).length === 0) throw new Error('there is no extension host to kill');
  await waitUntil('their end', () => {
    const left = extensionHosts(name, value);
    for (const pid of left) kill(pid);
    return Promise.resolve(left.length === 0 || undefined);
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
