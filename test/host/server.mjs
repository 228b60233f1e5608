import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ensureHost } from './install.mjs';
import { Missing } from './steps.mjs';

export const projectRoot = path.resolve(import.meta.dirname, '../..');

/**
 * Starts VS Code with the extension under development and waits until it answers.
 * The folder `data` keeps everything of it; `log` is the file its output goes to.
 */
export async function startServer({ host = 'newest', data, env = {}, log, port = 0, token, ...rest }) {
  const { node, server } = await ensureHost(host);
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  token ??= crypto.randomBytes(24).toString('hex');
  const options = { server, data, port, token, ...rest };
  const child = spawn(node, [path.join(import.meta.dirname, 'serve.mjs')], {
    env: { ...process.env, ...env, CLUSTERDECK_SERVE: JSON.stringify(options) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ready = await untilReady(child, log ?? path.join(data, 'server.log'));
  return {
    url: `http://127.0.0.1:${ready.port}/?tkn=${token}`,
    port: ready.port,
    token,
    exited: new Promise((resolve) => child.once('exit', resolve)),
    stop: () => stop(child),
  };
}

function untilReady(child, log) {
  const file = fs.createWriteStream(log);
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk) => {
      file.write(chunk);
      if (said.length < 100_000) said += chunk;
      const ready = /^READY (\{.*\})$/m.exec(said);
      if (ready) resolve(JSON.parse(ready[1]));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('exit', (code) => {
      const taken = /^PORT TAKEN (\d+)$/m.exec(said);
      reject(
        taken
          ? new Missing(`Port ${taken[1]} is in use: stop what uses it or set CLUSTERDECK_PORT to another.`)
          : new Error(`VS Code's server ended with ${code}\n${said.slice(-3000)}`),
      );
    });
  });
}

function stop(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode) return resolve();
    child.once('exit', resolve);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 5000).unref();
  });
}

/** The address of a window: on a folder, or on nothing. */
export function windowUrl(url, folder) {
  const address = new URL(url);
  if (folder) address.searchParams.set('folder', path.resolve(folder));
  else address.searchParams.set('ew', 'true');
  return address.href;
}
