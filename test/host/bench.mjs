// npm run bench [part]...: measures the extension beside what it is held against, prints one table and writes it to
// docs/performance.md with the machine described. Nothing else should run on the machine meanwhile.
import esbuild from 'esbuild';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as prettier from 'prettier';
import { ensureChromium } from './chromium.mjs';
import { ensureHost } from './install.mjs';
import { projectRoot } from './server.mjs';
import { asScript, Missing, step } from './steps.mjs';

const from = path.join(projectRoot, 'test/bench');
const out = path.join(projectRoot, 'out/bench');
const PAGE = path.join(projectRoot, 'docs/performance.md');

/** Those that open a window use the modules of the end-to-end tests, which find their files by import.meta. */
const opensWindow = (part) => part.endsWith('.window');
const builtFile = (part) => path.join(out, `${part}.bench.${opensWindow(part) ? 'mjs' : 'js'}`);

await asScript(async () => {
  const asked = process.argv.slice(2);
  const parts = fs
    .readdirSync(from)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.replace('.bench.ts', ''))
    .filter((part) => asked.length === 0 || asked.some((each) => part.includes(each)));
  if (parts.length === 0) throw new Missing(`No part of the bench has a name with ${asked.join(' or ')}.`);
  await build(parts);
  const rows = [];
  for (const part of parts) {
    const { bench } = await import(pathToFileURL(builtFile(part)).href);
    rows.push(...(await step(part, bench)));
  }
  const table = tableOf(rows);
  console.log(`\n${table}`);
  if (asked.length === 0) fs.writeFileSync(PAGE, await formatted(`${page(table)}${notes()}`));
  process.exit(); // a region that never answers keeps nobody here
});

/** Minified, as it is shipped: what is measured is what runs. */
async function build(parts) {
  fs.rmSync(out, { recursive: true, force: true });
  const common = {
    absWorkingDir: projectRoot,
    outdir: out,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
    define: { PROJECT_ROOT: JSON.stringify(projectRoot) },
    logLevel: 'warning',
  };
  const files = (names) => names.map((part) => path.join(from, `${part}.bench.ts`));
  await esbuild.build({
    ...common,
    entryPoints: [...files(parts.filter((part) => !opensWindow(part))), path.join(from, 'clients.ts')],
    format: 'cjs',
    external: ['vscode', '@alicloud/*', '@huaweicloud/*'],
  });
  await esbuild.build({
    ...common,
    entryPoints: files(parts.filter(opensWindow)),
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    packages: 'external',
    external: [path.join(projectRoot, 'test/host/*')],
  });
  if (parts.some(opensWindow)) {
    await ensureHost('newest');
    await ensureChromium();
  }
}

function tableOf(rows) {
  const lines = rows.map(({ what, unit, ours, against, goal }) => {
    const ratio = ours / against.value;
    const [wish, met] = !goal
      ? ['', '']
      : 'atMost' in goal
        ? [`≤ ${goal.atMost}`, ratio <= goal.atMost ? 'yes' : 'no']
        : [`≥ ${goal.atLeast}`, ratio >= goal.atLeast ? 'yes' : 'no'];
    return [
      what,
      `${figure(ours)} ${unit}`,
      `${against.what}: ${figure(against.value)}`,
      figure(ratio),
      wish,
      met,
    ];
  });
  const head = ['what', 'here', 'beside', 'ratio', 'goal', 'met'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function figure(value) {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(value < 1 ? 2 : 3);
}

/** As every other file of the project. */
const formatted = async (text) =>
  await prettier.format(text, { ...(await prettier.resolveConfig(PAGE)), filepath: PAGE });

/** What people wrote below the table. */
function notes() {
  const written = fs.existsSync(PAGE) ? fs.readFileSync(PAGE, 'utf8') : '';
  const from = written.search(/^## /m);
  return from < 0 ? '' : `\n${written.slice(from)}`;
}

function page(table) {
  const [{ model } = {}] = os.cpus();
  return [
    '# Performance',
    '',
    'Made by `npm run bench`: medians of several rounds, measured in turn in one run. Only ratios are of use elsewhere.',
    '',
    `Machine: ${os.cpus().length} × ${model}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.type()} ${os.arch()}, Node.js ${process.versions.node}.`,
    '',
    table,
    '',
  ].join('\n');
}
