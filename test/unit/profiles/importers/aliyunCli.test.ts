import assert from 'node:assert/strict';
import { plain, text } from '../../../../src/clouds/text';
import { aliyunCliKeys } from '../../../../src/profiles/importers/aliyunCli';
import { KeyBench, NOW, only, shown, taken, tellsNothing } from './keyBench';

const ID = 'LTAI5tExample00001';
const SECRET = 'plain-secret-of-example';
const TOKEN = 'CAISplainTokenOfExample==';
const INSTEAD = 'Enter a temporary key.';

/** A profile with all that the tool writes, as `aliyun configure` leaves it. */
const profile = (name: string, mode: string, more: object = {}) => ({
  name,
  mode,
  access_key_id: '',
  access_key_secret: '',
  sts_token: '',
  ram_role_name: '',
  ram_role_arn: '',
  ram_session_name: '',
  source_profile: '',
  private_key: '',
  key_pair_name: '',
  expired_seconds: 0,
  verified: '',
  region_id: 'cn-hangzhou',
  output_format: 'json',
  language: 'en',
  site: '',
  retry_timeout: 0,
  connect_timeout: 0,
  retry_count: 0,
  process_command: '',
  credentials_uri: '',
  ...more,
});
const AK = { access_key_id: ID, access_key_secret: SECRET };
const STS = { ...AK, access_key_id: 'STS.NUgYrLnoC37mZZCNnAbez', sts_token: TOKEN };

describe('the keys of Alibaba Cloud’s command line', () => {
  let bench: KeyBench;
  beforeEach(() => (bench = new KeyBench()));
  afterEach(() => bench.remove());
  const write = (...profiles: readonly object[]) =>
    bench.write(
      '.aliyun/config.json',
      JSON.stringify({ current: 'prod', profiles, meta_path: '' }, null, '\t'),
    );
  const found = () => aliyunCliKeys(bench.machine);

  it('are not listed where the tool was never used', async () => {
    assert.deepEqual(await found(), []);
    bench.write('.aliyun', 'a file in place of the folder');
    assert.deepEqual(await found(), []);
  });

  it('are taken over with their region, the current profile first', async () => {
    write(profile('old', 'AK', { ...AK, access_key_id: 'LTAI5tExample00002' }), profile('prod', 'AK', AK));
    const keys = await found();
    assert.deepEqual(shown(keys), [
      'prod | LTAI…0001 | cn-hangzhou | - | usable | ',
      'old | LTAI…0002 | cn-hangzhou | - | usable | ',
    ]);
    assert.deepEqual([keys[0]?.source.text, keys[0]?.where], ['Alibaba Cloud CLI', '~/.aliyun/config.json']);
    assert.deepEqual(taken(keys[0]), { accessKeyId: ID, accessKeySecret: SECRET });
    tellsNothing(keys, SECRET, ID);
  });

  it('are taken over with their token, whatever the case of the mode', async () => {
    write(profile('prod', 'stsTOKEN', STS));
    const keys = await found();
    assert.equal(only(keys), 'prod | STS.…Abez | cn-hangzhou | - | usable | Temporary key');
    assert.equal(taken(keys[0]).securityToken, TOKEN);
    tellsNothing(keys, SECRET, TOKEN);
  });

  for (const [when, seconds, why] of [
    [
      'expires now',
      NOW / 1000,
      'Expired at 2026-11-23 02:00 (2026-11-22 18:00 UTC). Get a new key with the tool. | ',
    ],
    [
      'expires in a second',
      NOW / 1000 + 1,
      'usable | Temporary key, valid until 2026-11-23 02:00 (2026-11-22 18:00 UTC)',
    ],
    ['has an end that is no date', 1e300, 'usable | Temporary key'],
    ['has no end', 0, 'usable | Temporary key'],
  ] as const)
    it(`are said to be temporary where the token ${when}`, async () => {
      write(profile('prod', 'StsToken', { ...STS, sts_expiration: seconds }));
      assert.equal(only(await found()), `prod | STS.…Abez | cn-hangzhou | - | ${why}`);
    });

  for (const [mode, why] of [
    ['RamRoleArnWithRoleName', 'deprecated. Use ChainableRamRoleArn'],
    ['OIDC', 'an identity provider’s token'],
    ['CloudSSO', 'Browser sign-in'],
    ['OAuth', 'Browser sign-in'],
    ['RsaKeyPair', 'RSA key pair'],
    ['BearerToken', 'no access key'],
    ['Anonymous', 'Has no keys'],
    ['constructor', 'not known here'],
    ['SomethingNew', 'not known here'],
  ] as const)
    it(`of mode ${mode} are listed with the reason and what to do`, async () => {
      const role = {
        ...STS,
        ram_role_arn: 'acs:ram::1234567890123456:role/dba',
        process_command: 'touch /tmp/x',
      };
      write(profile('prod', mode, role));
      const keys = await found();
      assert.ok(only(keys).startsWith('prod | STS.…Abez | cn-hangzhou | 1234567890123456 | '), only(keys));
      assert.ok(only(keys).includes(why), only(keys));
      assert.ok(only(keys).endsWith(INSTEAD));
      tellsNothing(keys, SECRET, TOKEN, 'touch');
    });

  it('say which part is missing, and what cannot be a key', async () => {
    write(
      profile('prod', 'AK'),
      profile('half', '', { access_key_id: ID }),
      profile('tokenless', 'StsToken', { ...STS, sts_token: ' ' }),
      profile('quoted', 'AK', { ...AK, access_key_secret: '"plain-secret"' }),
      profile('number', 'AK', { ...AK, access_key_secret: 12345678901234 }),
    );
    const keys = await found();
    assert.deepEqual(
      keys.map((each) =>
        'problem' in each ? [each.name, plain(text('{field}', each.problem.args))] : 'usable',
      ),
      [
        ['prod', 'access_key_id'],
        ['half', 'access_key_secret'],
        ['tokenless', 'sts_token'],
        ['quoted', 'AccessKey secret'],
        ['number', 'access_key_secret'],
      ],
    );
    tellsNothing(keys, 'plain-secret', '12345678901234');
  });

  it('show no more of a file’s own words than fits, and no region that is none', async () => {
    write(profile(`a\u202e\nb${'x'.repeat(100)}`, 'AK', { ...AK, region_id: 'evil.example.com/' }));
    assert.equal(only(await found()), `a b${'x'.repeat(57)} | LTAI…0001 | - | - | usable | `);
  });

  for (const [what, content] of [
    ['a list', '[]'],
    ['nothing', 'null'],
    ['no profiles', '{"current":"x"}'],
    ['profiles that are none', '{"profiles":[1]}'],
    ['profiles in an object', '{"profiles":{"__proto__":{}}}'],
  ] as const)
    it(`are not guessed where the file holds ${what}`, async () => {
      bench.write('.aliyun/config.json', content);
      assert.match(only(await found()), /It is not what Alibaba Cloud CLI writes/);
    });

  it('tell the line where the file is broken, and that one is just being written, and nothing that stands in it', async () => {
    const whole = JSON.stringify({ current: 'prod', profiles: [profile('prod', 'AK', AK)] }, null, '\t');
    bench.write('.aliyun/config.json', whole.replace(`"${SECRET}",`, `"${SECRET}"`));
    assert.match(only(await found()), /It is not valid JSON, in line 9\./);
    tellsNothing(await found(), SECRET, ID);
    for (const length of [1, whole.indexOf(SECRET) + 5, whole.length - 1]) {
      bench.write('.aliyun/config.json', whole.slice(0, length));
      assert.match(only(await found()), /It ends in the middle/);
      tellsNothing(await found(), SECRET.slice(0, 5), ID);
    }
    bench.write('.aliyun/config.json', '');
    assert.match(only(await found()), /It ends in the middle/);
  });
});
