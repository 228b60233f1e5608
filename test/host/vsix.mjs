import fs from 'node:fs';
import path from 'node:path';
import { ensureHost } from './install.mjs';
import { projectRoot } from './server.mjs';
import { run, step } from './steps.mjs';

const VSIX = path.join(projectRoot, 'out/clusterdeck.vsix');
/** What it is made of. */
const SOURCES = [
  'src',
  'media',
  'esbuild.js',
  'package.json',
  'package-lock.json',
  'README.md',
  'CHANGELOG.md',
];

/**
 * Installs the VSIX into a folder with VS Code's own command line, made anew where there is none or it is older than
 * what it is made of, and returns the installed extension's folder.
 */
export async function installVsix(extensions) {
  if (!isUpToDate())
    await step('Packaging the VSIX', () => run('npm', ['run', 'package'], { cwd: projectRoot }));
  const { node, server } = await ensureHost('newest');
  const data = path.join(extensions, '..', 'install');
  const flags = ['--accept-server-license-terms', '--server-data-dir', data, '--extensions-dir', extensions];
  await run(node, [server, '--install-extension', VSIX, ...flags]);
  const [folder] = fs.readdirSync(extensions).filter((name) => name.startsWith('clusterdeck.clusterdeck-'));
  if (folder === undefined) throw new Error(`VS Code installed nothing into ${extensions}.`);
  return path.join(extensions, folder);
}

function isUpToDate() {
  if (!fs.existsSync(VSIX)) return false;
  const made = fs.statSync(VSIX).mtimeMs;
  const files = SOURCES.map((name) => path.join(projectRoot, name)).flatMap((file) =>
    fs.statSync(file).isDirectory()
      ? fs.readdirSync(file, { recursive: true }).map((name) => path.join(file, name))
      : [file],
  );
  return files.every((file) => fs.statSync(file).mtimeMs <= made);
}
