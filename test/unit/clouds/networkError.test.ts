import assert from 'node:assert/strict';
import { networkError } from '../../../src/clouds/networkError';
import { plain } from '../../../src/clouds/text';
import { transportError } from '../../../src/clouds/transportFailure';

const where = { host: 'polardb.aliyuncs.com', region: 'cn-hangzhou', operation: 'DescribeDBClusters' };
const said = (code: string): string => {
  const { explanation } = networkError(transportError(Object.assign(new Error(), { code }), false), where);
  return plain(explanation);
};

describe('the words for a request without an answer', () => {
  for (const code of ['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED'])
    it(`speaks of the certificate on ${code}`, () =>
      assert.equal(said(code), `The certificate of polardb.aliyuncs.com is not trusted (${code}).`));

  for (const code of ['ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO'])
    it(`does not blame a certificate on ${code}, as when a page answers in the cloud’s place`, () =>
      assert.equal(said(code), `No secure connection to polardb.aliyuncs.com came about (${code}).`));
});
