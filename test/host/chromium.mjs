import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Missing, run, step } from './steps.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APT = ['install', '-y', '--no-install-recommends', 'chromium'];

/** The path of a Chromium, installed with apt where there is none. CLUSTERDECK_CHROMIUM names another. */
export async function ensureChromium() {
  const found = process.env.CLUSTERDECK_CHROMIUM || findOnPath(NAMES);
  if (found) return found;
  const command = 'apt-get update && apt-get install -y --no-install-recommends chromium';
  const byHand = `Chromium is missing: install it (as root: ${command}) or name one in CLUSTERDECK_CHROMIUM, then try again.`;
  if (!findOnPath(['apt-get'])) throw new Missing(byHand);
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length && !mayBecomeRoot()) throw new Missing(byHand);
  const apt = (...args) => {
    const [file, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return run(file, rest);
  };
  try {
    await step('Installing Chromium with apt (once): package lists', () => apt('update'));
    await step('Installing Chromium with apt (once): package', () => apt(...APT));
  } catch (error) {
    throw new Missing(`${byHand}\n${error.message}`);
  }
  const installed = findOnPath(NAMES);
  if (!installed) throw new Missing(byHand);
  return installed;
}

/** The first of some executables that PATH has. */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of names)
    for (const folder of folders) {
      const file = path.join(folder, name);
      if (fs.existsSync(file)) return file;
    }
  return undefined;
}

function mayBecomeRoot() {
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
