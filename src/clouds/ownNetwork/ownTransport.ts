import type { IncomingHttpHeaders } from 'node:http';
import type { Client, Dispatcher } from 'undici';
import { allowedUrl } from '../allowedUrl';
import type { NodeTransportOptions } from '../nodeTransport';
import { TransportError, type HttpRequest, type HttpResponse, type Transport } from '../transport';
import { cancelled, timedOut, tooLarge, transportError } from '../transportFailure';
import { createConnector, type ConnectOptions, type Route } from './connector';

type ClientClass = typeof Client;

export interface OwnTransportOptions extends NodeTransportOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * A transport on a route of its own, over undici: past VS Code's stack and its settings. undici's client is handed in,
 * because it is in a bundle of its own, which is loaded when a profile first needs it.
 */
export function createOwnTransport(
  route: Route,
  newClient: ClientClass,
  options: OwnTransportOptions = {},
): Transport {
  const { maxResponseBytes = 20 * 1024 * 1024, connectTimeoutMs = 10_000, now = Date.now } = options;
  const limits = { maxResponseBytes, connectTimeoutMs };
  const newLine = (origin: string, isForOne = false) =>
    new Line(newClient, origin, route, { timeoutMs: connectTimeoutMs, now, isForOne });
  /** Lines of reads that wait for the next, by origin. */
  const idle = new Map<string, Line[]>();
  return {
    async read(request, signal) {
      const { origin } = allowedUrl(request.url);
      const lines = idle.get(origin) ?? [];
      idle.set(origin, lines);
      const line = lines.pop() ?? newLine(origin);
      try {
        const answer = await exchange(line.client, request, false, limits, signal);
        lines.push(line);
        return answer;
      } catch (error) {
        line.end();
        throw error;
      }
    },
    async write(request, signal) {
      const line = newLine(allowedUrl(request.url).origin, true);
      try {
        return await exchange(line.client, request, true, limits, signal);
      } finally {
        line.end();
      }
    },
  };
}

interface LineOptions extends Omit<ConnectOptions, 'signal'> {
  /** One connection and no other, so that there is none on which a request could be sent again. */
  readonly isForOne: boolean;
}

/**
 * At most one connection at a time, for one request at a time: what is written to it is that request. It ends where a
 * request on it fails, because undici would make another connection only to find that the request is gone.
 */
class Line {
  readonly client: Client;
  readonly #stop = new AbortController();

  constructor(newClient: ClientClass, origin: string, route: Route, { isForOne, ...options }: LineOptions) {
    const connector = createConnector(route, { ...options, signal: this.#stop.signal });
    let used = false;
    const connect: typeof connector = (to, done) => {
      if (isForOne && used) done(new TransportError('other', false, 'a write has one connection'), null);
      else connector(to, done);
      used = true;
    };
    // Times are kept by `exchange`, for the whole of it.
    this.client = new newClient(origin, { headersTimeout: 0, bodyTimeout: 0, pipelining: 1, connect });
  }

  end(): void {
    this.#stop.abort();
    void this.client.destroy();
  }
}

interface Limits {
  /** The longest answer taken, in bytes. */
  readonly maxResponseBytes: number;
  /** How long a connection may take to get ready, in milliseconds. */
  readonly connectTimeoutMs: number;
}

/**
 * Sends a request once and brings its answer. undici says that a request starts when it has a connection that is ready and
 * before it writes: every earlier failure has `mayHaveBeenSent` false, every later one has it true.
 */
async function exchange(
  client: Client,
  { url, method, headers, body, timeoutMs }: HttpRequest,
  fresh: boolean,
  limits: Limits,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  const { pathname, search } = allowedUrl(url);
  if (signal?.aborted) throw cancelled(false);
  return await new Promise((resolve, reject) => {
    let sent = false;
    let isOver = false;
    let request: Dispatcher.DispatchController | undefined;
    const answer = new Answer(limits.maxResponseBytes);
    const finish = (act: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(connecting);
      clearTimeout(whole);
      signal?.removeEventListener('abort', abort);
      act();
    };
    const end = (error: Error) =>
      finish(() => {
        reject(error);
        request?.abort(error);
      });
    const abort = () => end(cancelled(sent));
    const connecting = setTimeout(() => end(timedOut(sent)), Math.min(limits.connectTimeoutMs, timeoutMs));
    const whole = setTimeout(() => end(timedOut(sent)), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });

    client.dispatch(
      { path: `${pathname}${search}`, method, headers, body: body ?? null, reset: fresh },
      {
        onRequestStart(controller) {
          request = controller;
          // Given up while it waited for its connection: undici then writes nothing.
          if (isOver) controller.abort(cancelled(false));
          else sent = true;
          clearTimeout(connecting);
        },
        onResponseStart(_, status, received) {
          answer.begin(status, received);
        },
        onResponseData(_, chunk) {
          const problem = answer.take(chunk);
          if (problem) end(problem);
        },
        onResponseEnd: () => finish(() => resolve(answer.whole())),
        onResponseError: (_, error) => end(transportError(error, sent)),
      },
    );
  });
}

/** An answer as it comes in. */
class Answer {
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #size = 0;
  readonly #chunks: Buffer[] = [];

  /** @param most the longest taken, in bytes */
  constructor(private readonly most: number) {}

  begin(status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  /** Why it cannot be taken, where it cannot. */
  take(chunk: Buffer): Error | undefined {
    this.#size += chunk.length;
    if (this.#size > this.most) return tooLarge(this.most);
    this.#chunks.push(chunk);
    return undefined;
  }

  whole(): HttpResponse {
    const headers = Object.entries(this.#headers).map(([name, value]) => [name, String(value)] as const);
    return {
      status: this.#status,
      headers: Object.fromEntries(headers),
      body: Buffer.concat(this.#chunks).toString('utf8'),
    };
  }
}
