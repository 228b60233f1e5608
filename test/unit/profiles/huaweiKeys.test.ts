import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AccessKey } from '../../../src/clouds/accessKey';
import { systemClock } from '../../../src/clouds/clock';
import type { HuaweiCall, RequestLogEntry } from '../../../src/clouds/cloudClient';
import type { CloudError } from '../../../src/clouds/cloudError';
import type { Language } from '../../../src/clouds/huawei/request';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { plain } from '../../../src/clouds/text';
import { Connections } from '../../../src/profiles/connections';
import { errorSentence } from '../../../src/profiles/errorSentence';
import { createSampleProfiles } from '../../../src/profiles/exploreSampleCloud';
import { KeyCheck } from '../../../src/profiles/keyCheck';
import { profileCloudOf } from '../../../src/profiles/profileClouds';
import { ProfileDraft } from '../../../src/profiles/profileDraft';
import { ProfileStore } from '../../../src/profiles/profileStore';
import { startSampleCloud, type SampleCloudHandle } from '../../../src/sampleCloud/sampleCloud';
import { aProfile } from './aProfile';
import { FakeStorage } from './fakeStorage';
import { quietKeyMachine } from './keyMachine';

const REGIONS = ['cn-north-4', 'cn-north-4_payments', 'ap-southeast-3'];
/** Every project of a region that the sample's account has. */
const ALL = ['cn-north-4', 'cn-north-4_payments', 'cn-east-2', 'ap-southeast-3', 'me-east-1'];
const ACCOUNT = 'd0000000000000000000000000000001';
const REFUSED = {
  kind: 'answer',
  status: 401,
  code: 'APIGW.0301',
  message: 'Incorrect IAM authentication information: verify aksk signature fail',
} as const;

describe('keys of Huawei Cloud on the sample cloud', () => {
  let cloud: SampleCloudHandle;
  let stateDir: string;
  let profiles: ProfileStore;
  let connections: Connections;
  let language: Language;
  let skewMs: number;
  const log: RequestLogEntry[] = [];

  beforeEach(async () => {
    stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-huawei-keys-'));
    cloud = await startSampleCloud({ stateDir, estate: 'small' });
    profiles = new ProfileStore(new FakeStorage());
    log.length = 0;
    language = 'en-us';
    skewMs = 0;
    connections = new Connections({
      keyMachine: quietKeyMachine(),
      profiles,
      sampleCloud: { origin: (host) => Promise.resolve(cloud.hosts[host]!) },
      transport: createNodeTransport(),
      ownTransport: () => createNodeTransport(),
      clock: { ...systemClock, now: () => Date.now() + skewMs },
      random: Math.random,
      nonce: randomUUID,
      log: (entry) => log.push(entry),
      language: () => language,
    });
  });
  afterEach(async () => {
    connections.dispose();
    await cloud.stop();
    fs.rmSync(stateDir, { recursive: true });
  });

  const key = (note: string): AccessKey => {
    const { accessKeyId, accessKeySecret, securityToken } = cloud.huaweiAccessKeys.find((each) =>
      each.note.startsWith(note),
    )!;
    return { accessKeyId, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
  };
  const good = () => key('IAM user with full access');

  /** Tries keys as the steps of a profile do: what is said of each try. */
  function steps() {
    const draft = new ProfileDraft(
      aProfile('a', { cloud: 'huawei', site: 'china', sample: true, name: 'prod' }),
    );
    const check = new KeyCheck({ connections, say: plain, now: () => 7 }, draft);
    return {
      draft,
      enter: ({ accessKeyId, accessKeySecret, securityToken = '' }: AccessKey) => {
        Object.assign(draft, { accessKeyId, accessKeySecret, securityToken });
        return check.problem(securityToken, new AbortController().signal);
      },
    };
  }

  for (const [what, change, says] of [
    [
      'a wrong secret',
      { accessKeySecret: 'not-the-secret' },
      /secret of profile prod does not belong to its access/,
    ],
    [
      'an unknown id',
      { accessKeyId: 'SAMPLEHWAK0000000999' },
      /does not know the access key id of profile prod/,
    ],
    [
      'a token that is none of its',
      { securityToken: 'wrong' },
      /security token of profile prod has expired or does not/,
    ],
  ] as const)
    it(`says what is wrong with ${what}, and what failing again does`, async () => {
      const { draft, enter } = steps();
      const said = (await enter({ ...key('Temporary key'), ...change })) ?? '';
      assert.match(said, says);
      assert.match(said, /Five such failures lock the key for five minutes/);
      assert.match(said, /Failed tries with this key here so far: 1\.$/);
      assert.deepEqual([draft.identity, draft.offer], [undefined, undefined]);
      assert.equal(cloud.requests().length, 1, 'nothing is sent again by itself');
    });

  for (const [minutes, accepted] of [
    [14, true],
    [16, false],
    [-14, true],
    [-16, false],
  ] as const)
    it(`${accepted ? 'takes' : 'refuses'} a clock that is ${minutes} minutes off`, async () => {
      skewMs = minutes * 60_000;
      const said = await steps().enter(good());
      if (accepted) assert.equal(said, undefined);
      else
        assert.match(
          said ?? '',
          /this machine’s clock is 16 minutes (ahead|behind)\. Set this machine’s clock/,
        );
      assert.equal(cloud.requests().length, 1);
    });

  it('counts each try, and says when the key is locked, then also for the right secret', async () => {
    const { enter } = steps();
    const wrong = { ...good(), accessKeySecret: 'not-the-secret' };
    for (const count of [1, 2, 3, 4, 5])
      assert.match((await enter(wrong)) ?? '', new RegExp(`so far: ${count}\\.$`));
    assert.match(
      (await enter(good())) ?? '',
      /has locked the access key of profile prod for five minutes.*Wait five minutes.*so far: 6\.$/,
    );
    assert.equal(cloud.requests().length, 6);
    cloud.advance(5 * 60_000 + 1);
    assert.equal(await enter(good()), undefined);
  });

  it('takes the account and its projects from the one answer, for a temporary key too', async () => {
    const { draft, enter } = steps();
    assert.equal(await enter(key('Temporary key')), undefined);
    assert.deepEqual(draft.identity, { accountId: ACCOUNT, verifiedAt: 7 });
    assert.deepEqual(
      draft.offer?.regions.map(({ id }) => id),
      ALL,
    );
    assert.deepEqual(
      cloud.requests().map(({ action }) => action),
      ['KeystoneListProjects'],
    );
  });

  it('goes on without a list where IAM denies it, and says which permission that takes', async () => {
    const body = JSON.stringify({ error: { code: 403, message: 'Forbidden', title: 'Forbidden' } });
    cloud.addFaults([
      { match: { action: 'KeystoneListProjects' }, fault: { kind: 'answer', status: 403, body } },
      { match: { action: 'KeystoneListAuthProjects' }, fault: { kind: 'answer', status: 403, body } },
    ]);
    const { draft, enter } = steps();
    assert.equal(await enter(good()), undefined);
    assert.equal(draft.identity, undefined);
    const heading = profileCloudOf('huawei').heading(draft.offer?.why, plain);
    assert.match(heading, /^Known regions: iam:projects:listProjects is denied/);
  });

  it('sends once where the cloud is out of order, or the connection breaks', async () => {
    cloud.addFaults([{ match: {}, fault: { kind: 'answer', status: 503, code: 'APIGW.0201' }, times: 1 }]);
    assert.ok(await steps().enter(good()));
    assert.equal(cloud.requests().length, 1);
    cloud.addFaults([{ match: {}, fault: { kind: 'resetBeforeAnswer' }, times: 1 }]);
    assert.ok(await steps().enter(good()));
    assert.equal(cloud.requests().length, 2);
  });

  const list = (region: string): HuaweiCall => ({
    cloud: 'huawei',
    product: 'rds',
    action: 'ListInstances',
    region,
    parameters: { limit: 100 },
  });
  /** What the tree and its refreshing do: everything of every region at once. */
  const readAll = (id: string) =>
    Promise.allSettled(
      [...REGIONS, ...REGIONS, ...REGIONS].map((region) => connections.client(id).read(list(region))),
    );
  const whyOf = (results: readonly PromiseSettledResult<unknown>[]) =>
    results.map((result) => (result.status === 'rejected' ? (result.reason as CloudError).kind : 'read'));

  it('of a stored profile fail once where they are wrong, whatever is read at the same time and after', async () => {
    await profiles.save(aProfile('a', { cloud: 'huawei', sample: true, regions: REGIONS }), {
      ...good(),
      accessKeySecret: 'not-the-secret',
    });
    assert.deepEqual([...new Set(whyOf(await readAll('a')))], ['keyRejected']);
    assert.deepEqual([...new Set(whyOf(await readAll('a')))], ['keyRejected']);
    assert.equal(cloud.requests().length, 1, 'one failure of the five that lock the key');
    await profiles.save(profiles.get('a')!, good());
    assert.deepEqual([...new Set(whyOf(await readAll('a')))], ['read'], 'new keys are a new start');
  });

  it('of a stored profile send nothing more once they are refused, and other profiles go on', async () => {
    const explore = createSampleProfiles({
      say: plain,
      profiles,
      connections,
      sampleCloud: { running: () => Promise.resolve({ ...cloud, ...mutable(cloud) }) },
      now: Date.now,
      newId: randomUUID,
    });
    await explore();
    const { id } = profiles.list().find((profile) => profile.cloud === 'huawei')!;
    await profiles.save(
      aProfile('other', { cloud: 'huawei', sample: true, regions: REGIONS }),
      key('Temporary key'),
    );
    assert.deepEqual([...new Set(whyOf(await readAll(id)))], ['read']);
    cloud.addFaults([{ match: { host: 'rds.ap-southeast-3.myhuaweicloud.com' }, fault: REFUSED, times: 1 }]);
    await assert.rejects(connections.client(id).read(list('ap-southeast-3')), { kind: 'keyRejected' });
    const before = cloud.requests().length;
    const results = await readAll(id);
    assert.deepEqual([...new Set(whyOf(results))], ['keyRejected']);
    assert.equal(cloud.requests().length, before, 'nothing was sent');
    const [first] = results;
    assert.ok(first?.status === 'rejected');
    assert.match(
      errorSentence(first.reason, plain),
      /^Nothing was sent for profile Sample Cloud \(Huawei\), to keep/,
    );
    assert.deepEqual([...new Set(whyOf(await readAll('other')))], ['read']);
    const after = cloud.requests().length;
    connections.client(id).key?.tryAgain();
    assert.deepEqual([...new Set(whyOf(await readAll(id)))], ['read']);
    assert.ok(cloud.requests().length > after);
  });

  it('and what they open stand in no line of the log', async () => {
    await steps().enter(key('Temporary key'));
    await steps().enter({ ...good(), accessKeySecret: 'not-the-secret' });
    assert.deepEqual(
      log.map(({ host, operation, region }) => [host, operation, region]),
      Array.from({ length: 2 }, () => [
        'iam.cn-north-4.myhuaweicloud.com',
        'KeystoneListProjects',
        'cn-north-4',
      ]),
    );
    assert.doesNotMatch(JSON.stringify(log), /SAMPLEHWAK|not-a-secret|not-the-secret|sample-huawei-token/);
  });
});

const mutable = ({ accessKeys, huaweiAccessKeys, hosts }: SampleCloudHandle) => ({
  accessKeys: [...accessKeys],
  huaweiAccessKeys: [...huaweiAccessKeys],
  hosts: { ...hosts },
});
