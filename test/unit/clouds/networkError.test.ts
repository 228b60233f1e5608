import assert from 'node:assert/strict';
import type { CloudError } from '../../../src/clouds/cloudError';
import { networkError } from '../../../src/clouds/networkError';
import type { ProfileNetwork } from '../../../src/clouds/profileNetwork';
import { plain } from '../../../src/clouds/text';
import { TransportError } from '../../../src/clouds/transport';
import { transportError } from '../../../src/clouds/transportFailure';

const HOST = 'polardb.aliyuncs.com';
const where = { profile: 'prod', host: HOST, region: 'cn-hangzhou', operation: 'DescribeDBClusters' };
const errorOf = (code: string, network?: ProfileNetwork, host = HOST): CloudError =>
  networkError(transportError(Object.assign(new Error(), { code }), false), { ...where, host, network });
const said = ({ explanation, advice }: CloudError): string =>
  [explanation, advice].map((part) => part && plain(part)).join(' ');

const CA: ProfileNetwork = { caFile: '/etc/corp.pem' };
const PROXY: ProfileNetwork = { proxy: { url: 'http://proxy.corp:3128', user: 'dba' } };
const OWN_HOST: ProfileNetwork = { hosts: { polardb: 'polardb.corp' } };

describe('the words for a request without an answer', () => {
  const UNTRUSTED = [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  ];
  for (const code of UNTRUSTED) {
    it(`lead to http.systemCertificates and the CA file on ${code}`, () => {
      const error = errorOf(code);
      assert.match(said(error), /polardb\.aliyuncs\.com is not trusted.*http\.systemCertificates.*CA file/);
      assert.ok(said(error).includes(code));
      assert.equal(error.setting, 'http.systemCertificates');
    });
    it(`lead to the profile’s CA file on ${code}, where it has one`, () => {
      const error = errorOf(code, CA);
      assert.match(said(error), /CA file \/etc\/corp\.pem does not vouch .* network of profile prod/);
      assert.equal(error.setting, 'network');
    });
    it(`say on ${code} that system certificates do not count for a profile with a proxy`, () =>
      assert.match(said(errorOf(code, PROXY)), /system certificates do not apply to profile prod/));
  }

  it('tell a certificate that has expired from one that is not trusted', () => {
    assert.match(said(errorOf('CERT_HAS_EXPIRED')), /not valid now.*clock.*renew.*http\.noProxy/);
    assert.match(
      said(errorOf('CERT_HAS_EXPIRED', CA)),
      /not valid now.*renew.*CA file in the network of profile prod/,
    );
  });

  it('tell a certificate for another name', () => {
    const code = 'ERR_TLS_CERT_ALTNAME_INVALID';
    assert.match(said(errorOf(code)), /another name.*http\.proxy and http\.noProxy/);
    assert.match(
      said(errorOf(code, OWN_HOST, 'polardb.corp')),
      /another name.*host .* network of profile prod/,
    );
  });

  for (const code of ['ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO'])
    it(`do not blame a certificate on ${code}, as when a page answers in the cloud’s place`, () => {
      assert.match(
        said(errorOf(code)),
        /^No secure connection to polardb\.aliyuncs\.com came about .*http\.proxy/,
      );
      assert.match(
        said(errorOf(code, PROXY)),
        /network of its own, so VS Code’s setting http\.proxy does not apply/,
      );
    });

  it('lead to http.proxy and http.noProxy where VS Code’s proxy is not passed', () => {
    const error = networkError(new TransportError('proxy', false, ''), where);
    assert.match(said(error), /http\.proxy.*http\.noProxy/);
    assert.equal(error.setting, 'http.proxy');
  });

  for (const [code, expected] of [
    ['407', /proxy\.corp:3128 does not accept the user name and password.*network of profile prod/],
    ['403', /proxy\.corp:3128 did not open a way to polardb\.aliyuncs\.com \(status 403\)/],
    ['ECONNREFUSED', /proxy\.corp:3128 could not be reached \(ECONNREFUSED\).*network of profile prod/],
    ['ENOTFOUND', /proxy\.corp:3128 could not be reached \(ENOTFOUND\)/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate of the proxy proxy\.corp:3128 is not trusted.*CA file/],
    ['NoTunnel', /What answers at proxy\.corp:3128 opened no way/],
  ] as const)
    it(`lead to the profile’s own proxy on ${code}`, () => {
      const error = networkError(new TransportError('proxy', false, '', code), { ...where, network: PROXY });
      assert.match(said(error), expected);
      assert.equal(error.setting, 'network');
      assert.ok(!said(error).includes('dba'));
    });

  for (const [code, expected] of [
    ['ENOENT', /\/etc\/corp\.pem is not there/],
    ['EACCES', /\/etc\/corp\.pem cannot be read \(EACCES\)/],
    ['CaFileNotPem', /\/etc\/corp\.pem holds no certificate in PEM form/],
    ['CaFileBroken', /\/etc\/corp\.pem holds a certificate that is broken/],
    ['CaFileExpired', /Each certificate in the CA file \/etc\/corp\.pem has expired/],
    ['CaFileTooBig', /\/etc\/corp\.pem is longer than 4 MiB/],
  ] as const)
    it(`name the CA file on ${code}`, () => {
      const error = networkError(new TransportError('caFile', false, '', code), { ...where, network: CA });
      assert.match(said(error), expected);
      assert.equal(error.setting, 'network');
    });

  it('lead to the host of its own that is not found, and else to region and proxy', () => {
    assert.match(
      said(errorOf('ENOTFOUND', OWN_HOST, 'polardb.corp')),
      /host and the proxy in the network of profile prod/,
    );
    assert.match(said(errorOf('ENOTFOUND', OWN_HOST)), /region cn-hangzhou exists.*http\.proxy/);
    assert.match(said(errorOf('ENOTFOUND', CA)), /http\.proxy does not apply to it/);
    assert.match(said(errorOf('ECONNREFUSED')), /http\.proxy.*http\.noProxy/);
  });
});
