import assert from 'node:assert/strict';
import { plain, type Text } from '../../../src/clouds/text';
import {
  caFileProblem,
  hostProblem,
  proxyPasswordProblem,
  proxyProblem,
  proxyUserProblem,
  tidyProxy,
} from '../../../src/profiles/networkForm';

const said = (problem: Text | undefined): string | undefined => problem && plain(problem);
const LONGEST = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;

describe('the rules for a profile’s network', () => {
  for (const host of [
    '',
    'polardb.corp',
    'POLARDB.Corp',
    'a',
    '10.1.2.3:8443',
    'a.b:65535',
    LONGEST,
    `${LONGEST}:1`,
  ])
    it(`take the host ${JSON.stringify(host.slice(0, 20))}`, () =>
      assert.equal(hostProblem(host, 'RDS'), undefined));
  for (const host of [
    'a b',
    'a.b:',
    'a.b:0',
    'a.b:65536',
    'a.b:123456',
    '.a',
    'a.',
    '-a.b',
    'a_b',
    'a?b',
    'a#b',
    'a\\b',
    '[::1]',
    'ä.example',
    `${LONGEST}d`,
    `${'a'.repeat(64)}.b`,
  ])
    it(`refuse the host ${JSON.stringify(host.slice(0, 20))}`, () =>
      assert.match(said(hostProblem(host, 'RDS')) ?? '', /^Host of RDS: a plain name/));

  it('say of an address that only the name is wanted, and never http', () => {
    for (const value of ['https://a.b', 'a.b/path', 'user@a.b', 'https://a.b@c.d'])
      assert.match(said(hostProblem(value, 'RDS')) ?? '', /^Host of RDS: only the name/, value);
    assert.match(said(hostProblem('http://a.b', 'RDS')) ?? '', /^Host of RDS: leave http:\/\/ out.*https/);
  });

  it('take a proxy with host and port, and tidy it', () => {
    for (const [value, tidy] of [
      ['', ''],
      [' http://proxy.corp:3128 ', 'http://proxy.corp:3128'],
      ['HTTPS://Proxy.Corp/', 'https://proxy.corp'],
      ['http://[::1]:8080', 'http://[::1]:8080'],
    ] as const) {
      assert.equal(proxyProblem(value), undefined, value);
      assert.equal(tidyProxy(value), tidy);
    }
  });

  it('refuse what is no proxy’s address, and a password in it', () => {
    for (const [value, expected] of [
      ['proxy.corp:3128', /^Proxy: an address that begins with http/],
      ['socks5://proxy.corp', /^Proxy: an address that begins with http/],
      ['http://', /^Proxy: not an address/],
      ['http://proxy.corp:99999', /^Proxy: not an address/],
      ['http://dba:planted@proxy.corp', /^Proxy: leave user name and password out/],
      ['http://@proxy.corp', /^Proxy: leave user name and password out/],
      ['http://proxy.corp/pac', /^Proxy: only host and port/],
      ['http://proxy.corp/?a=b', /^Proxy: only host and port/],
    ] as const) {
      const problem = said(proxyProblem(value)) ?? '';
      assert.match(problem, expected, value);
      assert.ok(!problem.includes('planted'));
    }
  });

  it('hold user, password and path to their limits', () => {
    for (const [problem, most] of [
      [proxyUserProblem, 128],
      [proxyPasswordProblem, 256],
    ] as const) {
      assert.equal(problem('x'.repeat(most)), undefined);
      assert.match(said(problem('x'.repeat(most + 1))) ?? '', new RegExp(`at most ${most} characters`));
      assert.match(said(problem('a\nb')) ?? '', /control characters/);
    }
    assert.match(said(proxyUserProblem('corp:dba')) ?? '', /^Proxy user: a colon/);
    assert.equal(proxyPasswordProblem('p:a@ß '), undefined);
    assert.equal(caFileProblem('/etc/ca.pem'), undefined);
    assert.match(said(caFileProblem('ca.pem')) ?? '', /^CA file: the whole path/);
    assert.equal(caFileProblem(`/${'x'.repeat(1023)}`), undefined);
    assert.match(said(caFileProblem(`/${'x'.repeat(1024)}`)) ?? '', /^CA file: at most 1024/);
  });
});
