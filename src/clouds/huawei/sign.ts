import { createHmac } from 'node:crypto';
import type { AccessKey } from '../accessKey';
import { percentEncode } from '../percentEncode';
import { canonicalHeaders, canonicalQuery, sha256, type Query } from '../signing';

const ALGORITHM = 'SDK-HMAC-SHA256';

export interface SdkHmacInput {
  readonly method: string;
  /** With the port where it is not the scheme's own. */
  readonly host: string;
  /** From the first slash on, not encoded. */
  readonly path: string;
  readonly query: Query;
  /** Those to be signed besides host, date and token. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credentials: AccessKey;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface SdkHmacSignature {
  /** All headers that the request must carry, `host` among them, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly canonicalRequest: string;
}

/** `20260120T083000Z`: UTC to the second. */
export const sdkDate = (at: number): string =>
  `${new Date(at).toISOString().slice(0, -5).replaceAll(/[-:]/g, '')}Z`;

/** Each segment percent-encoded; in the signed form, though not in the address, it ends with a slash. */
const canonicalPath = (path: string): string =>
  `${path.split('/').map(percentEncode).join('/').replace(/\/$/, '')}/`;

/** Signs with SDK-HMAC-SHA256 ("AK/SK signing and authentication" in the vendor's help). */
export function signSdkHmac(input: SdkHmacInput): SdkHmacSignature {
  const { accessKeyId, accessKeySecret, securityToken } = input.credentials;
  const date = sdkDate(input.now);
  const headers: Record<string, string> = {
    ...input.headers,
    host: input.host,
    'x-sdk-date': date,
  };
  if (securityToken) headers['x-security-token'] = securityToken;
  const { names, lines } = canonicalHeaders(headers);
  const [path, query] = [canonicalPath(input.path), canonicalQuery(input.query)];
  const canonicalRequest = `${input.method}\n${path}\n${query}\n${lines}\n${names}\n${sha256(input.body ?? '')}`;
  const signature = createHmac('sha256', accessKeySecret)
    .update(`${ALGORITHM}\n${date}\n${sha256(canonicalRequest)}`)
    .digest('hex');
  const authorization = `${ALGORITHM} Access=${accessKeyId}, SignedHeaders=${names}, Signature=${signature}`;
  headers['authorization'] = authorization;
  return { headers, canonicalRequest };
}
