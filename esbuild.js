// Builds dist/: the extension, undici as a lazy bundle, the sample cloud's process and the webview script.
//   node esbuild.js [--production] [--watch] [--metafile]
const esbuild = require('esbuild');
const fs = require('node:fs');

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
  {
    ...node,
    entryPoints: { runPanel: 'src/results/webview/runPanel.ts' },
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
];

async function main() {
  fs.rmSync('dist', { recursive: true, force: true });
  if (watch) {
    for (const options of builds) await (await esbuild.context(options)).watch();
    return;
  }
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  for (const { metafile } of results) {
    const inputs = Object.keys(metafile.inputs);
    const entry = Object.keys(metafile.outputs).find((o) => o.endsWith('extension.js'));
    if (entry && inputs.some((i) => i.includes('node_modules/undici')))
      throw new Error('The main bundle contains undici: it must stay in a lazy bundle of its own.');
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
