import { text, type Text } from '../clouds/text';
import type { PickItem } from './multiStepPick';
import type { Safety } from './profile';
import type { Say } from './say';

/** How careful a profile can be, to choose from. */
export function safetyChoices(say: Say): readonly PickItem<Safety>[] {
  const choice = (value: Safety, label: Text, icon: string, detail: Text): PickItem<Safety> => ({
    value,
    key: value,
    label: say(label),
    icon,
    detail: say(detail),
  });
  return [
    choice(
      'normal',
      text('Normal'),
      'unlock',
      text('Operations are reviewed and confirmed before they are sent.'),
    ),
    choice(
      'production',
      text('Production'),
      'shield',
      text('Before an operation is sent, the id of what it is done to must be typed as well.'),
    ),
    choice('read-only', text('Read-only'), 'lock', text('Nothing is ever changed: only reads are sent.')),
  ];
}
