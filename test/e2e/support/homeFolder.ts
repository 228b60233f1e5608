import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SampleCloud } from './sampleCloud';

type Ready = SampleCloud['ready'];

/** A person's home folder with the files that the vendors' tools keep keys in. */
export class HomeFolder {
  readonly path = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-home-'));
  /** The keys that can be taken over. */
  readonly alibaba: Ready['accessKeys'][number];
  readonly temporary: Ready['accessKeys'][number];
  readonly huawei: Ready['huaweiAccessKeys'][number];
  readonly #written: Record<string, string> = {};

  /** `more`: further profiles of Alibaba Cloud's command line. */
  constructor({ accessKeys, huaweiAccessKeys }: Ready, more: readonly object[] = []) {
    const noted = (keys: Ready['accessKeys'], note: string) => {
      const key = keys.find((each) => each.note.startsWith(note));
      assert.ok(key, note);
      return key;
    };
    this.alibaba = noted(accessKeys, 'RAM user with full access');
    this.temporary = noted(accessKeys, 'Temporary key with');
    this.huawei = noted(huaweiAccessKeys, 'IAM user with full access');
    const { accessKeyId, accessKeySecret } = this.alibaba;
    const role = { ram_role_arn: 'acs:ram::1234567890123456:role/dba', ram_session_name: 'dba' };
    this.#write('.aliyun/config.json', {
      current: 'prod',
      profiles: [
        {
          name: 'on-call',
          mode: 'StsToken',
          access_key_id: this.temporary.accessKeyId,
          access_key_secret: this.temporary.accessKeySecret,
          sts_token: this.temporary.securityToken,
          region_id: 'us-west-1',
        },
        {
          name: 'prod',
          mode: 'AK',
          access_key_id: accessKeyId,
          access_key_secret: accessKeySecret,
          region_id: 'cn-hangzhou',
        },
        { name: 'dba-role', mode: 'RamRoleArn', access_key_id: accessKeyId, ...role },
        { name: 'sso', mode: 'CloudSSO', cloud_sso_account_id: '1234567890123456' },
        ...more,
      ],
    });
    this.#write(
      '.alibabacloud/credentials',
      '[default]\ntype = access_key\naccess_key_id = LTAI5tExample00001\n',
    );
    this.#write('.hcloud/config.json', {
      current: 'default',
      authEncrypt: 'true',
      profiles: [{ name: 'default', mode: 'AKSK', accessKeyId: 'b3BlbiBzZXNhbWU=', region: 'cn-north-4' }],
    });
    this.#write(
      'credentials.csv',
      `\ufeffUser Name,Access Key Id,Secret Access Key\r\n"dba-hw",${this.huawei.accessKeyId},${this.huawei.accessKeySecret}\r\n`,
    );
  }

  #write(file: string, content: unknown): void {
    const whole = typeof content === 'string' ? content : JSON.stringify(content, null, '\t');
    fs.mkdirSync(path.dirname(path.join(this.path, file)), { recursive: true });
    fs.writeFileSync(path.join(this.path, file), whole, { mode: 0o600 });
    this.#written[file] = whole;
  }

  /** Throws where a file of keys was changed, or another one has come beside it. */
  isUntouched(): void {
    for (const [file, content] of Object.entries(this.#written)) {
      assert.equal(fs.readFileSync(path.join(this.path, file), 'utf8'), content, file);
      const folder = path.dirname(file);
      if (folder === '.') continue;
      assert.deepEqual(fs.readdirSync(path.join(this.path, folder)), [path.basename(file)]);
    }
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true, force: true });
  }
}
