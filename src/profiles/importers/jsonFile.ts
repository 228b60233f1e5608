import { text, type Text } from '../../clouds/text';

export type JsonFile = { readonly value: unknown } | { readonly problem: Text };

/**
 * Reads JSON. What is wrong is told by its line alone: the message of JSON.parse quotes what stands there, and that may
 * be a secret.
 */
export function parseJsonFile(content: string): JsonFile {
  try {
    return { value: JSON.parse(content) as unknown };
  } catch {
    const at = brokenAt(content);
    if (at === undefined)
      return {
        problem: text('It ends in the middle. If a program is just writing it, try again; else repair it.'),
      };
    const line = content.slice(0, at).split(/\r\n|\r|\n/).length;
    return { problem: text('It is not valid JSON, in line {line}. Repair it, then try again.', { line }) };
  }
}

const TOKEN =
  // eslint-disable-next-line no-control-regex
  /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/y;
/** What a text that was cut off may end with. */
const CUT =
  // eslint-disable-next-line no-control-regex
  /[ \t\r\n]*(?:"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*(?:\\(?:u[0-9a-fA-F]{0,3})?)?|[-\w.+]*)$/y;

type Expected = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'next' | 'nothing';

/** Where a text stops being JSON; undefined where it is the beginning of one. */
function brokenAt(content: string): number | undefined {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ;) {
    TOKEN.lastIndex = at;
    const [whole = '', mark, string] = TOKEN.exec(content) ?? [];
    if (whole === '') {
      CUT.lastIndex = at;
      const isCut = expected !== 'nothing' && CUT.test(content);
      return isCut ? undefined : at + (/^\s*/.exec(content.slice(at))?.[0].length ?? 0);
    }
    const after = step(expected, mark ?? (string === undefined ? 'plain' : 'string'), open);
    if (!after) return at + whole.length - 1;
    expected = after;
    at += whole.length;
  }
}

/** What may follow this token, undefined where it cannot stand here; keeps what is open. */
function step(expected: Expected, token: string, open: string[]): Expected | undefined {
  const ended = (): Expected => (open.length === 0 ? 'nothing' : 'next');
  const wantsValue = expected === 'value' || expected === 'firstValue';
  const wantsKey = expected === 'key' || expected === 'firstKey';
  if (token === '{' || token === '[') {
    if (!wantsValue) return undefined;
    open.push(token);
    return token === '{' ? 'firstKey' : 'firstValue';
  }
  if (token === '}' || token === ']') {
    const [opener, first] = token === '}' ? ['{', 'firstKey'] : ['[', 'firstValue'];
    if (open.at(-1) !== opener || (expected !== 'next' && expected !== first)) return undefined;
    open.pop();
    return ended();
  }
  if (token === ',') {
    if (expected !== 'next') return undefined;
    return open.at(-1) === '{' ? 'key' : 'value';
  }
  if (token === ':') return expected === 'colon' ? 'value' : undefined;
  if (wantsKey) return token === 'string' ? 'colon' : undefined;
  return wantsValue ? ended() : undefined;
}
