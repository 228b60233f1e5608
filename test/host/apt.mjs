import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Missing, run, step } from './steps.mjs';

/**
 * Installs Debian packages, as root or with sudo; throws Missing where that cannot be.
 * @param {string} what how the steps that are printed call them
 * @param {string[]} packages
 * @param {string} [otherwise] what else a person can do, as in "or name one in X"
 */
export async function installWithApt(what, packages, otherwise = '') {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const byHand = `${what} is missing: install it (as root: ${command})${otherwise}, then try again.`;
  if (!aptIsUsable()) throw new Missing(byHand);
  const asRoot = isRoot() ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [file, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return run(file, rest);
  };
  try {
    await step(`Installing ${what} with apt (once): package lists`, () => apt('update'));
    await step(`Installing ${what} with apt (once): packages`, () =>
      apt('install', '-y', '--no-install-recommends', ...packages),
    );
  } catch (error) {
    throw new Missing(`${byHand}\n${error.message}`);
  }
}

/** Whether packages can be installed with apt here. */
export const aptIsUsable = () => Boolean(findOnPath(['apt-get'])) && (isRoot() || mayBecomeRoot());

const isRoot = () => process.getuid() === 0;

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
