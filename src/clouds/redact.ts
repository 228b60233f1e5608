import { htmlEscaped, jsonEscaped } from './escapes';

export const MASK = '******';

const SECRET_NAMES = new Set([
  'accesskeysecret',
  'adminpass',
  'apikey',
  'authorization',
  'cookie',
  'credential',
  'privatekey',
  'proxyauthorization',
  'pwd',
  'setcookie',
  'signature',
  'sk',
]);
const SECRET_ENDINGS = ['password', 'passwd', 'secret', 'token'];
const NOT_SECRET_ENDINGS = ['clienttoken', 'nexttoken'];

/** Whether a field of this name holds a secret. Case, dots, dashes and underscores do not count. */
export function isSecretName(name: string): boolean {
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (NOT_SECRET_ENDINGS.some((ending) => bare.endsWith(ending))) return false;
  return SECRET_NAMES.has(bare) || SECRET_ENDINGS.some((ending) => bare.endsWith(ending));
}

/**
 * The value with its secrets masked: fields by their names at any depth, the same names inside strings (query strings,
 * forms, headers, JSON text), and the given secret values wherever they stand, also URL-encoded, in base64, or escaped as in
 * JSON and HTML. What lies
 * deeper than `MOST_LEVELS` lists and objects is masked whole.
 */
export function redact<T>(value: T, secrets: readonly string[] = []): T {
  return redactAny(value, spellings(secrets), new Set()) as T;
}

/** No answer of a cloud comes near it; who walks what is left over needs no care for the stack. */
export const MOST_LEVELS = 100;

/** @param above the lists and objects that hold the value; as it was when this returns */
function redactAny(value: unknown, secrets: readonly string[], above: Set<object>): unknown {
  if (typeof value === 'string') return redactString(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (above.has(value)) return '[circular]';
  if (above.size >= MOST_LEVELS) return MASK;
  above.add(value);
  const result: unknown = Array.isArray(value)
    ? value.map((item: unknown) => redactAny(item, secrets, above))
    : Object.fromEntries(
        Object.entries(value).map(([name, item]: [string, unknown]) => [
          redactString(name, secrets),
          isSecretName(name) ? masked(item) : redactAny(item, secrets, above),
        ]),
      );
  above.delete(value);
  return result;
}

/** Nothing, yes and no give nothing away, and people want to see that a field is empty. */
const masked = (value: unknown): unknown =>
  value === undefined || value === null || value === '' || typeof value === 'boolean' ? value : MASK;

// name=value in query strings, forms and Authorization headers, up to two rounds of URL encoding; the string to sign
// that a gateway echoes is such a text. A name is tried from its first character only: a cloud's endless word must
// not take quadratic time.
const PAIR = /(?<![\w.-])([\w.-]+)(=|%3D|%253D)((?:(?!%26|%2526)[^&\s"'<>,;])+)/gi;
// A header line. What follows the name up to the end of the line is its value.
const HEADER =
  /\b(authorization|proxy-authorization|cookie|set-cookie|x-acs-security-token|x-auth-token|x-security-token|x-subject-token)(\s*:\s*)([^\r\n"\\]+)/gi;
// JSON text, and JSON text inside a JSON string.
const JSON_FIELD = /"([\w.-]+)"(\s*:\s*)"((?:[^"\\]|\\.)+)"/g;
const NESTED_JSON_FIELD = /\\"([\w.-]+)\\"(\s*:\s*)\\"((?:[^"\\]|\\\\(?:\\["\\]|[^"\\]))+)\\"/g;
const BEARER = /\b(bearer\s+)[\w.~+/=-]{8,}/gi;

function redactString(value: string, secrets: readonly string[]): string {
  let result = value;
  for (const secret of secrets) result = result.replaceAll(secret, MASK);
  return result
    .replace(HEADER, (_, name: string, colon: string) => `${name}${colon}${MASK}`)
    .replace(JSON_FIELD, (whole, name: string, colon: string) =>
      isSecretName(name) ? `"${name}"${colon}"${MASK}"` : whole,
    )
    .replace(NESTED_JSON_FIELD, (whole, name: string, colon: string) =>
      isSecretName(name) ? `\\"${name}\\"${colon}\\"${MASK}\\"` : whole,
    )
    .replace(PAIR, (whole, name: string, equals: string) =>
      isSecretName(name) ? `${name}${equals}${MASK}` : whole,
    )
    .replace(BEARER, `$1${MASK}`);
}

/** Shorter ones would mask half of any text; they stay masked by their names. */
const SHORTEST_SECRET = 4;

/** Every way a secret may be written, longest first so that no part of one survives the masking of another. */
function spellings(secrets: readonly string[]): readonly string[] {
  const all = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => {
      const encoded = percentEncode(secret);
      return [
        secret,
        encoded,
        percentEncode(encoded),
        encodeURIComponent(toWellFormed(secret)),
        encodeURIComponent(toWellFormed(secret)).replaceAll('%20', '+'),
        JSON.stringify(secret).slice(1, -1),
        ...jsonEscaped(secret),
        ...htmlEscaped(secret),
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('base64url'),
      ];
    });
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

/** A text that can be encoded: halves of surrogate pairs become U+FFFD, as the UTF-8 encoder makes them. */
export const toWellFormed = (value: string): string => value.replace(/\p{Surrogate}/gu, '\uFFFD');

/** RFC 3986: everything but letters, digits, `-`, `_`, `.` and `~` is encoded, space as %20. */
export function percentEncode(value: string): string {
  return encodeURIComponent(toWellFormed(value)).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
