/** Characters that turn the direction of text or have no shape: written out, so that they cannot hide anything. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?![\n\t])\p{Cc}/gu;

/** Text of several lines, safe to show: control and format characters are written as `\u....`. */
export const visible = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(UNSEEN, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** Strings, and everything else that is no blank, brace, bracket, comma or colon. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON text in lines of two blanks a level. Works on the text, not on parsed values, so that numbers stay digit for
 * digit as received. Anything else comes back as it is.
 */
export function prettyJson(json: string): string {
  if (!isJson(json)) return json;
  let depth = 0;
  let out = '';
  const tokens = json.match(TOKEN) ?? [];
  for (const [index, token] of tokens.entries()) {
    const isEmpty = (token === '{' || token === '[') && /^[}\]]$/.test(tokens[index + 1] ?? '');
    const closesEmpty = /^[}\]]$/.test(token) && /^[{[]$/.test(tokens[index - 1] ?? '');
    if (/^[}\]]$/.test(token) && !closesEmpty) out += line(--depth);
    out += token === ':' ? ': ' : token;
    if (token === ',') out += line(depth);
    else if ((token === '{' || token === '[') && !isEmpty) out += line(++depth);
  }
  return out;
}

const line = (depth: number): string => `\n${'  '.repeat(depth)}`;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
