import assert from 'node:assert/strict';
import { CloudError } from '../../../../src/clouds/cloudError';
import type { DirectRequest } from '../../../../src/clouds/directRequest';
import { TransportError, type HttpResponse } from '../../../../src/clouds/transport';
import { addressProblem } from '../../../../src/profiles/keys/addressKeys';
import type { KeyRecipe } from '../../../../src/profiles/keys/keyRecipe';
import { openKeys } from '../../../../src/profiles/keys/openKeys';
import type { ProgramRun } from '../../../../src/profiles/keys/runProgram';
import { VirtualClock } from '../../support/virtualClock';

const SECRET = 'secret-that-nobody-sees';
const ok = (body: unknown, status = 200): HttpResponse => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('keys that are got from this machine', () => {
  let clock: VirtualClock;
  let env: Record<string, string>;
  let runs: ProgramRun[];
  let output: string;
  let asked: DirectRequest[];
  let direct: (request: DirectRequest) => HttpResponse;
  let fetched: string[];
  let answer: HttpResponse;
  beforeEach(() => {
    clock = new VirtualClock();
    env = {};
    runs = [];
    asked = [];
    fetched = [];
  });
  const keys = (recipe: KeyRecipe) =>
    openKeys(recipe, {
      machine: {
        clock,
        env: () => env,
        home: '/home/dba',
        windows: false,
        run: (run) => (runs.push(run), Promise.resolve(output)),
        direct: (request) => {
          asked.push(request);
          return Promise.resolve().then(() => direct(request));
        },
      },
      transport: { read: ({ url }) => (fetched.push(url), Promise.resolve(answer)) },
      profileName: 'prod',
      sts: () => assert.fail('no role is taken on'),
    });
  const later = (minutes: number) =>
    new Date(clock.now() + minutes * 60_000).toISOString().replace(/\.\d+Z/, 'Z');
  const fails = (recipe: KeyRecipe, words: RegExp) =>
    assert.rejects(keys(recipe).key(), (error) => {
      assert.ok(error instanceof CloudError);
      assert.match(error.message, /Profile prod has no new keys/);
      assert.match(error.message, words);
      assert.ok(!JSON.stringify(error).includes(SECRET));
      return true;
    });

  describe('by a program', () => {
    const program: KeyRecipe = { kind: 'program', command: 'cred --for "the dba"' };
    const key = { mode: 'StsToken', access_key_id: 'STS.a', access_key_secret: SECRET, sts_token: 't' };

    it('run the command in the home folder, once until they end', async () => {
      output = JSON.stringify({ ...key, expiration: later(60) });
      const source = keys(program);
      assert.deepEqual(await source.key(), {
        accessKeyId: 'STS.a',
        accessKeySecret: SECRET,
        securityToken: 't',
      });
      await source.key();
      assert.deepEqual(
        runs.map(({ program: name, args, cwd, timeoutMs }) => [name, args, cwd, timeoutMs]),
        [['cred', ['--for', 'the dba'], '/home/dba', 60_000]],
      );
      assert.equal(source.renewed.expiresAt, clock.now() + 3_600_000);
      await clock.advance(3_600_000);
      output = JSON.stringify({ ...key, access_key_id: 'STS.b', expiration: later(60) });
      assert.equal((await source.key()).accessKeyId, 'STS.b');
    });

    it('are used for an hour where no end is told, and told ends may be seconds', async () => {
      output = JSON.stringify({ mode: 'AK', access_key_id: 'LTAIa', access_key_secret: SECRET });
      const source = keys(program);
      await source.key();
      assert.equal(source.renewed.expiresAt, clock.now() + 3_600_000);
      output = JSON.stringify({ ...key, sts_expiration: clock.now() / 1000 + 1800 });
      const other = keys(program);
      await other.key();
      assert.equal(other.renewed.expiresAt, clock.now() + 1_800_000);
    });

    for (const [what, wrote, words] of [
      ['no JSON', `${SECRET} {`, /not the JSON of keys/],
      ['another way to get keys', JSON.stringify({ ...key, mode: 'External' }), /another way to get one/],
      ['no secret', JSON.stringify({ ...key, access_key_secret: '' }), /lacks access_key_secret/],
      ['no token', JSON.stringify({ ...key, sts_token: undefined }), /lacks sts_token/],
      [
        'keys that are over',
        JSON.stringify({ ...key, expiration: '2026-01-15T08:30:00Z' }),
        /have expired already/,
      ],
    ] as const)
      it(`say what is wrong where it writes ${what}`, async () => {
        output = wrote;
        await fails(program, words);
      });

    for (const value of ['1', 'true', 'TRUE'])
      it(`are not got while ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS is ${value}, at any time`, async () => {
        output = JSON.stringify({ ...key, expiration: later(60) });
        const source = keys(program);
        await source.key();
        env['ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS'] = value;
        await clock.advance(3_600_000);
        await assert.rejects(source.key(), /ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids it/);
        assert.equal(runs.length, 1);
        await fails({ kind: 'address', url: 'https://keys.example.com/' }, /forbids it/);
        assert.deepEqual(fetched, []);
      });
  });

  describe('by an address', () => {
    const address: KeyRecipe = { kind: 'address', url: `https://keys.example.com/k?p=${SECRET}` };
    const good = () => ({
      Code: 'Success',
      AccessKeyId: 'STS.a',
      AccessKeySecret: SECRET,
      SecurityToken: 't',
      Expiration: later(30),
    });

    it('are those in the answer, until they end', async () => {
      answer = ok(good());
      const source = keys(address);
      assert.equal((await source.key()).accessKeyId, 'STS.a');
      await source.key();
      assert.deepEqual(fetched, [address.url]);
      assert.equal(source.renewed.expiresAt, clock.now() + 1_800_000);
    });

    it('are asked for directly where it is on this machine', async () => {
      direct = () => ok(good());
      await keys({ kind: 'address', url: 'http://127.0.0.1:7002/' }).key();
      assert.deepEqual([asked[0]?.url, asked[0]?.maxBytes, fetched], ['http://127.0.0.1:7002/', 65_536, []]);
    });

    for (const [what, response, words] of [
      ['a redirect', () => ok('', 302), /sent the request elsewhere/],
      ['an error', () => ok(SECRET, 500), /gave no keys \(status 500\)/],
      ['no success', () => ok({ ...good(), Code: SECRET }), /no success/],
      ['no token', () => ok({ ...good(), SecurityToken: '' }), /lacks SecurityToken/],
      ['no JSON', () => ok(`<html>${SECRET}`), /not the JSON of keys/],
      ['too much', () => ok(SECRET.padEnd(65_537, ' ')), /more than keys are long/],
    ] as const)
      it(`say what is wrong where the answer is ${what}`, async () => {
        answer = response();
        await fails(address, words);
      });

    it('are asked for over https, and without it only on this machine or beside it', () => {
      const works = (url: string) => addressProblem(url) === undefined;
      for (const url of [
        'https://keys.example.com/a?b=c',
        'http://localhost:1/',
        'http://127.1.2.3/',
        'http://[::1]:80/',
        'http://100.100.100.200/x',
        'http://169.254.169.254/x',
      ])
        assert.ok(works(url), url);
      for (const url of [
        'http://keys.example.com/',
        'http://10.0.0.1/',
        'http://127.0.0.1.example.com/',
        'http://169.254.1.example.com/',
        'http://100.100.100.201/',
        'file:///etc/passwd',
        'ftp://localhost/',
        'https://user:pw@keys.example.com/',
        'keys',
        '',
      ])
        assert.ok(!works(url), url);
    });
  });

  describe('from the server’s metadata service', () => {
    const paths = () =>
      asked.map(({ method, url }) => `${method} ${url.replace('http://100.100.100.200', '')}`);
    const service =
      (more: Record<string, HttpResponse> = {}) =>
      ({ method, url }: DirectRequest): HttpResponse => {
        const answers: Record<string, HttpResponse> = {
          'PUT /latest/api/token': ok('the-token'),
          'GET /latest/meta-data/ram/security-credentials/': ok('EcsRole\n'),
          'GET /latest/meta-data/ram/security-credentials/EcsRole': ok({
            Code: 'Success',
            AccessKeyId: 'STS.a',
            AccessKeySecret: SECRET,
            SecurityToken: 't',
            Expiration: later(360),
          }),
          ...more,
        };
        return answers[`${method} ${url.replace('http://100.100.100.200', '')}`] ?? ok('', 404);
      };

    it('are asked for with a token, and the role’s name where it is not known', async () => {
      direct = service();
      assert.equal((await keys({ kind: 'instance' }).key()).accessKeyId, 'STS.a');
      assert.deepEqual(paths(), [
        'PUT /latest/api/token',
        'GET /latest/meta-data/ram/security-credentials/',
        'GET /latest/meta-data/ram/security-credentials/EcsRole',
      ]);
      assert.deepEqual(
        asked.map(({ headers }) => headers),
        [
          { 'x-aliyun-ecs-metadata-token-ttl-seconds': '300' },
          { 'x-aliyun-ecs-metadata-token': 'the-token' },
          { 'x-aliyun-ecs-metadata-token': 'the-token' },
        ],
      );
      asked = [];
      await keys({ kind: 'instance', roleName: 'EcsRole' }).key();
      assert.equal(paths().length, 2);
    });

    it('are asked for without a token where there is none, unless that is forbidden', async () => {
      direct = service({ 'PUT /latest/api/token': ok('', 404) });
      await keys({ kind: 'instance', roleName: 'EcsRole' }).key();
      assert.deepEqual(asked.at(-1)?.headers, {});
      env['ALIBABA_CLOUD_IMDSV1_DISABLED'] = 'true';
      asked = [];
      await fails({ kind: 'instance', roleName: 'EcsRole' }, /refused \(status 404\)/);
      assert.deepEqual(paths(), ['PUT /latest/api/token']);
    });

    it('are not asked for where ALIBABA_CLOUD_ECS_METADATA_DISABLED is true', async () => {
      env['ALIBABA_CLOUD_ECS_METADATA_DISABLED'] = 'True';
      await fails({ kind: 'instance' }, /ALIBABA_CLOUD_ECS_METADATA_DISABLED forbids it/);
      assert.deepEqual(asked, []);
    });

    it('say that this is no such server where nobody answers', async () => {
      direct = () => {
        throw new TransportError('timeout', true, 'timeout');
      };
      await fails({ kind: 'instance' }, /No metadata service answered at 100\.100\.100\.200/);
    });

    it('say that the server has no role', async () => {
      direct = service({ 'GET /latest/meta-data/ram/security-credentials/': ok('<html>no') });
      await fails({ kind: 'instance' }, /has no RAM role/);
    });
  });
});
