// npm start: builds the extension and opens it in a real VS Code on the sample cloud.
// CLUSTERDECK_PORT: the port of VS Code in the browser (8467). CLUSTERDECK_BROWSER=1: do not look for a desktop one.
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { findDesktopCode, runCode } from './desktop.mjs';
import { npmHostFits } from './install.mjs';
import { projectRoot, startServer, windowUrl } from './server.mjs';
import { asScript, run, step } from './steps.mjs';

const state = path.join(projectRoot, '.vscode-test/start');
const sampleCloud = path.join(state, 'sampleCloud');
const env = { CLUSTERDECK_START: 'sample', CLUSTERDECK_SAMPLE_CLOUD_STATE: sampleCloud };

await asScript(async () => {
  await step('Building', () => run(process.execPath, ['esbuild.js'], { cwd: projectRoot }));
  const desktop = process.env.CLUSTERDECK_BROWSER ? undefined : await findDesktopCode();
  try {
    if (desktop) return await openDesktop(desktop);
    if (!npmHostFits) return await openDesktop(await downloadAndUnzipVSCode());
    return await serve();
  } finally {
    endSampleCloud();
  }
});

/** The extension starts it as a process of its own, which would wait for other windows. */
function endSampleCloud() {
  try {
    process.kill(JSON.parse(fs.readFileSync(path.join(sampleCloud, 'process.json'), 'utf8')).pid, 'SIGTERM');
  } catch {
    // It never ran, or has ended.
  }
}

async function openDesktop(code) {
  console.log(`Opening ${code}`);
  const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
  await runCode(
    code,
    [
      `--extensionDevelopmentPath=${projectRoot}`,
      `--user-data-dir=${path.join(state, 'desktop')}`,
      '--new-window',
      ...asRoot,
    ],
    env,
  );
}

/** The same port, token and folder every time: what the browser keeps for this address stays usable. */
async function serve() {
  const data = path.join(state, 'browser');
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  const server = await startServer({
    data,
    env,
    extension: projectRoot,
    port: Number(process.env.CLUSTERDECK_PORT || 8467),
    token: keptToken(path.join(data, 'connection-token')),
  });
  console.log(`\n  Open ${windowUrl(server.url)}\n\nVS Code with ClusterDeck runs until you press Ctrl-C.`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void server.stop());
  const code = await server.exited;
  if (code) console.error(`VS Code's server ended; its output is in ${path.join(data, 'server.log')}.`);
  return code ?? 0;
}

function keptToken(file) {
  if (!fs.existsSync(file)) fs.writeFileSync(file, crypto.randomBytes(24).toString('hex'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8');
}
