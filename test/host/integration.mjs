// Integration tests, in VS Code's extension host through @vscode/test-electron:
//   node test/host/integration.mjs newest|oldest [part of a file name]... [--grep TEXT] [--result FILE]
// They run what is in dist/: build first (node esbuild.js).
// --bundle: only bundles them, for the debugger (.vscode/launch.json).
// CLUSTERDECK_TEST_HOST=download: in a desktop VS Code that @vscode/test-electron downloads, as on macOS and Windows.
import { runTests } from '@vscode/test-electron';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTests } from './bundle.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureHost, npmHostFits } from './install.mjs';
import { inOwnStore } from './ownStore.mjs';
import { readResult } from './results.mjs';
import { projectRoot } from './server.mjs';
import { asScript, Missing } from './steps.mjs';
import { VERSIONS } from './versions.mjs';

const { values, positionals } = parseArgs({
  options: { grep: { type: 'string' }, result: { type: 'string' }, bundle: { type: 'boolean' } },
  allowPositionals: true,
});
const [host, ...only] = positionals;

await asScript(async () => {
  if (values.bundle) return void (await bundleTests('integration', { more: ['index.ts'] }));
  if (!VERSIONS[host]) throw new Missing('Say which VS Code: newest or oldest.');
  const files = await bundleTests('integration', { only, more: ['index.ts'] });
  if (files.length === 0) throw new Missing(`No test file has a name with ${only.join(' or ')}.`);
  const result = path.resolve(
    values.result ?? path.join(projectRoot, `out/results/integration-${host}.json`),
  );
  const log = result.replace(/\.json$/, '.log');
  fs.rmSync(result, { force: true });
  const download = process.env.CLUSTERDECK_TEST_HOST === 'download' || !npmHostFits;
  const standInScript = path.join(import.meta.dirname, 'code.mjs');
  const store = download ? undefined : inOwnStore(standInScript, path.join(projectRoot, 'out/test/store'));
  if (!download) await prepare(host);
  const code = await runTests({
    ...(download
      ? { version: VERSIONS[host].vscode }
      : { vscodeExecutablePath: store?.program ?? standInScript }),
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: path.join(projectRoot, 'out/test/integration/index.js'),
    launchArgs: [
      `--user-data-dir=${path.join(projectRoot, '.vscode-test', host)}`,
      `--extensions-dir=${path.join(projectRoot, '.vscode-test/extensions')}`,
    ],
    extensionTestsEnv: {
      CLUSTERDECK_TEST_FILES: JSON.stringify(files),
      CLUSTERDECK_TEST_GREP: values.grep ?? '',
      CLUSTERDECK_TEST_RESULT: result,
      CLUSTERDECK_TEST_VSCODE: host,
      CLUSTERDECK_TEST_LOG: log,
      CLUSTERDECK_TEST_STORE: store?.copy ?? '',
    },
  }).catch((error) => error.code ?? 1);
  const tests = readResult(result);
  print(tests?.tests ?? []);
  if (!tests?.finished) console.error(`The suite did not come to its end (${code}).\n${endOf(log)}`);
  return code || !tests?.finished || !tests.passed ? 1 : 0;
});

async function prepare(name) {
  await ensureHost(name);
  await ensureChromium();
  fs.rmSync(path.join(projectRoot, '.vscode-test', name), { recursive: true, force: true });
}

function print(tests) {
  for (const { title, state, ms, error } of tests) {
    console.log(`  ${{ passed: '✔', failed: '✘', skipped: '-' }[state]} ${title} (${ms} ms)`);
    if (error) console.log(error.replace(/^/gm, '      '));
  }
}

/** The last lines of the window's log, less the stacks of VS Code's own code. */
function endOf(log) {
  if (!fs.existsSync(log)) return 'It left no log.';
  const lines = fs.readFileSync(log, 'utf8').split('\n');
  return lines
    .filter((line) => line.trim() && !/^\s+at /.test(line))
    .slice(-15)
    .join('\n');
}
