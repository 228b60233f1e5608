import http from 'node:http';
import { collect } from './exchange';
import { TransportError, type HttpResponse } from './transport';
import { cancelled, timedOut, transportError } from './transportFailure';

export interface DirectRequest {
  readonly method: 'GET' | 'PUT';
  /** Plain http, to this machine or what answers for it alone: see isOwnHost. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** The longest answer taken, in bytes. */
  readonly maxBytes: number;
}

/** Rejects with TransportError. */
export type SendDirectly = (request: DirectRequest, signal?: AbortSignal) => Promise<HttpResponse>;

/**
 * Whether a host is this machine, or an address that never leaves its own network and needs no name service: link-local
 * ones and the metadata service of Alibaba Cloud's servers.
 */
export const isOwnHost = (hostname: string): boolean =>
  ['localhost', '[::1]', METADATA_HOST].includes(hostname) ||
  /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|169\.254\.\d{1,3}\.\d{1,3})$/.test(hostname);

/** Of Alibaba Cloud's servers (ECS instances). */
export const METADATA_HOST = '100.100.100.200';

/**
 * Asks a host of this machine's own, never through a proxy: a proxy would answer for another machine. No redirect is
 * followed. `http.ClientRequest` itself, because VS Code sends what goes through `http.request` to its proxy.
 */
export const sendDirectly: SendDirectly = ({ method, url, headers = {}, timeoutMs, maxBytes }, signal) =>
  new Promise((resolve, reject) => {
    const { protocol, hostname, port, pathname, search } = new URL(url);
    if (protocol !== 'http:' || !isOwnHost(hostname)) {
      reject(new TransportError('other', false, `refused to call ${protocol}//${hostname} directly`));
      return;
    }
    const outgoing = new http.ClientRequest({
      method,
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? 80 : Number(port),
      path: `${pathname}${search}`,
      headers: { ...headers, connection: 'close', 'content-length': '0' },
      agent: false,
    });
    const end = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      finish();
      outgoing.destroy();
    };
    const fail = (error: Error) => end(() => reject(error));
    const abort = () => fail(cancelled(true));
    const timer = setTimeout(() => fail(timedOut(true)), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    outgoing.on('error', (error) => fail(transportError(error, true)));
    outgoing.once('response', (response) => {
      collect(response, maxBytes, (answer) => end(() => resolve(answer)), fail);
    });
    outgoing.end();
  });
