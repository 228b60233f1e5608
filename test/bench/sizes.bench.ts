import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Bench } from './row';

declare const PROJECT_ROOT: string;

/** Sizes of what is shipped. */
export const bench: Bench = () => {
  execFileSync('npm', ['run', '--silent', 'package'], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const row = (what: string, file: string, goalKb: number) => ({
    what,
    unit: 'KB',
    ours: fs.statSync(path.join(PROJECT_ROOT, file)).size / 1024,
    against: { what: 'goal', value: goalKb },
    goal: { atMost: 1 },
  });
  return Promise.resolve([
    row('Main bundle', 'dist/extension.js', 200),
    row('VSIX', 'out/clusterdeck.vsix', 1536),
  ]);
};
