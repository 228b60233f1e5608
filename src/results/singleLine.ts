/** Characters that end a line, move the cursor or reorder text: a cloud's words must not forge lines or hide others. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * `value` on one line, safe to show or log: control, format and line-separating characters are written as `\u....`,
 * and what is longer than `limit` characters is cut with an ellipsis.
 */
export function singleLine(value: string, limit = 400): string {
  const cut = value.length > limit ? `${value.slice(0, limit - 1)}…` : value;
  return cut.replace(UNSAFE, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
