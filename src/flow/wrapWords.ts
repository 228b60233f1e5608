const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;
const WIDE_ALL = new RegExp(WIDE.source, 'gu');

/** How many columns a text takes; Chinese, Japanese and Korean characters take two. */
export const width = (text: string): number => text.length + (text.match(WIDE_ALL)?.length ?? 0);

/** Where a sentence falls apart by itself: after a mark, or before an arrow. */
const endsPart = (piece: string): boolean => /[.,:;。，：；、]$/u.test(piece);
const startsPart = (piece: string): boolean => /^\s*→/u.test(piece);
/** A line that would end shorter than this share of its columns breaks at any word instead. */
const SHORTEST_SHARE = 0.4;

/**
 * A sentence in lines of at most `columns` columns, for lists that cut long rows. Breaks where the sentence has a mark,
 * else at blanks, and beside wide characters (Chinese has no blanks); a single longer word stays whole.
 */
export function wrapWords(sentence: string, columns: number): string[] {
  const found = sentence
    .trim()
    .match(new RegExp(`\\s*(?:${WIDE.source}|[^\\s${WIDE.source.slice(1, -1)}]+)`, 'gu'));
  const lines: string[] = [];
  for (let pieces: readonly string[] = found ?? []; pieces.length > 0;) {
    const count = firstLine(pieces, columns);
    lines.push(pieces.slice(0, count).join('').trim());
    pieces = pieces.slice(count);
  }
  return lines;
}

/** How many of the pieces make the first line. */
function firstLine(pieces: readonly string[], columns: number): number {
  let count = 0;
  let used = 0;
  let joint = 0;
  for (const piece of pieces) {
    const more = width(count === 0 ? piece.trimStart() : piece);
    if (count > 0 && used + more > columns) return joint > 0 ? joint : count;
    count += 1;
    used += more;
    const next = pieces[count];
    if (used >= columns * SHORTEST_SHARE && (endsPart(piece) || (next !== undefined && startsPart(next))))
      joint = count;
  }
  return count;
}
