import assert from 'node:assert/strict';
import https from 'node:https';
import net from 'node:net';
import type { Transport } from '../../../src/clouds/transport';
import { selfSigned } from '../support/selfSigned';
import { failure, request, Servers } from '../support/servers';

const WAYS = ['read', 'write'] as const;

/** What every transport keeps. Its limits: answers of 10 000 bytes, 500 ms to connect. */
export function keepsTheContract(transport: Transport): void {
  const servers = new Servers();
  const serve = servers.serve.bind(servers);
  const raw = servers.raw.bind(servers);
  const listen = servers.listen.bind(servers);
  afterEach(() => servers.close());

  for (const way of WAYS)
    describe(way, () => {
      for (const method of ['DELETE', 'PUT', 'POST'] as const)
        it(`announces the body of a ${method}, to the byte`, async () => {
          const url = await serve((request, response) => {
            let body = '';
            request.on('data', (chunk: Buffer) => (body += chunk.toString()));
            request.on('end', () =>
              response.end([request.method, request.headers['content-length'], body].join(' ')),
            );
          });
          const { body } = await transport[way](request(url, { method, body: '{"数":1}' }));
          assert.equal(body, `${method} 9 {"数":1}`);
        });

      it('brings status, headers in lower case and the body, and sends method, headers and body', async () => {
        const url = await serve((incoming, response) => {
          let body = '';
          incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
          incoming.on('end', () => {
            response.writeHead(404, { 'X-Acs-Request-Id': 'R1' });
            response.end(
              JSON.stringify({
                method: incoming.method,
                url: incoming.url,
                accept: incoming.headers.accept,
                body,
              }),
            );
          });
        });
        const answer = await transport[way](request(`${url}?a=%20b`, { body: 'x=ü' }));
        assert.equal(answer.status, 404);
        assert.equal(answer.headers['x-acs-request-id'], 'R1');
        assert.deepEqual(JSON.parse(answer.body), {
          method: 'POST',
          url: '/?a=%20b',
          accept: 'application/json',
          body: 'x=ü',
        });
      });

      it('says content-length 0 where there is no body, as the vendor’s core does', async () => {
        const url = await serve((incoming, response) =>
          response.end(incoming.headers['content-length'] ?? 'none'),
        );
        assert.equal((await transport[way](request(url))).body, '0');
      });

      it('does not follow redirects', async () => {
        let hits = 0;
        const url = await serve((_, response) => {
          hits += 1;
          response.writeHead(302, { location: '/elsewhere' }).end();
        });
        assert.equal((await transport[way](request(url))).status, 302);
        assert.equal(hits, 1);
      });

      it('takes an answer of exactly the limit and refuses one byte more', async () => {
        let size = 10_000;
        const url = await serve((_, response) => response.end('x'.repeat(size)));
        assert.equal((await transport[way](request(url))).body.length, 10_000);
        size += 1;
        assert.equal((await failure(transport[way](request(url)))).failure, 'tooLarge');
      });

      it('reports half a body as a broken connection that may have been served', async () => {
        const url = await raw((socket, data) => {
          if (data.includes('\r\n\r\n')) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"Reque');
        });
        const error = await failure(transport[way](request(url)));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], ['reset', true]);
      });

      it('reports a connection that is closed without an answer, and does not send again', async () => {
        let requests = 0;
        const url = await raw((socket, data) => {
          if (data.includes('\r\n\r\n')) {
            requests += 1;
            socket.destroy();
          }
        });
        const error = await failure(transport[way](request(url)));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], ['reset', true]);
        assert.equal(requests, 1);
      });

      it('reports a reset after the last byte', async () => {
        const url = await raw((socket, data) => {
          if (data.includes('\r\n\r\n')) socket.resetAndDestroy();
        });
        const error = await failure(transport[way](request(url)));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], ['reset', true]);
      });

      it('gives up on an answer that hangs', async () => {
        const url = await raw(() => undefined);
        const error = await failure(transport[way](request(url, { timeoutMs: 100 })));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], ['timeout', true]);
      });

      it('gives up on a body that hangs', async () => {
        const url = await serve((_, response) => {
          response.writeHead(200, { 'content-length': '10' });
          response.write('12345');
        });
        const error = await failure(transport[way](request(url, { timeoutMs: 200 })));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], ['timeout', true]);
      });

      it('stops when a person cancels', async () => {
        const stop = new AbortController();
        const url = await raw(() => stop.abort());
        const error = await failure(transport[way](request(url), stop.signal));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], ['cancelled', true]);
      });

      it('sends nothing when it is cancelled before', async () => {
        let connections = 0;
        const server = net.createServer(() => (connections += 1));
        const url = `http://127.0.0.1:${await listen(server)}/`;
        const error = await failure(transport[way](request(url), AbortSignal.abort()));
        assert.deepEqual([error.failure, error.mayHaveBeenSent, connections], ['cancelled', false, 0]);
      });

      it('names a refused connection', async () => {
        const server = net.createServer();
        const port = await listen(server);
        await new Promise((resolve) => server.close(resolve));
        const error = await failure(transport[way](request(`http://127.0.0.1:${port}/`)));
        assert.deepEqual([error.failure, error.systemCode], ['refused', 'ECONNREFUSED']);
        assert.equal(error.mayHaveBeenSent, false);
      });

      it('names a host that is not there', async () => {
        const error = await failure(transport[way](request('https://polardb.nowhere.invalid/')));
        assert.equal(error.failure, 'nameNotFound');
        assert.equal(error.mayHaveBeenSent, false);
      });

      it('names a certificate that is not trusted, with no byte of the request sent', async () => {
        let requests = 0;
        const server = https.createServer(selfSigned(), () => (requests += 1));
        const url = `https://127.0.0.1:${await listen(server)}/`;
        const error = await failure(transport[way](request(url)));
        assert.deepEqual([error.failure, error.systemCode], ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
        assert.equal(requests, 0);
        assert.equal(error.mayHaveBeenSent, false);
      });

      it('refuses plain http to anything but this machine', async () => {
        const error = await failure(transport[way](request('http://polardb.aliyuncs.com/')));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], ['other', false]);
        assert.match(error.message, /not https/);
      });
    });

  it('keeps a connection between reads', async () => {
    const sockets = new Set<unknown>();
    const url = await serve((incoming, response) => {
      sockets.add(incoming.socket);
      response.end(incoming.headers.connection);
    });
    for (let n = 0; n < 3; n += 1) {
      assert.equal((await transport.read(request(url))).body, 'keep-alive');
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(sockets.size, 1);
    assert.equal((await transport.write(request(url))).body, 'close');
    assert.equal(sockets.size, 2);
  });

  describe('before a write is sent', () => {
    it('sends nothing while the TLS handshake hangs', async () => {
      const bytes: Buffer[] = [];
      const server = net.createServer((socket) => socket.on('data', (chunk) => bytes.push(chunk)));
      const url = `https://127.0.0.1:${await listen(server)}/?DBClusterId=pc-1`;
      const error = await failure(transport.write(request(url)));
      assert.deepEqual([error.failure, error.mayHaveBeenSent], ['timeout', false]);
      assert.ok(!Buffer.concat(bytes).includes('pc-1'));
    });

    it('knows that a reset during the handshake came before the first byte', async () => {
      const server = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
      const url = `https://127.0.0.1:${await listen(server)}/`;
      const error = await failure(transport.write(request(url)));
      assert.deepEqual([error.failure, error.mayHaveBeenSent], ['reset', false]);
    });

    it('opens a connection for each write', async () => {
      const sockets = new Set<unknown>();
      const url = await serve((incoming, response) => {
        sockets.add(incoming.socket);
        response.end(incoming.headers.connection);
      });
      for (let n = 0; n < 3; n += 1) assert.equal((await transport.write(request(url))).body, 'close');
      assert.equal(sockets.size, 3);
    });
  });
}
