import { text } from '../../clouds/text';
import { visible } from '../displayText';
import type { KeyOrigin } from '../importers/foundKeys';
import type { Say } from '../say';
import { isRecipe, linksOf, type KeyRecipe } from './keyRecipe';

/** A question that stops everything until it is answered. Its words are translated. */
export interface Consent {
  readonly message: string;
  readonly detail: string;
  /** What the person agrees to; the other button is Cancel. */
  readonly button: string;
}

/** Whether the person agrees. */
export type Confirm = (consent: Consent) => Promise<boolean>;

/**
 * What a person must agree to before keys are got so: a command or an address, whole and exactly as it will be used.
 * Undefined where nothing is run or called but the cloud and this server's own metadata service.
 */
export function consentFor(
  recipe: KeyRecipe,
  { source, where, name }: Pick<KeyOrigin, 'source' | 'where' | 'name'>,
  say: Say,
): Consent | undefined {
  const asked = linksOf(recipe).find((link) => isRecipe(link) && isAsked(link));
  if (!asked || !isRecipe(asked)) return undefined;
  const found = say(text('Named by {source} {where}, profile {name}.', { source: say(source), where, name }));
  if (asked.kind === 'program')
    return {
      message: say(text('Run this program to get keys?')),
      detail: [
        visible(asked.command),
        found,
        say(
          text(
            'It runs in your home folder without a shell and may do all that you may. It runs now, and again without asking whenever its keys run out and are needed; where they tell no end, after an hour. No other command is ever run.',
          ),
        ),
      ].join('\n\n'),
      button: say(text('Run Program')),
    };
  if (asked.kind !== 'address') return undefined;
  const { host } = new URL(asked.url);
  return {
    message: say(text('Ask this address for keys?')),
    detail: [
      visible(asked.url),
      say(text('Host: {host}', { host })),
      found,
      say(
        text(
          'Whoever answers there gives the keys that this profile uses. It is asked now, and again without asking you whenever its keys run out and are needed; where they tell no end, after an hour. No other address is ever asked.',
        ),
      ),
    ].join('\n\n'),
    button: say(text('Ask Address')),
  };
}

const isAsked = ({ kind }: KeyRecipe): boolean => kind === 'program' || kind === 'address';
