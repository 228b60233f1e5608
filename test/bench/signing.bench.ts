import { OpenApiUtil } from '@alicloud/openapi-core';
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials';
import assert from 'node:assert/strict';
import { createHmac, hash } from 'node:crypto';
import { signAcs3 } from '../../src/clouds/alibaba/sign';
import { signSdkHmac } from '../../src/clouds/huawei/sign';
import { flatten } from '../../src/clouds/signing';
import { sideBySide, timed, type Bench } from './row';

const SIGNATURES = 2000;
const ROUNDS = 11;
const NOW = Date.UTC(2026, 0, 15, 8, 30);
const KEYS = { accessKeyId: 'LTAI5tBenchBenchBench', accessKeySecret: 'not-a-secret-not-a-secret-1234' };
const PARAMETERS = {
  RegionId: 'cn-hangzhou',
  PageNumber: 1,
  PageSize: 100,
  Tag: [{ Key: 'env', Value: 'production' }],
};
const HOST = 'polardb.aliyuncs.com';

/** Signatures a second, each with the parameters made ready for it, beside the vendors' own signers. */
export const bench: Bench = async () => {
  const perSecond = (sign: () => string) => async () => {
    const ms = await timed(() => {
      for (let n = 0; n < SIGNATURES; n += 1) sign();
    });
    return (SIGNATURES / ms) * 1000;
  };
  assert.equal(alibabaOurs(), alibabaTheirs(), 'both sign alike');
  assert.equal(huaweiOurs(), huaweiTheirs(), 'both sign alike');
  const found = await sideBySide(ROUNDS, {
    alibaba: perSecond(alibabaOurs),
    alibabaCore: perSecond(alibabaTheirs),
    huawei: perSecond(huaweiOurs),
    huaweiCore: perSecond(huaweiTheirs),
    hashes: perSecond(hashesAlone),
  });
  const row = (what: string, ours: number, beside: string, value: number, goal?: { atLeast: number }) => ({
    what,
    unit: 'a second',
    ours,
    against: { what: beside, value },
    goal,
  });
  const goal = { atLeast: 5 };
  return [
    row('Signatures for Alibaba Cloud', found.alibaba, '@alicloud/openapi-core', found.alibabaCore, goal),
    row('Signatures for Huawei Cloud', found.huawei, 'huaweicloud-sdk-core', found.huaweiCore, goal),
    row('Signatures for Alibaba Cloud', found.alibaba, 'their hashes alone', found.hashes),
    row('The hashes of a signature alone', found.hashes, '@alicloud/openapi-core', found.alibabaCore),
  ];
};

const HEADERS = { 'x-acs-date': '2026-01-15T08:30:00Z', 'x-acs-signature-nonce': 'a'.repeat(32) };

const signed = () =>
  signAcs3({
    method: 'POST',
    host: HOST,
    action: 'DescribeDBClusters',
    version: '2017-08-01',
    query: flatten(PARAMETERS),
    credentials: KEYS,
    now: NOW,
    nonce: HEADERS['x-acs-signature-nonce'],
  });

const alibabaOurs = (): string => signed().headers['authorization'] ?? '';

const { canonicalRequest } = signed();

/** What a signature cannot do without: the hash of the request, and the keyed hash of that. The bound of any signer. */
const hashesAlone = (): string =>
  createHmac('sha256', KEYS.accessKeySecret).update(hash('sha256', canonicalRequest)).digest('hex');

function alibabaTheirs(): string {
  const payload = OpenApiUtil.hash(Buffer.from(''), 'ACS3-HMAC-SHA256').toString('hex');
  const request = {
    pathname: '/',
    method: 'POST',
    query: OpenApiUtil.query(PARAMETERS),
    headers: {
      host: HOST,
      'x-acs-action': 'DescribeDBClusters',
      'x-acs-content-sha256': payload,
      'x-acs-version': '2017-08-01',
      ...HEADERS,
    },
  };
  const { accessKeyId, accessKeySecret } = KEYS;
  return OpenApiUtil.getAuthorization(
    request as never,
    'ACS3-HMAC-SHA256',
    payload,
    accessKeyId,
    accessKeySecret,
  );
}

const DAS = 'das.cn-north-4.myhuaweicloud.com';
const PATH =
  '/v3/0123456789abcdef0123456789abcdef/instances/0123456789abcdef0123456789abcdefin01/connections';
const QUERY = { limit: '100', offset: '0' };

function huaweiOurs(): string {
  const { headers } = signSdkHmac({
    method: 'GET',
    host: DAS,
    path: PATH,
    query: QUERY,
    headers: { 'content-type': 'application/json' },
    credentials: KEYS,
    now: NOW,
  });
  return headers['authorization'] ?? '';
}

const credentials = new BasicCredentials().withAk(KEYS.accessKeyId).withSk(KEYS.accessKeySecret);

function huaweiTheirs(): string {
  const signed = AKSKSigner.sign(
    {
      method: 'GET',
      endpoint: `https://${DAS}${PATH}`,
      queryParams: { ...QUERY },
      headers: { 'content-type': 'application/json', 'X-Sdk-Date': '20260115T083000Z' },
    },
    credentials,
  ) as Readonly<Record<string, string>>;
  return signed['Authorization'] ?? '';
}
