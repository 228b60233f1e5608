import { understand, type Dialect, type Timing, type Way } from '../answer';
import type { AlibabaCall } from '../cloudClient';
import type { CloudError } from '../cloudError';
import type { AnswerContext } from '../errorWords';
import { jsonObject } from '../jsonObject';
import { redact } from '../redact';
import type { AttemptResult } from '../retry';
import type { HttpResponse, TransportError } from '../transport';
import { deniedOf, errorOf, trimmedId } from './errors';

/** What an answer, or its absence, means for the call. Redacted with the secrets of the context. */
export const readAnswer = (
  response: HttpResponse | TransportError,
  context: AnswerContext,
  timing: Timing,
  way: Way,
  call?: Pick<AlibabaCall, 'secretAnswer'>,
): AttemptResult => understand(response, context, timing, way, call?.secretAnswer ? withSecrets : dialect);

const dialect: Dialect = {
  success(response, way, context) {
    const body = redact(jsonObject(response.body), context.secrets);
    const id = body?.['RequestId'] ?? body?.['requestId'];
    const named = typeof id === 'string' && id !== '';
    // Every answer of the cloud names its request. What is read is held against its own fields.
    if (!body || (way === 'write' && !named)) return undefined;
    const denied = way === 'write' ? deniedOf(body, response, context) : undefined;
    return denied ?? { body, ...(named ? { requestId: trimmedId(id) } : {}) };
  },
  requestIdOf: ({ headers }) => headers['x-acs-request-id'],
  errorOf,
  isOwn: ({ requestId }) => requestId !== undefined,
  effectOf(error) {
    if (error.kind === 'throttled' || error.kind === 'clock') return 'rejected';
    if (error.kind === 'server' || error.kind === 'answer' || isNonceUsed(error)) return 'ambiguous';
    return 'refused';
  },
  isTransient: (error) => ['throttled', 'server', 'clock'].includes(error.kind) || isNonceUsed(error),
  retryAfterMs: ({ headers }) => Number(headers['x-acs-retry-after']),
};

/** What is read for the secrets in it. */
const withSecrets: Dialect = {
  ...dialect,
  success(response, way, context) {
    const body = way === 'read' ? jsonObject(response.body) : undefined;
    return body ? { body } : dialect.success(response, way, context);
  },
};

/**
 * A nonce is never used twice here. When the gateway has seen it before, something on the way has sent the request
 * twice, and the first copy may have been executed.
 */
const isNonceUsed = ({ code }: CloudError): boolean => code === 'SignatureNonceUsed';
