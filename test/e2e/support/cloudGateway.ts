import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { selfSigned } from '../../unit/support/selfSigned';
import type { SampleCloud } from './sampleCloud';

/**
 * A proxy that inspects traffic, as companies have them: it takes the real cloud's host names, shows a certificate
 * that this window's user trusts, and hands what it reads to the sample cloud. So a profile of the real cloud is
 * tested whole, and nothing ever leaves this machine.
 */
export class CloudGateway {
  /** Make a workbench use it, and take its certificate for one of this machine's. */
  readonly env: Record<string, string>;
  readonly settings = { 'http.systemCertificatesNode': true };
  /** Every host that was asked for. */
  readonly asked: string[] = [];
  /** Who is let in, as "user:password"; everybody where it is not set. */
  admits: string | undefined;
  /** The file with its certificate. */
  readonly caFile: string;
  readonly #proxy: http.Server;
  readonly #port: number;
  readonly #folder: string;
  readonly #sockets = new Set<Socket>();

  private constructor(proxy: http.Server, folder: string, env: Record<string, string>) {
    this.#proxy = proxy;
    this.#port = (proxy.address() as AddressInfo).port;
    this.#folder = folder;
    this.caFile = path.join(folder, 'gateway.pem');
    this.env = env;
  }

  static async start(cloud: SampleCloud): Promise<CloudGateway> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-gateway-'));
    const { hosts } = cloud.ready;
    const { key, cert } = selfSigned(Object.keys(hosts));
    const inspector = https.createServer({ key, cert }, (request, response) => {
      forward(hosts[request.headers.host ?? ''], request, response);
    });
    const proxy = http.createServer((_, response) => response.writeHead(403).end());
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const gateway = new CloudGateway(proxy, folder, {
      HTTPS_PROXY: address,
      https_proxy: address,
      NO_PROXY: '',
      no_proxy: '',
      SSL_CERT_FILE: path.join(folder, 'gateway.pem'),
    });
    fs.writeFileSync(gateway.caFile, cert);
    proxy.on('connect', (request, socket: Socket) => {
      gateway.#sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => gateway.#sockets.delete(socket));
      const given = request.headers['proxy-authorization'] ?? '';
      const wanted = gateway.admits && `Basic ${Buffer.from(gateway.admits).toString('base64')}`;
      if (wanted && given !== wanted)
        return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      const [host = ''] = (request.url ?? '').split(':');
      gateway.asked.push(host);
      if (!Object.hasOwn(hosts, host)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      inspector.emit('connection', socket);
    });
    return gateway;
  }

  /** As a proxy's address. */
  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** From now on nobody is there to connect to, as with the network gone. */
  async cutOff(): Promise<void> {
    const closed = once(this.#proxy, 'close');
    this.#proxy.close();
    this.#proxy.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async restore(): Promise<void> {
    this.#proxy.listen(this.#port, '127.0.0.1');
    await once(this.#proxy, 'listening');
  }

  async stop(): Promise<void> {
    if (this.#proxy.listening) await this.cutOff();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

function forward(
  origin: string | undefined,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): void {
  const { method, headers, url = '/' } = request;
  if (origin === undefined) return void response.writeHead(421).end();
  const onward = http.request(new URL(url, origin), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
