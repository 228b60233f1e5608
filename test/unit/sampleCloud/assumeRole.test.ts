import assert from 'node:assert/strict';
import type { SampleAccessKey } from '../../../src/sampleCloud/accessKeys';
import { officialCall } from './officialCall';
import { CloudUnderTest } from './signedCall';

const STS = 'sts.aliyuncs.com';
const arn = (name: string, account = '1000000000000001') => `acs:ram::${account}:role/${name}`;

interface Assumed {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly AccessKeySecret: string;
    readonly SecurityToken: string;
    readonly Expiration: string;
  };
  readonly AssumedRoleUser: { readonly Arn: string; readonly AssumedRoleId: string };
  readonly SourceIdentity?: string;
}

const keyOf = ({ Credentials }: Assumed): SampleAccessKey => ({
  accessKeyId: Credentials.AccessKeyId,
  accessKeySecret: Credentials.AccessKeySecret,
  securityToken: Credentials.SecurityToken,
  note: 'of a role',
});

describe('AssumeRole of the sample cloud', () => {
  const test = new CloudUnderTest();
  beforeEach(() => test.start());
  afterEach(() => test.end());

  type Parameters = Readonly<Record<string, string | number>>;
  const dba: Parameters = { RoleArn: arn('dba'), RoleSessionName: 'on-call' };
  const assume = async (more: Parameters = {}, key?: SampleAccessKey) =>
    (await test.call<Assumed>('AssumeRole', { ...dba, ...more }, { host: STS, ...(key ? { key } : {}) }))
      .body;
  const refusal = (more: Parameters, key?: SampleAccessKey) =>
    test.refusal('AssumeRole', { ...dba, ...more }, { host: STS, ...(key ? { key } : {}) });
  const whoIs = (key: SampleAccessKey) => test.call('GetCallerIdentity', {}, { host: STS, key });

  it('gives a temporary key of the role, for an hour where nothing else is asked', async () => {
    const answer = await assume({ SourceIdentity: 'Alice' });
    assert.equal(answer.Credentials.Expiration, '2026-01-15T09:30:00Z');
    assert.match(answer.Credentials.AccessKeyId, /^STS\./);
    assert.equal(answer.SourceIdentity, 'Alice');
    assert.equal(answer.AssumedRoleUser.Arn, `${arn('dba')}/on-call`);
    const { body } = await whoIs(keyOf(answer));
    assert.deepEqual(
      [body['IdentityType'], body['Arn'], body['PrincipalId']],
      [
        'AssumedRoleUser',
        'acs:ram::1000000000000001:assumed-role/dba/on-call',
        answer.AssumedRoleUser.AssumedRoleId,
      ],
    );
    assert.equal(
      await test.refusal('DescribeDBClusters', { RegionId: 'cn-hangzhou' }, { key: keyOf(answer) }),
      '200',
    );
  });

  it('takes the key to its last second, also after the cloud was started anew, and not one later', async () => {
    const key = keyOf(await assume({ DurationSeconds: 900 }));
    await test.cloud.stop();
    await test.start();
    test.time += 899_000;
    assert.equal((await whoIs(key)).status, 200);
    test.time += 1000;
    const { status, body } = await whoIs(key);
    assert.deepEqual([status, body['Code']], [400, 'InvalidSecurityToken.Expired']);
  });

  it('takes a key with its own token alone', async () => {
    const [one, other] = [keyOf(await assume()), keyOf(await assume())];
    const code = async (key: SampleAccessKey) => (await whoIs(key)).body['Code'];
    const { accessKeyId, accessKeySecret, note } = one;
    assert.equal(await code({ accessKeyId, accessKeySecret, note }), 'MissingSecurityToken');
    assert.equal(
      await code({ ...one, securityToken: `${one.securityToken!}x` }),
      'InvalidSecurityToken.Malformed',
    );
    assert.equal(
      await code({ ...one, securityToken: other.securityToken! }),
      'InvalidSecurityToken.MismatchWithAccessKey',
    );
    assert.equal(
      await code({ ...test.key('full access'), securityToken: other.securityToken! }),
      'InvalidSecurityToken.MismatchWithAccessKey',
    );
    assert.equal(await code({ ...one, accessKeySecret: 'wrong' }), 'SignatureDoesNotMatch');
  });

  it('chains: one role is taken on from another, and only from that', async () => {
    assert.equal(await refusal({ RoleArn: arn('failover') }), '403 NoPermission');
    const first = keyOf(await assume());
    const second = await assume({ RoleArn: arn('failover') }, first);
    assert.equal((await whoIs(keyOf(second))).body['RoleId'], '3000000000000012');
    assert.equal(await refusal({ RoleArn: arn('dba') }, keyOf(second)), '403 NoPermission');
  });

  it('holds its limits', async () => {
    for (const [more, code] of [
      [{ RoleArn: 'dba' }, '400 InvalidParameter.RoleArn'],
      [{ RoleArn: arn('d'.repeat(65)) }, '400 InvalidParameter.RoleArn'],
      [{ RoleSessionName: 'a' }, '400 InvalidParameter.RoleSessionName'],
      [{ RoleSessionName: 'a'.repeat(65) }, '400 InvalidParameter.RoleSessionName'],
      [{ RoleSessionName: 'on call' }, '400 InvalidParameter.RoleSessionName'],
      [{ ExternalId: 'a' }, '400 InvalidParameter.ExternalId'],
      [{ ExternalId: 'a'.repeat(1225) }, '400 InvalidParameter.ExternalId'],
      [{ DurationSeconds: 899 }, '400 InvalidParameter.DurationSeconds'],
      [{ DurationSeconds: 3601 }, '400 InvalidParameter.DurationSeconds'],
      [{ SourceIdentity: 'acs:x' }, '400 InvalidParameter.SourceIdentity'],
      [{ Policy: '{"Version":"1"}' }, '400 InvalidParameter.PolicyGrammar'],
      [{ Policy: 'x'.repeat(2049) }, '400 InvalidParameter.PolicySize'],
      [{ RoleArn: arn('gone') }, '404 EntityNotExist.Role'],
      [{ RoleArn: arn('nobodys') }, '403 NoPermission'],
      [{ RoleSessionName: '' }, '400 MissingRoleSessionName'],
      [{ Account: 'x' }, '400 InvalidParameter'],
    ] as const)
      assert.equal(await refusal(more), code, JSON.stringify(more));
    for (const more of [
      { RoleSessionName: 'aa' },
      { RoleSessionName: 'a.@-_'.padEnd(64, 'z') },
      { ExternalId: 'a='.padEnd(1224, ':') },
      { DurationSeconds: 900 },
      { DurationSeconds: 3600 },
      { RoleArn: arn('partner', '1000000000000003') },
    ])
      assert.equal(await refusal(more), '200', JSON.stringify(more));
  });

  it('wants the external id of a role that has one, and allows what that role allows', async () => {
    const guarded = { RoleArn: arn('guarded'), DurationSeconds: 43_200 };
    assert.equal(await refusal(guarded), '403 NoPermission');
    assert.equal(await refusal({ ...guarded, ExternalId: 'another-id' }), '403 NoPermission');
    assert.equal(await refusal({ ...guarded, ExternalId: 'sample-external-id' }), '200');
  });

  it('is not for the account’s own key, nor for other accounts', async () => {
    const { status, body } = await test.call('AssumeRole', dba, { host: STS, key: test.key('own key') });
    assert.deepEqual([status, body['Code']], [403, 'NoPermission']);
    assert.match(String(body['Message']), /may not be assumed by root accounts/);
    assert.equal(await refusal({}, test.key('without any cluster')), '403 NoPermission');
  });

  it('gives no more than the policy that came with the question', async () => {
    const Policy = JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: ['polardb:Describe*'], Resource: '*' }],
    });
    const key = keyOf(await assume({ Policy }));
    const id = (await test.cluster('会员中心-生产')).DBClusterId;
    assert.equal(await test.refusal('DescribeDBClusters', { RegionId: 'cn-hangzhou' }, { key }), '200');
    assert.equal(await test.refusal('FailoverDBCluster', { DBClusterId: id }, { key }), '403 NoPermission');
  });

  it('answers at the hosts of regions too', async () => {
    assert.equal(await test.refusal('AssumeRole', dba, { host: 'sts.cn-shanghai.aliyuncs.com' }), '200');
  });

  for (const v2 of [false, true])
    it(`is understood by the vendor’s own core, signing with ${v2 ? 'RPC 1.0' : 'ACS3'}, and so are its keys`, async () => {
      await test.cloud.stop();
      await test.start({ clock: Date });
      const core = officialCall(test);
      const assumed = await core<Assumed>('AssumeRole', dba as Record<string, string>, { host: STS, v2 });
      const who = await core<{ Arn: string }>(
        'GetCallerIdentity',
        {},
        { host: STS, v2, key: keyOf(assumed) },
      );
      assert.equal(who.Arn, 'acs:ram::1000000000000001:assumed-role/dba/on-call');
    });
});
