import fs from 'node:fs';
import path from 'node:path';
import { ensureHost } from './install.mjs';
import { projectRoot } from './server.mjs';
import { run, step } from './steps.mjs';

export const VSIX = path.join(projectRoot, 'out/clusterdeck.vsix');
/** What it is made of. */
const SOURCES = [
  'src',
  'media',
  'esbuild.js',
  'package.json',
  'package-lock.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'l10n',
  'thirdPartyNotices.js',
  'tsconfig.json',
  '.vscodeignore',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];

/** Packages the VSIX anew where there is none, or it is older than what it is made of. */
export async function ensureVsix() {
  if (!isUpToDate())
    await step('Packaging the VSIX', () => run('npm', ['run', 'package'], { cwd: projectRoot }));
}

/**
 * Installs the extension, or another's VSIX, into a folder with VS Code's own command line, and returns the folder of the
 * extension.
 */
export async function installVsix(extensions, host = 'newest', vsix = VSIX) {
  if (vsix === VSIX) await ensureVsix();
  const { node, server } = await ensureHost(host);
  const data = path.join(extensions, '..', 'install');
  const flags = ['--accept-server-license-terms', '--server-data-dir', data, '--extensions-dir', extensions];
  await run(node, [server, '--install-extension', vsix, ...flags]);
  const [folder] = fs.readdirSync(extensions).filter((name) => name.startsWith('clusterdeck.clusterdeck-'));
  if (folder === undefined) throw new Error(`VS Code installed nothing into ${extensions}.`);
  return path.join(extensions, folder);
}

function isUpToDate() {
  if (!fs.existsSync(VSIX)) return false;
  const made = fs.statSync(VSIX).mtimeMs;
  const sources = SOURCES.map((name) => path.join(projectRoot, name)).filter((file) => fs.existsSync(file));
  const files = sources.flatMap((file) =>
    fs.statSync(file).isDirectory()
      ? fs.readdirSync(file, { recursive: true }).map((name) => path.join(file, name))
      : [file],
  );
  return files.every((file) => fs.statSync(file).mtimeMs <= made);
}
