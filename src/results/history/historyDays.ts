import { text } from '../../clouds/text';
import { localTime, type TimeZone } from '../../operations/localTime';
import type { Say } from '../../profiles/say';
import type { Run } from '../../runs/run';

/** The runs that were started on one day by the clocks of this machine, newest first. */
export interface HistoryDay {
  /** `2026-11-22` */
  readonly key: string;
  readonly runs: readonly Run[];
}

/** The days that have runs, in the order of the runs. Days end at local midnight, however long they are. */
export function byDay(runs: readonly Run[], zone: TimeZone): readonly HistoryDay[] {
  const days = new Map<string, Run[]>();
  for (const run of runs) {
    const key = dayOf(run.createdAt, zone);
    const day = days.get(key);
    if (day) day.push(run);
    else days.set(key, [run]);
  }
  return [...days].map(([key, ofDay]) => ({ key, runs: ofDay }));
}

/** `Today`, `Yesterday`, or the date as the language writes it. `now`: milliseconds since the epoch. */
export function dayLabel(key: string, now: number, zone: TimeZone, say: Say, language: string): string {
  const today = dayOf(now, zone);
  if (key === today) return say(text('Today'));
  if (key === dayBefore(today)) return say(text('Yesterday'));
  const date = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return date.format(Date.parse(`${key}T00:00:00Z`));
}

const dayOf = (at: number, zone: TimeZone): string => localTime(at, zone).slice(0, 10);

/** By the calendar: a day of 23 or 25 hours has one before it all the same. */
const dayBefore = (key: string): string =>
  new Date(Date.parse(`${key}T00:00:00Z`) - 24 * 60 * 60_000).toISOString().slice(0, 10);
