import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { rpcSignature, signAcs3 } from '../../../../src/clouds/alibaba/sign';
import { flatten, sha256 } from '../../../../src/clouds/signing';

declare const PROJECT_ROOT: string;

interface Vector {
  readonly vector: string;
  readonly inputs: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken?: string | null;
    readonly 'x-acs-date': string;
    readonly 'x-acs-signature-nonce': string;
    readonly host: string;
    readonly action: string;
    readonly version: string;
    readonly method: string;
    readonly query: Record<string, string | boolean>;
  };
  readonly request?: { readonly headers: Record<string, string> };
  readonly canonicalRequest: string;
  readonly canonicalRequestSha256: string;
  readonly signature: string;
}

const folder = path.join(PROJECT_ROOT, 'test/fixtures/vectors/alibaba');

describe('ACS3 signature', () => {
  const files = fs.readdirSync(folder);
  it('has vectors to be held against', () => assert.ok(files.length >= 5));

  for (const file of files) {
    const vector = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Vector;
    it(`signs ${vector.vector} byte for byte`, () => {
      const { inputs } = vector;
      const { headers, canonicalRequest } = signAcs3({
        method: inputs.method,
        host: inputs.host,
        action: inputs.action,
        version: inputs.version,
        query: flatten(inputs.query),
        credentials: {
          accessKeyId: inputs.accessKeyId,
          accessKeySecret: inputs.accessKeySecret,
          ...(inputs.securityToken ? { securityToken: inputs.securityToken } : {}),
        },
        now: Date.parse(inputs['x-acs-date']),
        nonce: inputs['x-acs-signature-nonce'],
      });
      assert.equal(canonicalRequest, vector.canonicalRequest);
      assert.equal(sha256(canonicalRequest), vector.canonicalRequestSha256);
      assert.match(headers['authorization']!, new RegExp(`Signature=${vector.signature}$`));
      for (const [name, value] of Object.entries(vector.request?.headers ?? {}))
        if (/^(x-acs-|host|authorization)/.test(name)) assert.equal(headers[name], value, name);
    });
  }
});

describe('RPC 1.0 signature', () => {
  it('signs the published example', () => {
    // "Signature method" in the vendor's help on RPC requests, key id and secret "testid" and "testsecret".
    const parameters = {
      AccessKeyId: 'testid',
      Action: 'DescribeRegions',
      Format: 'XML',
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
      SignatureVersion: '1.0',
      Timestamp: '2016-02-23T12:46:24Z',
      Version: '2014-05-26',
    };
    assert.equal(rpcSignature('GET', parameters, 'testsecret'), 'OLeaidS1JvxuMvnyHOwuJ+uX5qY=');
  });
});

describe('flattening of parameters', () => {
  it('counts lists from 1, names nested fields with dots and writes booleans and numbers as text', () => {
    assert.deepEqual(
      flatten({ Tag: [{ Key: 'a', Value: 'b' }, { Key: 'c' }], On: false, N: 0, Deep: { A: { B: [true] } } }),
      { 'Tag.1.Key': 'a', 'Tag.1.Value': 'b', 'Tag.2.Key': 'c', On: 'false', N: '0', 'Deep.A.B.1': 'true' },
    );
  });
  it('leaves out null and undefined and keeps counting over them', () => {
    assert.deepEqual(flatten({ A: null, B: undefined, C: ['x', null, 'z'], D: '' }), {
      'C.1': 'x',
      'C.3': 'z',
      D: '',
    });
  });
});
