import { type Text, withValues } from '../clouds/text';

/**
 * A line where a value is another one than a person has seen, else none. `what` names `{before}` and `{after}`, and
 * what else stands in `args`.
 */
export const differ = (
  what: Text,
  before: string | undefined,
  after: string | undefined,
  args: Readonly<Record<string, string>> = {},
): readonly Text[] =>
  before === after ? [] : [withValues(what, { ...args, before: before || '–', after: after || '–' })];
