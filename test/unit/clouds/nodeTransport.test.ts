import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { transportError } from '../../../src/clouds/transportFailure';
import { failure, request, Servers } from '../support/servers';
import { keepsTheContract } from './transportContract';

const transport = createNodeTransport({ maxResponseBytes: 10_000, connectTimeoutMs: 500 });

describe('the transport over the host’s stack', () => {
  keepsTheContract(transport);

  const servers = new Servers();
  afterEach(() => servers.close());

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
    it('never sends an https request on a socket that is not encrypted, as a refused tunnel leaves one', async () => {
      const url = `https://127.0.0.1:${await servers.listen(net.createServer())}/`;
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
      const url = await servers.serve((incoming, response) => {
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
  });
});
