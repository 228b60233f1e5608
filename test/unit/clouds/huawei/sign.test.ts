import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { signSdkHmac } from '../../../../src/clouds/huawei/sign';
import { canonicalQuery, sha256 } from '../../../../src/clouds/signing';

declare const PROJECT_ROOT: string;

interface Vector {
  readonly description: string;
  readonly access_key: string;
  readonly secret_key: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | number>>;
  readonly sdk_date: string;
  readonly request_headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly canonical_request: string;
  readonly string_to_sign: string;
  readonly url: string;
  readonly signed_headers_out: Readonly<Record<string, string>>;
  readonly authorization: string;
}

const folder = path.join(PROJECT_ROOT, 'test/fixtures/vectors/huawei');
const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe('SDK-HMAC-SHA256 signature', () => {
  const files = fs.readdirSync(folder);
  it('has vectors to be held against', () => assert.ok(files.length >= 4));

  for (const file of files) {
    const vector = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Vector;
    it(`signs “${vector.description}” byte for byte`, () => {
      const query = Object.fromEntries(
        Object.entries(vector.query).map(([name, value]) => [name, String(value)]),
      );
      const { 'x-sdk-date': date, ...more } = lowerCase(vector.request_headers);
      const { headers, canonicalRequest } = signSdkHmac({
        method: vector.method,
        host: vector.host,
        path: vector.path,
        query,
        headers: more,
        body: vector.body,
        credentials: { accessKeyId: vector.access_key, accessKeySecret: vector.secret_key },
        now: Date.parse(
          vector.sdk_date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
        ),
      });
      assert.equal(headers['x-sdk-date'], date);
      assert.equal(canonicalRequest, vector.canonical_request);
      assert.equal(`SDK-HMAC-SHA256\n${vector.sdk_date}\n${sha256(canonicalRequest)}`, vector.string_to_sign);
      assert.equal(headers['authorization'], vector.authorization);
      assert.deepEqual(headers, lowerCase(vector.signed_headers_out));
      const asked = canonicalQuery(query);
      assert.equal(`https://${vector.host}${vector.path}${asked && `?${asked}`}`, vector.url);
    });
  }

  const signed = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    signSdkHmac({
      method: 'GET',
      host: 'h',
      path,
      query: {},
      headers,
      credentials: { accessKeyId: 'id', accessKeySecret: 'secret', securityToken: 'the/token+=' },
      now: Date.UTC(2026, 0, 20, 8, 30, 0, 999),
    });

  it('sends and signs the token of a temporary key', () => {
    const { headers, canonicalRequest } = signed('/v3/projects');
    assert.equal(headers['x-security-token'], 'the/token+=');
    assert.match(canonicalRequest, /\nx-security-token:the\/token\+=\n/);
    assert.match(headers['authorization']!, /SignedHeaders=host;x-sdk-date;x-security-token,/);
  });
  it('signs a path with one slash at its end, whether it has one or not', () => {
    for (const path of ['/v3', '/v3/']) assert.match(signed(path).canonicalRequest, /^GET\n\/v3\/\n/, path);
    assert.match(signed('/').canonicalRequest, /^GET\n\/\n/);
  });
});
