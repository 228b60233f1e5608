import { text } from '../clouds/text';
import { asOf } from '../flow/asOf';
import type { Stale } from '../inventory/estate';
import { oneLine } from '../profiles/displayText';
import { errorSentence } from '../profiles/errorSentence';
import { listed, type Say } from '../profiles/say';
import { dotted, lines, type ItemView } from './itemView';
import { localAndUtc } from './localAndUtc';

/**
 * The look of something that was not read since: what was known stays, but nobody shall take it for the state of
 * now. The time stands first, because a narrow side bar cuts the end off. `now`: milliseconds since the epoch.
 */
export function staleView(view: ItemView, stale: Stale, now: number, say: Say): ItemView {
  const time = asOf(stale, now, say);
  return {
    ...dimmed(view),
    description: dotted(time, view.description),
    spoken: listed([view.spoken, time], say),
    tooltip: () => lines(...reason(stale, say), view.tooltip()),
  };
}

/** The same for what stands under it, whose row needs no second time. */
export function staleMemberView(view: ItemView, stale: Stale, now: number, say: Say): ItemView {
  return {
    ...dimmed(view),
    spoken: listed([view.spoken, asOf(stale, now, say)], say),
    tooltip: () => lines(...reason(stale, say), view.tooltip()),
  };
}

const DIMMED = 'disabledForeground';

const dimmed = (view: ItemView): ItemView =>
  view.icon ? { ...view, icon: { name: view.icon.name, color: DIMMED } } : view;

function reason({ readAt, error }: Stale, say: Say): readonly (string | readonly [string, string])[] {
  return [
    [say(text('As of')), localAndUtc(readAt)],
    error
      ? [say(text('Not read since')), oneLine(errorSentence(error, say))]
      : say(text('From the last time this was open; it is being read again')),
  ];
}
