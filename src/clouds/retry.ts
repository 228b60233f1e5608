import type { Attempt, Outcome, WriteOptions } from './cloudClient';
import { type Clock, stopwatch } from './clock';
import { CloudError } from './cloudError';
import { text } from './text';

/** What one attempt at a call came to, as far as repeating it goes. */
export type AttemptResult = { readonly attempt: Attempt } & (
  | { readonly kind: 'accepted'; readonly body: unknown; readonly requestId?: string }
  | {
      readonly kind: 'failed';
      readonly error: CloudError;
      /**
       * What it means for the effect. `unsent`: no byte of the request left. `rejected`: the gateway turned it away
       * before anything was executed. `refused`: the cloud said no. `ambiguous`: it may have been executed.
       */
      readonly effect: 'unsent' | 'rejected' | 'refused' | 'ambiguous';
      /** Whether the same may go better a moment later. */
      readonly transient: boolean;
      /** How long the cloud asks to wait, in milliseconds. */
      readonly retryAfterMs?: number;
    }
);
type Failed = Extract<AttemptResult, { kind: 'failed' }>;

/** Makes the attempt with this number, 1 for the first, newly signed. A write that rejects may have been executed. */
export type Attempting = (number: number, timeoutMs: number) => Promise<AttemptResult>;

export interface RetryDeps {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** How often a read is repeated at most; 3 where unset. */
  readonly readRepeats?: number;
}

const MOST_RETRIES = 3;
const ATTEMPT_MS = 30_000;
const BASE_MS = 500;
const MOST_BACKOFF_MS = 8_000;
/** Who is asked to wait longer than this is told so, instead of being kept waiting. */
const MOST_PATIENCE_MS = 30_000;
/** How long after its beginning a write may still be sent. What is known of the cluster is then too old to act on. */
export const WRITE_WINDOW_MS = 60_000;

/**
 * A read: repeated on throttling, errors of the cloud's own and broken connections, at most 3 times, with full jitter
 * or after the time the cloud asks for. Gives the accepted result; rejects with CloudError.
 */
export async function retryRead(
  attempt: Attempting,
  deps: RetryDeps,
  signal?: AbortSignal,
): Promise<Extract<AttemptResult, { kind: 'accepted' }>> {
  for (let number = 1; ; number += 1) {
    if (signal?.aborted) throw cancelledError();
    const result = await attempt(number, ATTEMPT_MS);
    if (result.kind === 'accepted') return result;
    const wait = delay(result, number, deps);
    if (!result.transient || number > (deps.readRepeats ?? MOST_RETRIES) || wait === undefined)
      throw result.error;
    if (!(await slept(wait, deps, signal))) throw cancelledError();
  }
}

export interface RepeatOptions extends WriteOptions {
  /** Whether the call carries what makes a repeat of it have no second effect. */
  readonly hasToken: boolean;
  /** Asked before each attempt: why it must not be made, as for a profile that was made read-only meanwhile. */
  readonly forbidden?: () => CloudError | undefined;
  /** The same, where it takes time to know: asked before anything else. Never rejects. */
  readonly ruled?: () => Promise<CloudError | undefined>;
  /** Milliseconds since the write began, where it had to be made ready first. */
  readonly spent?: () => number;
}

/**
 * A write. Sent again only where that cannot make its effect twice: the gateway rejected it before execution, no byte
 * left (once), or, with a token in the call, its fate is not known. No attempt begins after 60 s, and none that the
 * options forbid. A refusal after an attempt whose fate is not known stays unknown: that attempt may be what it refuses.
 */
export async function retryWrite(
  attempt: Attempting,
  options: RepeatOptions,
  deps: RetryDeps,
): Promise<Outcome> {
  const { hasToken, signal, spent = stopwatch(deps.clock) } = options;
  const attempts: Attempt[] = [];
  let doubt: CloudError | undefined;
  const ended = (kind: 'refused' | 'notSent' | 'unknown', error: CloudError): Outcome =>
    doubt ? { kind: 'unknown', error: afterDoubt(doubt, error), attempts } : { kind, error, attempts };

  for (let number = 1; ; number += 1) {
    const no = await whyNot({ ...options, spent }).catch(givenUp);
    if (no) return ended('notSent', no);
    const at = deps.clock.now();
    const timeoutMs = doubt ? Math.min(ATTEMPT_MS, WRITE_WINDOW_MS - spent()) : ATTEMPT_MS;
    const result = await attempt(number, timeoutMs).catch(() => lost(at, deps.clock));
    attempts.push(result.attempt);
    if (result.kind === 'accepted') {
      const { body, requestId } = result;
      return { kind: 'accepted', body, attempts, ...(requestId === undefined ? {} : { requestId }) };
    }
    const { effect, error } = result;
    if (effect === 'ambiguous') doubt = error;
    const wait =
      !signal?.aborted && mayRepeat(result, number, hasToken) ? delay(result, number, deps) : undefined;
    if (wait === undefined || spent() + wait >= WRITE_WINDOW_MS) return ended(KIND[effect], error);
    if (!(await slept(wait, deps, signal))) return ended('notSent', cancelledError());
  }
}

/** Why nothing may be sent now. Whatever takes time is asked first, so that the rest is true when the attempt begins. */
async function whyNot({
  mayStillSend,
  signal,
  forbidden,
  ruled,
  spent,
}: Omit<RepeatOptions, 'spent'> & { readonly spent: () => number }): Promise<CloudError | undefined> {
  if (signal?.aborted) return cancelledError();
  const refused = await ruled?.();
  const may = mayStillSend ? await mayStillSend() : true;
  if (signal?.aborted) return cancelledError();
  if (!may) return givenUp();
  return forbidden?.() ?? refused ?? (spent() < WRITE_WINDOW_MS ? undefined : tooLate());
}

/** An attempt that something broke on this side: nobody looked at its answer, and the request may have left. */
const lost = (at: number, clock: Clock): Failed => ({
  kind: 'failed',
  effect: 'ambiguous',
  transient: false,
  error: brokenHere(true),
  attempt: { at, durationMs: clock.now() - at },
});

/** An error of ClusterDeck's own, without its words: they may quote anything. */
export const brokenHere = (mayHaveBeenSent: boolean): CloudError =>
  new CloudError({
    kind: 'answer',
    explanation: mayHaveBeenSent
      ? text('Something went wrong in ClusterDeck while the request was under way.')
      : text('Something went wrong in ClusterDeck before the request was sent.'),
    advice: mayHaveBeenSent
      ? text('Read the live state before sending it again, and report this: it should not happen.')
      : text('Report this: it should not happen.'),
  });

const givenUp = (): CloudError =>
  new CloudError({
    kind: 'tooLate',
    explanation: text('The request was given up before it was sent.'),
    advice: text('Read the live state, then start the operation again if it is still wanted.'),
  });

const tooLate = (): CloudError =>
  new CloudError({
    kind: 'tooLate',
    explanation: text('The request could not be sent within {seconds} seconds, so it was given up.', {
      seconds: WRITE_WINDOW_MS / 1000,
    }),
    advice: text('Read the live state, then start the operation again if it is still wanted.'),
  });

const KIND = { unsent: 'notSent', rejected: 'refused', refused: 'refused', ambiguous: 'unknown' } as const;

function mayRepeat({ effect, transient, error }: Failed, number: number, hasToken: boolean): boolean {
  switch (effect) {
    case 'unsent':
      return transient && number === 1;
    case 'rejected':
      return number <= (error.kind === 'clock' ? 1 : MOST_RETRIES);
    case 'ambiguous':
      return hasToken;
    case 'refused':
      return false;
  }
}

/** Milliseconds to wait, or undefined where the cloud asks for more patience than people have. */
function delay({ retryAfterMs }: Failed, number: number, { random }: RetryDeps): number | undefined {
  if (retryAfterMs !== undefined) return retryAfterMs > MOST_PATIENCE_MS ? undefined : retryAfterMs;
  return random() * Math.min(MOST_BACKOFF_MS, BASE_MS * 2 ** number);
}

/** False when a person stopped it meanwhile. */
async function slept(ms: number, { clock }: RetryDeps, signal?: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(ms, signal);
    return true;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  }
}

export const cancelledError = (): CloudError =>
  new CloudError({ kind: 'cancelled', explanation: text('The request was cancelled.') });

/** The error of a write whose fate is not known and whose repeat went wrong too: says both. */
function afterDoubt(doubt: CloudError, last: CloudError): CloudError {
  if (doubt === last) return last;
  const { kind, code, status, requestId, cloudMessage } = last;
  return new CloudError({
    kind,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(cloudMessage === undefined ? {} : { cloudMessage }),
    explanation: text(
      'An earlier attempt may have reached the cloud ({earlier}) The last one ended so: {last}',
      {
        earlier: doubt.explanation,
        last: last.explanation,
      },
    ),
    advice: text('Read the live state before sending it again: the earlier attempt may have had its effect.'),
  });
}
