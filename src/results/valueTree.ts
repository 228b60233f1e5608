import { MASK } from '../clouds/redact';
import { text } from '../clouds/text';
import type { TreeItem } from './runViewShape';
import { singleLine } from './singleLine';
import type { Say } from '../profiles/say';

export interface TreeLimits {
  /** Of all lines together. */
  readonly lines: number;
  /** Side by side. */
  readonly entries: number;
  /** Of one value. */
  readonly characters: number;
}
const LIMITS: TreeLimits = { lines: 2000, entries: 200, characters: 1000 };

/** JSON data as lines, entries before what is inside them. `whole` says whether nothing was left out. */
export function valueTree(
  value: object,
  translate: Say,
  limits: TreeLimits = LIMITS,
): { readonly items: readonly TreeItem[]; readonly whole: boolean } {
  const budget = { left: limits.lines, whole: true };
  return { items: children(value, translate, limits, budget), whole: budget.whole };
}

interface Budget {
  left: number;
  whole: boolean;
}

function children(value: object, translate: Say, limits: TreeLimits, budget: Budget): TreeItem[] {
  const entries: [string, unknown][] = Object.entries(value);
  const shown = entries.slice(0, Math.min(limits.entries, budget.left));
  budget.left -= shown.length;
  const items = shown.map(([name, item]) => treeItem(name, item, translate, limits, budget));
  if (shown.length === entries.length) return items;
  budget.whole = false;
  return [...items, { name: '…', note: translate(text('{n} more', { n: entries.length - shown.length })) }];
}

function treeItem(
  rawName: string,
  value: unknown,
  translate: Say,
  limits: TreeLimits,
  budget: Budget,
): TreeItem {
  const name = singleLine(rawName, 200);
  if (typeof value === 'object' && value !== null) {
    const count = Object.keys(value).length;
    if (count === 0) return { name, value: Array.isArray(value) ? '[]' : '{}' };
    const note = Array.isArray(value)
      ? translate(text('list of {n}', { n: count }))
      : translate(text('{n} fields', { n: count }));
    if (budget.left <= 0) {
      budget.whole = false;
      return { name, note };
    }
    return { name, note, items: children(value, translate, limits, budget) };
  }
  if (value === MASK) return { name, value: MASK, note: translate(text('secret, masked')) };
  const words = leaf(value);
  if (words.length <= limits.characters) return { name, value: singleLine(words, words.length + 1) };
  budget.whole = false;
  return {
    name,
    value: singleLine(words, limits.characters),
    note: translate(text('cut; {n} characters', { n: words.length })),
  };
}

function leaf(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  // Beyond this the digits that were received are no longer known.
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return `≈ ${value}`;
  return String(value);
}
