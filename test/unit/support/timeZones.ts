import type { TimeZone } from '../../../src/operations/localTime';

/** A zone of the tz database, the same on every machine. */
export function zoneOf(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: name,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return {
    offsetMinutes: (at) => {
      const part = Object.fromEntries(
        format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
      );
      const wall = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute']);
      return Math.round((wall - at) / 60_000);
    },
  };
}
