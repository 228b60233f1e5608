import { noPermission } from './identity';
import { GatewayError } from './gatewayError';
import type { Operation } from './operationContext';
import { roleOf, sessionIdentity } from './roles';
import { openSession } from './sessions';
import { parsedPolicy } from './sessionPolicy';

const DEFAULT_SECONDS = 3600;
const MOST_POLICY = 2048;

/** AssumeRole, with the limits and errors of its page. */
export const assumeRole: Operation = ({ identity, parameters, now }) => {
  if (identity.identityType === 'Account')
    throw new GatewayError(403, 'NoPermission', 'Roles may not be assumed by root accounts.');
  const arn = parameters.get('RoleArn') ?? '';
  const session = parameters.get('RoleSessionName') ?? '';
  const policy = policyIn(parameters.get('Policy'));
  const role = roleOf(arn);
  if (!role) throw new GatewayError(404, 'EntityNotExist.Role', 'The specified Role not exists .');
  const given = parameters.get('ExternalId');
  if (!role.trusts(identity) || (role.externalId !== undefined && given !== role.externalId))
    throw noPermission(identity, 'sts:AssumeRole');
  const seconds = Number(parameters.get('DurationSeconds') ?? DEFAULT_SECONDS);
  if (seconds > role.maxSessionDuration)
    throw new GatewayError(
      400,
      'InvalidParameter.DurationSeconds',
      'The Min/Max value of DurationSeconds is 15min/1hr.',
    );
  const expiresAt = Math.floor(now / 1000 + seconds) * 1000;
  const key = openSession({ roleArn: arn, name: session, expiresAt, ...(policy ? { policy } : {}) });
  const source = parameters.get('SourceIdentity');
  return {
    AssumedRoleUser: { Arn: `${arn}/${session}`, AssumedRoleId: sessionIdentity(role, session).userId },
    Credentials: {
      AccessKeyId: key.accessKeyId,
      AccessKeySecret: key.accessKeySecret,
      SecurityToken: key.securityToken,
      Expiration: new Date(expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    },
    ...(source === undefined ? {} : { SourceIdentity: source }),
  };
};

function policyIn(policy: string | undefined): string | undefined {
  if (policy === undefined) return undefined;
  if (Buffer.byteLength(policy) > MOST_POLICY)
    throw new GatewayError(
      400,
      'InvalidParameter.PolicySize',
      'The size of Policy must be smaller than 2048 bytes.',
    );
  if (!parsedPolicy(policy))
    throw new GatewayError(
      400,
      'InvalidParameter.PolicyGrammar',
      'The parameter Policy has not passed grammar check.',
    );
  return policy;
}
