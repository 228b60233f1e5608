import { randomUUID } from 'node:crypto';
import net, { type AddressInfo } from 'node:net';
import { createAlibabaClient } from '../../../../src/clouds/alibaba/alibabaClient';
import type { CloudCall, Outcome } from '../../../../src/clouds/cloudClient';
import { createNodeTransport } from '../../../../src/clouds/nodeTransport';

/** What a server does with what it has of a request so far, each time more of it comes. */
export type OnRequest = (socket: net.Socket, received: string) => void;

/** Once the head is there, which is all of a request without a body. */
export const atTheEnd =
  (act: (socket: net.Socket) => void): OnRequest =>
  (socket, received) => {
    if (received.includes('\r\n\r\n')) act(socket);
  };
export const answer = (text: string): OnRequest => atTheEnd((socket) => socket.end(text));
export const http = (status: string, body: string, headers: readonly string[] = []): OnRequest =>
  answer(
    [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n'),
  );
/** An error as the cloud writes it. */
export const error = (status: string, Code: string, headers: readonly string[] = []): OnRequest =>
  http(status, JSON.stringify({ Code, Message: 'm', RequestId: 'R1' }), headers);

export const call: CloudCall = {
  cloud: 'alibaba',
  product: 'polardb',
  action: 'FailoverDBCluster',
  region: 'cn-hangzhou',
  parameters: { DBClusterId: 'pc-1', TargetDBNodeId: 'pi-2' },
};

/** What came of a write, and how long it waited before it was sent again, in milliseconds. */
export interface Sent {
  readonly outcome: Outcome;
  readonly waits: readonly number[];
}

/** A real client, and servers on loopback that do to its requests what a test wants. */
export class Wire {
  private readonly closers: (() => void)[] = [];

  close(): void {
    for (const close of this.closers.splice(0)) close();
  }

  async listen(server: net.Server): Promise<number> {
    const sockets = new Set<net.Socket>();
    server.on('connection', (socket: net.Socket) => sockets.add(socket.on('error', () => undefined)));
    this.closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  /** A server that does this to its connections, the first to the first and the last to all that follow. */
  async serve(
    ...each: readonly OnRequest[]
  ): Promise<{ readonly origin: string; readonly requests: readonly string[] }> {
    const requests: string[] = [];
    const port = await this.listen(
      net.createServer((socket) => {
        const number = requests.push('') - 1;
        const onRequest = each[Math.min(number, each.length - 1)];
        socket.on('data', (chunk) => {
          const received = (requests[number] ?? '') + chunk.toString();
          requests[number] = received;
          onRequest?.(socket, received);
        });
      }),
    );
    return { origin: `http://127.0.0.1:${port}`, requests };
  }

  /** @param timeoutMs how long an attempt may take, instead of half a minute */
  async send(origin: string, what = call, timeoutMs?: number): Promise<Sent> {
    const transport = createNodeTransport({ connectTimeoutMs: 500 });
    const waits: number[] = [];
    const outcome = await createAlibabaClient({
      profileName: 'prod',
      credentials: () => Promise.resolve({ accessKeyId: 'id', accessKeySecret: 'a secret' }),
      readOnly: () => false,
      origin: () => Promise.resolve(origin),
      transport: {
        ...transport,
        write: (request, signal) =>
          transport.write({ ...request, timeoutMs: timeoutMs ?? request.timeoutMs }, signal),
      },
      // Repeats come at once.
      clock: {
        now: () => Date.now(),
        monotonic: () => performance.now(),
        sleep: (ms) => {
          waits.push(ms);
          return Promise.resolve();
        },
      },
      random: () => 0.5,
      nonce: randomUUID,
      log: () => undefined,
    }).write(what);
    return { outcome, waits };
  }
}
