import { GatewayError } from './gatewayError';
import { between, type Limit, pattern } from './limit';

const wrong = (name: string): GatewayError =>
  new GatewayError(400, `InvalidParameter.${name}`, `The parameter ${name} is wrongly formed.`);

/** The documented limits of STS; what a role allows at most is its own. */
export const STS_LIMITS: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  AssumeRole: {
    RoleArn: pattern(/^acs:ram::\d+:role\/[\w.-]{1,64}$/i, '', wrong('RoleArn')),
    RoleSessionName: pattern(/^[\w.@-]{2,64}$/, '', wrong('RoleSessionName')),
    ExternalId: pattern(/^[\w+=,.@:/-]{2,1224}$/, '', wrong('ExternalId')),
    SourceIdentity: pattern(/^(?!(acs|aliyun|alibabacloud):)[\w+=,.@-]{2,64}$/, '', wrong('SourceIdentity')),
    DurationSeconds: {
      ...between(900, 43_200),
      error: new GatewayError(
        400,
        'InvalidParameter.DurationSeconds',
        'The Min/Max value of DurationSeconds is 15min/1hr.',
      ),
    },
  },
};
