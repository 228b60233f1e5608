import { text } from '../clouds/text';
import type { Stale } from '../inventory/estate';
import { localTime, systemTimeZone } from '../operations/localTime';
import { oneLine } from '../profiles/displayText';
import { errorSentence } from '../profiles/errorSentence';
import type { Say } from '../profiles/say';
import { dotted, lines, type ItemView } from './itemView';
import { localAndUtc } from './localAndUtc';

/**
 * The look of something that could not be read since: what was known stays, but nobody shall take it for the state of
 * now. The time stands first, because a narrow side bar cuts the end off. `now`: milliseconds since the epoch.
 */
export function staleView(view: ItemView, stale: Stale, now: number, say: Say): ItemView {
  const time = asOf(stale, now, say);
  return {
    ...dimmed(view),
    description: dotted(time, view.description),
    spoken: [view.spoken, time].join(', '),
    tooltip: () => lines(...reason(stale, say), view.tooltip()),
  };
}

/** The same for what stands under it, whose row needs no second time. */
export function staleMemberView(view: ItemView, stale: Stale, now: number, say: Say): ItemView {
  return {
    ...dimmed(view),
    spoken: [view.spoken, asOf(stale, now, say)].join(', '),
    tooltip: () => lines(...reason(stale, say), view.tooltip()),
  };
}

const DIMMED = 'disabledForeground';

const dimmed = (view: ItemView): ItemView =>
  view.icon ? { ...view, icon: { name: view.icon.name, color: DIMMED } } : view;

function asOf({ readAt }: Stale, now: number, say: Say): string {
  const [day = '', time = ''] = localTime(readAt, systemTimeZone).split(' ');
  const isToday = localTime(now, systemTimeZone).startsWith(day);
  return say(text('as of {time}', { time: isToday ? time : `${day} ${time}` }));
}

const reason = ({ readAt, error }: Stale, say: Say): readonly (readonly [string, string])[] => [
  [say(text('As of')), localAndUtc(readAt)],
  [say(text('Not read since')), oneLine(errorSentence(error, say))],
];
