import { text, type Text } from '../clouds/text';

const MOST = 64;

/** Control characters, and those that cannot be seen or turn the direction of text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Why this cannot be a change ticket; an empty one is none. Blanks around it do not count. */
export function changeTicketProblem(value: string): Text | undefined {
  const ticket = value.trim();
  if (UNSEEN.test(ticket))
    return text(
      'Change ticket: line breaks, control characters and those that cannot be seen cannot stand in it.',
    );
  const { length } = Array.from(ticket);
  return length > MOST
    ? text('Change ticket: at most {most} characters; this has {length}.', { most: MOST, length })
    : undefined;
}
