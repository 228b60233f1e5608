import { METADATA_HOST, type DirectRequest } from '../../clouds/directRequest';
import { cancelledError } from '../../clouds/retry';
import { text } from '../../clouds/text';
import { TransportError, type HttpResponse } from '../../clouds/transport';
import { MOST_ANSWER, stsKey } from './addressKeys';
import type { KeyMachineParts } from './keyMachineParts';
import type { InstanceRecipe } from './keyRecipe';
import { stepError } from './keyStepError';
import { allowsMetadataV1 } from './killSwitches';
import type { MadeKey } from './renewedKeys';

const ORIGIN = `http://${METADATA_HOST}`;
const KEYS = '/latest/meta-data/ram/security-credentials/';
/** It answers at once, or this is no such server. */
const TIMEOUT_MS = 2000;
const TOKEN_SECONDS = '300';
const NO_SERVER = text(
  'Only servers (ECS instances) of Alibaba Cloud have such keys. In a remote window the server is the remote host.',
);

type Parts = Pick<KeyMachineParts, 'direct' | 'clock' | 'env'>;

/**
 * The key of the role that the server was given: mode EcsRamRole (facts: 7). The metadata service is asked with a token
 * (version 2), and without one where it has none and ALIBABA_CLOUD_IMDSV1_DISABLED allows it. Rejects with CloudError.
 */
export async function instanceKey(
  { roleName }: InstanceRecipe,
  parts: Parts,
  signal: AbortSignal,
): Promise<MadeKey> {
  const token = await metadataToken(parts, signal);
  const headers = token === undefined ? {} : { 'x-aliyun-ecs-metadata-token': token };
  const get = (path: string) => answered(parts, { method: 'GET', url: `${ORIGIN}${path}`, headers }, signal);
  const role = roleName ?? (await get(KEYS)).body.trim();
  if (!/^[\w.-]{1,64}$/.test(role))
    throw stepError(text('The server has no RAM role.'), text('Give it one in the console of ECS.'));
  return stsKey(await get(KEYS + role), parts.clock.now());
}

async function metadataToken(parts: Parts, signal: AbortSignal): Promise<string | undefined> {
  const headers = { 'x-aliyun-ecs-metadata-token-ttl-seconds': TOKEN_SECONDS };
  try {
    const url = `${ORIGIN}/latest/api/token`;
    const token = (await answered(parts, { method: 'PUT', url, headers }, signal)).body.trim();
    if (/^[\x21-\x7e]{1,4096}$/.test(token)) return token;
  } catch (error) {
    if (signal.aborted || !allowsMetadataV1(parts.env())) throw error;
  }
  return undefined;
}

async function answered(
  { direct }: Parts,
  request: Pick<DirectRequest, 'method' | 'url' | 'headers'>,
  signal: AbortSignal,
): Promise<HttpResponse> {
  let answer: HttpResponse;
  try {
    answer = await direct({ ...request, timeoutMs: TIMEOUT_MS, maxBytes: MOST_ANSWER }, signal);
  } catch (error) {
    if (error instanceof TransportError && error.failure === 'cancelled') throw cancelledError();
    throw stepError(text('No metadata service answered at {host}.', { host: METADATA_HOST }), NO_SERVER);
  }
  if (answer.status === 200) return answer;
  const { status } = answer;
  throw stepError(text('The metadata service refused (status {status}).', { status }), NO_SERVER);
}
