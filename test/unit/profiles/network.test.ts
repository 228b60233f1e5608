import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { changeNetwork } from '../../../src/profiles/changeNetwork';
import type { Profile } from '../../../src/profiles/profile';
import { addProfile, editProfile } from '../../../src/profiles/askProfile';
import { authority } from '../support/selfSigned';
import { aProfile } from './aProfile';
import { settle } from './fakeQuickInput';
import { ProfileBench } from './profileBench';

const KEYS = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: 'secret-of-example' };
const PASSWORD = 'pr0xy-planted';
const NETWORK = 'Network…';
const PROXY = { url: 'http://proxy.corp:3128', user: 'dba' };

describe('the network of a profile', () => {
  let bench: ProfileBench;
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'network-'))));
  after(() => fs.rmSync(folder, { recursive: true }));
  beforeEach(() => {
    bench = new ProfileBench(({ action }) =>
      action === 'GetCallerIdentity'
        ? { AccountId: '1', Arn: 'acs:ram::1:user/dba', IdentityType: 'RAMUser' }
        : { Regions: { Region: [{ RegionId: 'cn-hangzhou' }] } },
    );
  });

  const descriptions = () =>
    Object.fromEntries(
      bench.box.items.flatMap(({ label, description }) => (description ? [[label, description]] : [])),
    );
  const press = async (tooltip: string) => {
    bench.box.press(tooltip);
    await settle();
  };
  /** Everything that is kept, less the secret storage. */
  const publicPart = () => JSON.stringify([...bench.storage.values]);
  /** What is stored, but for the count of how often it was. */
  const secret = (): unknown =>
    JSON.parse(bench.storage.kept.get('clusterdeck.profile.a') ?? 'null', (name, value: unknown) =>
      name === 'keysVersion' ? undefined : value,
    );
  const stored = (): Profile => bench.deps.profiles.get('a')!;
  const change = async (profile: Profile) => {
    const done = changeNetwork(bench.deps, profile);
    await settle();
    return { done };
  };
  const enterProxy = async (user = 'dba', password = PASSWORD) => {
    await bench.pick('$(globe) Proxy');
    await bench.enter('http://proxy.corp:3128/');
    await bench.enter(user);
    if (user) await bench.enter(password);
  };

  it('is set before the keys are verified, which are then tried through it', async () => {
    const adding = addProfile(bench.deps);
    await bench.pick('$(cloud) Alibaba Cloud');
    await bench.enter('prod');
    await bench.enter(KEYS.accessKeyId);
    bench.box.type(KEYS.accessKeySecret);
    await press(NETWORK);
    assert.match(bench.box.title ?? '', /Add Cloud Profile: Network/);
    assert.equal(descriptions()['$(globe) Proxy'], 'VS Code’s own');
    await enterProxy();
    assert.deepEqual(
      [descriptions()['$(globe) Proxy'], descriptions()['$(verified) CA File']],
      ['proxy.corp:3128 · dba', 'none: public certificates'],
    );
    assert.deepEqual(bench.probed, []);
    await bench.pick('$(check) Done');
    assert.equal(bench.box.value, KEYS.accessKeySecret, 'what was typed is still there');
    await bench.enter();
    await bench.enter('');
    assert.deepEqual(bench.networks[0], [{ proxy: PROXY }, PASSWORD]);
    await bench.enter();
    await bench.pick('$(unlock) Normal');
    const profile = await adding;
    assert.deepEqual(profile?.network, { proxy: PROXY });
    assert.ok(!publicPart().includes(PASSWORD), 'the password is with the secrets alone');
    assert.equal(await bench.deps.profiles.proxyPassword('new'), PASSWORD);
    assert.deepEqual(await bench.deps.profiles.credentials('new'), KEYS);
  });

  it('is not asked for a name, nor for the sample cloud', async () => {
    await bench.deps.profiles.save(aProfile('a', { sample: true }), KEYS);
    void editProfile(bench.deps, stored());
    await settle();
    for (let step = 0; step < 3; step += 1) {
      assert.ok(!bench.box.buttons.some(({ tooltip }) => tooltip === NETWORK));
      await bench.enter();
    }
    bench.box.hide();
  });

  it('has keys verified anew that are left as they are', async () => {
    await bench.deps.profiles.save(aProfile('a'), KEYS);
    const editing = editProfile(bench.deps, stored());
    await settle();
    await bench.enter();
    await press(NETWORK);
    await enterProxy('');
    await bench.pick('$(check) Done');
    for (let step = 0; step < 3; step += 1) await bench.enter();
    assert.deepEqual(bench.networks[0], [{ proxy: { url: PROXY.url } }, undefined]);
    bench.box.hide();
    await editing;
    assert.equal(stored().network, undefined, 'nothing is stored where the person leaves');
  });

  it('is changed from the tree: Back and Escape keep what was', async () => {
    await bench.deps.profiles.save(aProfile('a'), KEYS);
    const { done } = await change(stored());
    assert.equal(bench.box.title, 'Network of name of a');
    await bench.pick('$(globe) Proxy');
    await bench.enter('http://proxy.corp:3128');
    await bench.back();
    await bench.back();
    assert.equal(descriptions()['$(globe) Proxy'], 'VS Code’s own');
    await enterProxy();
    bench.box.hide();
    await done;
    assert.equal(stored().network, undefined);
    assert.deepEqual(secret(), KEYS);
  });

  it('keeps the stored password for the same proxy and user, and shows it to no other', async () => {
    await bench.deps.profiles.save(aProfile('a', { network: { proxy: PROXY } }), KEYS, PASSWORD);
    let { done } = await change(stored());
    await bench.pick('$(globe) Proxy');
    assert.equal(bench.box.value, PROXY.url);
    await bench.enter();
    await bench.enter();
    assert.match(bench.box.prompt ?? '', /Leave it empty to keep the stored one/);
    assert.equal(bench.box.value, '', 'it is not put into the box');
    await bench.enter();
    await bench.pick('$(check) Save');
    await done;
    assert.deepEqual(secret(), { ...KEYS, proxyPassword: PASSWORD });
    ({ done } = await change(stored()));
    await bench.pick('$(globe) Proxy');
    await bench.enter('http://other.example:3128');
    await bench.enter();
    assert.match(bench.box.prompt ?? '', /kept in the secret storage/);
    await bench.enter('');
    await bench.pick('$(check) Save');
    await done;
    assert.deepEqual(stored().network, { proxy: { url: 'http://other.example:3128', user: 'dba' } });
    assert.deepEqual(secret(), KEYS);
  });

  it('goes back to VS Code’s own, and takes the password out of the storage', async () => {
    await bench.deps.profiles.save(
      aProfile('a', { network: { proxy: PROXY, caFile: '/x' } }),
      KEYS,
      PASSWORD,
    );
    const { done } = await change(stored());
    await bench.pick('$(discard) Use VS Code’s Own Network');
    await bench.pick('$(check) Save');
    await done;
    assert.ok(!('network' in stored()));
    assert.deepEqual(secret(), KEYS);
  });

  it('says of a CA file what is wrong with it, and offers to pick one', async () => {
    await bench.deps.profiles.save(aProfile('a'), KEYS);
    const { done } = await change(stored());
    await bench.pick('$(verified) CA File');
    await bench.enter('corp.pem');
    assert.match(bench.box.validationMessage ?? '', /^CA file: the whole path/);
    const text = path.join(folder, 'text.pem');
    fs.writeFileSync(text, 'hello');
    const wrong = async (file: string) => {
      await bench.enter(file);
      for (let n = 0; n < 100 && bench.box.busy; n += 1) await settle();
      return bench.box.validationMessage;
    };
    assert.equal(await wrong(text), `The CA file ${text} holds no certificate in PEM form.`);
    assert.equal(
      await wrong(path.join(folder, 'none.pem')),
      `The CA file ${path.join(folder, 'none.pem')} is not there.`,
    );
    const good = path.join(folder, 'corp.pem');
    fs.writeFileSync(good, authority('Corp CA').cert);
    bench.now = () => Date.now();
    bench.pickedCaFile = good;
    await press('Choose File…');
    assert.equal(bench.box.value, good);
    const list = await bench.enter();
    for (let n = 0; n < 100 && list.items.length === 0 && bench.box.items.length === 0; n += 1)
      await settle();
    assert.deepEqual(
      [descriptions()['$(verified) CA File'], descriptions()['$(globe) Proxy']],
      [good, 'none: connects directly'],
    );
    await bench.pick('$(check) Save');
    await done;
    assert.deepEqual(stored().network, { caFile: good });
  });

  describe('hosts', () => {
    const CONFIRM =
      /^Send the requests for PolarDB to polardb\.corp:8443\?\n.*exactly this host.*keys of name of a.*\nUse polardb\.corp:8443$/s;

    it('are agreed to once, by the exact name', async () => {
      await bench.deps.profiles.save(aProfile('a'), KEYS);
      let { done } = await change(stored());
      await bench.pick('$(server) PolarDB');
      await bench.enter('PolarDB.corp:8443');
      assert.equal(bench.asked.length, 1);
      assert.match(bench.asked[0]!, CONFIRM);
      await bench.pick('$(server) STS');
      await bench.enter('polardb.corp:8443');
      assert.equal(bench.asked.length, 1, 'the same host is not asked about again');
      await bench.pick('$(check) Save');
      await done;
      const hosts = { polardb: 'polardb.corp:8443', sts: 'polardb.corp:8443' };
      assert.deepEqual(stored().network, { hosts });
      ({ done } = await change(stored()));
      await bench.pick('$(server) VPC');
      await bench.enter('polardb.corp:8443');
      assert.equal(bench.asked.length, 1);
      await bench.pick('$(server) PolarDB');
      await bench.enter('polardb.corp');
      assert.equal(bench.asked.length, 2, 'another port is another host');
      bench.box.hide();
      await done;
    });

    it('stay as they were where the person does not agree', async () => {
      await bench.deps.profiles.save(aProfile('a'), KEYS);
      bench.agrees = false;
      const { done } = await change(stored());
      await bench.pick('$(server) PolarDB');
      await bench.enter('polardb.corp');
      assert.equal(bench.box.value, 'polardb.corp', 'the step is there again');
      await bench.back();
      assert.equal(descriptions()['$(server) PolarDB'], 'the public one');
      await bench.pick('$(check) Save');
      await done;
      assert.ok(!('network' in stored()));
    });

    it('are emptied for the public one', async () => {
      await bench.deps.profiles.save(
        aProfile('a', { network: { hosts: { polardb: 'polardb.corp' } } }),
        KEYS,
      );
      const { done } = await change(stored());
      await bench.pick('$(server) PolarDB');
      await bench.enter('');
      await bench.pick('$(check) Save');
      await done;
      assert.ok(!('network' in stored()));
      assert.deepEqual(bench.asked, []);
    });
  });
});
