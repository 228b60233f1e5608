import assert from 'node:assert/strict';
import type { AccessKey } from '../../../src/clouds/accessKey';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import { addProfile, editProfile, updateCredentials } from '../../../src/profiles/askProfile';
import { ProfileStore } from '../../../src/profiles/profileStore';
import { settle, type FakeBox } from './fakeQuickInput';
import { aProfile } from './aProfile';
import { keyIn } from './keyMachine';
import { ProfileBench } from './profileBench';

const KEYS = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: 'secret-of-example' };
const IDENTITY = { AccountId: '1234', Arn: 'acs:ram::1234:user/dba', IdentityType: 'RAMUser' };
const REGIONS = { Regions: { Region: [{ RegionId: 'cn-hangzhou' }, { RegionId: 'cn-beijing' }] } };
const refused = (code: string, kind: 'credentials' | 'permission') =>
  new CloudError({ kind, code, explanation: text(`The cloud says ${code}.`) });

describe('adding and editing a profile', () => {
  let bench: ProfileBench;
  let identity: () => unknown;
  let regions: () => unknown;

  beforeEach(() => {
    identity = () => IDENTITY;
    regions = () => REGIONS;
    bench = new ProfileBench(({ action }) => (action === 'GetCallerIdentity' ? identity() : regions()));
  });

  async function enterKeys(): Promise<FakeBox> {
    await bench.pick('$(cloud) Alibaba Cloud');
    await bench.enter('prod');
    await bench.enter(KEYS.accessKeyId);
    await bench.enter(KEYS.accessKeySecret);
    return bench.enter('');
  }

  it('has the wish for a change ticket at the last step, without a step of its own', async () => {
    const adding = addProfile(bench.deps);
    (await enterKeys()).enter();
    await settle();
    const turn = async () => {
      bench.box.focus(bench.box.labels().at(-1) ?? '');
      bench.box.enterFocused();
      await settle();
      return bench.box.labels().at(-1);
    };
    assert.equal(bench.box.labels().at(-1), '$(tag) Change ticket: not asked for');
    assert.equal(await turn(), '$(tag) Change ticket: optional');
    assert.equal(await turn(), '$(tag) Change ticket: required');
    assert.equal(await turn(), '$(tag) Change ticket: not asked for');
    await turn();
    await turn();
    bench.box.focus('$(unlock) Normal');
    bench.box.enterFocused();
    const profile = await adding;
    assert.equal(profile?.changeTicket, 'required');
    const editing = editProfile(bench.deps, profile);
    for (let step = 0; step < 4; step += 1) {
      await settle();
      bench.box.enter();
    }
    await settle();
    bench.box.enter();
    await settle();
    assert.equal(bench.box.labels().at(-1), '$(tag) Change ticket: required');
    bench.box.enterFocused();
    assert.equal((await editing)?.changeTicket, 'required');
  });

  it('asks step by step, verifies before it stores, and has all regions selected', async () => {
    const adding = addProfile(bench.deps);
    assert.deepEqual(
      [bench.box.title, bench.box.step, bench.box.totalSteps, bench.box.buttons.length],
      ['Add Cloud Profile', 1, undefined, 0],
    );
    const box = await enterKeys();
    assert.deepEqual(
      box.selectedItems.map(({ label }) => label),
      ['cn-hangzhou', 'cn-beijing'],
    );
    assert.equal(bench.deps.profiles.list().length, 0, 'nothing is stored before the last step');
    box.enter();
    await settle();
    bench.box.focus('$(shield) Production');
    bench.box.enterFocused();
    const profile = await adding;
    assert.deepEqual(profile, {
      id: 'new',
      name: 'prod',
      cloud: 'alibaba',
      regions: ['cn-hangzhou', 'cn-beijing'],
      safety: 'production',
      sample: false,
      identity: { accountId: '1234', arn: IDENTITY.Arn, type: 'RAMUser', verifiedAt: 1000 },
    });
    assert.deepEqual(bench.deps.profiles.list(), [{ ...profile, keysVersion: 1 }]);
    assert.deepEqual(await bench.deps.profiles.credentials('new'), KEYS);
  });

  it('shows inline why the keys do not work, loses nothing, and goes on once they are right', async () => {
    identity = () => {
      throw refused('InvalidAccessKeyId.NotFound', 'credentials');
    };
    const adding = addProfile(bench.deps);
    const token = await enterKeys();
    assert.deepEqual([token.step, token.totalSteps], [5, 7]);
    assert.match(token.validationMessage ?? '', /InvalidAccessKeyId\.NotFound/);
    token.back();
    await settle();
    assert.equal(bench.box.value, KEYS.accessKeySecret);
    identity = () => IDENTITY;
    await bench.enter('another-secret');
    await bench.enter('');
    assert.deepEqual(bench.probed.at(-1), {
      accessKeyId: KEYS.accessKeyId,
      accessKeySecret: 'another-secret',
    });
    bench.box.hide();
    assert.equal(await adding, undefined);
    assert.equal(bench.storage.kept.size, 0, 'leaving stores nothing');
  });

  it('does not let a temporary key pass without its token', async () => {
    void addProfile(bench.deps);
    await bench.pick('$(cloud) Alibaba Cloud');
    await bench.enter('prod');
    await bench.enter('STS.NUgYrLnoC37mZZCNnAbez');
    await bench.enter(KEYS.accessKeySecret);
    const box = await bench.enter('');
    assert.match(box.validationMessage ?? '', /Security token: a temporary key/);
    assert.equal(bench.probed.length, 0);
    bench.box.hide();
  });

  it('offers the known regions, and says so, when the key may not list them', async () => {
    regions = () => {
      throw refused('Forbidden.RAM', 'permission');
    };
    const adding = addProfile(bench.deps);
    const box = await enterKeys();
    assert.match(box.labels()[0]!, /did not list its regions.*Forbidden\.RAM/);
    assert.ok(box.labels().includes('cn-hangzhou') && box.labels().includes('us-west-1'));
    box.selectedItems = [];
    box.enter();
    assert.match(box.title ?? '', /Regions: choose at least one/);
    box.hide();
    assert.equal(await adding, undefined);
  });

  it('edits without asking for the secret again, and then neither verifies nor stores keys', async () => {
    await bench.deps.profiles.save(aProfile('a', { regions: ['cn-beijing', 'cn-far-away'] }), KEYS);
    const editing = editProfile(bench.deps, bench.deps.profiles.get('a')!);
    await settle();
    assert.equal(bench.box.value, 'name of a');
    await bench.enter('renamed');
    assert.equal(bench.box.value, KEYS.accessKeyId);
    await bench.enter();
    assert.equal(bench.box.value, '', 'a stored secret is never shown');
    await bench.enter();
    identity = () => {
      throw refused('InvalidAccessKeyId.NotFound', 'credentials');
    };
    const box = await bench.enter();
    assert.deepEqual(
      box.selectedItems.map(({ label }) => label),
      ['cn-beijing', 'cn-far-away'],
    );
    await bench.enter();
    bench.box.focus('$(lock) Read-only');
    bench.box.enterFocused();
    await editing;
    const { name, safety, regions: chosen } = bench.deps.profiles.get('a')!;
    assert.deepEqual([name, safety, chosen], ['renamed', 'read-only', ['cn-beijing', 'cn-far-away']]);
    assert.deepEqual(await bench.deps.profiles.credentials('a'), KEYS);
  });

  it('asks for the secret when the key id changed', async () => {
    await bench.deps.profiles.save(aProfile('a'), KEYS);
    void editProfile(bench.deps, bench.deps.profiles.get('a')!);
    await settle();
    await bench.enter();
    await bench.enter('LTAI5tExample00002');
    const box = await bench.enter();
    assert.match(box.validationMessage ?? '', /AccessKey secret: enter it/);
    box.hide();
  });

  describe('updating credentials', () => {
    const identityOf = (accountId: string) => ({ accountId, verifiedAt: 1 });
    const start = async (
      profile = aProfile('a', { identity: identityOf('1234') }),
      keys: AccessKey = KEYS,
    ) => {
      await bench.deps.profiles.save(profile, keys);
      const updating = updateCredentials(bench.deps, bench.deps.profiles.get('a')!);
      await settle();
      return updating;
    };
    const NEW = 'n3wS3cretOfTheSameKey';

    it('asks for the keys alone, verifies them and leaves the rest of the profile as it is', async () => {
      void start();
      await settle();
      assert.match(bench.box.title ?? '', /^Update Credentials of name of a/);
      assert.equal(bench.box.value, KEYS.accessKeyId, 'a lasting key often keeps its id');
      await bench.enter();
      const box = await bench.enter();
      assert.match(box.validationMessage ?? '', /AccessKey secret: enter it/, 'the stored one is of no use');
      await bench.enter(NEW);
      await bench.enter();
      await settle();
      assert.equal((await keyIn(Promise.resolve(bench.probed.at(-1)!))).accessKeySecret, NEW);
      assert.equal((await keyIn(bench.deps.profiles.credentials('a'))).accessKeySecret, NEW);
      const { name, regions, safety } = aProfile('a');
      const now = bench.deps.profiles.get('a')!;
      assert.deepEqual([now.name, now.regions, now.safety], [name, regions, safety]);
    });

    it('keeps the stored keys where the cloud refuses the new ones', async () => {
      identity = () => {
        throw refused('InvalidAccessKeyId.NotFound', 'credentials');
      };
      void start();
      await settle();
      await bench.enter();
      await bench.enter(NEW);
      const box = await bench.enter();
      assert.match(box.validationMessage ?? '', /The cloud says/);
      box.hide();
      await settle();
      assert.deepEqual(await bench.deps.profiles.credentials('a'), KEYS);
    });

    it('does not offer the id of a temporary key again', async () => {
      void start(aProfile('a'), { ...KEYS, accessKeyId: 'STS.Example00001', securityToken: 'token' });
      await settle();
      assert.equal(bench.box.value, '');
      bench.box.hide();
    });

    it('asks whether keys of another account are meant, and can be taken back', async () => {
      void start(aProfile('a', { identity: identityOf('9999') }));
      await settle();
      await bench.enter();
      await bench.enter(NEW);
      const question = await bench.enter();
      assert.match(question.items[0]!.detail ?? '', /Those of account 9999\. Account 1234 better/);
      const again = await bench.pick('$(key) Enter other keys');
      assert.equal(again.value, KEYS.accessKeyId);
      assert.deepEqual(await bench.deps.profiles.credentials('a'), KEYS);
      await bench.enter();
      await bench.enter();
      await bench.enter();
      await bench.pick('$(warning) Use the keys of account 1234');
      await settle();
      assert.equal((await keyIn(bench.deps.profiles.credentials('a'))).accessKeySecret, NEW);
      assert.equal(bench.deps.profiles.get('a')!.identity?.accountId, '1234');
    });
  });

  it('asks for the keys of a profile whose secret was lost', async () => {
    await bench.deps.profiles.save(aProfile('a'), KEYS);
    bench.storage.kept.clear();
    const lost = { ...bench.deps, profiles: new ProfileStore(bench.storage) };
    void editProfile(lost, lost.profiles.get('a')!);
    await settle();
    await bench.enter();
    const box = await bench.enter();
    assert.match(box.validationMessage ?? '', /AccessKey ID: enter one/);
    box.hide();
  });
});
