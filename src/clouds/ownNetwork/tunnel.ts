import net, { type Socket } from 'node:net';
import tls, { type SecureContext } from 'node:tls';
import { TransportError } from '../transport';
import { transportError } from '../transportFailure';

export interface ProxyAccess {
  /** See ProfileProxy. */
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
}

const MOST_HEAD_BYTES = 16 * 1024;
/** The proxy opened no tunnel and did not say why by a status. */
const NO_TUNNEL = 'NoTunnel';

/** Resolves once the socket has said that it is ready; rejects with what breaks or ends it before. */
export function ready(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = () => failed(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    const failed = (error: Error) => {
      socket.off('close', ended);
      reject(error);
    };
    socket.once('error', failed);
    socket.once('close', ended);
    socket.once(event, () => {
      socket.off('error', failed);
      socket.off('close', ended);
      resolve();
    });
  });
}

/**
 * A connection through the proxy, on which only the proxy has been spoken to. Rejects with TransportError `proxy` and
 * with the status, where the proxy named one, as code. `keep` is told of each socket, to end it where time is up.
 *
 * undici's own ProxyAgent connects again without end where the proxy refuses (nodejs/undici#3897).
 */
export async function openTunnel(
  proxy: ProxyAccess,
  target: string,
  secureContext: SecureContext,
  keep: (socket: Socket) => void,
): Promise<Socket> {
  try {
    const socket = await reach(new URL(proxy.url), secureContext, keep);
    const credentials = `${proxy.user ?? ''}:${proxy.password ?? ''}`;
    const basic =
      proxy.user === undefined
        ? ''
        : `Proxy-Authorization: Basic ${Buffer.from(credentials).toString('base64')}\r\n`;
    socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${basic}\r\n`);
    const status = statusOf(await head(socket));
    if (status >= 200 && status < 300) return socket;
    throw refused(String(status));
  } catch (error) {
    if (error instanceof TransportError) throw error;
    throw refused(transportError(error, false).systemCode ?? NO_TUNNEL);
  }
}

const refused = (code: string): TransportError =>
  new TransportError('proxy', false, `the proxy did not open a tunnel (${code})`, code);

async function reach(
  { protocol, hostname, port }: URL,
  secureContext: SecureContext,
  keep: (socket: Socket) => void,
): Promise<Socket> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'https:') {
    const servername = net.isIP(host) ? {} : { servername: host };
    const options = { host, port: Number(port || 443), secureContext, rejectUnauthorized: true };
    const socket = tls.connect({ ...options, ...servername });
    keep(socket);
    await ready(socket, 'secureConnect');
    return socket;
  }
  const socket = net.connect({ host, port: Number(port || 80) });
  keep(socket);
  await ready(socket, 'connect');
  return socket;
}

/** The head of the proxy's answer. A cloud never speaks first over TLS, so what follows the head is the proxy's page. */
function head(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let read = '';
    const end = (finish: () => void) => {
      socket.off('data', take);
      socket.off('error', reject);
      socket.off('close', closed);
      finish();
    };
    const closed = () => end(() => reject(refused(NO_TUNNEL)));
    const take = (chunk: Buffer) => {
      read += chunk.toString('latin1');
      const at = read.indexOf('\r\n\r\n');
      if (at < 0 && read.length <= MOST_HEAD_BYTES) return;
      socket.pause();
      const isWhole = at >= 0 && (at + 4 === read.length || statusOf(read) >= 300);
      end(() => (isWhole ? resolve(read.slice(0, at)) : reject(refused(NO_TUNNEL))));
    };
    socket.on('data', take);
    socket.once('error', reject);
    socket.once('close', closed);
  });
}

/** 0 where it is no answer of HTTP. */
const statusOf = (answer: string): number => Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(answer)?.[1] ?? 0);
