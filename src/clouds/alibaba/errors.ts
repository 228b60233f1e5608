import { CloudError, type CloudErrorKind } from '../cloudError';
import type { AnswerContext } from '../errorWords';
import { jsonObject } from '../jsonObject';
import { redact } from '../redact';
import type { HttpResponse } from '../transport';
import { explain } from './errorTexts';

export interface ErrorAnswer {
  /** Empty where there is none. */
  readonly code: string;
  readonly message: string;
  readonly requestId?: string;
  /** The action that the key lacks, as `polardb:FailoverDBCluster`. */
  readonly missingAction?: string;
  readonly denied: boolean;
}

const CREDENTIALS = new Set([
  'Forbidden.AccessKeyDisabled',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidAccessKeySecret',
  'MissingAccessKeyId',
  'MissingSecurityToken',
  'SignatureDoesNotMatch',
]);
const CREDENTIALS_START = /^(InvalidAccessKeyId|InvalidSecurityToken)(\.|$)/;
const PERMISSION = new Set([
  'ActionUnauthorized',
  'Forbidden',
  'Forbidden.RAM',
  'Forbidden.RiskControl',
  'NoPermission',
  'UnauthorizedOperation',
]);
const CLOCK = new Set(['InvalidTimeStamp.Expired', 'IllegalTimestamp']);
/** SelectDB's SystemError, documented with status 400, says that something broke while it worked on the request. */
const SERVER = new Set(['InternalError', 'InternalServerError', 'ServiceUnavailable', 'SystemError']);

/** What an error code means, by the code and never by the status alone, which the same code shares with others. */
export function kindOf(answer: Pick<ErrorAnswer, 'code' | 'denied'>, status: number): CloudErrorKind {
  const { code, denied } = answer;
  if (/throttling/i.test(code) || code === 'QPS Limit Exceeded') return 'throttled';
  if (CREDENTIALS.has(code) || CREDENTIALS_START.test(code)) return 'credentials';
  if (CLOCK.has(code)) return 'clock';
  if (PERMISSION.has(code) || denied) return 'permission';
  if (SERVER.has(code) || status >= 500) return 'server';
  return 'refused';
}

/** The error of an answer that is not a success, where it describes one. Redacted with the secrets of the context. */
export function errorOf(response: HttpResponse, context: AnswerContext): CloudError | undefined {
  const answer = readError(response.body, context.secrets);
  return answer && errorFrom(answer, response, context);
}

/**
 * The error of a write's answer with status 200 whose `Success` is false, as CancelScheduleTasks and ModifyScheduleTask
 * document it; undefined for any other. It is a refusal like one with a 4xx: the service itself has read the request
 * (nothing on the way names it) and says that it was not carried out. Where it gives a code, that tells more, as for an
 * error of its own, after which nobody knows. The caller has seen that the answer names its request.
 */
export function deniedOf(
  body: Readonly<Record<string, unknown>>,
  response: HttpResponse,
  context: AnswerContext,
): CloudError | undefined {
  const { Success: success, Message: message, RequestId: id = body['requestId'] } = body;
  if (success !== false && !(typeof success === 'string' && success.toLowerCase() === 'false'))
    return undefined;
  const answer = readError(response.body, context.secrets) ?? {
    code: '',
    message: typeof message === 'string' ? redact(message, context.secrets).slice(0, 2000) : '',
    ...(typeof id === 'string' ? { requestId: trimmedId(id) } : {}),
    denied: false,
  };
  return errorFrom(answer, response, context);
}

function errorFrom(answer: ErrorAnswer, response: HttpResponse, context: AnswerContext): CloudError {
  const kind = kindOf(answer, response.status);
  const requestId = answer.requestId ?? response.headers['x-acs-request-id'];
  return new CloudError(
    redact(
      {
        kind,
        ...explain(kind, answer, response, context),
        ...(answer.code ? { code: answer.code } : {}),
        status: response.status,
        ...(requestId ? { requestId } : {}),
        ...(answer.message ? { cloudMessage: answer.message } : {}),
      },
      context.secrets,
    ),
  );
}

/** The error that a body describes, in JSON or, from old gateways, in XML. Secrets masked, then cut where it is long. */
function readError(body: string, secrets: readonly string[]): ErrorAnswer | undefined {
  const said = jsonObject(body) ?? xmlFields(body);
  const fields = redact(said, secrets);
  const field = (name: string): string | undefined => {
    const value = fields?.[name] ?? fields?.[name.charAt(0).toLowerCase() + name.slice(1)];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const code = field('Code');
  if (!fields || !code) return undefined;
  const requestId = field('RequestId');
  const details = said?.['AccessDeniedDetail'];
  const denied = redact(typeof details === 'string' ? jsonObject(details) : details, secrets);
  const action = denied instanceof Object ? (denied as Record<string, unknown>)['AuthAction'] : undefined;
  return {
    code: code.slice(0, 200),
    // Never cut before: half a secret at the end would not be found.
    message: (field('Message') ?? '').slice(0, 2000),
    ...(requestId ? { requestId: trimmedId(requestId) } : {}),
    ...(typeof action === 'string' && action ? { missingAction: action.slice(0, 200) } : {}),
    denied: denied instanceof Object,
  };
}

/** A request id without the line break, real or spelt out, that some answers end it with. */
export const trimmedId = (requestId: string): string => requestId.replace(/(\s|\\n)+$/, '');

function xmlFields(body: string): Record<string, string> | undefined {
  if (!/^\s*(<\?xml[^>]*>\s*)?<Error>/.test(body)) return undefined;
  const fields = [...body.matchAll(/<(Code|Message|RequestId)>([^<]*)<\/\1>/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}
