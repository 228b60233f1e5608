import type { AccessKey } from './accessKey';
import type { Timing, Way } from './answer';
import type { CloudCall, RequestView } from './cloudClient';
import type { CloudError } from './cloudError';
import type { AnswerContext } from './errorWords';
import type { AttemptResult } from './retry';
import type { HttpRequest, HttpResponse, TransportError } from './transport';

export interface Signing {
  readonly host: string;
  readonly credentials: AccessKey;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly nonce: string;
}

/** A call as it goes over the wire. `target` is path and query; the headers lack `host`, which the stack sets. */
export type SignedRequest = Pick<HttpRequest, 'method' | 'headers' | 'body'> & { readonly target: string };

/** What one cloud has of its own in being called. */
export interface Protocol<C extends CloudCall> {
  readonly cloud: C['cloud'];
  /** Whether it is known to change nothing. Whatever is not known is a write. */
  isRead(call: C): boolean;
  /** Throws CloudError for what can have none. */
  hostFor(call: C): string;
  /** Where else to ask, if that host does not exist or does not know the product. */
  otherHostFor(call: C): string | undefined;
  /** Codes of errors that say so. Never asked of a write. */
  readonly wrongHost: ReadonlySet<string>;
  /** Throws CloudError where the call cannot be sent. */
  check?(call: C): void;
  /** The values of a call and its key that must never be shown. */
  secretsOf(call: C, credentials: AccessKey): readonly string[];
  sign(call: C, signing: Signing): SignedRequest;
  view(call: C): RequestView;
  readAnswer(
    response: HttpResponse | TransportError,
    context: AnswerContext,
    timing: Timing,
    way: Way,
    call: C,
  ): AttemptResult;
  /** What is wrong with keys that could not be read, or that are empty or hold characters that none has. */
  badKeys(problem: 'unreadable' | 'unusable', profile: string): CloudError;
  /** Where the cloud locks a key after some failures. */
  readonly keyGuard?: KeyGuard;
}

/** Keeps a key from being locked by what is sent with it. */
export interface KeyGuard {
  /** Why nothing may be sent with the key now. */
  whyNot(): CloudError | undefined;
  /** Makes a read when it may be sent. Rejects with why it may not, or with the signal's reason. */
  turn(read: () => Promise<AttemptResult>, signal: AbortSignal | undefined): Promise<AttemptResult>;
  /** Is told what came of every attempt. */
  note(result: AttemptResult): void;
}
