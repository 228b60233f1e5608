import { randomInt } from 'node:crypto';
import { PASSWORD_SPECIALS } from './accountRules';

/** Without characters that are taken for one another when read aloud or copied by hand: 0 O, 1 l I. */
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const DIGITS = '23456789';
const KINDS = [UPPER, LOWER, DIGITS, PASSWORD_SPECIALS];

/** Well under the longest that is allowed, and over 110 bits. */
const LENGTH = 20;

/**
 * A password that satisfies every documented rule: 20 characters, one of each kind at least, from the operating
 * system's random numbers. `below` gives an integer from 0 to below its argument, each as likely.
 */
export function generatePassword(below: (limit: number) => number = randomInt): string {
  const pick = (from: string): string => from.charAt(below(from.length));
  const all = KINDS.join('');
  const characters = [...KINDS.map(pick), ...Array.from({ length: LENGTH - KINDS.length }, () => pick(all))];
  // Shuffled, so that the first four places tell nothing.
  for (let at = characters.length - 1; at > 0; at -= 1) {
    const other = below(at + 1);
    [characters[at], characters[other]] = [characters[other] ?? '', characters[at] ?? ''];
  }
  return characters.join('');
}
