import { TransportError, type TransportFailure } from './transport';

const BY_CODE: Readonly<Record<string, TransportFailure>> = {
  ENOTFOUND: 'nameNotFound',
  EAI_AGAIN: 'nameNotFound',
  EAI_NODATA: 'nameNotFound',
  EAI_NONAME: 'nameNotFound',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
  // undici's and its parser's: the other side closed, or ended its answer before its end.
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  HPE_INVALID_EOF_STATE: 'reset',
};
const TLS_CODE = /^(CERT_|CRL_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/;

interface SystemError {
  readonly code: string | undefined;
  readonly message: string;
}

/** An error and what lies beneath it: who wraps one names it as the cause, and several addresses give several. */
function* beneath(error: unknown, depth = 0): Generator<SystemError> {
  if (!(error instanceof Object) || depth > 5) return;
  const { code, message, cause, errors } = error as Record<'code' | 'message' | 'cause' | 'errors', unknown>;
  yield {
    code: typeof code === 'string' ? code : undefined,
    message: typeof message === 'string' ? message : '',
  };
  yield* beneath(cause, depth + 1);
  if (Array.isArray(errors)) for (const inner of errors) yield* beneath(inner, depth + 1);
}

function failureOf({ code = '', message }: SystemError): TransportFailure | undefined {
  if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code];
  if (TLS_CODE.test(code)) return 'tls';
  if (/prox(y|ies)/i.test(message)) return 'proxy';
  if (/socket hang up/i.test(message)) return 'reset';
  return undefined;
}

/** What a failure of the host's stack means. Keeps the system's code and nothing else of the error. */
export function transportError(error: unknown, mayHaveBeenSent: boolean): TransportError {
  if (error instanceof TransportError) return error;
  const all = [...beneath(error)];
  const found = all.map((each) => ({ ...each, failure: failureOf(each) })).find(({ failure }) => failure);
  const code = found?.code ?? all.map((each) => each.code).findLast((each) => each !== undefined);
  const failure = found?.failure ?? 'other';
  return new TransportError(failure, mayHaveBeenSent, code ? `${failure} (${code})` : failure, code);
}

export const cancelled = (mayHaveBeenSent: boolean): TransportError =>
  new TransportError('cancelled', mayHaveBeenSent, 'cancelled');

export const timedOut = (mayHaveBeenSent: boolean): TransportError =>
  new TransportError('timeout', mayHaveBeenSent, 'timeout');

export const tooLarge = (limit: number): TransportError =>
  new TransportError('tooLarge', true, `the answer is longer than ${limit} bytes`);
