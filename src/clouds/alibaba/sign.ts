import { createHmac } from 'node:crypto';
import type { AccessKey } from '../accessKey';
import { percentEncode } from '../percentEncode';
import { canonicalHeaders, canonicalQuery, sha256 } from '../signing';

/** `2026-01-15T08:30:00Z`: UTC to the second. */
export const timestamp = (at: number): string => `${new Date(at).toISOString().slice(0, -5)}Z`;

export interface Acs3Input {
  readonly method: string;
  readonly host: string;
  readonly action: string;
  readonly version: string;
  /** Flattened. */
  readonly query: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly contentType?: string;
  readonly credentials: AccessKey;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly nonce: string;
}

export interface Acs3Signature {
  /** All headers that the request must carry, `host` among them, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly canonicalRequest: string;
}

/** Signs with ACS3-HMAC-SHA256 ("V3 request structure and signature" in the vendor's help). */
export function signAcs3(input: Acs3Input): Acs3Signature {
  const { accessKeyId, accessKeySecret, securityToken } = input.credentials;
  const payloadHash = sha256(input.body ?? '');
  const headers: Record<string, string> = {
    host: input.host,
    'x-acs-action': input.action,
    'x-acs-content-sha256': payloadHash,
    'x-acs-date': timestamp(input.now),
    'x-acs-signature-nonce': input.nonce,
    'x-acs-version': input.version,
  };
  if (securityToken) {
    headers['x-acs-accesskey-id'] = accessKeyId;
    headers['x-acs-security-token'] = securityToken;
  }
  if (input.contentType) headers['content-type'] = input.contentType;
  const { names, lines } = canonicalHeaders(headers);
  const query = canonicalQuery(input.query);
  const canonicalRequest = `${input.method}\n/\n${query}\n${lines}\n${names}\n${payloadHash}`;
  const signature = createHmac('sha256', accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonicalRequest)}`)
    .digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  headers['authorization'] = authorization;
  return { headers, canonicalRequest };
}

export interface RpcInput {
  readonly method: string;
  readonly action: string;
  readonly version: string;
  /** Flattened. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly credentials: AccessKey;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly nonce: string;
}

/** Signs with the RPC signature 1.0 (HMAC-SHA1). Gives all parameters, `Signature` among them, for URL or form. */
export function signRpc(input: RpcInput): Readonly<Record<string, string>> {
  const { accessKeyId, accessKeySecret, securityToken } = input.credentials;
  const all: Record<string, string> = {
    ...input.parameters,
    Action: input.action,
    Version: input.version,
    Format: 'JSON',
    AccessKeyId: accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: input.nonce,
    Timestamp: timestamp(input.now),
    ...(securityToken ? { SecurityToken: securityToken } : {}),
  };
  return { ...all, Signature: rpcSignature(input.method, all, accessKeySecret) };
}

/** The RPC 1.0 signature of a set of parameters, base64. */
export function rpcSignature(
  method: string,
  parameters: Readonly<Record<string, string>>,
  accessKeySecret: string,
): string {
  const text = `${method}&%2F&${percentEncode(canonicalQuery(parameters))}`;
  return createHmac('sha1', `${accessKeySecret}&`).update(text).digest('base64');
}
