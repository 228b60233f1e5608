import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { acs3Texts, readAcs3 } from '../../../src/sampleCloud/acs3';
import { canonicalPairs, type GatewayRequest, pairs } from '../../../src/sampleCloud/gatewayRequest';
import { canonicalQuery, CloudUnderTest, encode } from './signedCall';

declare const PROJECT_ROOT: string;

interface Vector {
  readonly vector: string;
  readonly inputs: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly query: Record<string, string | boolean>;
    readonly method: string;
    readonly pathname: string;
  };
  readonly request?: { readonly target: string; readonly headers: Record<string, string> };
  readonly canonicalRequest: string;
  readonly stringToSign?: string;
  readonly signature: string;
}

const folder = path.join(PROJECT_ROOT, 'test/fixtures/vectors/alibaba');
const vectors = fs
  .readdirSync(folder)
  .map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Vector);

const asRequest = (method: string, target: string, headers: Record<string, string>): GatewayRequest => ({
  method,
  path: target.split('?')[0]!,
  query: pairs(target.split('?')[1] ?? ''),
  form: [],
  headers,
  body: Buffer.alloc(0),
});

describe('signatures that the vendor published or its core made', () => {
  it('are all there', () => assert.equal(vectors.length, 5));

  for (const { vector, inputs, request, canonicalRequest, stringToSign, signature } of vectors)
    it(`accepts ${vector}, with the same texts`, () => {
      // The published example gives no raw request: its canonical one has what is needed.
      const lines = canonicalRequest.split('\n');
      const headers = Object.fromEntries(
        lines.slice(3, lines.indexOf('', 3)).map((line): [string, string] => {
          const at = line.indexOf(':');
          return [line.slice(0, at), line.slice(at + 1)];
        }),
      );
      const names = lines.at(-2)!;
      const gateway = asRequest(
        inputs.method,
        request?.target ?? `${inputs.pathname}?${lines[2]!}`,
        request?.headers ?? {
          ...headers,
          authorization: `ACS3-HMAC-SHA256 Credential=${inputs.accessKeyId},SignedHeaders=${names},Signature=${signature}`,
        },
      );
      const texts = acs3Texts(gateway, names.split(';'));
      assert.equal(texts.canonicalRequest, canonicalRequest);
      if (stringToSign !== undefined) assert.equal(texts.stringToSign, stringToSign);
      const presented = readAcs3(gateway);
      assert.equal(presented.verify(inputs.accessKeySecret).matches, true);
      assert.equal(presented.verify(`${inputs.accessKeySecret}x`).matches, false);
    });

  it('sorts and encodes what is not plain', () => {
    const list = pairs('b=%2B+%7E&a=%E4%B8%AD%27%28%29%2A%21&B=2&a.10=x&a.2=y&empty=');
    assert.equal(canonicalPairs(list), 'B=2&a=%E4%B8%AD%27%28%29%2A%21&a.10=x&a.2=y&b=%2B%20~&empty=');
  });
});

describe('the gateway refuses', () => {
  const test = new CloudUnderTest();
  before(() => test.start());
  after(() => test.end());
  const refusal = (how: Parameters<CloudUnderTest['call']>[2]) => test.refusal('DescribeRegions', {}, how);
  const at = (ms: number) => new Date(test.time + ms).toISOString().replace(/\.\d+Z/, 'Z');

  it('nothing that is right', async () => assert.equal(await refusal({}), '200'));

  it('an unknown key', async () => {
    const key = { accessKeyId: 'SampleKeyId99', accessKeySecret: 'x', note: '' };
    assert.equal(await refusal({ key }), '404 InvalidAccessKeyId.NotFound');
  });

  it('a disabled key', async () =>
    assert.equal(await refusal({ key: test.key('Disabled') }), '400 InvalidAccessKeyId.Inactive'));

  it('a wrong secret, and says what it would have signed', async () => {
    const key = { ...test.key('full access'), accessKeySecret: 'wrong' };
    const { status, body } = await test.call('DescribeRegions', {}, { key });
    assert.equal(`${status} ${String(body['Code'])}`, '400 SignatureDoesNotMatch');
    assert.match(String(body['Message']), /server string to sign is:ACS3-HMAC-SHA256\n[0-9a-f]{64}$/);
  });

  it('a wrong body hash', async () =>
    assert.equal(await refusal({ bodyHash: '0'.repeat(64) }), '400 SignatureDoesNotMatch'));

  it('a body that the hash does not cover', async () =>
    assert.equal(
      await refusal({
        body: 'x=1',
        bodyHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      }),
      '400 SignatureDoesNotMatch',
    ));

  for (const [header, name] of [
    ['x-acs-action', 'Action'],
    ['x-acs-version', 'Version'],
    ['x-acs-date', 'Timestamp'],
    ['x-acs-signature-nonce', 'SignatureNonce'],
    ['x-acs-content-sha256', 'ContentSha256'],
  ] as const)
    it(`a request without ${header}`, async () =>
      assert.equal(await refusal({ without: [header] }), `400 Missing${name}`));

  it('an x-acs header that is not signed', async () =>
    assert.equal(await refusal({ unsigned: { 'x-acs-extra': '1' } }), '400 IncompleteSignature'));

  it('a request that is not signed at all', async () => {
    const response = await fetch(`${test.cloud.hosts['polardb.aliyuncs.com']!}/?Action=DescribeRegions`);
    assert.equal(response.status, 400);
    assert.equal(((await response.json()) as { Code: string }).Code, 'MissingAccessKeyId');
  });

  it('a nonce used before, but not one that came with a wrong signature', async () => {
    const key = { ...test.key('full access'), accessKeySecret: 'wrong' };
    assert.equal(await refusal({ nonce: 'once', key }), '400 SignatureDoesNotMatch');
    assert.equal(await refusal({ nonce: 'once' }), '200');
    assert.equal(await refusal({ nonce: 'once' }), '400 SignatureNonceUsed');
  });

  it('a clock that is off by more than fifteen minutes, either way', async () => {
    for (const minutes of [-15, 15]) {
      assert.equal(await refusal({ date: at(minutes * 60_000) }), '200');
      assert.equal(
        await refusal({ date: at(minutes * 60_000 + Math.sign(minutes) * 1000) }),
        '400 InvalidTimeStamp.Expired',
      );
    }
  });

  it('a date of another form', async () => {
    for (const date of [
      '2026-01-15 08:30:00',
      '2026-01-15T08:30:00.000Z',
      '1768465800',
      '2026-13-45T99:00:00Z',
    ])
      assert.equal(await refusal({ date }), '400 InvalidTimeStamp.Format', date);
  });

  it('a temporary key without its token, or with an unknown, a foreign or an expired one', async () => {
    const valid = test.key('Temporary key with');
    const expired = test.key('expired');
    const { securityToken: _, ...bare } = valid;
    assert.equal(await refusal({ key: bare }), '400 MissingSecurityToken');
    assert.equal(
      await refusal({ key: { ...valid, securityToken: 'nonsense' } }),
      '400 InvalidSecurityToken.Malformed',
    );
    assert.equal(
      await refusal({ key: { ...valid, securityToken: expired.securityToken! } }),
      '400 InvalidSecurityToken.MismatchWithAccessKey',
    );
    assert.equal(
      await refusal({ key: { ...test.key('full access'), securityToken: valid.securityToken! } }),
      '400 InvalidSecurityToken.MismatchWithAccessKey',
    );
    assert.equal(await refusal({ key: expired }), '400 InvalidSecurityToken.Expired');
  });

  it('an operation or a version that it does not have, and a method that is none', async () => {
    assert.equal(await test.refusal('DescribeNothing'), '404 InvalidAction.NotFound');
    assert.equal(await test.refusal('constructor'), '404 InvalidAction.NotFound');
    assert.equal(await refusal({ version: '2017-08-02' }), '404 NoSuchVersion');
    assert.equal(await refusal({ method: 'DELETE' }), '400 UnsupportedHTTPMethod');
    assert.equal(
      await test.refusal('GetCallerIdentity', {}, { host: 'polardb.aliyuncs.com' }),
      '404 InvalidAction.NotFound',
    );
  });

  it('in the shape of the real gateway', async () => {
    const { body, headers } = await test.call('DescribeNothing');
    assert.deepEqual(Object.keys(body).sort(), ['Code', 'HostId', 'Message', 'Recommend', 'RequestId']);
    assert.equal(body['HostId'], 'polardb.aliyuncs.com');
    assert.equal(headers.get('x-acs-request-id'), body['RequestId']);
  });
});

describe('RPC signature 1.0', () => {
  const test = new CloudUnderTest();
  before(() => test.start());
  after(() => test.end());

  let nonce = 0;
  async function rpc(
    change: Record<string, string> = {},
    { without = '', place = 'query', secret = test.key('full access').accessKeySecret } = {},
  ): Promise<string> {
    const params: Record<string, string> = {
      Action: 'DescribeRegions',
      Version: '2017-08-01',
      Format: 'JSON',
      AccessKeyId: test.key('full access').accessKeyId,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: `n${++nonce}`,
      Timestamp: new Date(test.time).toISOString().replace(/\.\d+Z/, 'Z'),
      ...change,
    };
    Reflect.deleteProperty(params, without);
    const text = `POST&%2F&${encode(canonicalQuery(params))}`;
    params['Signature'] = createHmac('sha1', `${secret}&`).update(text).digest('base64');
    if (without === 'Signature') delete params['Signature'];
    const encoded = canonicalQuery(params);
    const response = await fetch(
      `${test.cloud.hosts['polardb.aliyuncs.com']!}/${place === 'query' ? `?${encoded}` : ''}`,
      {
        method: 'POST',
        ...(place === 'query'
          ? {}
          : { body: encoded, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      },
    );
    const body = (await response.json()) as { Code?: string };
    return body.Code === undefined ? String(response.status) : `${response.status} ${body.Code}`;
  }

  it('is accepted with its parameters in the URL or in the form', async () => {
    assert.equal(await rpc(), '200');
    assert.equal(await rpc({}, { place: 'form' }), '200');
  });

  for (const name of [
    'Action',
    'Version',
    'AccessKeyId',
    'SignatureMethod',
    'SignatureVersion',
    'SignatureNonce',
    'Timestamp',
    'Signature',
  ])
    it(`is refused without ${name}`, async () =>
      assert.equal(await rpc({}, { without: name }), `400 Missing${name}`));

  it('is refused with a wrong secret, an old date, a used nonce, another method of signing', async () => {
    assert.equal(await rpc({}, { secret: 'wrong' }), '400 SignatureDoesNotMatch');
    assert.equal(await rpc({ Timestamp: '2026-01-15T08:14:59Z' }), '400 InvalidTimeStamp.Expired');
    assert.equal(await rpc({ Timestamp: 'yesterday' }), '400 InvalidTimeStamp.Format');
    assert.equal(await rpc({ SignatureNonce: 'n1' }), '400 SignatureNonceUsed');
    assert.equal(await rpc({ SignatureMethod: 'HMAC-MD5' }), '400 InvalidSignatureMethod');
    assert.equal(await rpc({ SecurityToken: 'nonsense' }), '400 InvalidSecurityToken.Malformed');
  });
});
