import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { TransportError, type HttpRequest } from '../../../src/clouds/transport';
import { transportError } from '../../../src/clouds/transportFailure';
import { selfSigned } from '../support/selfSigned';

const transport = createNodeTransport({ maxResponseBytes: 10_000, connectTimeoutMs: 500 });
const WAYS = ['read', 'write'] as const;

describe('the transport over the host’s stack', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  async function listen(server: net.Server): Promise<number> {
    const sockets = new Set<net.Socket>();
    server.on('connection', (socket: net.Socket) => {
      sockets.add(socket.on('error', () => undefined));
      socket.on('close', () => sockets.delete(socket));
    });
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }
  const request = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
    method: 'POST',
    url,
    headers: { accept: 'application/json' },
    timeoutMs: 3000,
    ...more,
  });
  const serve = async (listener: http.RequestListener): Promise<string> =>
    `http://127.0.0.1:${await listen(http.createServer(listener))}/`;
  /** A server that gets bytes and does with the socket what it likes. */
  const raw = async (on: (socket: net.Socket, data: string) => void): Promise<string> =>
    `http://127.0.0.1:${await listen(
      net.createServer((socket) => {
        let data = '';
        socket.on('data', (chunk) => on(socket, (data += chunk.toString())));
      }),
    )}/`;
  const failure = async (promise: Promise<unknown>): Promise<TransportError> => {
    const error: unknown = await promise.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof TransportError, String(error));
    assert.equal(error.cause, undefined, 'a cause might hold the request');
    return error;
  };

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

  it('recognises a proxy that could not be reached, and keeps its password to itself', () => {
    for (const proxy of ['PROXY dba:planted@proxy.corp:8080', 'SOCKS dba:planted@proxy.corp:1080']) {
      const error = transportError(
        new Error(`Failed to establish a socket connection to proxies: ${proxy}`),
        false,
      );
      assert.deepEqual([error.failure, error.mayHaveBeenSent], ['proxy', false]);
      assert.ok(!`${error.stack} ${JSON.stringify(error)}`.includes('planted'));
    }
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

    it('never sends an https request on a socket that is not encrypted, as a refused tunnel leaves one', async () => {
      const url = `https://127.0.0.1:${await listen(net.createServer())}/`;
      const original = https.request;
      const agent = new https.Agent();
      agent.createConnection = (options: net.NetConnectOpts) => net.connect(options);
      https.request = ((address: URL, options: https.RequestOptions) =>
        original(address, { ...options, agent })) as never;
      try {
        const error = await failure(transport.write(request(url)));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], ['proxy', false]);
      } finally {
        https.request = original;
      }
    });

    it('does not take a kept-alive connection, which may be dead', async () => {
      const sockets = new Set<unknown>();
      const url = await serve((incoming, response) => {
        sockets.add(incoming.socket);
        response.end('ok');
      });
      const original = http.request;
      const agent = new http.Agent({ keepAlive: true });
      http.request = ((address: URL, options: http.RequestOptions) =>
        original(address, { ...options, agent })) as never;
      try {
        await new Promise<void>((resolve, reject) => {
          original(url, { agent }, (response) => response.resume().on('end', resolve))
            .on('error', reject)
            .end();
        });
        await new Promise((resolve) => setImmediate(resolve));
        assert.equal(Object.keys(agent.freeSockets).length, 1, 'one connection waits to be reused');
        assert.equal((await transport.write(request(url))).body, 'ok');
        assert.equal(sockets.size, 2);
      } finally {
        http.request = original;
        agent.destroy();
      }
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
});
