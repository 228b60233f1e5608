import { secretsOfKey, type AccessKey } from '../accessKey';
import type { AlibabaCall, RequestView } from '../cloudClient';
import { percentEncode } from '../percentEncode';
import type { SignedRequest, Signing } from '../protocol';
import { MASK, redact } from '../redact';
import { canonicalQuery, flatten, sha256 } from '../signing';
import { hostFor } from './endpoints';
import { VERSIONS } from './operations';
import { signAcs3, signRpc } from './sign';

const FORM = 'application/x-www-form-urlencoded';

const carriesSecrets = (call: AlibabaCall): boolean => (call.secretParameters?.length ?? 0) > 0;

/**
 * The call, signed. ACS3 with all parameters in the query, as the vendor's core sends them; a call that carries secrets
 * goes as an RPC 1.0 form, so that no secret stands in a URL.
 */
export function signedRequest(call: AlibabaCall, signing: Signing): SignedRequest {
  const { action, product } = call;
  const version = VERSIONS[product];
  const parameters = flatten(call.parameters);
  if (carriesSecrets(call)) {
    const body = canonicalQuery(signRpc({ method: 'POST', action, version, parameters, ...signing }));
    return {
      method: 'POST',
      target: '/',
      headers: { accept: 'application/json', 'content-type': FORM },
      body,
    };
  }
  const signed = signAcs3({ method: 'POST', action, version, query: parameters, ...signing });
  const { host: _, ...headers } = signed.headers;
  const query = canonicalQuery(parameters);
  return {
    method: 'POST',
    target: query ? `/?${query}` : '/',
    headers: { accept: 'application/json', ...headers },
  };
}

/** The values of a call that must never be shown. */
export function secretsOf(call: AlibabaCall, credentials?: AccessKey): readonly string[] {
  const ofKey = credentials ? secretsOfKey(credentials) : [];
  if (!call.secretParameters?.length) return ofKey;
  const ofCall = Object.entries(flatten(call.parameters)).filter(([name]) => isSecretParameter(call, name));
  return [...ofCall.map(([, value]) => value), ...ofKey];
}

const isSecretParameter = ({ secretParameters = [] }: AlibabaCall, name: string): boolean =>
  secretParameters.some((secret) => name === secret || name.startsWith(`${secret}.`));

/** The call as people may see it: secrets masked, and words in place of what changes with every attempt. */
export function viewOf(call: AlibabaCall): RequestView {
  const { action, product, region } = call;
  const version = VERSIONS[product];
  const parameters = Object.fromEntries(
    Object.entries(redact(flatten(call.parameters), secretsOf(call))).map(([name, value]) => [
      name,
      isSecretParameter(call, name) ? MASK : value,
    ]),
  );
  const host = hostFor(product, region);
  const seen = { method: 'POST', product, host, action, version, region, parameters };
  if (carriesSecrets(call))
    return { ...seen, headers: { accept: 'application/json', 'content-type': FORM }, ...formOf(seen) };
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: '<signature>',
    'x-acs-action': action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': '<date>',
    'x-acs-signature-nonce': '<nonce>',
    'x-acs-version': version,
  };
  const query = readableQuery(parameters);
  return { ...seen, headers, target: query ? `/?${query}` : '/' };
}

/** The form that is signed, with the same words in place of what changes with every attempt. */
function formOf(call: Pick<RequestView, 'method' | 'action' | 'version' | 'parameters'>): { body: string } {
  const credentials = { accessKeyId: '<AccessKey ID>', accessKeySecret: '' };
  const signed = signRpc({ ...call, credentials, now: 0, nonce: '<nonce>' });
  return { body: readableQuery({ ...signed, Timestamp: '<date>', Signature: '<signature>' }) };
}

const WORDS = new Set([MASK, '<AccessKey ID>', '<nonce>', '<date>', '<signature>']);

/** As `canonicalQuery`, with masks and words left readable. */
const readableQuery = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${WORDS.has(value) ? value : percentEncode(value)}`)
    .join('&');
