import fs from 'node:fs';
import path from 'node:path';

/**
 * Keeps a result file up to date while a Mocha run goes on, so that what ran is known even after a crash.
 * @param {import('mocha').Runner} runner
 * @param {string} file
 */
export function recordResults(runner, file) {
  const result = { finished: false, passed: 0, failed: 0, skipped: 0, tests: [] };
  const save = () => fs.writeFileSync(file, JSON.stringify(result, null, 2));
  const add = (state, count) => (test, error) => {
    result[count] += 1;
    result.tests.push({
      title: test.fullTitle(),
      state,
      ms: test.duration ?? 0,
      ...(error ? { error: error.stack ?? String(error) } : {}),
    });
    save();
  };
  fs.mkdirSync(path.dirname(file), { recursive: true });
  save();
  runner.on('pass', add('passed', 'passed'));
  runner.on('fail', add('failed', 'failed'));
  runner.on('pending', add('skipped', 'skipped'));
  runner.on('end', () => {
    result.finished = true;
    save();
  });
}

/** The result that a suite left behind, or undefined. */
export function readResult(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}
