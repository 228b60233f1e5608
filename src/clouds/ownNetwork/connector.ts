import net, { type Socket } from 'node:net';
import tls, { type SecureContext } from 'node:tls';
import type { buildConnector } from 'undici';
import { timedOut, transportError } from '../transportFailure';
import { readCaFile } from './caFile';
import { openTunnel, ready, type ProxyAccess } from './tunnel';

/** The way that a profile's connections take. */
export interface Route {
  readonly caFile?: string | undefined;
  readonly proxy?: ProxyAccess | undefined;
}

export interface ConnectOptions {
  /** How long a connection may take to get ready, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends a connection that is being made. */
  readonly signal?: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Makes connections for undici. One is handed over only when it is ready: a byte written to it goes to the cloud and, for
 * https, encrypted. Fails with TransportError `mayHaveBeenSent` false, which undici hands on and does not repeat.
 */
export function createConnector(route: Route, options: ConnectOptions): buildConnector.connector {
  const trust = createTrust(route.caFile, options.now);
  return ({ protocol, hostname, port }, done) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const address = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
    connect(address, protocol === 'https:', route, trust, options).then(
      (socket) => done(null, socket),
      (error: unknown) => done(transportError(error, false), null),
    );
  };
}

interface Address {
  readonly host: string;
  readonly port: number;
}

async function connect(
  address: Address,
  secure: boolean,
  route: Route,
  trust: () => Promise<SecureContext>,
  { timeoutMs, signal }: ConnectOptions,
): Promise<Socket> {
  const sockets: Socket[] = [];
  const keep = (socket: Socket) => {
    // Errors are told to whoever waits for the socket; late ones must not end the process.
    socket.on('error', () => undefined);
    sockets.push(socket);
    if (signal?.aborted || isOver) socket.destroy();
  };
  let isOver = false;
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      isOver = true;
      reject(timedOut(false));
      for (const socket of sockets) socket.destroy();
    };
  });
  const timer = setTimeout(stop, timeoutMs);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const making = secure ? encrypted(address, route, trust, keep) : plain(address, keep);
    return await Promise.race([making, stopped]);
  } catch (error) {
    for (const socket of sockets) socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Only this machine is spoken to without TLS (allowedUrl), and never through a proxy. */
async function plain(address: Address, keep: (socket: Socket) => void): Promise<Socket> {
  const socket = net.connect(address);
  keep(socket);
  await ready(socket, 'connect');
  return socket;
}

async function encrypted(
  { host, port }: Address,
  { proxy }: Route,
  trust: () => Promise<SecureContext>,
  keep: (socket: Socket) => void,
): Promise<Socket> {
  const secureContext = await trust();
  const target = `${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
  const way = proxy ? { socket: await openTunnel(proxy, target, secureContext, keep) } : { port };
  const name = net.isIP(host) ? {} : { servername: host };
  const checks = { secureContext, rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] };
  const socket = tls.connect({ host, ...way, ...name, ...checks });
  keep(socket);
  await ready(socket, 'secureConnect');
  return socket;
}

/** What the connections trust: what every Node trusts, and the file, read for each so that a renewed one counts at once. */
function createTrust(caFile: string | undefined, now: () => number): () => Promise<SecureContext> {
  let known: { readonly pems: string; readonly context: SecureContext } | undefined;
  return async () => {
    const own = caFile === undefined ? [] : await readCaFile(caFile, now());
    const pems = own.join('\n');
    if (known?.pems !== pems)
      known = { pems, context: tls.createSecureContext({ ca: [...tls.rootCertificates, ...own] }) };
    return known.context;
  };
}
