// Unit tests, in plain Node: node test/host/unit.mjs [part of a file name]... [--grep TEXT]
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import Mocha from 'mocha';

const root = path.resolve(import.meta.dirname, '../..');

/** Bundles each test file with the sources it uses; packages stay outside. */
export async function runUnitTests({ only = [], grep } = {}) {
  const out = path.join(root, 'out/test/unit');
  fs.rmSync(out, { recursive: true, force: true });
  const files =
    fs.globSync?.('test/unit/**/*.test.ts', { cwd: root }) ??
    fs
      .readdirSync(path.join(root, 'test/unit'), { recursive: true })
      .filter((f) => f.endsWith('.test.ts'))
      .map((f) => path.join('test/unit', f));
  const wanted = files.filter((file) => only.length === 0 || only.some((part) => file.includes(part)));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: wanted,
    outdir: out,
    outbase: 'test/unit',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    define: { PROJECT_ROOT: JSON.stringify(root) },
    logLevel: 'warning',
  });
  const mocha = new Mocha({
    timeout: 20_000,
    reporter: 'dot',
    ...(grep ? { grep } : {}),
    forbidOnly: !!process.env.CI,
  });
  for (const file of wanted)
    mocha.addFile(path.join(out, path.relative('test/unit', file).replace(/\.ts$/, '.js')));
  return await new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes, failures, pending } = runner.stats;
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
  });
}

if (process.argv[1] === import.meta.filename) {
  process.setSourceMapsEnabled(true);
  const { values, positionals } = parseArgs({
    options: { grep: { type: 'string' } },
    allowPositionals: true,
  });
  const { failed } = await runUnitTests({ only: positionals, grep: values.grep });
  process.exit(failed ? 1 : 0);
}
