const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;
const WIDE_ALL = new RegExp(WIDE.source, 'gu');

const width = (text: string): number => text.length + (text.match(WIDE_ALL)?.length ?? 0);

/**
 * A sentence in lines of at most `columns` columns, for lists that cut long rows. Breaks at blanks, and beside wide
 * characters (Chinese has no blanks); a single longer word stays whole.
 */
export function wrapWords(sentence: string, columns: number): string[] {
  const pieces = sentence
    .trim()
    .match(new RegExp(`\\s*(?:${WIDE.source}|[^\\s${WIDE.source.slice(1, -1)}]+)`, 'gu'));
  const lines: string[] = [];
  for (const piece of pieces ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && width(last) + width(piece) <= columns) lines[lines.length - 1] = last + piece;
    else lines.push(piece.trim());
  }
  return lines;
}
