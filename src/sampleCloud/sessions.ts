import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Identity } from './accessKeys';
import { roleOf, sessionIdentity } from './roles';
import { parsedPolicy, type Policy } from './sessionPolicy';
import { isRecord } from './shape';

/** What a security token stands for. */
export interface Session {
  readonly accessKeyId: string;
  readonly roleArn: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The policy that the session was asked for with. */
  readonly policy?: string;
}

export interface SessionKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
}

// Tokens say themselves what they stand for, so that they outlive the process, as the real ones do. What seals them is
// no secret: whoever reads this can only fool a cloud that is not there.
const seal = (what: string): string => createHmac('sha256', 'sample cloud').update(what).digest('base64url');
const secretOf = (accessKeyId: string): string =>
  `sample${seal(accessKeyId).replaceAll(/[-_]/g, '0').slice(0, 38)}`;

/** Whether an id is one that a session's key may have. */
export const isSessionKeyId = (accessKeyId: string): boolean => /^STS\.Sample[0-9a-f]{24}$/.test(accessKeyId);

/** Makes the temporary key of a new session. */
export function openSession(session: Omit<Session, 'accessKeyId'>): SessionKey {
  const accessKeyId = `STS.Sample${randomBytes(12).toString('hex')}`;
  const content = Buffer.from(JSON.stringify({ ...session, accessKeyId })).toString('base64url');
  const securityToken = `CAIS${content}.${seal(content)}`;
  return { accessKeyId, accessKeySecret: secretOf(accessKeyId), securityToken };
}

/** What a token of an opened session stands for; undefined for any other. */
export function readSession(securityToken: string): Session | undefined {
  const [, content, sealed = ''] = /^CAIS([\w-]+)\.([\w-]+)$/.exec(securityToken) ?? [];
  if (content === undefined) return undefined;
  const [given, wanted] = [Buffer.from(sealed), Buffer.from(seal(content))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const session: unknown = JSON.parse(Buffer.from(content, 'base64url').toString('utf8'));
  return isRecord(session) ? (session as unknown as Session) : undefined;
}

/** Who a session's key belongs to; undefined where its role has gone. */
export function identityOf({ accessKeyId, roleArn, name, policy }: Session): Identity | undefined {
  const role = roleOf(roleArn);
  if (!role) return undefined;
  const only: Policy | undefined = policy === undefined ? undefined : parsedPolicy(policy);
  return {
    accessKeyId,
    accessKeySecret: secretOf(accessKeyId),
    note: `Session ${name} of ${role.name}`,
    ...sessionIdentity(role, name),
    ...(only ? { policy: only } : {}),
  };
}
