import type { NetworkSetting } from './networkWords';
import { plain, type Text } from './text';

export type CloudErrorKind =
  /** The cloud answered no, with a code of its own. */
  | 'refused'
  /** The cloud asks to slow down; nothing was executed. */
  | 'throttled'
  /** Unknown key, wrong signature, expired or malformed token. */
  | 'credentials'
  /** The cloud did not accept the key, and counts: a few such failures lock it. Nothing may be sent until a person says so. */
  | 'keyRejected'
  /** The profile was removed: there are no keys to ask with, and none will come. */
  | 'profileGone'
  /** The key is known but may not do this. */
  | 'permission'
  /** This machine's clock is off. */
  | 'clock'
  /** An error of the cloud's own (5xx). */
  | 'server'
  /** No whole answer arrived. */
  | 'network'
  /** The answer is not what the documents promise: HTML, broken JSON, a missing or mistyped field. */
  | 'answer'
  /** The profile is read-only; nothing was sent. */
  | 'readOnly'
  /** The person's own safety policy forbids it; nothing was sent. */
  | 'policy'
  /** Its time was over, or it was given up; nothing more was sent. */
  | 'tooLate'
  /** A person stopped it. */
  | 'cancelled';

export interface CloudErrorFacts {
  readonly kind: CloudErrorKind;
  /** What happened, for people. Redacted. */
  readonly explanation: Text;
  /** What to do about it, for people. */
  readonly advice?: Text;
  /** The cloud's or the system's error code. */
  readonly code?: string;
  readonly status?: number;
  readonly requestId?: string;
  /** The cloud's own words. Redacted. */
  readonly cloudMessage?: string;
  /** What to look at, where one setting decides. */
  readonly setting?: NetworkSetting;
}

/** Whatever goes wrong between us and a cloud. Never holds a secret, and never a `cause` that might. */
export class CloudError extends Error implements CloudErrorFacts {
  override readonly name = 'CloudError';
  readonly kind: CloudErrorKind;
  readonly explanation: Text;
  readonly advice?: Text;
  readonly code?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly cloudMessage?: string;
  readonly setting?: NetworkSetting;

  constructor(facts: CloudErrorFacts) {
    super(plain(facts.explanation));
    this.kind = facts.kind;
    this.explanation = facts.explanation;
    if (facts.advice) this.advice = facts.advice;
    if (facts.code !== undefined) this.code = facts.code;
    if (facts.status !== undefined) this.status = facts.status;
    if (facts.requestId !== undefined) this.requestId = facts.requestId;
    if (facts.cloudMessage !== undefined) this.cloudMessage = facts.cloudMessage;
    if (facts.setting) this.setting = facts.setting;
  }

  /** Whether other keys are what helps. */
  get needsKeys(): boolean {
    return this.kind === 'credentials' || this.kind === 'keyRejected';
  }
}
