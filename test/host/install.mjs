// Installs the VS Code to open and to test in, from npm packages alone: no Electron, no compiler, no download page.
//   node test/host/install.mjs [newest|oldest]...
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { asScript, Missing, run, step } from './steps.mjs';
import { cacheDir, hostPaths, VERSIONS } from './versions.mjs';

/** Parts of VS Code that ClusterDeck never meets and that are large or want to reach outside. */
const UNUSED_EXTENSIONS = [
  'copilot',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.*',
  'tunnel-forwarding',
];
const UNUSED_PACKAGES = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'node-addon-api',
  'ssh2',
];
/** Native modules that come without a binary: their stand-ins, by the names VS Code has given them. */
const STAND_INS = {
  '@vscode/spdlog': 'spdlog.js',
  '@vscode/native-watchdog': 'nativeWatchdog.js',
  'native-watchdog': 'nativeWatchdog.js',
};

/** Whether VS Code can be had from npm packages here. */
export const npmHostFits =
  process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch) && isGlibc();

function isGlibc() {
  return Boolean(process.report.getReport().header.glibcVersionRuntime);
}

/**
 * Makes sure that a VS Code host is installed and returns its paths. An install is made in a temporary
 * folder and renamed when it is whole, so what stands in the cache is never half of one.
 * @param {'newest' | 'oldest'} name
 */
export async function ensureHost(name = 'newest') {
  const paths = hostPaths(name);
  if (fs.existsSync(paths.dir)) return paths;
  if (!npmHostFits)
    throw new Missing(
      `VS Code in the browser needs Linux with glibc on x64 or arm64; this is ${process.platform} on ${process.arch}.`,
    );
  await run('tar', ['--version']).catch(() => {
    throw new Missing('"tar" is missing: install it, for instance with apt-get install tar.');
  });
  const version = VERSIONS[name];
  console.log(`Installing VS Code ${version.vscode} into ${paths.dir} (once)`);
  fs.mkdirSync(cacheDir, { recursive: true });
  const temporary = fs.mkdtempSync(path.join(cacheDir, 'installing-'));
  try {
    await step('  VS Code', () => fetchVsCode(version, temporary));
    await step(`  Node ${version.node}`, () => fetchNode(version, temporary));
    await step('  Packages VS Code needs', () => fetchRuntimePackages(temporary));
    putStandIns(path.join(temporary, 'vscode/node_modules'));
    await step('  First start', () => proveStart(temporary, version));
    moveIntoPlace(temporary, paths.dir);
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
  return paths;
}

async function fetchVsCode(version, into) {
  const tarball = await fetchPackage(`code-server@${version.codeServer}`, version.codeServerIntegrity, into);
  const unused = UNUSED_EXTENSIONS.map((name) => `--exclude=package/lib/vscode/extensions/${name}`);
  const from = ['package/lib/vscode', '--exclude=*.map', ...unused];
  await run('tar', ['xzf', tarball, '-C', into, '--strip-components=2', ...from.slice(1), from[0]]);
  fs.rmSync(tarball);
}

async function fetchNode(version, into) {
  const spec = `node-linux-${process.arch}@${version.node}`;
  const tarball = await fetchPackage(spec, version.nodeIntegrity[process.arch], into);
  const target = path.join(into, 'node');
  fs.mkdirSync(target);
  await run('tar', ['xzf', tarball, '-C', target, '--strip-components=1', 'package/bin/node']);
  fs.rmSync(tarball);
}

/** Fetches a package's tarball and compares it with the integrity written in versions.mjs. */
async function fetchPackage(spec, integrity, into) {
  const [packed] = JSON.parse(await npm(['pack', spec, '--json', '--ignore-scripts'], into));
  const tarball = path.join(into, packed.filename);
  const found = `sha512-${crypto.createHash('sha512').update(fs.readFileSync(tarball)).digest('base64')}`;
  if (found !== integrity) throw new Missing(`${spec} is not the package that was expected: ${found}.`);
  return tarball;
}

/** Installs what VS Code's shrinkwrap names. No install scripts: what is native ships its binary or has a stand-in. */
async function fetchRuntimePackages(into) {
  const dir = path.join(into, 'vscode');
  const file = path.join(dir, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (const name of UNUSED_PACKAGES) {
    delete manifest.dependencies[name];
    for (const rule of Object.keys(manifest.overrides ?? {}))
      if (rule.startsWith(`${name}@`)) delete manifest.overrides[rule];
  }
  delete manifest.allowScripts;
  fs.writeFileSync(file, JSON.stringify(manifest, null, 2));
  await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], dir);
}

function putStandIns(modules) {
  for (const [name, source] of Object.entries(STAND_INS)) {
    const dir = path.join(modules, name);
    fs.rmSync(dir, { recursive: true, force: true });
    fs.mkdirSync(dir, { recursive: true });
    fs.copyFileSync(path.join(import.meta.dirname, 'standIns', source), path.join(dir, 'index.js'));
    fs.writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
  }
}

async function proveStart(dir, version) {
  const out = await run(path.join(dir, 'node/bin/node'), [
    path.join(dir, 'vscode/out/server-main.js'),
    '--version',
  ]);
  if (!out.includes(version.vscode)) throw new Error(`expected VS Code ${version.vscode}, found:\n${out}`);
}

function moveIntoPlace(from, to) {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    // Another process has installed the same meanwhile: what stands there is whole.
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}

async function npm(args, cwd) {
  try {
    return await run('npm', [...args, '--loglevel=error'], { cwd });
  } catch (error) {
    if (error.code === 'ENOENT') throw new Missing('"npm" is missing on PATH: it comes with Node.js.');
    const said = error.message.split('\n').filter((line) => /^npm error \S/.test(line));
    throw new Missing(
      `npm could not fetch what VS Code is made of. Check the connection and npm's registry and proxy settings (npm config list), then try again.\n${said.slice(0, 5).join('\n')}`,
    );
  }
}

if (process.argv[1] === import.meta.filename)
  await asScript(async () => {
    const names = process.argv.length > 2 ? process.argv.slice(2) : ['newest'];
    for (const name of names) {
      if (!VERSIONS[name]) throw new Missing(`Unknown "${name}": say ${Object.keys(VERSIONS).join(' or ')}.`);
      console.log((await ensureHost(name)).dir);
    }
    console.log(await ensureChromium());
  });
