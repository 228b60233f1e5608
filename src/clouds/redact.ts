import { shortestOf, spellings } from './spellings';

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
 * deeper than `MOST_LEVELS` lists and objects is masked whole. What holds no secret is given back as it is, not copied.
 */
export function redact<T>(value: T, secrets: readonly string[] = []): T {
  return new Search(secrets).finds(value) ? (new Redaction(secrets).any(value) as T) : value;
}

/** No answer of a cloud comes near it; who walks what is left over needs no care for the stack. */
export const MOST_LEVELS = 100;

/** A field's name as it may be shown, and whether what it names is a secret. */
interface FieldName {
  readonly shown: string;
  readonly isSecret: boolean;
}

/** Whether there is anything to mask: for most answers all that is done, so it copies nothing. */
class Search {
  readonly #secrets: readonly string[];
  /** A shorter text holds none of the secrets. */
  readonly #shortest: number;
  /** Those that need no masking. A page repeats the same few names thousands of times. */
  readonly #names = new Set<string>();

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
    this.#shortest = shortestOf(secrets);
  }

  /** True also for what the search cannot tell: what is nested too deep, holds itself, or is more than its fields. */
  finds(value: unknown, level = 0): boolean {
    if (typeof value === 'string') return this.#inText(value);
    if (typeof value !== 'object' || value === null) return false;
    if (level >= MOST_LEVELS) return true;
    if (!Array.isArray(value)) return this.#inObject(value, level);
    for (const item of value) if (this.finds(item, level + 1)) return true;
    return false;
  }

  #inObject(object: object, level: number): boolean {
    if (!isPlain(object)) return true;
    for (const name in object) {
      if (!this.#names.has(name)) {
        if (isSecretName(name) || this.#inText(name)) return true;
        this.#names.add(name);
      }
      if (this.finds((object as Record<string, unknown>)[name], level + 1)) return true;
    }
    return false;
  }

  #inText(value: string): boolean {
    if (MAY_NAME_A_SECRET.test(value)) return true;
    return value.length >= this.#shortest && spellings(this.#secrets).some((each) => value.includes(each));
  }
}

/** One pass over a value that gives what may be shown of it. */
class Redaction {
  readonly #secrets: readonly string[];
  /** A shorter text holds none of the secrets. */
  readonly #shortest: number;
  /** The lists and objects that hold the value. */
  readonly #above = new Set<object>();
  /** A page repeats the same few names thousands of times. */
  readonly #names = new Map<string, FieldName>();

  constructor(secrets: readonly string[]) {
    this.#secrets = spellings(secrets);
    this.#shortest = shortestOf(secrets);
  }

  any(value: unknown): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (this.#above.has(value)) return '[circular]';
    if (this.#above.size >= MOST_LEVELS) return MASK;
    this.#above.add(value);
    const result = Array.isArray(value) ? this.#list(value) : this.#object(value);
    this.#above.delete(value);
    return result;
  }

  #list(list: readonly unknown[]): readonly unknown[] {
    const clean = list.map((item) => this.any(item));
    return clean.some((item, index) => item !== list[index]) ? clean : list;
  }

  #object(object: object): object {
    // What is no plain object may hold more than its fields: an error has a message.
    let changed = !isPlain(object);
    const clean = Object.entries(object).map(([name, item]: [string, unknown]) => {
      const { shown, isSecret } = this.#name(name);
      const shownItem = isSecret ? masked(item) : this.any(item);
      changed ||= shown !== name || shownItem !== item;
      return [shown, shownItem] as const;
    });
    return changed ? Object.fromEntries(clean) : object;
  }

  #name(name: string): FieldName {
    const known = this.#names.get(name);
    if (known) return known;
    const fresh = { shown: this.#text(name), isSecret: isSecretName(name) };
    this.#names.set(name, fresh);
    return fresh;
  }

  #text(value: string): string {
    let result = value;
    if (value.length >= this.#shortest)
      for (const secret of this.#secrets) result = result.replaceAll(secret, MASK);
    return MAY_NAME_A_SECRET.test(result) ? withoutNamed(result) : result;
  }
}

function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === Object.prototype || prototype === null;
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

/** Every text that one of the patterns above finds something in has one of these. Most texts have none. */
const MAY_NAME_A_SECRET = /[="]|%(?:25)?3D|bearer|authorization|cookie|token/i;

const withoutNamed = (value: string): string =>
  value
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
