import type { ResponseTree } from '../catalogue';
import type { HuaweiIdentity } from './keys';
import type { HuaweiState } from './huaweiState';

/** The services whose instances DAS connects to. */
export type DatabaseService = 'ddm' | 'dds' | 'gaussdb' | 'rds' | 'taurusdb';

/** What a host can be of. `sharedGaussdb` stands behind the one that two products have in some regions. */
export type HuaweiService = DatabaseService | 'das' | 'iam' | 'sharedGaussdb';

/** A documented field of a request. */
export interface RequestField {
  readonly type: 'boolean' | 'integer' | 'string' | 'objects' | 'strings';
  readonly required?: true;
  readonly values?: readonly string[];
  /** From and to, of numbers. */
  readonly range?: readonly [number, number];
}

/** The fields of a request as they are meant. */
export type Fields = Readonly<Record<string, unknown>>;

/** What an operation is executed with, once the gateway has let the request in. */
export interface HuaweiContext {
  readonly identity: HuaweiIdentity;
  readonly region: string;
  /** What stands in the path. */
  readonly ids: Readonly<Record<string, string>>;
  readonly fields: Fields;
  readonly state: HuaweiState;
  readonly now: number;
  /** Notes what was done, and writes all to disk. */
  done(instanceId: string, detail: Readonly<Record<string, string | boolean>>): void;
}

/** An operation as the vendor documents it, and what the sample does. */
export interface ServedOperation {
  readonly method: string;
  /** What is in the path is a parameter as well. */
  readonly path: RegExp;
  /** Of the query or of the body. */
  readonly fields: Readonly<Record<string, RequestField>>;
  /** Unset where nothing is answered. */
  readonly response?: ResponseTree;
  /** Answers with the fields of the response; undefined where the documents promise none. */
  run(context: HuaweiContext): Fields | undefined;
}

/** By the vendor's own names for them. */
export type ServedOperations = Readonly<Record<string, ServedOperation>>;
