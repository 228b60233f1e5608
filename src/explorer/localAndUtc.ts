import { utcTime } from '../inventory/cloudTimes';
import { localTime, systemTimeZone, utcBeside } from '../operations/localTime';
import { oneLine } from '../profiles/displayText';

/** `2026-11-23 02:00 (18:00 UTC)`, the first by the clocks of this machine. `at`: milliseconds since the epoch. */
export const localAndUtc = (at: number): string =>
  `${localTime(at, systemTimeZone)} (${utcBeside(at, systemTimeZone)})`;

/** The same for a time as the cloud writes it; what is no time stays as the cloud says it. */
export function cloudTime(time: string): string {
  const at = utcTime(time);
  return at === undefined ? oneLine(time) : localAndUtc(at);
}
