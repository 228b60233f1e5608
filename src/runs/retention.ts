import { isOver, type Run } from './run';

/** How much of the history is kept. */
export interface Retention {
  /** Runs that ended longer ago than this are deleted. */
  readonly days: number;
  /** Beyond so many the oldest are deleted; runs under way count, and stay. */
  readonly runs: number;
}

export const RETENTION_LIMITS = {
  days: { least: 1, most: 3650, usual: 90 },
  runs: { least: 10, most: 5000, usual: 1000 },
} as const;

const DAY_MS = 24 * 60 * 60_000;

/**
 * What settings say, where they say what can be obeyed: whole numbers within the limits. Anything else counts as not
 * set, so that a slip of the finger deletes nothing.
 */
export function retention(days: unknown, runs: unknown): Retention {
  return { days: within(days, RETENTION_LIMITS.days), runs: within(runs, RETENTION_LIMITS.runs) };
}

function within(value: unknown, limits: (typeof RETENTION_LIMITS)[keyof Retention]): number {
  const fits = Number.isInteger(value) && Number(value) >= limits.least && Number(value) <= limits.most;
  return fits ? Number(value) : limits.usual;
}

/**
 * The ids of runs that are over and past keeping.
 * @param runs newest first
 * @param now milliseconds since the epoch
 */
export const pastKeeping = (runs: readonly Run[], keep: Retention, now: number): string[] =>
  runs
    .filter((run, index) => isOver(run) && (index >= keep.runs || ended(run) < now - keep.days * DAY_MS))
    .map(({ id }) => id);

const ended = ({ closedAt, updatedAt }: Run): number => closedAt ?? updatedAt;
