import assert from 'node:assert/strict';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { TransportError, type HttpRequest } from '../../../src/clouds/transport';

/** Servers on this machine, all ended by `close`. */
export class Servers {
  readonly #closers: (() => void)[] = [];

  close(): void {
    for (const close of this.#closers.splice(0)) close();
  }

  /** @returns the port */
  async listen(server: net.Server): Promise<number> {
    const sockets = new Set<net.Socket>();
    server.on('connection', (socket: net.Socket) => {
      sockets.add(socket.on('error', () => undefined));
      socket.on('close', () => sockets.delete(socket));
    });
    this.#closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  async serve(listener: http.RequestListener): Promise<string> {
    return `http://127.0.0.1:${await this.listen(http.createServer(listener))}/`;
  }

  /** A server that gets bytes and does with the socket what it likes. */
  async raw(on: (socket: net.Socket, data: string) => void): Promise<string> {
    const server = net.createServer((socket) => {
      let data = '';
      socket.on('data', (chunk) => on(socket, (data += chunk.toString())));
    });
    return `http://127.0.0.1:${await this.listen(server)}/`;
  }
}

export const request = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: { accept: 'application/json' },
  timeoutMs: 3000,
  ...more,
});

export async function failure(promise: Promise<unknown>): Promise<TransportError> {
  const error: unknown = await promise.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TransportError, String(error));
  assert.equal(error.cause, undefined, 'a cause might hold the request');
  return error;
}
