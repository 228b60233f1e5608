import { createClient, type ClientDeps } from '../client';
import type { CloudClient, HuaweiCall } from '../cloudClient';
import { CloudError } from '../cloudError';
import type { Protocol } from '../protocol';
import { text } from '../text';
import { readAnswer } from './answer';
import { hostFor, otherHostFor } from './endpoints';
import { createKeyGuard, type HuaweiKeyGuard } from './keyGuard';
import { isRead } from './operations';
import { withProjects } from './projects';
import { placed, secretsOf, signedRequest, viewOf, type Language } from './request';

export interface HuaweiClientDeps extends ClientDeps {
  /** In which the cloud words its errors. Asked for each call. */
  language(): Language;
}

/** A client with a key that failures lock: after one, nothing is sent until `key.tryAgain()`. */
export interface HuaweiClient extends CloudClient {
  readonly key: Pick<HuaweiKeyGuard, 'problem' | 'tryAgain'>;
}

/** Huawei Cloud as one profile sees it. The `region` of a call is a project's name (`withProjects`). A read-only profile sends nothing but the operations known to be reads. */
export function createHuaweiClient(deps: HuaweiClientDeps): HuaweiClient {
  const key = createKeyGuard(deps.profileName);
  return {
    ...withProjects(
      createClient(
        protocolFor(() => deps.language(), key),
        deps,
      ),
      deps.clock,
    ),
    key,
  };
}

const protocolFor = (language: () => Language, keyGuard: HuaweiKeyGuard): Protocol<HuaweiCall> => ({
  cloud: 'huawei',
  isRead,
  hostFor: ({ product, region }) => hostFor(product, region),
  otherHostFor: ({ product, region }) => otherHostFor(product, region),
  wrongHost: new Set(['ENOTFOUND', 'nameNotFound', 'APIGW.0101']),
  check: placed,
  secretsOf,
  sign: (call, signing) => signedRequest(call, signing, language()),
  view: (call) => viewOf(call, language()),
  readAnswer,
  keyGuard,
  badKeys: (problem, profile) =>
    new CloudError({
      kind: 'credentials',
      explanation:
        problem === 'unreadable'
          ? text('The keys of profile {profile} could not be read.', { profile })
          : text('The access key or token of profile {profile} is empty or holds characters that none has.', {
              profile,
            }),
      advice: text('Update its credentials.'),
    }),
});
