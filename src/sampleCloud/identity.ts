import { type Identity, IDENTITIES } from './accessKeys';
import { GatewayError } from './gatewayError';
import type { NonceLog } from './nonceLog';
import type { Presented } from './presented';

/** How far a client's clock may be off, either way. */
const CLOCK_TOLERANCE_MS = 15 * 60_000;

/**
 * Says who signed a request, or throws what the gateway answers: the date first, then the key, its token,
 * the signature and last the nonce, which is used up only by a request that is genuine.
 */
export function authenticate(presented: Presented, now: number, nonces: NonceLog): Identity {
  checkDate(presented.date, now);
  const identity = IDENTITIES.find(({ accessKeyId }) => accessKeyId === presented.accessKeyId);
  if (!identity)
    throw new GatewayError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  if (identity.disabled)
    throw new GatewayError(400, 'InvalidAccessKeyId.Inactive', 'Specified access key is disabled.');
  checkToken(identity, presented.securityToken);
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
  if (!IDENTITIES.some(({ securityToken }) => securityToken === token))
    throw refuse('Malformed', 'Specified SecurityToken is malformed.');
  if (identity.securityToken !== token)
    throw refuse('MismatchWithAccessKey', 'Specified SecurityToken mismatch with the AccessKey.');
  if (identity.tokenExpired) throw refuse('Expired', 'Specified SecurityToken is expired.');
}

/** Throws NoPermission where the user's policy does not grant the action. */
export function authorize(identity: Identity, action: string): void {
  if (!identity.denied.includes(action)) return;
  throw new GatewayError(403, 'NoPermission', `You are not authorized to do this action: ${action}.`, {
    AuthAction: action,
    AuthPrincipalType: 'SubUser',
    AuthPrincipalDisplayName: identity.principalName,
    AuthPrincipalOwnerId: identity.accountId,
    NoPermissionType: 'ImplicitDeny',
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    EncodedDiagnosticMessage: 'c2FtcGxlIGNsb3VkOiBubyBkaWFnbm9zdGljIG1lc3NhZ2U=',
  });
}
