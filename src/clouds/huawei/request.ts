import { secretsOfKey, type AccessKey } from '../accessKey';
import type { HuaweiCall, ParameterValue, RequestView } from '../cloudClient';
import { CloudError } from '../cloudError';
import { percentEncode } from '../percentEncode';
import type { SignedRequest, Signing } from '../protocol';
import { MASK, redact } from '../redact';
import { canonicalQuery, flatten, type Query } from '../signing';
import { text } from '../text';
import { hostFor } from './endpoints';
import { operationOf } from './operations';
import { signSdkHmac } from './sign';

/** The language in which the cloud words its errors. */
export type Language = 'en-us' | 'zh-cn';

/** A call with each of its parameters at its place. */
interface Placed {
  readonly method: SignedRequest['method'];
  readonly path: string;
  readonly query: Query;
  readonly body?: Readonly<Record<string, ParameterValue>>;
}

const JSON_TYPE = 'application/json';
/** What ids are made of. A value with a slash or dots would call something else. */
const ID = /^[0-9A-Za-z][0-9A-Za-z_-]*$/;

/** Throws CloudError where the call cannot be sent: an unknown operation, an id that none is, a secret for a URL. */
export const placed = (call: HuaweiCall): Placed => place(call, isId);

const isId = (value: string): boolean => ID.test(value);

function place(
  { parameters, secretParameters = [], ...call }: HuaweiCall,
  fits: (value: string, name: string) => boolean,
): Placed {
  const { method, path } = operationOf({ parameters, ...call });
  const rest = { ...parameters };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- what is left goes elsewhere
    delete rest[name];
    if (typeof value === 'string' && fits(value, name)) return value;
    throw notSendable(
      text('{operation} was not sent: {name} is missing or not an id.', { operation: call.action, name }),
    );
  });
  const given = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== null),
  );
  if (method !== 'GET') return { method, path: filled, query: {}, body: given };
  if (secretParameters.some((name) => name in given))
    throw notSendable(
      text('{operation} was not sent: it would carry a secret in its address.', { operation: call.action }),
    );
  const query = Object.entries(given).map(([name, value]) => [name, queryValue(value)] as const);
  return { method, path: filled, query: Object.fromEntries(query) };
}

const notSendable = (explanation: CloudError['explanation']): CloudError =>
  new CloudError({ kind: 'network', code: 'InvalidParameter', explanation });

const queryValue = (value: ParameterValue): string | readonly string[] =>
  Array.isArray(value) ? value.map(scalar) : scalar(value);

const scalar = (value: ParameterValue): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The headers that are signed besides those of the signature itself. */
function ownHeaders({ product, parameters }: HuaweiCall, language: Language): Record<string, string> {
  const { project_id: project } = parameters;
  return {
    'content-type': JSON_TYPE,
    ...(typeof project === 'string' ? { 'x-project-id': project } : {}),
    // IAM documents no such header.
    ...(product === 'iam' ? {} : { 'x-language': language }),
  };
}

/** The call, signed. Its secrets, if any, are in the body. */
export function signedRequest(call: HuaweiCall, signing: Signing, language: Language): SignedRequest {
  const { method, path, query, body: fields } = placed(call);
  const body = fields && JSON.stringify(fields);
  const signed = signSdkHmac({
    ...signing,
    method,
    path,
    query,
    headers: ownHeaders(call, language),
    ...(body === undefined ? {} : { body }),
  });
  const { host: _, ...sent } = signed.headers;
  return {
    method,
    target: targetOf(path, canonicalQuery(query)),
    headers: { accept: JSON_TYPE, ...sent },
    ...(body === undefined ? {} : { body }),
  };
}

const targetOf = (path: string, query: string): string => (query ? `${path}?${query}` : path);

/** The values of a call that must never be shown. */
export function secretsOf(call: HuaweiCall, credentials?: AccessKey): readonly string[] {
  const ofKey = credentials ? secretsOfKey(credentials) : [];
  if (!call.secretParameters?.length) return ofKey;
  const ofCall = Object.entries(flatten(call.parameters)).filter(([name]) => isSecretParameter(call, name));
  return [...ofCall.map(([, value]) => value), ...ofKey];
}

const isSecretParameter = ({ secretParameters = [] }: HuaweiCall, name: string): boolean =>
  secretParameters.some((secret) => name === secret || name.startsWith(`${secret}.`));

/** The call as people may see it: secrets masked, and words in place of what changes with every attempt. */
export function viewOf(call: HuaweiCall, language: Language): RequestView {
  const { action, product, region, secretParameters = [] } = call;
  const secrets = secretsOf(call);
  const { method, path, query, body } = place(
    call,
    // The project's id may not have been looked up yet.
    (value, name) => isId(value) || value === `{${name}}`,
  );
  const masked = Object.fromEntries(
    Object.entries(redact(call.parameters, secrets)).map(([name, value]) => [
      name,
      secretParameters.includes(name) ? MASK : value,
    ]),
  );
  return {
    method,
    product,
    host: hostFor(product, region),
    action,
    version: path.split('/')[1] ?? '',
    region,
    headers: {
      accept: JSON_TYPE,
      ...ownHeaders(call, language),
      authorization: '<signature>',
      'x-sdk-date': '<date>',
    },
    parameters: flatten(masked),
    target: targetOf(path, readableQuery(redact(query, secrets))),
    ...(body
      ? { body: JSON.stringify(Object.fromEntries(Object.keys(body).map((name) => [name, masked[name]]))) }
      : {}),
  };
}

/** As `canonicalQuery`, with masks left readable. */
const readableQuery = (query: Query): string => canonicalQuery(query).replaceAll(percentEncode(MASK), MASK);
