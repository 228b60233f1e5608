// The fault matrix and the random inputs, in plain Node: node test/host/matrix.mjs [--all] [--seed N]
//   and what the unit tests take: [part of a file name]... [--grep TEXT] [--result FILE]
import fs from 'node:fs';
import { bundleTests } from './bundle.mjs';
import { runMocha } from './runMocha.mjs';

const take = (option, values) => {
  const at = process.argv.indexOf(option);
  return at < 0 ? undefined : process.argv.splice(at, 1 + values);
};
if (take('--all', 0)) process.env.MATRIX_WHOLE = '1';
const [, seed] = take('--seed', 1) ?? [];
if (seed !== undefined) process.env.MATRIX_SEED = seed;

// Thousands of synced writes: nothing here has to survive a power cut, so memory is as good as a disk.
if (fs.existsSync('/dev/shm')) process.env.TMPDIR ??= '/dev/shm';

await runMocha({ timeout: 600_000, reporter: 'dot' }, (only) => bundleTests('matrix', { only }));
