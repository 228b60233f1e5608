import * as z from 'zod';
import { text, type Text } from '../clouds/text';
import { utcSeconds } from '../inventory/cloudTimes';
import { localTime, nextHalfHour, parseLocalTime, type TimeZone, utcBeside } from './localTime';
import type { ErrorMeaning } from './operation';

/** The earliest start lies within this time from now (vendor's page of ModifyDBClusterPrimaryZone). */
export const START_WITHIN_MS = 24 * 3_600_000;
/** The latest start is at least this much after the earliest, and by default just that (same page). */
export const LEAST_SPAN_MS = 30 * 60_000;

const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const isTime = (value: string): boolean => UTC.test(value) && !Number.isNaN(Date.parse(value));

/** A planned time as the API takes it, `2026-01-15T08:30:00Z`; people type it in local time. */
export const earliestStart = z
  .string('Earliest start must be a time')
  .refine(isTime, 'Earliest start must look like 14:30 or 2026-11-23 02:00, a time that clocks here show');
export const latestStart = z
  .string('Latest start must be a time')
  .refine(isTime, 'Latest start must look like 14:30 or 2026-11-23 02:00, a time that clocks here show');

/** Why the earliest start cannot stand. `start`: as the API takes it. */
export function startProblem(start: string, now: number): Text | undefined {
  const at = Date.parse(start);
  if (at < now) return text('Earliest start must not be over');
  if (at > now + START_WITHIN_MS) return text('Earliest start must be within the next 24 hours');
  return undefined;
}

/** Why the latest start cannot stand beside the earliest one. */
export function latestProblem(start: string, latest: string): Text | undefined {
  return Date.parse(latest) < Date.parse(start) + LEAST_SPAN_MS
    ? text('Latest start must be at least 30 minutes after the earliest start')
    : undefined;
}

/** How planned times are typed and shown in a person's zone. */
export class PlannedTimes {
  constructor(private readonly zone: TimeZone) {}

  /** What is kept of a typed time: UTC, so that it means the same later and elsewhere; what cannot be read, as typed. */
  keep(typed: string, after: number): string {
    const at = parseLocalTime(typed, after, this.zone);
    return at === undefined ? typed : utcSeconds(at);
  }

  /** A kept time as it is typed. */
  show(kept: unknown): string {
    if (typeof kept !== 'string') return '';
    return isTime(kept) ? localTime(Date.parse(kept), this.zone) : kept;
  }

  /** What a typed time comes to: local and UTC. */
  echo(kept: unknown): Text | undefined {
    return typeof kept === 'string' && isTime(kept)
      ? text('That is {time}.', { time: this.both(kept) })
      : undefined;
  }

  /** `2026-11-23 02:00 (18:00 UTC)`. */
  both(kept: string): string {
    return this.bothAt(Date.parse(kept));
  }

  bothAt(at: number): string {
    return `${localTime(at, this.zone)} (${utcBeside(at, this.zone)})`;
  }

  /** The earliest start to propose: half an hour and more ahead. */
  proposedStart(now: number): string {
    return localTime(nextHalfHour(now, 30), this.zone);
  }

  /** The latest start to propose: what the cloud takes where none is sent. */
  proposedLatest(start: string | null | undefined): string {
    return start && isTime(start) ? localTime(Date.parse(start) + LEAST_SPAN_MS, this.zone) : '';
  }
}

const error = (meaning: Text, next: Text): ErrorMeaning => ({ meaning, next });

/** On no page of the vendor's: guessed after the gateway's pattern for a parameter with a bad value, `Invalid` and its name. */
export const plannedErrors: Readonly<Record<string, ErrorMeaning>> = {
  InvalidPlannedStartTime: error(
    text('The cloud does not accept the earliest start.'),
    text('It must lie within the next 24 hours by the cloud’s clock: pick another one.'),
  ),
  InvalidPlannedEndTime: error(
    text('The cloud does not accept the latest start.'),
    text('It must be at least 30 minutes after the earliest start.'),
  ),
};
