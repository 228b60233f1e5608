import assert from 'node:assert/strict';
import { aliyunCliKeys } from '../../../../src/profiles/importers/aliyunCli';
import { linksOf } from '../../../../src/profiles/keys/keyRecipe';
import { KeyBench, only, shown, takenAny, tellsNothing } from './keyBench';

const SECRET = 'plain-secret-of-example';
const AK = { access_key_id: 'LTAI5tExample00001', access_key_secret: SECRET };
const ROLE = { ram_role_arn: 'acs:ram::1234567890123456:role/dba', ram_session_name: 'on-call' };
const KEY = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: SECRET };

/** A profile as the tool writes it since it leaves empty fields out (`omitempty` of its Go structure). */
const profile = (name: string, mode: string, more: object = {}) => ({
  name,
  mode,
  ...more,
  region_id: 'cn-hangzhou',
  output_format: 'json',
  language: 'en',
});

describe('profiles of Alibaba Cloud’s command line that get their keys', () => {
  let bench: KeyBench;
  beforeEach(() => (bench = new KeyBench()));
  afterEach(() => bench.remove());
  const find = (...profiles: readonly object[]) => {
    const content = { current: 'prod', profiles, meta_path: '' };
    bench.write('.aliyun/config.json', JSON.stringify(content, null, '\t'));
    return aliyunCliKeys(bench.machine);
  };
  /** What is said of the first of these profiles. */
  const said = async (...profiles: readonly object[]) => shown(await find(...profiles))[0]?.split(' | ')[4];
  const role = (more: object = {}) => profile('prod', 'RamRoleArn', { ...AK, ...ROLE, ...more });

  it('with a role bring all that is needed to take it on again, and nothing else', async () => {
    const keys = await find(
      role({
        external_id: 'ext-1',
        expired_seconds: 900,
        sts_region: 'cn-shanghai',
        policy: '{"Version":"1"}',
      }),
    );
    assert.equal(
      only(keys),
      'prod | LTAI…0001 | cn-hangzhou | 1234567890123456 | usable | Role dba, renewed while it is used',
    );
    assert.deepEqual(takenAny(keys[0]), {
      kind: 'role',
      from: KEY,
      roleArn: ROLE.ram_role_arn,
      sessionName: 'on-call',
      duration: 900,
      externalId: 'ext-1',
      policy: '{"Version":"1"}',
      host: 'sts.cn-shanghai.aliyuncs.com',
    });
    tellsNothing(keys, SECRET, 'ext-1');
  });

  it('with a role take an hour, a session name and the central host where the file is silent', async () => {
    const [keys] = await find(role({ ram_session_name: '', expired_seconds: 0 }));
    assert.deepEqual(takenAny(keys), {
      kind: 'role',
      from: KEY,
      roleArn: ROLE.ram_role_arn,
      sessionName: 'clusterdeck',
      duration: 3600,
      host: 'sts.aliyuncs.com',
    });
  });

  it('with a role take its own token along', async () => {
    const [keys] = await find(role({ access_key_id: 'STS.Example00001', sts_token: 'a-token' }));
    const links = linksOf(takenAny(keys));
    assert.deepEqual(links[1], { ...KEY, accessKeyId: 'STS.Example00001', securityToken: 'a-token' });
  });

  for (const [what, more, why] of [
    ['no secret', { access_key_secret: '' }, /access_key_secret is missing/],
    ['no role', { ram_role_arn: '' }, /ram_role_arn is missing/],
    ['a user for a role', { ram_role_arn: 'acs:ram::1:user/dba' }, /Its ram_role_arn is not what STS takes/],
    ['a session name of one character', { ram_session_name: 'a' }, /Its ram_session_name/],
    ['a session name of 65', { ram_session_name: 'a'.repeat(65) }, /Its ram_session_name/],
    ['899 seconds', { expired_seconds: 899 }, /Its expired_seconds/],
    ['more than 12 hours', { expired_seconds: 43_201 }, /Its expired_seconds/],
    ['an external id of one character', { external_id: 'a' }, /Its external_id/],
    ['a policy too long', { policy: 'x'.repeat(2049) }, /Its policy/],
    ['a foreign host', { sts_endpoint: 'https://sts.evil.example.com/' }, /host is none of Alibaba Cloud/],
    ['a host that only begins well', { sts_region: 'cn-a.aliyuncs.com.evil.com/#' }, /host is none/],
  ] as const)
    it(`say what is wrong with a role with ${what}`, async () => {
      assert.match((await said(role(more))) ?? '', why);
    });

  for (const [what, more] of [
    ['a session name of two', { ram_session_name: 'aa' }],
    ['a session name of 64', { ram_session_name: 'a'.repeat(64) }],
    ['900 seconds', { expired_seconds: 900 }],
    ['12 hours', { expired_seconds: 43_200 }],
    ['a host in a VPC', { sts_endpoint: 'sts-vpc.cn-beijing.aliyuncs.com' }],
    ['a host written as an address', { sts_endpoint: 'https://sts.cn-beijing.aliyuncs.com/' }],
  ] as const)
    it(`can be used with ${what}`, async () => assert.equal(await said(role(more)), 'usable'));

  describe('from each other', () => {
    const chained = (name: string, source: string) =>
      profile(name, 'ChainableRamRoleArn', {
        source_profile: source,
        ram_role_arn: `acs:ram::1234567890123456:role/${name}`,
      });
    const kinds = async (...profiles: readonly object[]) => {
      const [keys] = await find(...profiles);
      return linksOf(takenAny(keys)).map((link) => ('kind' in link ? link.kind : 'key'));
    };

    it('bring the whole chain', async () => {
      const base = profile('base', 'AK', AK);
      assert.deepEqual(await kinds(chained('prod', 'mid'), chained('mid', 'base'), base), [
        'role',
        'role',
        'key',
      ]);
      assert.deepEqual(await kinds(chained('prod', 'base'), profile('base', 'EcsRamRole')), [
        'role',
        'instance',
      ]);
      assert.deepEqual(
        await kinds(chained('prod', 'base'), profile('base', 'External', { process_command: 'cred' })),
        ['role', 'program'],
      );
      assert.deepEqual(
        await kinds(chained('prod', 'base'), profile('base', 'StsToken', { ...AK, sts_token: 't0ken' })),
        ['role', 'key'],
      );
    });

    it('say that a program is run for the one at their end', async () => {
      const keys = await find(
        chained('prod', 'base'),
        profile('base', 'External', { process_command: 'cred' }),
      );
      assert.match(shown(keys)[0]!, /Asks first: a program, role prod/);
    });

    it('may not lead in a circle', async () => {
      assert.match((await said(chained('prod', 'prod'))) ?? '', /lead in a circle/);
      assert.match(
        (await said(chained('prod', 'b'), chained('b', 'c'), chained('c', 'b'))) ?? '',
        /lead in a circle/,
      );
    });

    it('may be five, and not six', async () => {
      const chain = (count: number) => [
        chained('prod', 'r2'),
        ...Array.from({ length: count - 1 }, (_, i) =>
          chained(`r${i + 2}`, i + 2 === count ? 'base' : `r${i + 3}`),
        ),
        profile('base', 'AK', AK),
      ];
      assert.equal(await said(...chain(5)), 'usable');
      assert.match((await said(...chain(6))) ?? '', /More than 5 roles/);
    });

    it('say which source is missing or cannot be used', async () => {
      assert.match((await said(chained('prod', ''))) ?? '', /source_profile is missing/);
      assert.match((await said(chained('prod', 'gone'))) ?? '', /source profile is not there/);
      assert.match(
        (await said(chained('prod', 'sso'), profile('sso', 'CloudSSO'))) ?? '',
        /Its source: Browser sign-in/,
      );
      assert.match(
        (await said(chained('prod', 'half'), profile('half', 'AK'))) ?? '',
        /Its source: access_key_id/,
      );
    });
  });

  it('bring the role of the server', async () => {
    const keys = await find(profile('prod', 'EcsRamRole', { ram_role_name: 'EcsRole' }));
    assert.equal(only(keys), 'prod | - | cn-hangzhou | - | usable | The role of the server');
    assert.deepEqual(takenAny(keys[0]), { kind: 'instance', roleName: 'EcsRole' });
    assert.deepEqual(takenAny((await find(profile('prod', 'EcsRamRole')))[0]), { kind: 'instance' });
    assert.match(
      (await said(profile('prod', 'EcsRamRole', { ram_role_name: '../x' }))) ?? '',
      /no role’s name/,
    );
  });

  it('bring the command exactly, and do not show it in the list', async () => {
    const process_command = `  cred --secret ${SECRET}  "a b"`;
    const keys = await find(profile('prod', 'External', { process_command }));
    assert.equal(only(keys), 'prod | - | cn-hangzhou | - | usable | Asks first: a program');
    assert.deepEqual(takenAny(keys[0]), { kind: 'program', command: process_command });
    tellsNothing(keys, SECRET);
    assert.equal(await said(profile('prod', 'External', { process_command: 'a'.repeat(2000) })), 'usable');
    assert.match(
      (await said(profile('prod', 'External', { process_command: 'a'.repeat(2001) }))) ?? '',
      /too long/,
    );
    assert.match((await said(profile('prod', 'External', { process_command: 'a "b' }))) ?? '', /quote/);
  });

  it('bring the address', async () => {
    const uri = (credentials_uri: string) => profile('prod', 'CredentialsURI', { credentials_uri });
    const keys = await find(uri('http://localhost:7002/'));
    assert.equal(only(keys), 'prod | - | cn-hangzhou | - | usable | Asks first: an address');
    assert.deepEqual(takenAny(keys[0]), { kind: 'address', url: 'http://localhost:7002/' });
    assert.match((await said(uri('http://keys.example.com/'))) ?? '', /not https/);
    assert.match((await said(uri(''))) ?? '', /credentials_uri is missing/);
    assert.equal(await said(uri(`https://a.example/${'a'.repeat(2000 - 18)}`)), 'usable');
    assert.match((await said(uri(`https://a.example/${'a'.repeat(2000 - 17)}`))) ?? '', /too long/);
  });

  describe('obey the switches of the vendor’s tools', () => {
    const all = [
      profile('prod', 'AK', AK),
      profile('program', 'External', { process_command: 'cred' }),
      profile('address', 'CredentialsURI', { credentials_uri: 'https://keys.example.com/' }),
      profile('server', 'EcsRamRole'),
    ];
    const usable = async (env: Readonly<Record<string, string>>) => {
      Object.assign(bench.env, env);
      const rows = shown(await find(...all)).map((row) => row.split(' | '));
      assert.ok(
        rows.every(
          (row) => row[4] === 'usable' || row[4]?.includes(`${Object.keys(env)[0] ?? ''} forbids it`),
        ),
      );
      return rows.filter((row) => row[4] === 'usable').map(([name]) => name);
    };
    for (const [env, left] of [
      [{ ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: '1' }, ['prod', 'server']],
      [{ ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: 'True' }, ['prod', 'server']],
      [{ ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: '0' }, ['prod', 'program', 'address', 'server']],
      [{ ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' }, ['prod', 'program', 'address']],
      [{ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: 'TRUE' }, []],
      [{ ALIBABA_CLOUD_IGNORE_PROFILE: 'TRUE' }, []],
      [{ ALIBABACLOUD_IGNORE_PROFILE: 'TRUE' }, []],
      [{ ALIBABA_CLOUD_IGNORE_PROFILE: 'true' }, ['prod', 'program', 'address', 'server']],
    ] as const)
      it(JSON.stringify(env), async () => assert.deepEqual(await usable(env), left));
  });
});
