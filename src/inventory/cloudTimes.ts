/** `2026-01-15T08:30:00Z`, as the API writes and takes times. `at`: milliseconds since the epoch. */
export const utcSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** Milliseconds since the epoch. The cloud's times are UTC, also where one does not say so. */
export function utcTime(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? undefined : at;
}
