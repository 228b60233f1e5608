import { randomInt } from 'node:crypto';

/** mulberry32: small, and the same everywhere for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  'a',
  'Z',
  '0',
  ' ',
  '+',
  '*',
  '~',
  '%',
  '&',
  '=',
  '/',
  '?',
  '#',
  '!',
  "'",
  '(',
  ')',
  ';',
  ',',
  ':',
  '"',
];
const MORE_PIECES = [
  '\\',
  '<',
  '@',
  '$',
  '[',
  '|',
  '^',
  '`',
  '\t',
  '\n',
  '中',
  '文',
  'é',
  'ß',
  '😀',
  '\u200d',
  '%20',
  '%2B',
];

/** Random texts of characters that encodings trip over: the same for the same SEED, which the test's title names. */
export function randomInput(seed = Number(process.env['SEED'] ?? randomInt(2 ** 31))) {
  const random = generator(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const words = (): string =>
    Array.from({ length: below(12) }, () => pick([...PIECES, ...MORE_PIECES])).join('');
  return { seed, random, below, pick, words };
}
