import { htmlEscaped, jsonEscaped } from './escapes';
import { percentEncode } from './percentEncode';

/** Shorter ones would mask half of any text; they stay masked by their names. */
const SHORTEST_SECRET = 4;

const maskable = (secrets: readonly string[]): readonly string[] =>
  secrets.filter(({ length }) => length >= SHORTEST_SECRET);

/** No spelling of a secret is shorter than the secret: a text shorter than this holds none. */
export const shortestOf = (secrets: readonly string[]): number =>
  Math.min(...maskable(secrets).map(({ length }) => length));

/** Those of a list of secrets, as long as the list lives: a long token takes longer to spell than a page to look through. */
const known = new WeakMap<readonly string[], readonly string[]>();

/** Every way a secret may be written, longest first so that no part of one survives the masking of another. */
export function spellings(secrets: readonly string[]): readonly string[] {
  const spelt = known.get(secrets) ?? spell(secrets);
  known.set(secrets, spelt);
  return spelt;
}

function spell(secrets: readonly string[]): readonly string[] {
  const all = maskable(secrets).flatMap((secret) => {
    const encoded = percentEncode(secret);
    return [
      secret,
      encoded,
      percentEncode(encoded),
      encodeURIComponent(secret.toWellFormed()),
      encodeURIComponent(secret.toWellFormed()).replaceAll('%20', '+'),
      JSON.stringify(secret).slice(1, -1),
      ...jsonEscaped(secret),
      ...htmlEscaped(secret),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ];
  });
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}
