import { utcSeconds } from '../inventory/cloudTimes';

/** Where the clocks of a person stand. */
export interface TimeZone {
  /** Minutes east of UTC at a moment (milliseconds since the epoch). */
  offsetMinutes(at: number): number;
}

/** The zone of this machine. */
export const systemTimeZone: TimeZone = { offsetMinutes: (at) => -new Date(at).getTimezoneOffset() };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DATE_AND_TIME = /^(\d{4})-(\d{2})-(\d{2}) ([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * What a local time stands for: `14:30` is the next time after `after` at which clocks show that, `2026-11-23 02:00`
 * that minute. Undefined for anything else, and for a minute that clocks leave out when they are set forward; of a
 * minute that comes twice it is the first. Milliseconds since the epoch.
 */
export function parseLocalTime(typed: string, after: number, zone: TimeZone): number | undefined {
  const trimmed = typed.trim();
  const dated = DATE_AND_TIME.exec(trimmed);
  if (dated) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = dated.slice(1).map(Number);
    const wall = Date.UTC(year, month - 1, day, hour, minute);
    // Date.UTC takes the 31st of a month that has none for the 1st of the next.
    const read = new Date(wall);
    return read.getUTCDate() === day && read.getUTCMonth() === month - 1
      ? atWallTime(wall, zone)[0]
      : undefined;
  }
  const timed = TIME.exec(trimmed);
  if (!timed) return undefined;
  const midnight = Math.floor(wallTime(after, zone) / DAY_MS) * DAY_MS;
  const minutes = Number(timed[1]) * 60 + Number(timed[2]);
  // A day back, because a minute that comes twice may be over once; two on, because one may be left out.
  return [-1, 0, 1, 2]
    .flatMap((days) => atWallTime(midnight + days * DAY_MS + minutes * MINUTE_MS, zone))
    .find((at) => at > after);
}

/** `2026-11-23 02:00`, as `parseLocalTime` reads it back. `at`: milliseconds since the epoch. */
export const localTime = (at: number, zone: TimeZone): string => minuteOf(wallTime(at, zone));

/** `18:00 UTC`, or `2026-11-22 18:00 UTC` where the date is another one than here. */
export function utcBeside(at: number, zone: TimeZone): string {
  const [local, utc] = [localTime(at, zone), minuteOf(at)];
  return `${local.slice(0, 10) === utc.slice(0, 10) ? utc.slice(11) : utc} UTC`;
}

/** The first whole half hour that is at least so many minutes ahead. */
export function nextHalfHour(now: number, aheadMinutes: number): number {
  const half = 30 * MINUTE_MS;
  return Math.ceil((now + aheadMinutes * MINUTE_MS) / half) * half;
}

const minuteOf = (at: number): string => utcSeconds(at).slice(0, 16).replace('T', ' ');

const wallTime = (at: number, zone: TimeZone): number => at + zone.offsetMinutes(at) * MINUTE_MS;

/** The moments at which clocks show this: one, none (left out) or two (it comes twice), the first first. */
function atWallTime(wall: number, zone: TimeZone): number[] {
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => zone.offsetMinutes(near));
  return [...new Set(offsets)]
    .map((offset) => wall - offset * MINUTE_MS)
    .filter((at) => wallTime(at, zone) === wall)
    .sort((a, b) => a - b);
}
