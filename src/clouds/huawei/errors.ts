import { CloudError, type CloudErrorKind } from '../cloudError';
import type { AnswerContext } from '../errorWords';
import { jsonObject } from '../jsonObject';
import { redact } from '../redact';
import type { HttpResponse } from '../transport';
import { explain } from './errorTexts';

export interface ErrorAnswer {
  readonly code: string;
  readonly message: string;
  /** Whether a policy forbids it: only such answers carry the encoded message. */
  readonly denied: boolean;
}

const CREDENTIALS = new Set(['APIGW.0303', 'APIGW.0305', 'APIGW.0307', 'DAS.200051']);
const PERMISSION = new Set(['APIGW.0302', 'APIGW.0306', 'APIGW.0310', 'APIGW.0402']);
const THROTTLED = new Set(['APIGW.0308', 'DAS.200002']);
/** IAM has no codes: it repeats the status. */
const IAM_UNAUTHORIZED = '401';

/** What an error means: by its code, and by the status where the code says nothing. */
export function kindOf(
  { code, denied }: Pick<ErrorAnswer, 'code' | 'denied'>,
  status: number,
): CloudErrorKind {
  // Five of these lock the key, so they are apart from other troubles with keys.
  if (code === 'APIGW.0301' || code === IAM_UNAUTHORIZED) return 'keyRejected';
  if (THROTTLED.has(code) || status === 429) return 'throttled';
  if (CREDENTIALS.has(code) || status === 401) return 'credentials';
  if (PERMISSION.has(code) || denied || status === 403) return 'permission';
  return status >= 500 ? 'server' : 'refused';
}

/** The error of an answer that is not a success, where it describes one. Redacted with the secrets of the context. */
export function errorOf(response: HttpResponse, context: AnswerContext): CloudError | undefined {
  const answer = readError(response.body, context.secrets);
  if (!answer) return undefined;
  const kind = kindOf(answer, response.status);
  const requestId = requestIdOf(response);
  return new CloudError(
    redact(
      {
        kind,
        ...explain(kind, answer, response, context),
        code: answer.code,
        status: response.status,
        ...(requestId ? { requestId } : {}),
        ...(answer.message ? { cloudMessage: answer.message } : {}),
      },
      context.secrets,
    ),
  );
}

/** In a header; the gateway repeats it in the body. */
export function requestIdOf({ headers, body }: HttpResponse): string | undefined {
  const id = headers['x-request-id'] ?? jsonObject(body)?.['request_id'];
  // Nothing is cut off, so that no half of a secret stands where it would not be known for one.
  return typeof id === 'string' && /^[\w.:-]{1,200}$/.test(id) ? id : undefined;
}

/** Code and message as each service names them; the console's own calls give a code alone. */
const SHAPES: readonly (readonly [code: string, message: string])[] = [
  ['error_code', 'error_msg'],
  ['errCode', 'externalMessage'],
  ['errorCode', 'errorMsg'],
  ['errorCodeStr', 'errorMsg'],
  ['code', 'message'],
];

/** The error that a body describes, at its top or one level deep. Secrets masked, then cut where it is long. */
function readError(body: string, secrets: readonly string[]): ErrorAnswer | undefined {
  const top = redact(jsonObject(body), secrets);
  if (!top) return undefined;
  const nested = Object.values(top).filter(
    (value): value is Record<string, unknown> => value instanceof Object && !Array.isArray(value),
  );
  for (const fields of [top, ...nested])
    for (const [codeName, messageName] of SHAPES) {
      const code = fields[codeName];
      if ((typeof code !== 'string' && typeof code !== 'number') || code === '') continue;
      const message = fields[messageName];
      return {
        code: String(code).slice(0, 200),
        message: typeof message === 'string' ? message.slice(0, 2000) : '',
        denied: fields['encoded_authorization_message'] !== undefined,
      };
    }
  return undefined;
}
