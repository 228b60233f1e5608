import { type Identity, IDENTITIES } from './accessKeys';
import { GatewayError } from './gatewayError';
import type { NonceLog } from './nonceLog';
import type { Presented } from './presented';
import { allows } from './sessionPolicy';
import { identityOf, isSessionKeyId, readSession } from './sessions';

/** How far a client's clock may be off, either way. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

/**
 * Says who signed a request, or throws what the gateway answers: the date first, then the key, its token,
 * the signature and last the nonce, which is used up only by a request that is genuine.
 */
export function authenticate(presented: Presented, now: number, nonces: NonceLog): Identity {
  checkDate(presented.date, now);
  const lasting = IDENTITIES.find(({ accessKeyId }) => accessKeyId === presented.accessKeyId);
  const identity = lasting ?? ofSession(presented, now);
  if (!identity)
    throw new GatewayError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  if (identity.disabled)
    throw new GatewayError(400, 'InvalidAccessKeyId.Inactive', 'Specified access key is disabled.');
  if (lasting) checkToken(lasting, presented.securityToken);
  const { matches, stringToSign } = presented.verify(identity.accessKeySecret);
  if (!matches)
    throw new GatewayError(
      400,
      'SignatureDoesNotMatch',
      `Specified signature is not matched with our calculation. server string to sign is:${stringToSign}`,
    );
  if (!nonces.use(`${identity.accessKeyId} ${presented.nonce}`, now))
    throw new GatewayError(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  return identity;
}

function checkDate(date: string, now: number): void {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(time))
    throw new GatewayError(
      400,
      'InvalidTimeStamp.Format',
      'Specified time stamp or date value is not well formatted.',
    );
  // Dates carry whole seconds, so the gateway cannot tell the fraction apart.
  if (Math.abs(Math.floor(now / 1000) * 1000 - time) > CLOCK_TOLERANCE_MS)
    throw new GatewayError(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
}

function checkToken(identity: Identity, token: string | undefined): void {
  const refuse = (kind: string, message: string) =>
    new GatewayError(400, `InvalidSecurityToken.${kind}`, message);
  if (!token) {
    if (identity.securityToken === undefined) return;
    throw new GatewayError(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
  }
  if (!isToken(token)) throw refuse('Malformed', 'Specified SecurityToken is malformed.');
  if (identity.securityToken !== token)
    throw refuse('MismatchWithAccessKey', 'Specified SecurityToken mismatch with the AccessKey.');
  if (identity.tokenExpired) throw refuse('Expired', 'Specified SecurityToken is expired.');
}

const isToken = (token: string): boolean =>
  readSession(token) !== undefined || IDENTITIES.some(({ securityToken }) => securityToken === token);

/** Who a temporary key of a session belongs to; undefined for a key that is of none. Throws where its token is wrong or over. */
function ofSession({ accessKeyId, securityToken }: Presented, now: number): Identity | undefined {
  if (!isSessionKeyId(accessKeyId)) return undefined;
  if (!securityToken) throw refused('MissingSecurityToken', 'SecurityToken is mandatory for this action.');
  if (!isToken(securityToken))
    throw refused('InvalidSecurityToken.Malformed', 'Specified SecurityToken is malformed.');
  const session = readSession(securityToken);
  if (session?.accessKeyId !== accessKeyId)
    throw refused(
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    );
  if (session.expiresAt <= now)
    throw refused('InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
  return identityOf(session);
}

const refused = (code: string, message: string): GatewayError => new GatewayError(400, code, message);

/** Throws NoPermission where the caller's policies do not grant the action. */
export function authorize(identity: Identity, action: string): void {
  const { denied, policy } = identity;
  if (denied.includes(action) || (policy && !allows(policy, action))) throw noPermission(identity, action);
}

/** What the gateway says to somebody who lacks an action. */
export const noPermission = (identity: Identity, action: string): GatewayError =>
  new GatewayError(
    403,
    'NoPermission',
    action.startsWith('sts:')
      ? 'You are not authorized to do this action. You should be authorized by RAM.'
      : `You are not authorized to do this action: ${action}.`,
    {
      AuthAction: action,
      AuthPrincipalType: 'SubUser',
      AuthPrincipalDisplayName: identity.principalName,
      AuthPrincipalOwnerId: identity.accountId,
      NoPermissionType: 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
      EncodedDiagnosticMessage: 'c2FtcGxlIGNsb3VkOiBubyBkaWFnbm9zdGljIG1lc3NhZ2U=',
    },
  );
