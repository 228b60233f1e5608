import type { Outcome } from '../clouds/cloudClient';
import type { CloudError } from '../clouds/cloudError';
import { type Text, text } from '../clouds/text';
import type { Operation, Progress } from '../operations/operation';
import { labelled } from './newRun';
import type { Run, RunError, RunState } from './run';
import { type WaitingFor, waitingText } from './waiting';

/**
 * A run moved on: a new line in its timeline, and a new state where it changed. A clock that was set back takes
 * nobody back: what comes later is never stamped earlier.
 */
export function advance(run: Run, now: number, state: RunState, say: Text): Run {
  const at = Math.max(now, run.updatedAt);
  return { ...run, state, updatedAt: at, timeline: [...run.timeline, { at, state, say }] };
}

/** The last line of a run: nothing more will be read or written for it. */
export function close(run: Run, now: number, state: RunState, say: Text): Run {
  const over = advance(readable(run), now, state, say);
  return { ...over, closedAt: over.updatedAt };
}

/** The run without what its reading waited for. */
export function readable(run: Run): Run {
  const { waitingFor, ...rest } = run;
  return waitingFor === undefined ? run : rest;
}

/** The live state cannot be read for now. Says so once: another reason of the same kind is nothing new. */
export function waiting(run: Run, at: number, error: unknown, waitingFor: WaitingFor): Run {
  if (run.waitingFor === waitingFor) return run;
  return advance({ ...run, waitingFor }, at, run.state, waitingText(waitingFor, error));
}

export function errorOf(error: CloudError, operation: Operation): RunError {
  const explained = operation.explain(error);
  return {
    kind: error.kind,
    code: error.code,
    status: error.status,
    requestId: error.requestId,
    cloudMessage: error.cloudMessage,
    explanation: error.explanation,
    advice: error.advice,
    meaning: explained?.meaning,
    next: explained?.next,
  };
}

/** An answer is kept once: as its text where there is one, which is cut where it is long. */
const bodyOf = ({ attempts, body }: Extract<Outcome, { kind: 'accepted' }>): { body?: unknown } =>
  attempts.at(-1)?.answer ? {} : { body };

/** What the answer to the request makes of a run. */
export function answered(run: Run, at: number, outcome: Outcome, operation: Operation): Run {
  const attempts = [...outcome.attempts];
  switch (outcome.kind) {
    case 'accepted':
      return advance(
        { ...run, outcome: { kind: 'accepted', attempts, requestId: outcome.requestId, ...bodyOf(outcome) } },
        at,
        'settling',
        text('The cloud accepted the request; waiting for the effect'),
      );
    case 'refused':
      return close(withError(run, outcome, operation), at, 'refused', refusedText(outcome.error));
    case 'notSent':
      return close(
        withError(run, outcome, operation),
        at,
        'failed',
        text('The request was not sent; nothing has changed'),
      );
    case 'unknown':
      return advance(
        withError(run, outcome, operation),
        at,
        'unknown',
        text(
          'The request may have arrived, or still arrive within 15 minutes; reading the live state instead of sending it again',
        ),
      );
  }
}

function withError(run: Run, outcome: Exclude<Outcome, { kind: 'accepted' }>, operation: Operation): Run {
  return {
    ...run,
    outcome: {
      kind: outcome.kind,
      attempts: [...outcome.attempts],
      requestId: outcome.error.requestId,
      error: errorOf(outcome.error, operation),
    },
  };
}

const refusedText = ({ code }: CloudError): Text =>
  code === undefined
    ? text('The cloud refused the request; nothing has changed')
    : text('The cloud refused the request: {code}; nothing has changed', { code });

const HOUR_MS = 60 * 60_000;

/** How long after the last attempt a request may still arrive and have its effect (the gateways' clock tolerance). */
export const LATE_ARRIVAL_MS = 15 * 60_000;

/** Watching an accepted operation ends here, unless it has a limit of its own; the longest documented switch takes minutes. */
export const WATCH_LIMIT_MS = 2 * HOUR_MS;

/** Where time is told by readings that took place, not by a clock that people and sleeping machines move. */
export interface Watched {
  /** When the reading began, milliseconds since the epoch. */
  readonly readAt: number;
  /** For how long it has been read; scheduled time, failed readings and sleep left out. */
  readonly watchedMs: number;
  /** At least so much time has passed since the last attempt at sending. */
  readonly sinceMs: number;
}

/** What a reading of the live state makes of a run: what was read, and a line where there is something new to say. */
export function observed(run: Run, at: number, state: unknown, operation: Operation, watched: Watched): Run {
  const read: Run = {
    ...readable(run),
    after: state,
    readAt: watched.readAt,
    topology: { ...run.topology, after: [...operation.topology(state)] },
    ...(run.facts ? { facts: { ...run.facts, after: labelled(operation.facts(state)) } } : {}),
  };
  return run.state === 'unknown'
    ? readBack(read, at, state, operation, watched.sinceMs)
    : settle(read, at, state, operation, watched);
}

function settle(
  run: Run,
  at: number,
  state: unknown,
  operation: Operation,
  { watchedMs, sinceMs }: Watched,
): Run {
  const progress = operation.settle(run.form, run.before, state);
  if (progress.state === 'done')
    return close(progress.unreadable ? { ...run, unreadable: true } : run, at, 'settled', progress.say);
  if (progress.state === 'failed')
    return isAccepted(run)
      ? close(run, at, 'failed', progress.say)
      : otherwise(run, at, progress.say, sinceMs);
  const limitMs = watchLimitMs(run, operation);
  if (watchedMs > limitMs) return close(run, at, 'unknown', notSeenText(run, limitMs));
  return underWay(run, at, progress, progress.say);
}

const isAccepted = ({ outcome }: Run): boolean => outcome?.kind === 'accepted';

/** The live state went another way, and it is not known whether the request has arrived: it still may. */
const otherwise = (run: Run, at: number, say: Text, sinceMs: number): Run => {
  if (sinceMs > LATE_ARRIVAL_MS) return close(run, at, 'unknown', say);
  return run.state === 'unknown' ? sayOnce(run, at, say) : advance(run, at, 'unknown', say);
};

/** For how long a run's effect is waited for. */
export const watchLimitMs = ({ form, before }: Run, operation: Operation): number =>
  operation.watchLimitMs(form, before) ?? WATCH_LIMIT_MS;

function notSeenText(run: Run, limitMs: number): Text {
  const hours = limitMs / HOUR_MS;
  return isAccepted(run)
    ? text('Accepted, but the effect was not seen in {hours} hours of watching', { hours })
    : text('There was a trace, but the whole effect was not seen in {hours} hours of watching', { hours });
}

/** Scheduled or settling, as the live state has it. */
function underWay(run: Run, at: number, progress: Progress, say: Text): Run {
  if (progress.state !== 'scheduled')
    return run.state === 'settling' ? sayOnce(run, at, say) : advance(run, at, 'settling', say);
  const scheduled = { ...run, notBefore: progress.notBefore };
  return run.state === 'scheduled' ? sayOnce(scheduled, at, say) : advance(scheduled, at, 'scheduled', say);
}

function readBack(run: Run, at: number, state: unknown, operation: Operation, sinceMs: number): Run {
  const trace = operation.trace(run.form, run.before, state);
  if (trace.unreadable) return close(run, at, 'unknown', trace.say);
  if (trace.found) {
    const progress = operation.settle(run.form, run.before, state);
    return progress.state === 'done'
      ? close(run, at, 'settled', trace.say)
      : progress.state === 'failed'
        ? otherwise(run, at, progress.say, sinceMs)
        : underWay(run, at, progress, trace.say);
  }
  const read = sayOnce(run, at, trace.say);
  return sinceMs > LATE_ARRIVAL_MS
    ? close(read, at, 'unknown', text('No trace within 15 minutes of the last attempt'))
    : read;
}

/** A line in the timeline only where it says something that the last one did not. */
export function sayOnce(run: Run, at: number, say: Text): Run {
  const last = run.timeline.at(-1);
  return last && JSON.stringify(last.say) === JSON.stringify(say) ? run : advance(run, at, run.state, say);
}

/** A window that slept between the confirmation and the sending does not send: nobody waits for it any more. */
export const notSentInTime = (run: Run, at: number): Run =>
  close(
    run,
    at,
    'failed',
    text(
      'The request was not sent: too long a time lay between the confirmation and the sending (a machine that slept, a clock that was set, a slow disk); nothing has changed',
    ),
  );

/** A cloud that does not find the resource for this long will not find it any more. */
export const NOT_FOUND_LIMIT_MS = 2 * 60_000;

/** What was done to a resource that is gone can be known no more; that it has failed would be a guess. */
export const notFound = (run: Run, at: number, name: string): Run =>
  close(
    run,
    at,
    'unknown',
    text(
      'The cloud does not know {name} any more: it was deleted, or the profile’s key is another account’s',
      { name },
    ),
  );

/** A live state that could not be read for as long as the effect is waited for. */
export const neverReadable = (run: Run, at: number, limitMs: number, error: unknown): Run =>
  close(
    run,
    at,
    'unknown',
    text('The live state could not be read for {hours} hours: {why}', {
      hours: limitMs / HOUR_MS,
      why: messageOf(error),
    }),
  );

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What a reading that failed says. */
export const unreadable = (error: unknown): Text =>
  text('The live state cannot be read: {why}', { why: messageOf(error) });
