import assert from 'node:assert/strict';
import { isSecretName, MASK, MOST_LEVELS, redact } from '../../../src/clouds/redact';

describe('redact', () => {
  for (const name of [
    'AccessKeySecret',
    'accesskeysecret',
    'SecurityToken',
    'Password',
    'AccountPassword',
    'ACCOUNT_PASSWORD',
    'Signature',
    'Authorization',
    'x-acs-security-token',
    'X-Auth-Token',
    'X-Subject-Token',
    'X-Security-Token',
    'sk',
    'adminPass',
    'db_user_password',
    'OTelBearerToken',
    'TenantToken',
    'ApiKey',
    'Accounts.1.AccountPassword',
  ])
    it(`masks ${name}`, () => assert.ok(isSecretName(name)));

  for (const name of [
    'ClientToken',
    'NextToken',
    'AccessKeyId',
    'x-acs-signature-nonce',
    'SignatureMethod',
    'AccountPasswordValidTime',
    'DBClusterId',
    'Tokens',
    'task',
    'is_save',
    'next_token',
  ])
    it(`leaves ${name}`, () => assert.ok(!isSecretName(name)));

  it('masks fields by name at any depth and changes nothing else', () => {
    const answer = {
      RequestId: 'R',
      Items: [
        { OTelBearerToken: 's3cret', ClientToken: 'c', Deep: { password: 'p', N: 1, B: true, Z: null } },
      ],
      Password: { inner: 'p' },
      Token: '',
    };
    assert.deepEqual(redact(answer), {
      RequestId: 'R',
      Items: [{ OTelBearerToken: MASK, ClientToken: 'c', Deep: { password: MASK, N: 1, B: true, Z: null } }],
      Password: MASK,
      Token: '',
    });
    assert.equal(answer.Items[0]!.OTelBearerToken, 's3cret', 'the original is not touched');
  });

  it('survives a value that holds itself', () => {
    const loop: Record<string, unknown> = { Password: 'p' };
    loop['self'] = loop;
    assert.deepEqual(redact(loop), { Password: MASK, self: '[circular]' });
  });

  it('shows a value that stands in two places in both', () => {
    const twice = { N: 1 };
    assert.deepEqual(redact({ a: twice, b: [twice] }), { a: { N: 1 }, b: [{ N: 1 }] });
  });

  it('masks secrets of several calls each by its own list', () => {
    const [first, second] = [['first-secret'], ['second-secret']];
    const said = { N: 'first-secret second-secret' };
    assert.deepEqual(redact(said, first), { N: `${MASK} second-secret` });
    assert.deepEqual(redact(said, second), { N: `first-secret ${MASK}` });
    assert.deepEqual(redact(said, [...first, ...second]), { N: `${MASK} ${MASK}` });
  });

  it('gives back what holds no secret as it is, and the last field of a long list masked', () => {
    const page = Array.from({ length: 1000 }, (_, n) => ({ Id: `pc-${n}`, Deep: [{ Note: 'x' }] }));
    assert.equal(redact(page, ['s3cret']), page);
    const last = [...page, { Id: 'pc-1000', Deep: [{ Note: 's3cret' }] }];
    assert.deepEqual(redact(last, ['s3cret']).at(-1), { Id: 'pc-1000', Deep: [{ Note: MASK }] });
    assert.deepEqual(redact([...page, { s3cret: 1 }], ['s3cret']).at(-1), { [MASK]: 1 });
  });

  it('masks what lies too deep to be looked into', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}"seen"${']'.repeat(levels)}`;
    const redacted = (levels: number) => JSON.stringify(redact(JSON.parse(nested(levels))));
    assert.equal(redacted(MOST_LEVELS), nested(MOST_LEVELS));
    assert.equal(redacted(MOST_LEVELS + 1), nested(MOST_LEVELS).replace('seen', MASK));
    assert.equal(redacted(100_000), nested(MOST_LEVELS).replace('seen', MASK));
  });

  it('shows whether a password is saved, which is no secret', () =>
    assert.deepEqual(redact({ is_save_password: true, password: 'Gauss_2345' }), {
      is_save_password: true,
      password: MASK,
    }));

  const texts: readonly (readonly [string, string, string])[] = [
    ['a token header of Huawei Cloud', 'X-Auth-Token: MIIabc def\r\nx: y', 'MIIabc'],
    ['a query string', '/?Action=X&AccountPassword=Abc%21123&ClientToken=t1', 'Abc'],
    ['a form', 'SecurityToken=CAIS%2Babc&Signature=qwer%3D&DBClusterId=pc-1', 'CAIS'],
    ['a string to sign', 'POST&%2F&AccountPassword%3DAbc123%26Action%3DX', 'Abc123'],
    ['a string encoded twice', 'POST&%2F&AccountPassword%253DAbc123%2526Action%253DX', 'Abc123'],
    ['JSON text', '{"Code":"X", "Password" : "a\\"bc,d}e"}', 'bc'],
    [
      'JSON text within JSON text',
      JSON.stringify({ Detail: JSON.stringify({ TenantToken: 'a"XyZ' }) }),
      'XyZ',
    ],
    ['a header line', 'x-acs-security-token: CAIS/abc+def==\nhost:h', 'CAIS'],
    ['a bearer header', 'Authorization: Bearer abc.def.ghi', 'abc'],
    ['a bearer token in words', 'sent Bearer abcdefgh.ijk', 'abcdefgh'],
    ['an ACS3 header', 'ACS3-HMAC-SHA256 Credential=LTAI,SignedHeaders=host,Signature=0a1b2c', '0a1b2c'],
  ];
  for (const [what, text, secret] of texts)
    it(`masks by name in ${what}`, () => {
      const result = redact(text);
      assert.ok(!result.includes(secret), result);
      assert.ok(result.includes(MASK));
    });

  it('keeps what stands beside a secret', () => {
    assert.equal(redact('/?Password=abc&ClientToken=t1'), `/?Password=${MASK}&ClientToken=t1`);
    assert.equal(redact('POST&%2F&Password%3Dabc%26Action%3DX'), `POST&%2F&Password%3D${MASK}%26Action%3DX`);
    assert.equal(redact('{"Password":"abc","A":1}'), `{"Password":"${MASK}","A":1}`);
  });

  it('masks known secrets wherever they stand and however they are written', () => {
    const secret = 'pa ss/w+rd"中';
    for (const spelling of [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(encodeURIComponent(secret)),
      encodeURIComponent(secret).replaceAll('%20', '+'),
      JSON.stringify({ note: secret }),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ]) {
      const result = redact({ note: `it was ${spelling}.` }, [secret]);
      assert.ok(result.note.includes(MASK), spelling);
      assert.ok(!result.note.includes('w+rd') && !result.note.includes('w%2Brd'), result.note);
    }
  });

  describe('masks a known secret that an encoder escaped', () => {
    const secret = `Zq7&<Planted>"it's"+/=é\\Word`;
    const written: readonly (readonly [string, string])[] = [
      ['Go’s JSON', 'Zq7\\u0026\\u003cPlanted\\u003e\\"it\'s\\"+/=é\\\\Word'],
      ['Gson', 'Zq7\\u0026\\u003cPlanted\\u003e\\"it\\u0027s\\"+/\\u003dé\\\\Word'],
      ['.NET’s JSON', 'Zq7\\u0026\\u003CPlanted\\u003E\\u0022it\\u0027s\\u0022\\u002B/=\\u00E9\\\\Word'],
      ['Python’s JSON', 'Zq7&<Planted>\\"it\'s\\"+/=\\u00e9\\\\Word'],
      ['PHP’s JSON', 'Zq7&<Planted>\\"it\'s\\"+\\/=\\u00e9\\\\Word'],
      [
        'JSON that escapes everything',
        Array.from(secret, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
      ],
      ['XML', 'Zq7&amp;&lt;Planted&gt;&quot;it&apos;s&quot;+/=é\\Word'],
      ['XML outside of attributes', 'Zq7&amp;&lt;Planted&gt;"it\'s"+/=é\\Word'],
      ['HTML of Go', 'Zq7&amp;&lt;Planted&gt;&#34;it&#39;s&#34;+/=é\\Word'],
      ['HTML of Python', 'Zq7&amp;&lt;Planted&gt;&quot;it&#x27;s&quot;+/=é\\Word'],
      ['HTML of PHP', 'Zq7&amp;&lt;Planted&gt;&quot;it&#039;s&quot;+/=é\\Word'],
    ];
    for (const [what, text] of written)
      it(`in ${what}`, () => assert.equal(redact(`it was ${text}.`, [secret]), `it was ${MASK}.`));
  });

  it('masks the longer of two secrets that start alike', () => {
    assert.equal(redact('secret-and-more', ['secret', 'secret-and-more']), MASK);
  });

  it('does not mask half of a text for a secret of three letters', () => {
    assert.equal(redact('the abc of it', ['abc']), 'the abc of it');
    assert.equal(redact('the abcd of it', ['abcd']), `the ${MASK} of it`);
  });

  it('is not fooled by property names of every object', () => {
    const value = JSON.parse('{"__proto__":{"Password":"p"},"constructor":"c"}') as object;
    assert.equal(JSON.stringify(redact(value)), `{"__proto__":{"Password":"${MASK}"},"constructor":"c"}`);
  });

  it('shows nothing but the fields of what is no plain object', () => {
    const error = Object.assign(new Error('Password=Planted!1'), { code: 'E', Password: 'Planted!1' });
    assert.deepEqual(redact({ error, map: new Map([['Password', 'Planted!1']]) }), {
      error: { code: 'E', Password: MASK },
      map: {},
    });
  });

  it('gives back what holds no secret as it is', () => {
    const value = { Items: [{ DBClusterId: 'pc-1', CreateTime: '2026-01-15T08:30:00Z' }] };
    assert.equal(redact(value, ['a-secret-that-is-not-there']), value);
    const [first, second] = [{ id: 'pc-1' }, { id: 'pc-2', token: 'Planted!1' }];
    const masked = redact([first, second]);
    assert.equal(masked[0], first);
    assert.deepEqual(masked[1], { id: 'pc-2', token: MASK });
  });

  it('gets through an endless word in no time worth naming', () => {
    const word = 'x'.repeat(2_000_000);
    assert.equal(redact(word), word);
    assert.equal(redact(`AccessKeySecret=${word}`), `AccessKeySecret=${MASK}`);
  });
});
