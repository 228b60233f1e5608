import { type Identity, MAIN_ACCOUNT } from './accessKeys';

/** A RAM role: who may take it on and what it then may do. */
export interface Role {
  readonly name: string;
  readonly accountId: string;
  readonly roleId: string;
  /** Seconds that a session may last. */
  readonly maxSessionDuration: number;
  /** Whether its trust policy names the caller. */
  readonly trusts: (caller: Identity) => boolean;
  /** What its trust policy wants to be told besides. */
  readonly externalId?: string;
  /** Actions that its policies do not grant, as `product:Operation`. */
  readonly denied: readonly string[];
}

const ownUser = ({ accountId, identityType }: Identity): boolean =>
  accountId === MAIN_ACCOUNT && identityType === 'RAMUser';
const partner = '1000000000000003';

const role = (number: string, name: string, more: Partial<Role> = {}): Role => ({
  name,
  accountId: MAIN_ACCOUNT,
  roleId: `30000000000000${number}`,
  maxSessionDuration: 3600,
  trusts: ownUser,
  denied: [],
  ...more,
});

const ROLES: readonly Role[] = [
  role('11', 'dba'),
  // Taken on from the role dba, and by no user.
  role('12', 'failover', {
    trusts: ({ arn }) => arn.startsWith(`acs:ram::${MAIN_ACCOUNT}:assumed-role/dba/`),
  }),
  role('13', 'guarded', { externalId: 'sample-external-id', maxSessionDuration: 43_200 }),
  role('14', 'nobodys', { trusts: () => false }),
  role('15', 'partner', { accountId: partner }),
];

/** The role that an ARN names. */
export const roleOf = (arn: string): Role | undefined =>
  ROLES.find(({ accountId, name }) => arn === `acs:ram::${accountId}:role/${name}`);

/** Who carries out what a session of this role does. */
export const sessionIdentity = (
  { name, accountId, roleId, denied }: Role,
  session: string,
): Omit<Identity, 'accessKeyId' | 'accessKeySecret' | 'note'> => ({
  accountId,
  userId: `${roleId}:${session}`,
  roleId,
  arn: `acs:ram::${accountId}:assumed-role/${name}/${session}`,
  identityType: 'AssumedRoleUser',
  principalName: `${name}/${session}`,
  denied,
});
