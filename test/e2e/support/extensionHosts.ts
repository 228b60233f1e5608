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

/** Kills the only extension host there is, as a crash would. */
export async function killExtensionHost(name: string, value: string): Promise<void> {
  const [pid, ...more] = extensionHosts(name, value);
  if (pid === undefined || more.length > 0)
    throw new Error(`not one extension host but ${more.length + Number(pid !== undefined)}`);
  process.kill(pid, 'SIGKILL');
  await waitUntil('its end', () =>
    Promise.resolve(extensionHosts(name, value).includes(pid) ? undefined : true),
  );
}
