// npm test: builds, installs what the tests need, runs them and ends with `N passed, N failed, N skipped`.
//   npm test [unit|matrix|integration|e2e|package|keychain]...
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readResult } from './results.mjs';
import { projectRoot } from './server.mjs';
import { asScript, Missing, run, step } from './steps.mjs';
import { VERSIONS } from './versions.mjs';

const results = path.join(projectRoot, 'out/results');
const SUITE_MINUTES = 40;
const SUITES = [
  { kind: 'unit', title: 'unit', command: ['unit.mjs'] },
  { kind: 'matrix', title: 'fault matrix', command: ['matrix.mjs'] },
  ...Object.entries(VERSIONS).map(([name, { vscode }]) => ({
    kind: 'integration',
    title: `integration on VS Code ${vscode}`,
    command: ['integration.mjs', name],
  })),
  { kind: 'e2e', title: 'end to end', command: ['e2e.mjs'] },
  { kind: 'package', title: 'package', command: ['package.mjs'] },
  { kind: 'keychain', title: 'keychain', command: ['keychain.mjs'] },
];

await asScript(async () => {
  const asked = process.argv.slice(2);
  const kinds = [...new Set(SUITES.map(({ kind }) => kind))];
  const wrong = asked.find((kind) => !kinds.includes(kind));
  if (wrong) throw new Missing(`Unknown suite "${wrong}": say ${kinds.join(', ')} or nothing for all.`);
  fs.rmSync(results, { recursive: true, force: true });
  fs.rmSync(path.join(projectRoot, 'out/screenshots'), { recursive: true, force: true });
  await step('Building', () => run(process.execPath, ['esbuild.js'], { cwd: projectRoot }));
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of SUITES.filter(({ kind }) => asked.length === 0 || asked.includes(kind))) {
    const counts = await runSuite(suite);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed ? 1 : 0;
});

/** Runs a suite in a process of its own. One that crashed, hung or ran nothing counts as a failure. */
async function runSuite({ title, command: [script, ...args] }) {
  const file = path.join(results, `${title.replaceAll(' ', '-')}.json`);
  const start = performance.now();
  console.log(`\n── ${title}`);
  const code = await runToEnd([path.join(import.meta.dirname, script), ...args, '--result', file]);
  const { passed = 0, failed = 0, skipped = 0, finished = false } = readResult(file) ?? {};
  const seconds = Math.round((performance.now() - start) / 1000);
  const trouble = !finished
    ? `the suite did not come to its end (exit code ${code})`
    : passed + failed + skipped === 0
      ? 'the suite ran no test'
      : code && !failed
        ? `the suite ended with exit code ${code}`
        : '';
  console.log(`── ${title}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`);
  if (trouble) console.log(`── ${title}: counted as a failure, ${trouble}`);
  return { passed, failed: failed + (trouble ? 1 : 0), skipped };
}

function runToEnd(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] });
    const timer = setTimeout(() => {
      console.log(`Not finished after ${SUITE_MINUTES} minutes: ended.`);
      child.kill('SIGKILL');
    }, SUITE_MINUTES * 60_000);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(code ?? signal);
    });
  });
}
