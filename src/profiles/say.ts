import { text, type Text } from '../clouds/text';

/** Turns a text into a sentence in the person's language. */
export type Say = (text: Text) => string;

/** Whole sentences, one after the other; empty ones are left out. No blank follows a Chinese full stop. */
export const paragraph = (sentences: readonly string[]): string =>
  sentences
    .filter((sentence) => sentence !== '')
    .reduce((said, next) => (said === '' || ENDS_WIDE.test(said) ? said + next : `${said} ${next}`), '');

const ENDS_WIDE = /[\u3000-\u303f\uff00-\uffef]$/;

/** Words and facts, one after the other; those that are not there are left out. */
export function listed(parts: readonly (string | undefined)[], say: Say): string {
  const list = parts.flatMap((part) => (part ? [part] : []));
  return list.length > 1 ? say(text('{list}', { list })) : (list[0] ?? '');
}
