import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { startServer, type Server } from '../host/server.mjs';

/** The status that a request without a browser gets; `host` and `origin` are what a hostile page could send. */
function status(server: Server, route: string, headers: http.OutgoingHttpHeaders = {}, method = 'GET') {
  return new Promise<number | undefined>((resolve, reject) => {
    http
      .request({ host: '127.0.0.1', port: server.port, path: route, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject)
      .end();
  });
}

describe('VS Code in the browser', () => {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-e2e-'));
  let server: Server;
  before(async function () {
    this.timeout(120_000);
    server = await startServer({ data });
  });
  after(async () => {
    await server.stop();
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  });

  it('lets in who has the connection token, in the address and then as a cookie', async () => {
    assert.equal(await status(server, `/?tkn=${server.token}`), 302);
    assert.equal(await status(server, '/', { cookie: `vscode-tkn=${server.token}` }), 200);
  });

  it('refuses everyone else, on every route', async () => {
    for (const route of [
      '/',
      '/version',
      '/manifest.json',
      '/?tkn=',
      '/?tkn=wrong',
      `/?tkn=${server.token}x`,
    ])
      assert.equal(await status(server, route), 403, route);
    assert.equal(await status(server, '/mint-key', {}, 'POST'), 403);
    assert.equal(await status(server, '/', { cookie: 'vscode-tkn=wrong' }), 403);
  });

  it('refuses pages of other sites and rebound names, even with the token', async () => {
    const cookie = `vscode-tkn=${server.token}`;
    assert.equal(await status(server, '/', { cookie, origin: 'http://example.com' }), 403);
    assert.equal(await status(server, '/', { cookie, host: `example.com:${server.port}` }), 403);
  });

  it('gives the key half of stored secrets again after a restart', async () => {
    const cookie = `vscode-tkn=${server.token}`;
    const key = async () =>
      Buffer.from(
        await (
          await fetch(`http://127.0.0.1:${server.port}/mint-key`, { method: 'POST', headers: { cookie } })
        ).arrayBuffer(),
      ).toString('hex');
    const first = await key();
    await server.stop();
    server = await startServer({ data, token: server.token });
    assert.equal(first.length, 64);
    assert.equal(await key(), first);
  });

  it('closes a socket that comes without the token', async () => {
    const outcome = await new Promise<string>((resolve) => {
      http
        .request({
          host: '127.0.0.1',
          port: server.port,
          path: '/?reconnectionToken=x&skipWebSocketFrames=false',
          headers: {
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
          },
        })
        .on('upgrade', (_, socket) => {
          socket.destroy();
          resolve('opened');
        })
        .on('response', (response) => resolve(String(response.statusCode)))
        .on('error', () => resolve('closed'))
        .end();
    });
    assert.equal(outcome, 'closed');
  });
});
