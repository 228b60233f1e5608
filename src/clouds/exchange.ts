import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { allowedUrl } from './allowedUrl';
import { TransportError, type HttpRequest, type HttpResponse } from './transport';
import { cancelled, timedOut, tooLarge, transportError } from './transportFailure';

interface Limits {
  /** The longest answer taken, in bytes. */
  readonly maxResponseBytes: number;
  /** How long a connection may take to get ready, in milliseconds. */
  readonly connectTimeoutMs: number;
}

/** `kept`: one that waits from an earlier exchange will do; this one waits afterwards too. `fresh`: a new one, closed after. */
export type Connection = 'kept' | 'fresh';

class Reused extends Error {}

/**
 * Sends a request once and brings its answer. Nothing of it leaves before the connection and, for https, the TLS
 * handshake are complete, so every earlier failure has `mayHaveBeenSent` false; every later one has it true.
 *
 * Over `https.request` rather than fetch, though VS Code makes both obey the proxy: fetch cannot tell the two apart,
 * and where a proxy hangs up on its CONNECT it connects again, hundreds of times a second and without end, even
 * once it is aborted (nodejs/undici#3897).
 */
export async function exchange(
  request: HttpRequest,
  connection: Connection,
  limits: Limits,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  const url = allowedUrl(request.url);
  for (;;) {
    try {
      return await attempt(url, request, connection, limits, signal);
    } catch (error) {
      // A kept connection was handed out and closed unused; what the host keeps runs out.
      if (!(error instanceof Reused)) throw error;
    }
  }
}

function attempt(
  url: URL,
  request: HttpRequest,
  connection: Connection,
  limits: Limits,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let sent = false;
    if (signal?.aborted) {
      reject(cancelled(false));
      return;
    }
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
      method: request.method,
      // No agent of our own: with one, VS Code's proxy setting "on" would not apply.
      headers: {
        ...request.headers,
        // The host leaves it out where a method, as DELETE, has no body as a rule, and the body would stand unannounced.
        ...(request.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(request.body)) }),
        connection: connection === 'kept' ? 'keep-alive' : 'close',
      },
    });
    const end = (error: Error) => {
      clearTimeout(connecting);
      clearTimeout(whole);
      signal?.removeEventListener('abort', abort);
      reject(error);
      outgoing.destroy();
    };
    const abort = () => end(cancelled(sent));
    const connecting = setTimeout(
      () => end(timedOut(sent)),
      Math.min(limits.connectTimeoutMs, request.timeoutMs),
    );
    const whole = setTimeout(() => end(timedOut(sent)), request.timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    const hungUp = () => end(transportError(new Error('socket hang up'), sent));
    outgoing.on('error', (error) => end(transportError(error, sent)));
    outgoing.once('close', hungUp);
    outgoing.once('socket', (socket) => {
      if (outgoing.reusedSocket && connection === 'fresh') {
        end(new Reused());
        return;
      }
      whenReady(socket, url.protocol === 'https:', end, () => {
        clearTimeout(connecting);
        sent = true;
        outgoing.end(request.body);
      });
    });
    outgoing.once('response', (response) => {
      outgoing.removeListener('close', hungUp);
      collect(
        response,
        limits.maxResponseBytes,
        (answer) => {
          clearTimeout(whole);
          signal?.removeEventListener('abort', abort);
          resolve(answer);
        },
        end,
      );
    });
  });
}

/** Calls `ready` once a byte written would go to the other side and, for https, only encrypted. */
function whenReady(socket: Socket, secure: boolean, fail: (error: Error) => void, ready: () => void): void {
  if (!secure) {
    if (socket.connecting) socket.once('connect', ready);
    else ready();
    return;
  }
  const { encrypted, secureConnecting } = socket as Socket & {
    encrypted?: boolean;
    secureConnecting?: boolean;
  };
  // A proxy that refuses the tunnel leaves a plain socket that replays its answer.
  if (encrypted !== true) fail(new TransportError('proxy', false, 'the proxy did not open a tunnel'));
  else if (secureConnecting === false && !socket.connecting) ready();
  else socket.once('secureConnect', ready);
}

/** The whole answer, or why there is none. */
export function collect(
  response: http.IncomingMessage,
  limit: number,
  done: (answer: HttpResponse) => void,
  fail: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) fail(tooLarge(limit));
    else chunks.push(chunk);
  });
  response.on('error', (error) => fail(transportError(error, true)));
  response.once('end', () => {
    if (!response.complete) {
      fail(transportError(new Error('socket hang up'), true));
      return;
    }
    const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    done({
      status: response.statusCode ?? 0,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: Buffer.concat(chunks).toString('utf8'),
    });
  });
}
