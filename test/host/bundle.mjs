import esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from './server.mjs';

/**
 * Bundles the test files of a suite with the sources they use into out/test; packages stay outside.
 * @param {'unit' | 'integration' | 'e2e' | 'package' | 'keychain' | 'pictures'} suite
 * @param {{ only?: string[], more?: string[] }} [options] `only`: parts of file names; `more`: further entry points
 * @returns {Promise<string[]>} the bundled test files
 */
export async function bundleTests(suite, { only = [], more = [] } = {}) {
  const from = path.join(projectRoot, 'test', suite);
  const out = path.join(projectRoot, 'out/test', suite);
  fs.rmSync(out, { recursive: true, force: true });
  const tests = fs
    .readdirSync(from, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => only.length === 0 || only.some((part) => file.includes(part)))
    .sort();
  const module = ['e2e', 'package', 'keychain', 'pictures'].includes(suite); // they import the host's own modules, which find their files by import.meta
  await esbuild.build({
    absWorkingDir: projectRoot,
    entryPoints: [...tests, ...more].map((file) => path.join(from, file)),
    outdir: out,
    outbase: from,
    bundle: true,
    platform: 'node',
    format: module ? 'esm' : 'cjs',
    outExtension: module ? { '.js': '.mjs' } : {},
    target: 'node20',
    packages: 'external',
    external: ['vscode', ...(module ? [path.join(projectRoot, 'test/host/*')] : [])],
    sourcemap: 'inline',
    define: { PROJECT_ROOT: JSON.stringify(projectRoot) },
    logLevel: 'warning',
  });
  return tests.map((file) => path.join(out, file.replace(/\.ts$/, module ? '.mjs' : '.js')));
}
