import * as z from 'zod';
import type { AccessKey } from '../clouds/accessKey';
import type { CloudClient } from '../clouds/cloudClient';
import { needed, readAs } from './answers';

export interface RoleToAssume {
  /** `acs:ram::<account>:role/<name>`. */
  readonly roleArn: string;
  /** 2 to 64 characters. */
  readonly sessionName: string;
  /** Seconds, from 900 to what the role allows. */
  readonly duration: number;
  readonly externalId?: string | undefined;
  /** What the session may do at most, as JSON. */
  readonly policy?: string | undefined;
  /** The host of STS to ask. */
  readonly host: string;
}

export interface AssumedRole {
  readonly key: AccessKey;
  /** By the cloud's clock, milliseconds since the epoch. */
  readonly expiration: number;
}

const answer = z.object({
  Credentials: z.object({
    AccessKeyId: needed,
    AccessKeySecret: needed,
    SecurityToken: needed,
    Expiration: z.string().transform((value, context) => {
      const at = Date.parse(value);
      if (Number.isNaN(at)) context.addIssue('no date');
      return at;
    }),
  }),
});

/** Takes on a role (facts: 2.6). Rejects with CloudError. */
export async function assumeRole(
  client: CloudClient,
  { roleArn, sessionName, duration, externalId, policy, host }: RoleToAssume,
  signal?: AbortSignal,
): Promise<AssumedRole> {
  const call = {
    cloud: 'alibaba',
    product: 'sts',
    action: 'AssumeRole',
    region: 'cn-hangzhou',
    host,
    secretAnswer: true,
    parameters: {
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: duration,
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      ...(policy === undefined ? {} : { Policy: policy }),
    },
  } as const;
  const { Credentials: made } = await readAs(client, call, answer, signal);
  return {
    key: {
      accessKeyId: made.AccessKeyId,
      accessKeySecret: made.AccessKeySecret,
      securityToken: made.SecurityToken,
    },
    expiration: made.Expiration,
  };
}
