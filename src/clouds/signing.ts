import { createHash } from 'node:crypto';
import type { ParameterValue, Parameters } from './cloudClient';
import { percentEncode, toWellFormed } from './redact';

/**
 * The parameters as they are signed and sent: `{Tag: [{Key: 'a'}]}` becomes `{'Tag.1.Key': 'a'}`, counted from 1.
 * Null and undefined are left out, and a list keeps counting over them, as the official cores do.
 */
export function flatten(parameters: Parameters): Record<string, string> {
  const flat: [string, string][] = [];
  const add = (name: string, value: ParameterValue): void => {
    if (value === null || value === undefined) return;
    if (typeof value !== 'object') flat.push([name, toWellFormed(String(value))]);
    else if (isList(value)) value.forEach((item, index) => add(`${name}.${index + 1}`, item));
    else for (const [key, item] of Object.entries(value)) add(`${name}.${key}`, item);
  };
  for (const [name, value] of Object.entries(parameters)) add(name, value);
  return Object.fromEntries(flat);
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
  return Object.keys(query)
    .sort()
    .flatMap((name) =>
      [query[name] ?? '']
        .flat()
        .sort()
        .map((value) => `${percentEncode(name)}=${percentEncode(value)}`),
    )
    .join('&');
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
