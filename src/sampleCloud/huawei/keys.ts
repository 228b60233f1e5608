import type { SampleAccessKey } from '../accessKeys';

/** Who a key belongs to and what it may do. */
export interface HuaweiIdentity extends SampleAccessKey {
  readonly domainId: string;
  readonly userId: string;
  readonly userName: string;
  /** Operations that a policy does not grant, as `das:CreateInstanceConnection`. */
  readonly denied: readonly string[];
}

/** The account that owns the sample's instances. */
export const MAIN_DOMAIN = 'd0000000000000000000000000000001';

const user = (
  number: string,
  userName: string,
  note: string,
  more: Partial<HuaweiIdentity> = {},
): HuaweiIdentity => ({
  accessKeyId: `SAMPLEHWAK0000000${number}`,
  accessKeySecret: `not-a-secret-huawei-sample-${number}`,
  note,
  domainId: MAIN_DOMAIN,
  userId: `e${number.padStart(31, '0')}`,
  userName,
  denied: [],
  ...more,
});

export const DBA = user('001', 'dba', 'IAM user with full access to the databases and DAS');

export const VIEWER = user('002', 'viewer', 'IAM user without das:connections:create or any other write', {
  denied: [
    'das:CreateInstanceConnection',
    'das:ModifyConnection',
    'das:BatchDeleteConnectionNew',
    'das:ExecuteTestConnectionNew',
  ],
});

export const HUAWEI_IDENTITIES: readonly HuaweiIdentity[] = [
  DBA,
  VIEWER,
  user('003', 'newcomer', 'Account without any instance', { domainId: 'd0000000000000000000000000000002' }),
  user('004', 'on-call', 'Temporary key with a security token', {
    securityToken: 'sample-huawei-token-004/valid+AA==',
  }),
  user('005', 'rds-only', 'IAM user with RDS and DAS alone', {
    denied: [
      'taurusdb:ListGaussMySqlInstances',
      'taurusdb:ShowGaussMySqlInstanceInfo',
      'gaussdb:ListInstances',
      'sharedGaussdb:ListInstances',
      'sharedGaussdb:ShowGaussMySqlInstanceInfo',
      'dds:ListInstances',
      'ddm:ListInstances',
      'ddm:ListNodes',
    ],
  }),
];

/** The part of the list that is published. */
export const publishedHuaweiKeys = (): SampleAccessKey[] =>
  HUAWEI_IDENTITIES.map(({ accessKeyId, accessKeySecret, securityToken, note }) => ({
    accessKeyId,
    accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
    note,
  }));
