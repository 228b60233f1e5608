import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { GatewayError, missing } from './gatewayError';
import { canonicalPairs, type GatewayRequest } from './gatewayRequest';
import type { Presented } from './presented';

const ALGORITHM = 'ACS3-HMAC-SHA256';
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** The two texts of the signature, from a request and the names it says it signed. */
export function acs3Texts(
  request: GatewayRequest,
  signedHeaders: readonly string[],
): { canonicalRequest: string; stringToSign: string } {
  const headers = signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  const canonicalRequest = [
    request.method,
    request.path,
    canonicalPairs(request.query),
    headers,
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
  return { canonicalRequest, stringToSign: `${ALGORITHM}\n${sha256(canonicalRequest)}` };
}

const incomplete = (why: string): GatewayError =>
  new GatewayError(
    400,
    'IncompleteSignature',
    `The request signature does not conform to Alibaba Cloud standards: ${why}`,
  );

/** Reads an ACS3-HMAC-SHA256 request. Throws a GatewayError naming what is missing or malformed. */
export function readAcs3(request: GatewayRequest): Presented {
  const { headers } = request;
  const required = (header: string, name: string): string => {
    const value = headers[header];
    if (!value) throw missing(name, header);
    return value;
  };
  const action = required('x-acs-action', 'Action');
  const version = required('x-acs-version', 'Version');
  const date = required('x-acs-date', 'Timestamp');
  const nonce = required('x-acs-signature-nonce', 'SignatureNonce');
  required('x-acs-content-sha256', 'ContentSha256');

  const parts =
    /^ACS3-HMAC-SHA256 +Credential=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/.exec(
      headers['authorization'] ?? '',
    );
  if (!parts) throw incomplete('the Authorization header is malformed.');
  const [, accessKeyId = '', names = '', signature = ''] = parts;
  const signedHeaders = names.split(';');
  if (signedHeaders.join(';') !== [...signedHeaders].sort().join(';'))
    throw incomplete('SignedHeaders is not sorted.');
  for (const name of ['host', ...Object.keys(headers).filter((n) => n.startsWith('x-acs-'))])
    if (!signedHeaders.includes(name)) throw incomplete(`the header ${name} is not signed.`);

  const securityToken = headers['x-acs-security-token'];
  return {
    action,
    version,
    accessKeyId,
    ...(securityToken === undefined ? {} : { securityToken }),
    date,
    nonce,
    params: request.query,
    verify: (secret) => {
      const { stringToSign } = acs3Texts(request, signedHeaders);
      const ours = createHmac('sha256', secret).update(stringToSign).digest();
      const hashed = headers['x-acs-content-sha256'] === sha256(request.body);
      return { matches: hashed && timingSafeEqual(ours, Buffer.from(signature, 'hex')), stringToSign };
    },
  };
}
