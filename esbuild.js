// Builds dist/: the extension with its parts that are loaded on first use, undici as a lazy bundle, the processes of
// the sample cloud and of the keychain, the webview script, and the licences of what is in them.
//   node esbuild.js [--production] [--watch] [--metafile]
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');
const { bundledPackages, thirdPartyNotices } = require('./thirdPartyNotices');

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

/** What its `import()` names becomes a file of its own. esbuild splits ES modules only: see asCommonJs. */
const extension = {
  ...node,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  external: ['vscode'],
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  sourcemap: production ? false : 'inline',
  write: false,
  plugins: [
    { name: 'as CommonJS', setup: (build) => build.onEnd(({ outputFiles }) => asCommonJs(outputFiles)) },
  ],
};

/** VS Code gives `vscode` to CommonJS surely, so `import()` becomes a `require` that is called late. */
async function asCommonJs(files = []) {
  fs.mkdirSync('dist', { recursive: true });
  for (const { path: file, text } of files) {
    const { code, map } = await esbuild.transform(text, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      supported: { 'dynamic-import': false },
      minify: production,
      legalComments: 'none',
      sourcemap: !production,
      sourcefile: path.basename(file),
    });
    if (map) fs.writeFileSync(`${file}.map`, map);
    fs.writeFileSync(file, map ? `${code}//# sourceMappingURL=${path.basename(file)}.map\n` : code);
  }
}

const builds = [
  extension,
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
}

/** For the VSIX: on an extension's page VS Code shows pictures from https addresses only, and these have none. */
const readmeWithoutPictures = () =>
  fs.readFileSync('README.md', 'utf8').replace(/^!\[[^\]]*\]\([^)]*\)\n\n/gm, '');

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
  const packages = [
    ...bundledPackages(results.map(({ metafile }) => metafile)),
    { folder: 'keytar', where: 'in dist/prebuilds' },
  ];
  fs.writeFileSync('dist/README.md', readmeWithoutPictures());
  fs.writeFileSync('dist/ThirdPartyNotices.txt', thirdPartyNotices(packages, 'node_modules'));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
