import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalPairs, type GatewayRequest, percentEncode } from '../gatewayRequest';
import type { HuaweiState } from './huaweiState';
import { HUAWEI_IDENTITIES, type HuaweiIdentity } from './keys';
import { keyRefused } from './refusal';

const ALGORITHM = 'SDK-HMAC-SHA256';
/** How far a client's clock may be off, either way. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** Says who signed a request, or throws what the gateway answers and counts it against the key. */
export function authenticate(request: GatewayRequest, state: HuaweiState, now: number): HuaweiIdentity {
  const parts = /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})$/.exec(
    request.headers['authorization'] ?? '',
  );
  if (!parts) throw keyRefused('x-sdk-date or Authorization is missing or malformed');
  const [, accessKeyId = '', names = '', signature = ''] = parts;
  if (state.isLocked(accessKeyId, now)) throw keyRefused('AK access failed to reach the limit,forbidden.');
  const why = whyNot(request, accessKeyId, names.split(';'), signature, now);
  if (typeof why !== 'string') return why;
  state.noteFailure(accessKeyId, now);
  throw keyRefused(why);
}

/** The identity, or what is wrong. */
function whyNot(
  request: GatewayRequest,
  accessKeyId: string,
  names: readonly string[],
  signature: string,
  now: number,
): HuaweiIdentity | string {
  const { headers } = request;
  const date = headers['x-sdk-date'] ?? '';
  const time = /^\d{8}T\d{6}Z$/.test(date)
    ? Date.parse(date.replace(/^(....)(..)(..T..)(..)(..)Z$/, '$1-$2-$3:$4:$5Z'))
    : NaN;
  // Dates carry whole seconds, so the gateway cannot tell the fraction apart.
  if (!(Math.abs(Math.floor(now / 1000) * 1000 - time) <= CLOCK_TOLERANCE_MS))
    return `signature expired, x-sdk-date: ${date}`;
  const identity = HUAWEI_IDENTITIES.find((each) => each.accessKeyId === accessKeyId);
  if (!identity) return `Get secretKey failed,ak:${accessKeyId},err:ak not exist`;
  for (const name of ['host', 'x-sdk-date'])
    if (!names.includes(name)) return `verify aksk signature fail, the header ${name} is not signed`;
  if (headers['x-security-token'] !== identity.securityToken) return 'decrypt token fail';
  const ours = createHmac('sha256', identity.accessKeySecret)
    .update(`${ALGORITHM}\n${date}\n${sha256(canonicalRequest(request, names))}`)
    .digest();
  return timingSafeEqual(ours, Buffer.from(signature, 'hex')) ? identity : 'verify aksk signature fail';
}

/** The text that is signed, from a request as it came and the names it says it signed. */
function canonicalRequest(request: GatewayRequest, names: readonly string[]): string {
  const path = request.path
    .split('/')
    .map((segment) => percentEncode(decodeURIComponent(segment)))
    .join('/');
  return [
    request.method,
    path.endsWith('/') ? path : `${path}/`,
    canonicalPairs(request.query),
    names.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join(''),
    names.join(';'),
    sha256(request.body),
  ].join('\n');
}
