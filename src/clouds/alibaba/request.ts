import type { CloudCall, RequestView } from '../cloudClient';
import { MASK, redact } from '../redact';
import type { AlibabaCredentials } from './credentials';
import { hostFor } from './endpoints';
import { VERSIONS } from './operations';
import { canonicalQuery, flatten, sha256, signAcs3, signRpc } from './sign';

const FORM = 'application/x-www-form-urlencoded';

export interface SignedRequest {
  /** Path and query. */
  readonly target: string;
  /** Without `host`, which the stack sets from the address. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Signing {
  readonly host: string;
  readonly credentials: AlibabaCredentials;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly nonce: string;
}

const carriesSecrets = (call: CloudCall): boolean => (call.secretParameters?.length ?? 0) > 0;

/**
 * The call, signed. ACS3 with all parameters in the query, as the vendor's core sends them; a call that carries secrets
 * goes as an RPC 1.0 form, so that no secret stands in a URL.
 */
export function signedRequest(call: CloudCall, signing: Signing): SignedRequest {
  const { action, product } = call;
  const version = VERSIONS[product];
  const parameters = flatten(call.parameters);
  if (carriesSecrets(call)) {
    const body = canonicalQuery(signRpc({ method: 'POST', action, version, parameters, ...signing }));
    return { target: '/', headers: { accept: 'application/json', 'content-type': FORM }, body };
  }
  const { headers } = signAcs3({ method: 'POST', action, version, query: parameters, ...signing });
  const sent = Object.entries(headers).filter(([name]) => name !== 'host');
  const query = canonicalQuery(parameters);
  return {
    target: query ? `/?${query}` : '/',
    headers: { accept: 'application/json', ...Object.fromEntries(sent) },
  };
}

/** The values of a call that must never be shown. */
export function secretsOf(call: CloudCall, credentials?: AlibabaCredentials): readonly string[] {
  const flat = flatten(call.parameters);
  return [
    ...Object.entries(flat)
      .filter(([name]) => isSecretParameter(call, name))
      .map(([, value]) => value),
    ...(credentials ? [credentials.accessKeySecret, credentials.securityToken ?? ''] : []),
  ];
}

const isSecretParameter = ({ secretParameters = [] }: CloudCall, name: string): boolean =>
  secretParameters.some((secret) => name === secret || name.startsWith(`${secret}.`));

/** The call as people may see it: secrets masked, and words in place of what changes with every attempt. */
export function viewOf(call: CloudCall): RequestView {
  const { action, product, region } = call;
  const version = VERSIONS[product];
  const parameters = Object.fromEntries(
    Object.entries(redact(flatten(call.parameters), secretsOf(call))).map(([name, value]) => [
      name,
      isSecretParameter(call, name) ? MASK : value,
    ]),
  );
  const headers: Record<string, string> = carriesSecrets(call)
    ? { accept: 'application/json', 'content-type': FORM }
    : {
        accept: 'application/json',
        authorization: '<signature>',
        'x-acs-action': action,
        'x-acs-content-sha256': sha256(''),
        'x-acs-date': '<date>',
        'x-acs-signature-nonce': '<nonce>',
        'x-acs-version': version,
      };
  return { method: 'POST', host: hostFor(product, region), action, version, region, headers, parameters };
}
