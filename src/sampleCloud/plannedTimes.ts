import { GatewayError, invalid } from './gatewayError';
import type { Parameters } from './parameters';

const DAY_MS = 24 * 3_600_000;
/** The latest start is at least that much after the earliest one, and by default just that. */
const SPAN_MS = 30 * 60_000;

/** When a task may start, in milliseconds since the epoch. */
export interface PlannedTimes {
  readonly earliest: number;
  readonly latest: number;
}

/**
 * Reads PlannedStartTime and PlannedEndTime; undefined where there is no start. The documents give the rules but no
 * code for a time that breaks one, so it is the gateway's general one.
 */
export function plannedTimes(parameters: Parameters, now: number): PlannedTimes | undefined {
  const start = parameters.get('PlannedStartTime');
  const end = parameters.get('PlannedEndTime');
  if (start === undefined) {
    if (end !== undefined) throw invalid('PlannedEndTime', 'PlannedStartTime is missing.');
    return undefined;
  }
  const earliest = timeOf('PlannedStartTime', start);
  // Times carry whole seconds, so the second that has begun is still to come.
  if (earliest < Math.floor(now / 1000) * 1000 || earliest > now + DAY_MS)
    throw invalid('PlannedStartTime', 'It must be within the next 24 hours.');
  const latest = end === undefined ? earliest + SPAN_MS : timeOf('PlannedEndTime', end);
  if (latest < earliest + SPAN_MS)
    throw invalid('PlannedEndTime', 'It must be at least 30 minutes later than the earliest start time.');
  return { earliest, latest };
}

function timeOf(name: string, value: string): number {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value.slice(0, 10))
    throw new GatewayError(
      400,
      `Invalid${name}`,
      `The specified parameter ${name} is not valid. The format is YYYY-MM-DDThh:mm:ssZ.`,
    );
  return at;
}
