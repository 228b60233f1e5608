// Serves VS Code (workbench, server, Node extension host) on one loopback port, behind a connection token.
// Runs under the Node of the installed host; server.mjs starts it. Options come as JSON in CLUSTERDECK_SERVE,
// not on the command line, where other users of the machine could read the token:
//   { server, data, port, token, extension?, tests?, userData?, extensions?, settings?, language? }
// Prints `READY {"port":N}` and ends with its standard input.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeGate } from './gate.mjs';
import { patchPage } from './page.mjs';

const options = JSON.parse(process.env.CLUSTERDECK_SERVE);
delete process.env.CLUSTERDECK_SERVE;
const mayEnter = makeGate(options.token);
const vscode = await loadServer();
const web = http.createServer(answer);
web.on('upgrade', (request, socket) =>
  mayEnter(request) ? vscode.handleUpgrade(request, socket) : socket.destroy(),
);
web.on('error', (error) => {
  console.error(error.code === 'EADDRINUSE' ? `PORT TAKEN ${options.port}` : error);
  process.exit(1);
});
web.listen(options.port, '127.0.0.1', () => {
  console.log(`READY ${JSON.stringify({ port: web.address().port })}`);
});
process.stdin.on('end', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

async function loadServer() {
  // No gallery and no telemetry: nothing leaves this machine by itself.
  process.env.EXTENSIONS_GALLERY = JSON.stringify({ serviceUrl: '' });
  process.env.CS_TELEMETRY_URL = 'http://127.0.0.1:9/';
  // With this set, server-main.js hands out its server instead of listening by itself.
  process.env.CODE_SERVER_PARENT_PID = String(process.pid);
  const module = await import(pathToFileURL(options.server).href);
  const code = await module.loadCodeWithNls();
  return await code.createServer(null, {
    _: [],
    'accept-server-license-terms': true,
    'app-name': 'VS Code',
    compatibility: '1.64',
    'connection-token': options.token,
    'disable-experiments': true,
    'disable-getting-started-override': true,
    'disable-telemetry': true,
    'disable-update-check': true,
    'disable-workspace-trust': true,
    'server-data-dir': options.data,
    'telemetry-level': 'off',
    'user-data-dir': options.userData ?? path.join(options.data, 'data'),
    ...(options.extensions ? { 'extensions-dir': options.extensions } : {}),
    log: ['info'],
  });
}

function answer(request, response) {
  if (!mayEnter(request)) {
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end('Forbidden. Open the address that was printed: it carries the connection token.\n');
    return;
  }
  const { pathname } = new URL(request.url, 'http://x');
  if (pathname === '/mint-key' && request.method === 'POST') return void response.end(secretKey());
  if (pathname === '/_static/out/browser/serviceWorker.js') return void noServiceWorker(response);
  if (pathname === '/manifest.json') return void response.end('{"name":"VS Code","start_url":"."}');
  if (pathname.startsWith('/_static/')) return void response.writeHead(404).end(); // code-server's icons
  if (pathname === '/') patchOnEnd(request, response);
  vscode.handleRequest(request, response);
}

/** The half of the key that the workbench encrypts SecretStorage with; the browser keeps what it encrypted. */
function secretKey() {
  const file = path.join(options.data, 'secret-key');
  if (!fs.existsSync(file)) fs.writeFileSync(file, crypto.randomBytes(32), { mode: 0o600 });
  return fs.readFileSync(file);
}

/** code-server's page registers a service worker of its own, which VS Code does without. */
function noServiceWorker(response) {
  response.writeHead(200, { 'content-type': 'text/javascript', 'service-worker-allowed': '/' }).end();
}

function patchOnEnd(request, response) {
  const end = response.end.bind(response);
  response.end = (body, ...rest) =>
    end(
      typeof body === 'string' ? patchPage(body, { ...options, authority: request.headers.host }) : body,
      ...rest,
    );
}

function stop() {
  try {
    vscode.dispose();
  } finally {
    process.exit(0);
  }
}
