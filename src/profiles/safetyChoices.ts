import { text, type Text } from '../clouds/text';
import type { PickAction, PickEntry, PickItem, PickSource } from './multiStepPick';
import type { ProfileDraft } from './profileDraft';
import type { Safety } from './profile';
import type { Say } from './say';

type TicketDraft = Pick<ProfileDraft, 'changeTicket'>;

/** How careful a profile can be, to choose from, and below it whether its operations want a change ticket. */
export class SafetySource implements PickSource<Safety> {
  readonly #draft: TicketDraft;
  readonly #say: Say;
  readonly #listeners = new Set<() => void>();

  constructor(draft: TicketDraft, say: Say) {
    this.#draft = draft;
    this.#say = say;
  }

  busy(): boolean {
    return false;
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  entries(): readonly PickEntry<Safety>[] {
    return [...safetyChoices(this.#say), { heading: this.#say(text('History')) }, this.#ticketEntry()];
  }

  /** One row instead of a step: most people never want it. */
  #ticketEntry(): PickAction {
    const index = TICKET_WISHES.findIndex(({ wish }) => wish === this.#draft.changeTicket);
    const shown = TICKET_WISHES[index] ?? TICKET_WISHES[0];
    const next = TICKET_WISHES[(index + 1) % TICKET_WISHES.length] ?? TICKET_WISHES[0];
    return {
      key: 'changeTicket',
      icon: 'tag',
      label: this.#say(shown.label),
      detail: this.#say(shown.detail),
      act: () => {
        this.#draft.changeTicket = next.wish;
        for (const listener of this.#listeners) listener();
      },
    };
  }
}

const TICKET_WISHES = [
  {
    wish: undefined,
    label: text('Change ticket: not asked for'),
    detail: text('Pick to have the review ask for one.'),
  },
  {
    wish: 'optional',
    label: text('Change ticket: optional'),
    detail: text('The review asks for one. Pick to make it required.'),
  },
  {
    wish: 'required',
    label: text('Change ticket: required'),
    detail: text('Without one, a check is not met. Pick to turn it off.'),
  },
] as const;

function safetyChoices(say: Say): readonly PickItem<Safety>[] {
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
