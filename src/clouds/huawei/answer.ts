import { understand, type Dialect, type Timing, type Way } from '../answer';
import type { HuaweiCall } from '../cloudClient';
import type { AnswerContext } from '../errorWords';
import { jsonObject } from '../jsonObject';
import { redact } from '../redact';
import type { AttemptResult } from '../retry';
import type { HttpResponse, TransportError } from '../transport';
import { errorOf, requestIdOf } from './errors';
import { operationOf } from './operations';

/** What an answer, or its absence, means for the call. */
export const readAnswer = (
  response: HttpResponse | TransportError,
  context: AnswerContext,
  timing: Timing,
  way: Way,
  call: HuaweiCall,
): AttemptResult => understand(response, context, timing, way, dialectOf(call));

/** `DAS.200100`: a service and a number. */
const SERVICE_CODE = /^[A-Z]+\.\d+$/;
/** The gateway's own, which has then passed nothing on. */
const GATEWAY_THROTTLED = 'APIGW.0308';

const dialectOf = (call: HuaweiCall): Dialect => ({
  success(response, way, context) {
    const requestId = requestIdOf(response);
    // Some writes are answered with nothing.
    const body =
      response.body === '' && way === 'write' ? {} : redact(jsonObject(response.body), context.secrets);
    if (!body) return undefined;
    // One that is an error all the same says nothing that can be relied on.
    if (way === 'write' && errorOf(response, context)) return undefined;
    if (way === 'write' && !isOurs(body, requestId, operationOf(call).answers)) return undefined;
    return { body, ...(requestId ? { requestId } : {}) };
  },
  requestIdOf,
  errorOf,
  isOwn: ({ code = '' }) => SERVICE_CODE.test(code),
  effectOf({ kind, code }) {
    if (code !== undefined && code === operationOf(call).doneBefore) return 'ambiguous';
    if (kind === 'throttled') return code === GATEWAY_THROTTLED ? 'rejected' : 'refused';
    return kind === 'server' || kind === 'answer' ? 'ambiguous' : 'refused';
  },
  isTransient: ({ kind }) => kind === 'throttled' || kind === 'server',
  // Not documented; the standard's own seconds, should it come.
  retryAfterMs: ({ headers }) => Number(headers['retry-after']) * 1000,
});

/** Where the documents promise a field, a request id alone proves nothing: proxies have such a header too. */
const isOurs = (
  body: Readonly<Record<string, unknown>>,
  requestId: string | undefined,
  promised: string | undefined,
): boolean =>
  promised === undefined
    ? requestId !== undefined
    : typeof body[promised] === 'string' && body[promised] !== '';
