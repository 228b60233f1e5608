import type { IncomingMessage } from 'node:http';
import { GatewayError } from './gatewayError';

export type Pair = readonly [name: string, value: string];

/** A request as it came off the wire. */
export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly Pair[];
  /** The pairs of an application/x-www-form-urlencoded body. */
  readonly form: readonly Pair[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const BODY_LIMIT = 1024 * 1024;

/** Reads a request whole. Throws a GatewayError where it is too long or its encoding is broken. */
export async function readRequest(message: IncomingMessage): Promise<GatewayRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new GatewayError(413, 'RequestEntityTooLarge', 'The request is too long.');
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  const [path = '/', ...rest] = (message.url ?? '/').split('?');
  const isForm = /^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '');
  return {
    method: message.method ?? 'GET',
    path,
    query: pairs(rest.join('?')),
    form: isForm ? pairs(body.toString('utf8')) : [],
    headers,
    body,
  };
}

/** Decodes a query or a form; a plus sign is a blank, as in every form decoder. */
export function pairs(encoded: string): Pair[] {
  return encoded
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new GatewayError(400, 'InvalidParameter', 'A parameter is not percent-encoded UTF-8.');
  }
}

/** Percent-encodes as RFC 3986 says: everything but letters, digits and `-_.~`. */
export const percentEncode = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9\-_.~]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

/** Pairs encoded, sorted by byte order and joined: the form both signatures are computed over. */
export const canonicalPairs = (list: readonly Pair[]): string =>
  [...list]
    .sort(([n1, v1], [n2, v2]) => compareBytes(n1, n2) || compareBytes(v1, v2))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');

const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
