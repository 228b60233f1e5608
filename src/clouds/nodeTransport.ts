import { allowedUrl } from './allowedUrl';
import { writeOnce } from './freshWrite';
import type { HttpRequest, HttpResponse, Transport } from './transport';
import { cancelled, timedOut, tooLarge, transportError } from './transportFailure';

export interface NodeTransportOptions {
  /** The longest answer taken, in bytes. */
  readonly maxResponseBytes?: number;
  /** How long a write may take to get a connection ready, in milliseconds. Until then nothing is sent. */
  readonly connectTimeoutMs?: number;
}

/** A transport over the host's stack, which VS Code patches to obey the user's proxy and system certificates. */
export function createNodeTransport(options: NodeTransportOptions = {}): Transport {
  const { maxResponseBytes = 20 * 1024 * 1024, connectTimeoutMs = 10_000 } = options;
  return {
    read: (request, signal) => read(request, maxResponseBytes, signal),
    write: (request, signal) => writeOnce(request, { maxResponseBytes, connectTimeoutMs }, signal),
  };
}

async function read(request: HttpRequest, limit: number, signal?: AbortSignal): Promise<HttpResponse> {
  if (signal?.aborted) throw cancelled(false);
  const url = allowedUrl(request.url);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), request.timeoutMs);
  try {
    // globalThis, at the time of the call: VS Code replaces fetch after extensions are loaded.
    const response = await globalThis.fetch(url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const body = await textWithin(response, limit);
    const headers: [string, string][] = [];
    response.headers.forEach((value, name) => headers.push([name, value]));
    return { status: response.status, headers: Object.fromEntries(headers), body };
  } catch (error) {
    if (signal?.aborted) throw cancelled(true);
    if (stop.signal.aborted) throw timedOut(true);
    throw transportError(error, true);
  } finally {
    clearTimeout(timer);
  }
}

async function textWithin(response: Response, limit: number): Promise<string> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    const chunk = part.value as Uint8Array;
    size += chunk.byteLength;
    if (size > limit) {
      await reader?.cancel();
      throw tooLarge(limit);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
