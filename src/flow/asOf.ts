import { text } from '../clouds/text';
import type { Stale } from '../inventory/estate';
import { localTime, systemTimeZone } from '../operations/localTime';
import type { Say } from '../profiles/say';

/**
 * What a picker says of something, the time first where it was not read since. `now`: milliseconds since the epoch.
 */
export const factsAsOf = (
  facts: readonly string[],
  stale: Stale | undefined,
  now: number,
  say: Say,
): string => [stale ? asOf(stale, now, say) : '', ...facts].filter((fact) => fact).join(' · ');

/** "as of 14:02", with the day where that is not today's. `now`: milliseconds since the epoch. */
export function asOf({ readAt }: Pick<Stale, 'readAt'>, now: number, say: Say): string {
  const [day = '', time = ''] = localTime(readAt, systemTimeZone).split(' ');
  const isToday = localTime(now, systemTimeZone).startsWith(day);
  return say(text('as of {time}', { time: isToday ? time : `${day} ${time}` }));
}
