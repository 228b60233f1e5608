import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { needed, optional, readAs } from './answers';

/** Who the keys of a profile belong to. */
export interface CallerIdentity {
  readonly accountId: string;
  readonly arn: string;
  /** `Account`, `RAMUser`, `AssumedRoleUser`. */
  readonly type: string;
}

const answer = z.object({ AccountId: needed, Arn: needed, IdentityType: optional });

/** Needs no permission, so that it tells wrong keys from missing permissions. Rejects with CloudError. */
export async function callerIdentity(client: CloudClient, signal?: AbortSignal): Promise<CallerIdentity> {
  const call = {
    cloud: 'alibaba',
    product: 'sts',
    action: 'GetCallerIdentity',
    region: 'cn-hangzhou',
    parameters: {},
  } as const;
  const { AccountId, Arn, IdentityType } = await readAs(client, call, answer, signal);
  return { accountId: AccountId, arn: Arn, type: IdentityType ?? '' };
}
