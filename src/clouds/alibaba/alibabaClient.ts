import { createClient, type ClientDeps } from '../client';
import type { AlibabaCall, CloudClient } from '../cloudClient';
import { CloudError } from '../cloudError';
import type { Protocol } from '../protocol';
import { text } from '../text';
import { readAnswer } from './answer';
import { hostFor, otherHostFor } from './endpoints';
import { isRead } from './operations';
import { secretsOf, signedRequest, viewOf } from './request';

/** Alibaba Cloud as one profile sees it. A read-only profile sends nothing but the operations known to be reads. */
export const createAlibabaClient = (deps: ClientDeps): CloudClient => createClient(protocol, deps);

const protocol: Protocol<AlibabaCall> = {
  cloud: 'alibaba',
  isRead: ({ product, action }) => isRead(product, action),
  hostFor: ({ product, region, host }) => host ?? hostFor(product, region),
  otherHostFor: ({ product, region }) => otherHostFor(product, region),
  wrongHost: new Set(['ENOTFOUND', 'nameNotFound', 'InvalidApi.NotFound', 'InvalidProduct.NotFound']),
  secretsOf,
  sign: signedRequest,
  view: viewOf,
  readAnswer,
  badKeys: (problem, profile) =>
    new CloudError({
      kind: 'credentials',
      explanation:
        problem === 'unreadable'
          ? text('The keys of profile {profile} could not be read.', { profile })
          : text('The AccessKey or token of profile {profile} is empty or holds characters that none has.', {
              profile,
            }),
      advice: text('Update its credentials.'),
    }),
};
