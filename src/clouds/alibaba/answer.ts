import type { Attempt } from '../cloudClient';
import type { CloudError } from '../cloudError';
import { networkError } from '../networkError';
import { redact } from '../redact';
import type { AttemptResult } from '../retry';
import { TransportError, type HttpResponse, type TransportFailure } from '../transport';
import { deniedOf, errorOf, jsonObject, trimmedId, unreadable } from './errors';
import type { AnswerContext } from './errorTexts';

/** What is known of an attempt before its answer is understood. */
type Timing = Pick<Attempt, 'at' | 'durationMs' | 'answer'>;

/** Failures that a second try a moment later will not mend. */
const LASTING: readonly TransportFailure[] = ['cancelled', 'tls', 'proxy', 'tooLarge'];

/** What an answer, or its absence, means for the call. Redacted with the secrets of the context. */
export function readAnswer(
  response: HttpResponse | TransportError,
  context: AnswerContext,
  timing: Timing,
  way: 'read' | 'write',
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
  const body = success ? redact(jsonObject(response.body), context.secrets) : undefined;
  const id = body?.['RequestId'] ?? body?.['requestId'];
  // Every answer of the cloud names its request. Without that a sign-in page's JSON would pass for an acceptance; what
  // is read is held against its own fields.
  const named = body && (way === 'read' || (typeof id === 'string' && id !== ''));
  const denied = named && way === 'write' ? deniedOf(body, response, context) : undefined;
  if (named && !denied) {
    const requestId = typeof id === 'string' ? trimmedId(id) : undefined;
    const attempt = { ...timing, status: response.status, ...(requestId ? { requestId } : {}) };
    return { kind: 'accepted', body, attempt, ...(requestId ? { requestId } : {}) };
  }
  const said = denied ?? (success ? undefined : errorOf(response, context));
  // Nor would a proxy's JSON pass for the cloud's no: the cloud may have executed what the proxy did not wait for.
  const error =
    said && (way === 'read' || said.requestId !== undefined) ? said : unreadable(response, context);
  const retryAfterMs = Number(response.headers['x-acs-retry-after']);
  return {
    kind: 'failed',
    error,
    attempt: attemptOf(timing, error),
    effect: effectOf(error),
    transient:
      ['throttled', 'server', 'clock'].includes(error.kind) || isNonceUsed(error) || response.status >= 500,
    ...(retryAfterMs > 0 ? { retryAfterMs } : {}),
  };
}

/**
 * A nonce is never used twice here. When the gateway has seen it before, something on the way has sent the request
 * twice, and the first copy may have been executed.
 */
const isNonceUsed = ({ code }: CloudError): boolean => code === 'SignatureNonceUsed';

function effectOf(error: CloudError): 'rejected' | 'refused' | 'ambiguous' {
  if (error.kind === 'throttled' || error.kind === 'clock') return 'rejected';
  if (error.kind === 'server' || error.kind === 'answer' || isNonceUsed(error)) return 'ambiguous';
  return 'refused';
}

function attemptOf(timing: Timing, error: CloudError): Attempt {
  const { status, code, requestId } = error;
  return {
    ...timing,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
