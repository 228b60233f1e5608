import type { Pair } from './gatewayRequest';

/** What a signed request claims, whichever of the two signatures it carries. */
export interface Presented {
  readonly action: string;
  readonly version: string;
  readonly accessKeyId: string;
  readonly securityToken?: string;
  /** As sent: UTC, seconds, Z. */
  readonly date: string;
  readonly nonce: string;
  /** The operation's own parameters. */
  readonly params: readonly Pair[];
  /** Computes the signature anew and compares. */
  verify(secret: string): { readonly matches: boolean; readonly stringToSign: string };
}
