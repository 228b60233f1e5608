import { hash } from 'node:crypto';
import type { ParameterValue, Parameters } from './cloudClient';
import { percentEncode } from './percentEncode';

/**
 * The parameters as they are signed and sent: `{Tag: [{Key: 'a'}]}` becomes `{'Tag.1.Key': 'a'}`, counted from 1.
 * Null and undefined are left out, and a list keeps counting over them, as the official cores do. Halves of surrogate
 * pairs are sent as U+FFFD, so they are signed so.
 */
export function flatten(parameters: Parameters): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name of Object.keys(parameters)) add(flat, name, parameters[name]);
  return flat;
}

function add(flat: Record<string, string>, name: string, value: ParameterValue): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') flat[name] = String(value).toWellFormed();
  else if (isList(value)) value.forEach((item, index) => add(flat, `${name}.${index + 1}`, item));
  else for (const key of Object.keys(value)) add(flat, `${name}.${key}`, value[key]);
}

// Array.isArray does not narrow readonly arrays.
const isList = (value: object): value is readonly ParameterValue[] => Array.isArray(value);

/** The pairs of a query. A list stands for its name once for each value. */
export type Query = Readonly<Record<string, string | readonly string[]>>;

/**
 * `name=value` joined by `&`, both percent-encoded (RFC 3986), sorted by name, then by value. Also what goes into the
 * URL.
 */
export function canonicalQuery(query: Query): string {
  const pairs: string[] = [];
  for (const name of Object.keys(query).sort()) {
    const value = query[name] ?? '';
    const encoded = percentEncode(name);
    // Not as a list of one: this is half of what a signature costs besides its hashes.
    if (typeof value === 'string') pairs.push(`${encoded}=${percentEncode(value)}`);
    else for (const each of [...value].sort()) pairs.push(`${encoded}=${percentEncode(each)}`);
  }
  return pairs.join('&');
}

/** Their names joined by `;`, and a line for each, ended; both sorted. Names are in lower case already. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): {
  readonly names: string;
  readonly lines: string;
} {
  const names = Object.keys(headers).sort();
  let lines = '';
  for (const name of names) lines += `${name}:${(headers[name] ?? '').trim()}\n`;
  return { names: names.join(';'), lines };
}

const EMPTY = hash('sha256', '');

/** In hexadecimal. */
export const sha256 = (text: string): string => (text === '' ? EMPTY : hash('sha256', text));
