/** One HTTP exchange, signed already. The body is always text: every API here speaks JSON or forms. */
export interface HttpRequest {
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT';
  readonly url: string;
  /** Never `host` or `content-length`: the stack sets them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a request went that brought no whole answer. */
export type TransportFailure =
  | 'cancelled'
  | 'timeout'
  | 'nameNotFound'
  | 'refused'
  | 'reset'
  | 'tls'
  | 'proxy'
  /** The profile's own file of certificates cannot be used. */
  | 'caFile'
  | 'tooLarge'
  | 'other';

export class TransportError extends Error {
  override readonly name = 'TransportError';
  constructor(
    readonly failure: TransportFailure,
    /** False only where provably no byte of the request left this machine. */
    readonly mayHaveBeenSent: boolean,
    message: string,
    /** The system's own code, as ECONNREFUSED or SELF_SIGNED_CERT_IN_CHAIN. */
    readonly systemCode?: string,
  ) {
    super(message);
  }
}

/** Every call of the extension goes through one of these. Both methods follow no redirects. */
export interface Transport {
  /** For reads: connections are shared and kept alive. Rejects with TransportError. */
  read(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
  /** For writes: a fresh connection, never resent by the stack. Rejects with TransportError. */
  write(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
}
