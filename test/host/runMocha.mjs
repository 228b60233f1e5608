import Mocha from 'mocha';
import { parseArgs } from 'node:util';
import { recordResults } from './results.mjs';
import { asScript, Missing } from './steps.mjs';

/**
 * The main of a suite that runs in this process: takes parts of file names, --grep and --result from the
 * command line, and exits with 1 if a test failed, or none ran and none was skipped.
 * @param {import('mocha').MochaOptions} options
 * @param {(only: string[]) => Promise<string[]>} bundle
 */
export async function runMocha(options, bundle) {
  process.setSourceMapsEnabled(true);
  const { values, positionals } = parseArgs({
    options: { grep: { type: 'string' }, result: { type: 'string' } },
    allowPositionals: true,
  });
  await asScript(async () => {
    const files = await bundle(positionals);
    if (files.length === 0) throw new Missing(`No test file has a name with ${positionals.join(' or ')}.`);
    const mocha = new Mocha({
      ...options,
      ...(values.grep ? { grep: values.grep } : {}),
      forbidOnly: true,
      color: process.stdout.isTTY === true,
    });
    for (const file of files) mocha.addFile(file);
    await mocha.loadFilesAsync();
    const { passes, failures, pending } = await new Promise((resolve) => {
      const runner = mocha.run(() => resolve(runner.stats));
      if (values.result) recordResults(runner, values.result);
    });
    return failures || !(passes || pending) ? 1 : 0;
  });
  process.exit(); // a test that left something open has shown its result already
}
