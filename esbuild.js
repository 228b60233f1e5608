// Builds dist/: the extension, undici as a lazy bundle, the processes of the sample cloud and of the keychain, and the
// webview script.
//   node esbuild.js [--production] [--watch] [--metafile]
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const node = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'none',
  logLevel: 'info',
  metafile: true,
};

const builds = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
  { ...node, entryPoints: { undici: 'src/clouds/ownNetwork/undiciBundle.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { sampleCloud: 'src/sampleCloud/main.ts' }, outdir: 'dist' },
  { ...node, entryPoints: { keychain: 'src/profiles/keychain/main.ts' }, outdir: 'dist' },
  {
    ...node,
    entryPoints: { runPanel: 'src/results/webview/runPanel.ts' },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
];

/** The systems that VS Code runs on. What keytar has for others, and mislabelled, stays out. */
const KEYCHAIN_SYSTEMS = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-armv7l',
  'linux-x64',
  'linuxmusl-x64',
  'win32-arm64',
  'win32-x64',
];

function copyKeychainModules() {
  for (const system of KEYCHAIN_SYSTEMS) {
    const module = path.join('prebuilds', system, 'keytar.node');
    const from = path.join('node_modules/keytar', module);
    if (!fs.existsSync(from)) throw new Error(`${from} is missing: run npm ci.`);
    fs.mkdirSync(path.join('dist', path.dirname(module)), { recursive: true });
    fs.copyFileSync(from, path.join('dist', module));
  }
  fs.copyFileSync('node_modules/keytar/LICENSE.md', 'dist/prebuilds/LICENSE.md');
}

async function main() {
  fs.rmSync('dist', { recursive: true, force: true });
  copyKeychainModules();
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
    return;
  }
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  for (const { metafile } of results) {
    const inputs = Object.keys(metafile.inputs);
    const entry = Object.keys(metafile.outputs).find((o) => o.endsWith('extension.js'));
    for (const lazy of ['node_modules/undici', 'node_modules/keytar', 'profiles/keychain/nativeKeychain'])
      if (entry && inputs.some((i) => i.includes(lazy)))
        throw new Error(`The main bundle contains ${lazy}: it must stay in a lazy bundle of its own.`);
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
