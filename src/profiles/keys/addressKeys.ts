import { isOwnHost } from '../../clouds/directRequest';
import { networkError } from '../../clouds/networkError';
import { text, type Text } from '../../clouds/text';
import { TransportError, type HttpResponse } from '../../clouds/transport';
import { answeredFields, answeredKey, type AnswerFields } from './answeredKey';
import type { KeyMachineParts } from './keyMachineParts';
import type { AddressRecipe } from './keyRecipe';
import { stepError } from './keyStepError';
import type { OpenKeysParts } from './openKeys';
import type { MadeKey } from './renewedKeys';

const TIMEOUT_MS = 10_000;
/** Bytes. Keys are a few hundred, tokens some thousand. */
export const MOST_ANSWER = 64 * 1024;

export const STS_FIELDS: AnswerFields = {
  id: 'AccessKeyId',
  secret: 'AccessKeySecret',
  token: 'SecurityToken',
  ends: ['Expiration'],
};
const CHECK = text('Check the address with the tool that uses it, then try again.');

/** Why an address is not asked for keys; undefined where it is. */
export function addressProblem(address: string): Text | undefined {
  if (!URL.canParse(address)) return text('Its address is none. Repair it there.');
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '')
    return text('Its address holds a user name or a password, which is not sent.');
  if (protocol === 'https:' || (protocol === 'http:' && isOwnHost(hostname))) return undefined;
  return text('Its address is not https, and not on this machine.');
}

/** Asks the address for a key: mode CredentialsURI (facts: 7). No redirect is followed. Rejects with CloudError. */
export async function addressKey(
  { url }: AddressRecipe,
  { direct, clock }: Pick<KeyMachineParts, 'direct' | 'clock'>,
  { transport, profileName: profile }: Pick<OpenKeysParts, 'transport' | 'profileName'>,
  signal: AbortSignal,
): Promise<MadeKey> {
  const problem = addressProblem(url);
  if (problem) throw stepError(problem, text('Edit the profile to take it over again.'));
  const { protocol, host } = new URL(url);
  const request = { method: 'GET', url, timeoutMs: TIMEOUT_MS } as const;
  const coming =
    protocol === 'https:'
      ? transport.read({ ...request, headers: { accept: 'application/json' } }, signal)
      : direct({ ...request, headers: { accept: 'application/json' }, maxBytes: MOST_ANSWER }, signal);
  const { status, body } = await coming.catch((error: unknown) => {
    throw notReached(error, host, profile);
  });
  if (status >= 300 && status < 400)
    throw stepError(
      text('{host} sent the request elsewhere (status {status}), which was not followed.', { host, status }),
      CHECK,
    );
  if (status !== 200)
    throw stepError(text('{host} gave no keys (status {status}).', { host, status }), CHECK);
  if (Buffer.byteLength(body) > MOST_ANSWER)
    throw stepError(text('{host} answered with more than keys are long.', { host }), CHECK);
  return stsKey({ status, headers: {}, body }, clock.now());
}

/** The key in an answer as STS, the metadata service and addresses give it. Throws CloudError. */
export function stsKey({ body }: HttpResponse, now: number): MadeKey {
  const fields = answeredFields(body);
  const { Code: code } = fields;
  if (code !== undefined && code !== 'Success')
    throw stepError(text('What came back says that it is no success.'), CHECK);
  return answeredKey(fields, STS_FIELDS, { now, needsToken: true });
}

/** The error of a request that brought no answer; the address may hold secrets, so that only its host is told. */
const notReached = (error: unknown, host: string, profile: string) =>
  networkError(error instanceof TransportError ? error : new TransportError('other', true, 'failed'), {
    profile,
    host,
    region: '-',
    operation: 'GET',
  });
