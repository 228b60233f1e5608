import assert from 'node:assert/strict';
import { alibabaCredentialsKeys } from '../../../../src/profiles/importers/alibabaCredentials';
import { credentialsCsvKeys } from '../../../../src/profiles/importers/credentialsCsv';
import { findKeys } from '../../../../src/profiles/importers/findKeys';
import { decodedKeyFile } from '../../../../src/profiles/importers/keyFile';
import { maskedKeyId } from '../../../../src/profiles/importers/foundKeys';
import { huaweiCredentialsKeys } from '../../../../src/profiles/importers/huaweiCredentials';
import { machineRead } from '../../../../src/profiles/importers/keyImporter';
import { kooCliKeys } from '../../../../src/profiles/importers/kooCli';
import { plain } from '../../../../src/clouds/text';
import { KeyBench, only, shown, taken, takenAny, tellsNothing } from './keyBench';

const SECRET = 'plain-secret-of-example';
const HUAWEI_ID = 'AKIDEXAMPLE000000001';

describe('keys that other tools keep', () => {
  let bench: KeyBench;
  beforeEach(() => (bench = new KeyBench()));
  afterEach(() => bench.remove());

  describe('in the file of Alibaba Cloud’s SDKs', () => {
    const FILE = `# made by hand
[default]
type = access_key
access_key_id = LTAI5tExample00001
access_key_secret = '${SECRET}'

[project]
TYPE = ecs_ram_role
role_name = EcsRamRoleTest

; another one
[role]
type=ram_role_arn
access_key_id=LTAI5tExample00001
access_key_secret=${SECRET}
role_arn=acs:ram::1234567890123456:role/dba
role_session_name=dba

[temporary]
type: sts
access_key_id: STS.NUgYrLnoC37mZZCNnAbez
access_key_secret: ${SECRET}
security_token: CAIS+of/example==

[old]
type = rsa_key_pair
private_key_file = /home/x/key.pem
`;
    it('are its sections by their types', async () => {
      bench.write('.alibabacloud/credentials', FILE.replaceAll('\n', '\r\n'));
      const keys = await alibabaCredentialsKeys(bench.machine);
      assert.deepEqual(
        shown(keys).map((row) => row.split(' | ').slice(0, 5).join(' | ').slice(0, 70)),
        [
          'default | LTAI…0001 | - | - | usable',
          'project | - | - | - | usable',
          'role | LTAI…0001 | - | 1234567890123456 | usable',
          'temporary | STS.…Abez | - | - | usable',
          'old | - | - | - | Has an RSA key pair and no access key.',
        ],
      );
      assert.deepEqual(takenAny(keys[1]), { kind: 'instance', roleName: 'EcsRamRoleTest' });
      assert.deepEqual(takenAny(keys[2]), {
        kind: 'role',
        from: { accessKeyId: 'LTAI5tExample00001', accessKeySecret: SECRET },
        roleArn: 'acs:ram::1234567890123456:role/dba',
        sessionName: 'dba',
        duration: 3600,
        host: 'sts.aliyuncs.com',
      });
      assert.equal(taken(keys[0]).accessKeySecret, SECRET, 'without the quotes');
      assert.equal(taken(keys[3]).securityToken, 'CAIS+of/example==');
      tellsNothing(keys, SECRET, 'CAIS');
    });

    it('are those of the file that a variable names', async () => {
      bench.write('.alibabacloud/credentials', FILE);
      bench.write(
        'elsewhere',
        '[only]\naccess_key_id = LTAI5tExample00009\naccess_key_secret = 1234567890\n',
      );
      bench.env['ALIBABA_CLOUD_CREDENTIALS_FILE'] = '~/elsewhere';
      const keys = await alibabaCredentialsKeys(bench.machine);
      assert.equal(only(keys), 'only | LTAI…0009 | - | - | usable | ');
      assert.equal(keys[0]?.where, '~/elsewhere');
      bench.env['ALIBABA_CLOUD_CREDENTIALS_FILE'] = '~/nowhere';
      assert.deepEqual(await alibabaCredentialsKeys(bench.machine), []);
    });

    it('are listed beside the line that is no setting, of which nothing is told', async () => {
      bench.write('.alibabacloud/credentials', `${FILE}${SECRET}\n`);
      const keys = await alibabaCredentialsKeys(bench.machine);
      assert.match(shown(keys).at(-1)!, /Line 28 is neither a section nor a setting/);
      tellsNothing(keys, SECRET);
    });

    it('lack what was not written yet', async () => {
      bench.write(
        '.alibabacloud/credentials',
        '[default]\naccess_key_id = LTAI5tExample00001\naccess_key_sec',
      );
      const [half, broken] = shown(await alibabaCredentialsKeys(bench.machine));
      assert.match(half!, /access_key_secret is missing/);
      assert.match(broken!, /Line 3/);
    });
  });

  describe('in the file of Huawei Cloud’s SDKs', () => {
    const read = async (content: string) => {
      bench.write('.huaweicloud/credentials', content);
      return huaweiCredentialsKeys(bench.machine);
    };

    it('are its two sections, with the account', async () => {
      const keys = await read(
        `[basic]\nak = ${HUAWEI_ID}\nsk = ${SECRET}\nproject_id = p1\niam_endpoint = https://iam.cn-north-4.myhuaweicloud.com\n` +
          `[global]\nak = ${HUAWEI_ID}\nsk = ${SECRET}\nsecurity_token = abc\ndomain_id = d1\n`,
      );
      assert.deepEqual(shown(keys), [
        'basic | AKID…0001 | - | - | usable | ',
        'global | AKID…0001 | - | d1 | usable | Temporary key',
      ]);
      assert.deepEqual(taken(keys[0]), { accessKeyId: HUAWEI_ID, accessKeySecret: SECRET });
      tellsNothing(keys, SECRET);
    });

    it('are of no use from an identity provider or for an IAM of its own', async () => {
      const keys = await read(
        `[basic]\nidp_id = x\nid_token_file = /x\n[global]\nak=${HUAWEI_ID}\nsk=${SECRET}\niam_endpoint=https://iam.example.com\n`,
      );
      const [provider, own] = shown(keys);
      assert.match(provider!, /identity provider’s token/);
      assert.match(own!, /AKID…0001.*an IAM of its own/);
      const [like] = await read(
        `[basic]\nak=${HUAWEI_ID}\nsk=${SECRET}\niam_endpoint=https://x.myhuaweicloud.com.evil.example\n`,
      );
      assert.ok(like && !('take' in like));
    });
  });

  describe('in the file of KooCLI', () => {
    const profile = (name: string, mode: string, more: object = {}) => ({
      name,
      mode,
      accessKeyId: HUAWEI_ID,
      secretAccessKey: SECRET,
      securityToken: '',
      region: 'cn-north-4',
      projectId: '',
      domainId: 'd1',
      agencyDomainId: '',
      agencyName: '',
      ...more,
    });
    const read = async (authEncrypt: unknown, ...profiles: readonly object[]) => {
      bench.write('.hcloud/config.json', JSON.stringify({ current: 'b', authEncrypt, profiles }));
      return kooCliKeys(bench.machine);
    };

    it('are copied in plain text, the current profile first', async () => {
      const keys = await read(
        'false',
        profile('a', 'AKSK', { securityToken: 't0ken' }),
        profile('b', 'AKSK'),
      );
      assert.deepEqual(shown(keys), [
        'b | AKID…0001 | cn-north-4 | d1 | usable | ',
        'a | AKID…0001 | cn-north-4 | d1 | usable | Temporary key',
      ]);
      assert.equal(taken(keys[1]).securityToken, 't0ken');
      tellsNothing(keys, SECRET, 't0ken');
    });

    for (const [authEncrypt, id] of [
      ['true', HUAWEI_ID],
      [true, HUAWEI_ID],
      [undefined, 'b3BlbiBzZXNhbWU+/w=='],
      ['false', '0a'.repeat(32)],
    ] as const)
      it(`are said to be encrypted: ${String(authEncrypt)}, ${id}`, async () => {
        const keys = await read(authEncrypt, profile('b', 'AKSK', { accessKeyId: id }));
        assert.match(only(keys), /^b \| - \| cn-north-4 \| d1 \| KooCLI encrypted it.*credentials\.csv/);
        tellsNothing(keys, id, SECRET);
      });

    it('of other modes are listed with the reason', async () => {
      for (const [mode, why] of [
        ['ecsAgency', /server it runs on/],
        ['agency', /Takes on a role/],
        ['SSO', /Browser sign-in/],
        ['token', /no access key/],
        ['toString', /not known here/],
      ] as const)
        assert.match(only(await read('false', profile('b', mode))), why);
    });
  });

  describe('in the credentials.csv of Huawei Cloud’s console', () => {
    const csv = (text: string) => credentialsCsvKeys('/x/credentials.csv', { kind: 'text', text });

    it('are its rows, with the name of the user where it has one', () => {
      for (const content of [
        `User Name,Access Key Id,Secret Access Key\r\n"dba",${HUAWEI_ID},${SECRET}\r\n`,
        `"User Name";"Access Key Id";"Secret Access Key"\n"dba";"${HUAWEI_ID}";"${SECRET}"`,
        `user name\taccess_key_id\tsecret_access_key\ndba\t${HUAWEI_ID}\t${SECRET}\n`,
      ]) {
        const keys = csv(content);
        assert.equal(only(keys), 'dba | AKID…0001 | - | - | usable | ');
        assert.deepEqual(taken(keys[0]), { accessKeyId: HUAWEI_ID, accessKeySecret: SECRET });
        tellsNothing(keys, SECRET);
      }
      assert.equal(only(csv(`Access Key Id,Secret Access Key\n${HUAWEI_ID},${SECRET}`)).split(' | ')[0], '');
      assert.equal(
        shown(csv(`User Name,Access Key Id,Secret Access Key\n"a, ""b""",${HUAWEI_ID},${SECRET}\n,,`))[0],
        'a, "b" | AKID…0001 | - | - | usable | ',
      );
    });

    it('are not guessed from another file', () => {
      assert.match(
        only(csv(`AccessKey ID,AccessKey Secret\nLTAI5tExample00001,${SECRET}`)),
        /No columns Access Key Id/,
      );
      assert.match(only(csv('')), /No columns/);
      assert.match(only(csv('User Name,Access Key Id,Secret Access Key\n')), /It holds no key/);
      assert.match(
        only(csv(`Access Key Id,Secret Access Key\n${HUAWEI_ID}`)),
        /Secret Access Key is missing/,
      );
      assert.match(only(credentialsCsvKeys('/x', { kind: 'missing' })), /no longer there/);
    });
  });

  it('in variables are named by them, with what is missing', async () => {
    const { env, machine } = bench;
    assert.deepEqual(await findKeys('alibaba', machine), []);
    Object.assign(env, {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tExample00001',
      ALIBABA_CLOUD_SECURITY_TOKEN: ' ',
    });
    assert.match(only(await findKeys('alibaba', machine)), /ALIBABA_CLOUD_ACCESS_KEY_SECRET is missing/);
    Object.assign(env, { ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET, ALIBABA_CLOUD_REGION_ID: 'cn-beijing' });
    const keys = await findKeys('alibaba', machine);
    assert.equal(only(keys), ' | LTAI…0001 | cn-beijing | - | usable | ');
    assert.equal(keys[0]?.where, 'ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET');
    assert.deepEqual(await findKeys('huawei', machine), [], 'those are of another cloud');
    Object.assign(env, {
      HUAWEICLOUD_SDK_AK: HUAWEI_ID,
      HUAWEICLOUD_SDK_SK: SECRET,
      HUAWEICLOUD_SDK_SECURITY_TOKEN: 't',
    });
    const [huawei] = await findKeys('huawei', machine);
    assert.deepEqual(taken(huawei), { accessKeyId: HUAWEI_ID, accessKeySecret: SECRET, securityToken: 't' });
    tellsNothing([...keys, huawei!], SECRET);
  });

  it('of all kinds are read from whatever stands in their files, and nothing throws', async () => {
    const MEGABYTE = 1024 * 1024;
    const contents = [
      `{"a":"${'x'.repeat(MEGABYTE - 6)}`,
      '['.repeat(MEGABYTE),
      '"\\'.repeat(MEGABYTE / 2),
      `x${'\t'.repeat(MEGABYTE - 1)}`,
      ',"'.repeat(MEGABYTE / 2),
      '['.concat('=]\n'.repeat(1000)),
      '[__proto__]\n__proto__ = x\nak = y\n[constructor]\n',
      '{"profiles":[{"name":{},"mode":[],"access_key_id":{"toString":1}}],"current":{}}',
      `{"profiles":[{"__proto__":{"mode":"AK"}}]}`,
      Buffer.from([0xff, 0xfe, 0x00]),
      Buffer.from([0x00]),
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]),
    ];
    for (const content of contents) {
      for (const file of [
        '.aliyun/config.json',
        '.alibabacloud/credentials',
        '.hcloud/config.json',
        '.huaweicloud/credentials',
      ])
        bench.write(file, content);
      const found = [
        ...(await findKeys('alibaba', bench.machine)),
        ...(await findKeys('huawei', bench.machine)),
      ];
      const picked = credentialsCsvKeys('/x', decodedKeyFile(Buffer.from(content as string)));
      for (const keys of [...found, ...picked])
        assert.ok(!('take' in keys), JSON.stringify(keys).slice(0, 200));
    }
  });

  it('are shown by four characters at each end, and by none where that would be most of them', () => {
    assert.equal(maskedKeyId('abcd12345678'), 'abcd…5678');
    assert.equal(maskedKeyId('abcd1234567'), '…');
  });

  it('are said to be of the machine that was read', () => {
    const said = (isRemoteWindow: boolean, runsThere: boolean) =>
      plain(machineRead({ isRemoteWindow, runsThere, host: 'box' }));
    assert.equal(said(false, false), 'Files, variables and keychain of this machine (box) are read');
    assert.equal(said(true, true), 'Files, variables and keychain of the remote host box are read');
    assert.equal(
      said(true, false),
      'Files, variables and keychain of this machine (box) are read, none of the remote host',
    );
  });
});
