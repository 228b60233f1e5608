import Mocha from 'mocha';
import path from 'node:path';
import { recordResults } from '../host/results.mjs';

/** What VS Code calls in its extension host: runs the bundled test files and throws if one failed. */
export async function run(): Promise<void> {
  const grep = process.env['CLUSTERDECK_TEST_GREP'];
  const mocha = new Mocha({ timeout: 30_000, forbidOnly: true, ...(grep ? { grep } : {}) });
  for (const file of JSON.parse(variable('CLUSTERDECK_TEST_FILES')) as string[])
    mocha.addFile(path.resolve(__dirname, file));
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    recordResults(runner, variable('CLUSTERDECK_TEST_RESULT'));
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run this suite with npm test`);
  return value;
}
