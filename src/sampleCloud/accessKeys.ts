import type { Policy } from './sessionPolicy';

/** A published dummy key. Nothing here is a secret: the sample cloud listens on loopback only. */
export interface SampleAccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** What the key is good for, for people. */
  readonly note: string;
}

/** Who a key belongs to and what it may do. */
export interface Identity extends SampleAccessKey {
  readonly accountId: string;
  readonly userId: string;
  readonly arn: string;
  readonly identityType: 'Account' | 'RAMUser' | 'AssumedRoleUser';
  readonly principalName: string;
  readonly roleId?: string;
  readonly disabled?: boolean;
  readonly tokenExpired?: boolean;
  /** Actions a policy does not grant, as `product:Operation`. */
  readonly denied: readonly string[];
  /** What the session was asked for with: it may do nothing more. */
  readonly policy?: Policy;
}

/** The account that owns the sample's clusters. */
export const MAIN_ACCOUNT = '1000000000000001';
const EMPTY_ACCOUNT = '1000000000000002';

const user = (
  accountId: string,
  number: string,
  name: string,
  note: string,
  more: Partial<Identity> = {},
): Identity => ({
  accessKeyId: `SampleKeyId${number}`,
  accessKeySecret: `not-a-secret-sample-${number}`,
  note,
  accountId,
  userId: `20000000000000${number}`,
  arn: `acs:ram::${accountId}:user/${name}`,
  identityType: 'RAMUser',
  principalName: name,
  denied: [],
  ...more,
});

const role = (number: string, token: string, note: string, more: Partial<Identity> = {}): Identity =>
  user(MAIN_ACCOUNT, number, 'on-call', note, {
    accessKeyId: `STS.SampleKeyId${number}`,
    securityToken: `sample-token-${number}/${token}+AA==`,
    userId: `30000000000000${number}:on-call`,
    roleId: `30000000000000${number}`,
    arn: `acs:ram::${MAIN_ACCOUNT}:assumed-role/dba/on-call`,
    identityType: 'AssumedRoleUser',
    principalName: 'dba/on-call',
    ...more,
  });

export const IDENTITIES: readonly Identity[] = [
  user(MAIN_ACCOUNT, '01', 'dba', 'RAM user with full access to PolarDB'),
  user(MAIN_ACCOUNT, '02', 'viewer', 'RAM user without polardb:FailoverDBCluster or any other write', {
    denied: [
      'polardb:FailoverDBCluster',
      'polardb:ModifyDBClusterPrimaryZone',
      'polardb:CancelScheduleTasks',
      'polardb:ModifyScheduleTask',
      'selectdb:CreateDBClusterBinding',
      'selectdb:DeleteDBClusterBinding',
      'polardb:FailoverDBClusterZonal',
      'polardb:CreateAccountZonal',
      'polardb:ModifyAccountPasswordZonal',
      'polardb:ModifyAccountDescriptionZonal',
      'polardb:GrantAccountPrivilegeZonal',
      'polardb:RevokeAccountPrivilegeZonal',
      'polardb:DeleteAccountZonal',
    ],
  }),
  user(MAIN_ACCOUNT, '03', 'former', 'Disabled access key', { disabled: true }),
  user(EMPTY_ACCOUNT, '04', 'newcomer', 'Account without any cluster'),
  role('05', 'valid', 'Temporary key with a security token'),
  role('06', 'expired', 'Temporary key whose token has expired', { tokenExpired: true }),
  user(MAIN_ACCOUNT, '07', 'root', 'The account’s own key, which may not assume roles', {
    identityType: 'Account',
    userId: MAIN_ACCOUNT,
    arn: `acs:ram::${MAIN_ACCOUNT}:root`,
  }),
];

/** The part of the list that the READY line publishes. */
export const publishedKeys = (): SampleAccessKey[] =>
  IDENTITIES.map(({ accessKeyId, accessKeySecret, securityToken, note }) => ({
    accessKeyId,
    accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
    note,
  }));
