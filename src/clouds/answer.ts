import type { Attempt } from './cloudClient';
import { CloudError } from './cloudError';
import { argsOf, commonWords, type AnswerContext } from './errorWords';
import { networkError } from './networkError';
import { redact } from './redact';
import type { AttemptResult } from './retry';
import { TransportError, type HttpResponse, type TransportFailure } from './transport';

/** What is known of an attempt before its answer is understood. */
export type Timing = Pick<Attempt, 'at' | 'durationMs' | 'answer'>;
export type Way = 'read' | 'write';

interface Accepted {
  readonly body: unknown;
  readonly requestId?: string;
}

/** How one cloud answers. */
export interface Dialect {
  /**
   * What an answer with a status of success brought, redacted, or the refusal that it is all the same; undefined where it is not
   * what the cloud sends. For a write it must be certain that the cloud has sent it: a sign-in page's JSON must not pass
   * for an acceptance.
   */
  success(response: HttpResponse, way: Way, context: AnswerContext): Accepted | CloudError | undefined;
  requestIdOf(response: HttpResponse): string | undefined;
  /** The error of an answer that is not a success; undefined where it does not describe one. Redacted. */
  errorOf(response: HttpResponse, context: AnswerContext): CloudError | undefined;
  /**
   * Whether an error is certainly the cloud's own. Asked for writes: what a proxy says must not pass for the cloud's no,
   * because the cloud may have executed what the proxy did not wait for.
   */
  isOwn(error: CloudError): boolean;
  effectOf(error: CloudError): 'rejected' | 'refused' | 'ambiguous';
  /** Whether the same may go better a moment later. */
  isTransient(error: CloudError): boolean;
  /** How long the cloud asks to wait, in milliseconds. NaN and 0 where it does not. */
  retryAfterMs(response: HttpResponse): number;
}

/** Failures that a second try a moment later will not mend. */
const LASTING: readonly TransportFailure[] = ['cancelled', 'tls', 'proxy', 'caFile', 'tooLarge'];

/** What an answer, or its absence, means for the call. Redacted with the secrets of the context. */
export function understand(
  response: HttpResponse | TransportError,
  context: AnswerContext,
  timing: Timing,
  way: Way,
  dialect: Dialect,
): AttemptResult {
  if (response instanceof TransportError) {
    const error = networkError(response, context);
    return {
      kind: 'failed',
      error,
      attempt: attemptOf(timing, error),
      effect: response.mayHaveBeenSent ? 'ambiguous' : 'unsent',
      transient: !LASTING.includes(response.failure),
    };
  }
  const success = response.status >= 200 && response.status < 300;
  const said = success ? dialect.success(response, way, context) : dialect.errorOf(response, context);
  if (said && !(said instanceof CloudError)) {
    const { requestId } = said;
    const attempt = { ...timing, status: response.status, ...(requestId ? { requestId } : {}) };
    return { kind: 'accepted', attempt, ...said };
  }
  const error =
    said && (way === 'read' || dialect.isOwn(said))
      ? said
      : unreadable(response, context, dialect.requestIdOf(response));
  const retryAfterMs = dialect.retryAfterMs(response);
  return {
    kind: 'failed',
    error,
    attempt: attemptOf(timing, error),
    effect: dialect.effectOf(error),
    transient: dialect.isTransient(error) || response.status >= 500,
    ...(retryAfterMs > 0 ? { retryAfterMs } : {}),
  };
}

/** The error of an answer that is neither the success nor the failure that the documents describe. */
const unreadable = (response: HttpResponse, context: AnswerContext, requestId?: string): CloudError =>
  new CloudError({
    kind: 'answer',
    ...commonWords('answer', response, argsOf(context, '', response)),
    status: response.status,
    ...(requestId ? { requestId: redact(requestId, context.secrets) } : {}),
  });

function attemptOf(timing: Timing, error: CloudError): Attempt {
  const { status, code, requestId } = error;
  return {
    ...timing,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
