import type { CloudError } from './cloudError';
import type { Text } from './text';

export type ParameterValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly ParameterValue[]
  | { readonly [name: string]: ParameterValue };
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** One call of a cloud's API, before signing. */
interface Call {
  readonly action: string;
  /** A region id; on Huawei Cloud the name of a project, which begins with one. */
  readonly region: string;
  readonly parameters: Parameters;
  /** The parameter that makes a repeat of this call have no second effect, where the API has one. */
  readonly tokenParameter?: string;
  /** Parameters that must never be shown and travel in the body. */
  readonly secretParameters?: readonly string[];
}

export interface AlibabaCall extends Call {
  readonly cloud: 'alibaba';
  readonly product: 'polardb' | 'selectdb' | 'sts' | 'vpc';
  /** The host to call instead of the one of the tables: one of STS's own. */
  readonly host?: string | undefined;
  /** A read whose answer is secrets that the caller needs: they are not masked. Never kept, never shown. */
  readonly secretAnswer?: boolean | undefined;
}

/** Its parameters are those of path, query and body together; where each goes is the operation's own (OPERATIONS). */
export interface HuaweiCall extends Call {
  readonly cloud: 'huawei';
  readonly product: 'das' | 'ddm' | 'dds' | 'gaussdb' | 'iam' | 'rds' | 'taurusdb';
}

export type CloudCall = AlibabaCall | HuaweiCall;

/** What came back, for people to read. */
export interface ReceivedAnswer {
  readonly contentType?: string;
  /** Secrets masked, and cut where it is too long to be kept. */
  readonly text: string;
  /** How many characters it had, where it was cut. */
  readonly length?: number;
}

/** One attempt at a call, for the timeline and the log. */
export interface Attempt {
  /** When it began, milliseconds since the epoch. */
  readonly at: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  /** The answer to a write, where one came. */
  readonly answer?: ReceivedAnswer;
}

/** What is known about a write after sending it. Unknown is a state of its own, never a failure. */
export type Outcome = { readonly attempts: readonly Attempt[] } & (
  | { readonly kind: 'accepted'; readonly requestId?: string; readonly body: unknown }
  /** The cloud said no. */
  | { readonly kind: 'refused'; readonly error: CloudError }
  /** Provably no byte left, or nothing was executed. */
  | { readonly kind: 'notSent'; readonly error: CloudError }
  /** It may or may not have had its effect. */
  | { readonly kind: 'unknown'; readonly error: CloudError }
);

/** A call as it goes over the wire, secrets masked, for people to read. */
export interface RequestView {
  readonly method: string;
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Flattened, as signed: `Tag.1.Key`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Path and query as sent; `/` where unset. */
  readonly target?: string | undefined;
  /** The body as sent, where there is one. */
  readonly body?: string | undefined;
  /** Where the host is the profile's own instead of the public one. */
  readonly ownHost?: boolean | undefined;
  /** What the cloud's own command line tool calls the API. */
  readonly product?: string | undefined;
}

/** What may keep a write from being sent, or from being sent again. */
export interface WriteOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the request may still be sent, as whether the run that it is for is still this window's own. Asked directly
   * before every attempt, the first included; where it is not set nothing forbids one. A rejection is a no. After a no
   * nothing more is sent: the outcome is `notSent` where no attempt can have had an effect, and else `unknown`.
   */
  readonly mayStillSend?: (() => Promise<boolean>) | undefined;
}

/** What the person's own safety policy says of a write. */
export interface Ruling {
  /** `confirms`: it wants a person to say yes; `warns`: something is wrong with it. */
  readonly does: 'refuses' | 'confirms' | 'warns';
  /** Which rule of which file. */
  readonly fact: Text;
  /** What it means, or what to do. */
  readonly advice: Text;
}

/** A cloud as one profile sees it. */
export interface CloudClient {
  /** The answer's JSON, secrets redacted. Rejects with CloudError. Retried as reads may be. */
  read(call: CloudCall, signal?: AbortSignal): Promise<unknown>;
  /**
   * Never rejects for what the cloud or the network does; a read-only profile gets `notSent`. No attempt begins later
   * than a minute after the call, whatever it had to wait for and even where the machine slept.
   */
  write(call: CloudCall, options?: WriteOptions): Promise<Outcome>;
  view(call: CloudCall): RequestView;
  /** What the person's safety policy says of a write, where there is one: `write` obeys it. Never rejects. */
  ruling?(call: CloudCall): Promise<Ruling | undefined>;
}

/** One line of the request log. */
export interface RequestLogEntry {
  readonly at: number;
  readonly profile: string;
  readonly operation: string;
  readonly region: string;
  readonly host: string;
  readonly status?: number;
  readonly durationMs: number;
  readonly requestId?: string;
  /** The error's code, where there is one. */
  readonly code?: string;
  /** 1 for the first. */
  readonly attempt: number;
}
