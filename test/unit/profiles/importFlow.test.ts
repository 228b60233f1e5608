import assert from 'node:assert/strict';
import { text } from '../../../src/clouds/text';
import { foundKeys, unusableKeys } from '../../../src/profiles/importers/foundKeys';
import { addProfile, editProfile } from '../../../src/profiles/askProfile';
import { keychainKeys, type KeychainKeys } from '../../../src/profiles/importers/keychain';
import { aProfile } from './aProfile';
import { settle } from './fakeQuickInput';
import { keyIn } from './keyMachine';
import { ProfileBench } from './profileBench';

const SECRET = 'plain-secret-of-example';
const FIELDS = { id: 'id', secret: 'secret', token: 'token' };
const CLI = {
  source: text('Alibaba Cloud CLI'),
  where: '~/.aliyun/config.json',
  cloud: 'alibaba',
  name: 'prod',
} as const;
const PROD = foundKeys({ ...CLI, region: 'cn-beijing' }, FIELDS, {
  id: 'LTAI5tExample00001',
  secret: SECRET,
});
const TEMPORARY = foundKeys({ ...CLI, name: 'on-call' }, FIELDS, {
  id: 'STS.Example00002',
  secret: `${SECRET}-2`,
  token: 'a-token',
});
const ROLE = unusableKeys({ ...CLI, name: 'role' }, text('Takes on a role.'), 'LTAI5tExample00003');
const CSV = {
  source: text('credentials.csv'),
  where: '/x/credentials.csv',
  cloud: 'huawei',
  name: 'dba',
} as const;
const FROM_CSV = foundKeys(CSV, FIELDS, { id: 'AKIDEXAMPLE000000001', secret: SECRET });
const FILE_BUTTON = 'Read Keys from a File…';

describe('a profile from keys that a person has already', () => {
  let bench: ProfileBench;
  beforeEach(() => {
    bench = new ProfileBench(({ action }) =>
      action === 'GetCallerIdentity'
        ? { AccountId: '1', Arn: 'acs:ram::1:user/dba', IdentityType: 'RAMUser' }
        : action === 'KeystoneListProjects'
          ? { projects: [{ id: 'p', name: 'cn-north-4', domain_id: 'd', enabled: true }] }
          : { Regions: { Region: [{ RegionId: 'cn-hangzhou' }, { RegionId: 'cn-beijing' }] } },
    );
    bench.found = [ROLE, PROD, TEMPORARY];
  });
  const begin = async (cloud = 'Alibaba Cloud') => {
    const adding = addProfile(bench.deps);
    await bench.pick(`$(cloud) ${cloud}`);
    return { adding };
  };
  const leave = async (adding: Promise<unknown>) => {
    bench.box.hide();
    assert.equal(await adding, undefined);
    assert.equal(bench.storage.kept.size, 0, 'nothing was stored');
  };

  it('looks for keys only once a cloud was chosen, and for that cloud', async () => {
    const adding = addProfile(bench.deps);
    await settle();
    assert.deepEqual(bench.looked, []);
    await bench.pick('$(cloud) Huawei Cloud');
    assert.deepEqual(bench.looked, ['huawei']);
    assert.deepEqual(
      [bench.box.step, bench.box.totalSteps],
      [2, 8],
      'there are none for it, and so no step more',
    );
    await leave(adding);
  });

  it('lists what can be used first, then the rest with the reason, then the other ways', async () => {
    const { adding } = await begin();
    assert.deepEqual([bench.box.step, bench.box.totalSteps], [2, 8]);
    assert.deepEqual(
      bench.box.items.map(({ label, description, detail }) => [label, description, detail]),
      [
        ['Found', undefined, undefined],
        ['$(key) prod', 'LTAI…0001 · cn-beijing', 'Alibaba Cloud CLI ~/.aliyun/config.json'],
        ['$(key) on-call', 'STS.…0002', 'Alibaba Cloud CLI ~/.aliyun/config.json · Temporary key'],
        ['Cannot be used', undefined, undefined],
        ['$(circle-slash) role', 'LTAI…0003 · Alibaba Cloud CLI ~/.aliyun/config.json', 'Takes on a role.'],
        ['Other ways', undefined, undefined],
        ['$(edit) Enter Keys…', undefined, undefined],
      ],
    );
    assert.equal(bench.box.activeItems[0]?.label, '$(key) prod');
    await leave(adding);
  });

  it('does not take what cannot be used, and says so', async () => {
    const { adding } = await begin();
    await bench.pick('$(circle-slash) role');
    assert.match(bench.box.title ?? '', /these keys cannot be used/);
    await leave(adding);
  });

  it('fills in name, keys, token and the first region; all is verified before it is stored', async () => {
    const { adding } = await begin();
    assert.equal((await bench.pick('$(key) on-call')).value, 'on-call');
    assert.equal((await bench.enter()).value, 'STS.Example00002');
    assert.equal((await bench.enter()).value, `${SECRET}-2`);
    assert.equal((await bench.enter()).value, 'a-token');
    assert.equal(bench.calls.length, 0);
    await bench.enter();
    const keys = {
      accessKeyId: 'STS.Example00002',
      accessKeySecret: `${SECRET}-2`,
      securityToken: 'a-token',
    };
    assert.deepEqual(bench.probed[0], keys);
    assert.equal(bench.storage.kept.size, 0);
    await bench.enter();
    await bench.pick('$(unlock) Normal');
    await adding;
    assert.deepEqual(await bench.deps.profiles.credentials('new'), keys);
  });

  it('has the region of the keys selected, and no other', async () => {
    const { adding } = await begin();
    await bench.pick('$(key) prod');
    for (let step = 0; step < 4; step += 1) await bench.enter();
    assert.deepEqual(
      bench.box.selectedItems.map(({ label }) => label),
      ['cn-beijing'],
    );
    bench.box.selectedItems = bench.box.items.filter(({ label }) => label === 'cn-hangzhou');
    await bench.enter();
    for (let step = 0; step < 6; step += 1) await bench.back();
    assert.equal(bench.box.activeItems[0]?.label, '$(key) prod');
    await bench.pick('$(key) prod');
    for (let step = 0; step < 4; step += 1) await bench.enter();
    assert.deepEqual(
      bench.box.selectedItems.map(({ label }) => label),
      ['cn-hangzhou'],
      'Back keeps what was chosen',
    );
    await leave(adding);
  });

  it('takes no name that another profile has, and leaves one that was typed', async () => {
    await bench.deps.profiles.save(aProfile('a', { name: 'PROD' }), {
      accessKeyId: 'LTAI5tExample00009',
      accessKeySecret: SECRET,
    });
    const { adding } = await begin();
    assert.equal((await bench.pick('$(key) prod')).value, 'prod 2');
    await bench.back();
    assert.equal((await bench.pick('$(key) on-call')).value, 'on-call');
    await bench.enter('mine');
    await bench.back();
    await bench.back();
    assert.equal(bench.box.activeItems[0]?.label, '$(key) on-call');
    assert.equal((await bench.pick('$(key) prod')).value, 'mine');
    assert.equal((await bench.enter()).value, 'LTAI5tExample00001');
    bench.box.hide();
    assert.equal(await adding, undefined);
  });

  it('leaves nothing of found keys where others are to be typed, and keeps typed ones', async () => {
    const { adding } = await begin();
    await bench.pick('$(key) prod');
    await bench.back();
    assert.equal((await bench.pick('$(edit) Enter Keys…')).value, '');
    await bench.enter('typed');
    assert.equal(bench.box.value, '');
    await bench.enter('LTAI5tTyped0000001');
    await bench.enter('typed-secret');
    for (let step = 0; step < 4; step += 1) await bench.back();
    await bench.pick('$(edit) Enter Keys…');
    assert.equal((await bench.enter()).value, 'LTAI5tTyped0000001');
    assert.equal((await bench.enter()).value, 'typed-secret');
    await leave(adding);
  });

  it('takes the key of a console’s file on a machine without others, from the step of the key id', async () => {
    bench.found = [];
    bench.picked = [FROM_CSV];
    const { adding } = await begin('Huawei Cloud');
    await bench.enter('typed');
    await bench.pick('$(globe) China');
    bench.box.press(FILE_BUTTON);
    await settle();
    assert.deepEqual([bench.box.value, bench.box.step, bench.box.totalSteps], ['AKIDEXAMPLE000000001', 5, 9]);
    assert.equal((await bench.enter()).value, SECRET);
    await bench.enter();
    await bench.enter();
    await bench.enter();
    await bench.pick('$(unlock) Normal');
    assert.equal((await adding)?.name, 'typed');
    assert.equal((await keyIn(bench.deps.profiles.credentials('new'))).accessKeySecret, SECRET);
  });

  it('shows what is wrong with a picked file, and goes on from there', async () => {
    bench.found = [];
    bench.picked = [unusableKeys({ ...CSV, name: '' }, text('It holds no key.'))];
    const { adding } = await begin('Huawei Cloud');
    await bench.enter('typed');
    await bench.pick('$(globe) Europe');
    bench.box.press(FILE_BUTTON);
    await settle();
    assert.deepEqual(bench.box.labels(), [
      'Cannot be used',
      '$(circle-slash) credentials.csv',
      'Other ways',
      '$(edit) Enter Keys…',
      '$(folder-opened) From a File…',
    ]);
    assert.equal(bench.box.activeItems[0]?.label, '$(edit) Enter Keys…');
    bench.picked = undefined;
    await bench.pick('$(folder-opened) From a File…');
    assert.equal(bench.box.labels().length, 5, 'picking none leaves the step as it is');
    bench.picked = [
      FROM_CSV,
      foundKeys({ ...CSV, name: 'other' }, FIELDS, { id: 'AKIDEXAMPLE000000002', secret: SECRET }),
    ];
    await bench.pick('$(folder-opened) From a File…');
    assert.equal((await bench.pick('$(key) other')).value, 'typed');
    assert.equal((await bench.enter()).activeItems[0]?.label, '$(globe) Europe');
    assert.equal((await bench.pick('$(globe) Europe')).value, 'AKIDEXAMPLE000000002');
    await leave(adding);
  });

  it('has no such button on a cloud whose console gives no file', async () => {
    bench.found = [];
    const { adding } = await begin();
    await bench.enter('typed');
    assert.ok(!bench.box.buttons.some(({ tooltip }) => tooltip === FILE_BUTTON));
    await leave(adding);
  });

  it('gives a profile that is edited other keys, and leaves its name and regions', async () => {
    bench.picked = [FROM_CSV];
    const profile = aProfile('a', { cloud: 'huawei', site: 'china', regions: ['cn-north-4'] });
    await bench.deps.profiles.save(profile, {
      accessKeyId: 'AKIDEXAMPLE000000009',
      accessKeySecret: 'former-secret',
    });
    const editing = editProfile(bench.deps, profile);
    await settle();
    assert.deepEqual(bench.looked, []);
    await bench.enter();
    await bench.pick('$(globe) China');
    bench.box.press(FILE_BUTTON);
    await settle();
    for (let step = 0; step < 4; step += 1) await bench.enter();
    await bench.pick('$(unlock) Normal');
    assert.deepEqual((await editing)?.regions, ['cn-north-4']);
    assert.equal((await editing)?.name, 'name of a');
    assert.equal((await keyIn(bench.deps.profiles.credentials('a'))).accessKeySecret, SECRET);
  });

  describe('in the operating system’s keychain', () => {
    const IN_KEYCHAIN = keychainKeys('alibaba', {
      kind: 'entry',
      content: JSON.stringify({ name: 'safe', accessKeyId: 'LTAI5tExample00007', accessKeySecret: SECRET }),
    });
    let answer: (keys: KeychainKeys) => Promise<void>;
    beforeEach(() => {
      const answered = new Promise<KeychainKeys>((resolve) => {
        answer = async (keys) => {
          resolve(keys);
          await settle();
        };
      });
      bench.keychain = () => answered;
    });
    const headings = () => bench.box.items.filter(({ kind }) => kind !== undefined).map(({ label }) => label);

    it('come into the list when it answers; the others are there at once', async () => {
      const { adding } = await begin();
      assert.equal(bench.box.busy, true);
      assert.deepEqual(headings(), [
        'Found',
        'Cannot be used',
        'Other ways; waiting for the keychain, which may be asking you',
      ]);
      bench.box.focus('$(key) on-call');
      await answer(IN_KEYCHAIN);
      assert.equal(bench.box.busy, false);
      assert.deepEqual(bench.box.labels(), [
        'Found',
        '$(key) prod',
        '$(key) on-call',
        '$(key) safe',
        'Cannot be used',
        '$(circle-slash) role',
        'Other ways',
        '$(edit) Enter Keys…',
      ]);
      assert.equal(bench.box.activeItems[0]?.label, '$(key) on-call', 'the focus stays');
      assert.equal((await bench.pick('$(key) safe')).value, 'safe');
      assert.equal((await bench.enter()).value, 'LTAI5tExample00007');
      assert.equal((await bench.enter()).value, SECRET);
      await leave(adding);
    });

    it('are asked for when a cloud was chosen, once, and no more when a profile is edited', async () => {
      const adding = addProfile(bench.deps);
      await settle();
      assert.equal(bench.keychainAsked, 0);
      await bench.pick('$(cloud) Alibaba Cloud');
      assert.deepEqual([bench.keychainAsked, bench.keychainLeft], [1, 0]);
      await leave(adding);
      assert.deepEqual([bench.keychainAsked, bench.keychainLeft], [1, 1], 'what the system asks is ended');
      const profile = aProfile('a', {});
      await bench.deps.profiles.save(profile, { accessKeyId: 'LTAI5tExample00001', accessKeySecret: SECRET });
      const editing = editProfile(bench.deps, profile);
      await settle();
      assert.equal(bench.keychainAsked, 1);
      bench.box.hide();
      await editing;
    });

    it('are waited for where there are no others, and make no step where there are none', async () => {
      bench.found = [];
      const adding = addProfile(bench.deps);
      await bench.pick('$(cloud) Alibaba Cloud');
      assert.equal(bench.box.step, 1, 'not gone on yet');
      await answer({ found: [], absent: false });
      assert.deepEqual([bench.box.step, bench.box.totalSteps], [2, 7]);
      assert.equal(bench.box.value, '');
      await leave(adding);
    });

    it('make a step where they are the only ones', async () => {
      bench.found = [];
      const adding = addProfile(bench.deps);
      await bench.pick('$(cloud) Alibaba Cloud');
      await answer(IN_KEYCHAIN);
      assert.deepEqual(bench.box.labels(), ['Found', '$(key) safe', 'Other ways', '$(edit) Enter Keys…']);
      assert.equal(bench.box.activeItems[0]?.label, '$(key) safe');
      await leave(adding);
    });

    it('do not hold the steps up where the keychain hangs, and the step that was shown stays', async () => {
      bench.found = [];
      const adding = addProfile(bench.deps);
      await bench.pick('$(cloud) Alibaba Cloud');
      bench.endWait();
      await settle();
      assert.deepEqual(bench.box.labels(), [
        'Other ways; waiting for the keychain, which may be asking you',
        '$(edit) Enter Keys…',
      ]);
      assert.deepEqual([bench.box.step, bench.box.totalSteps], [2, 8]);
      await bench.pick('$(edit) Enter Keys…');
      await answer({ found: [], absent: false });
      await bench.enter('typed');
      assert.deepEqual([bench.box.step, bench.box.totalSteps], [4, 8], 'the key id');
      await bench.back();
      await bench.back();
      assert.deepEqual(bench.box.labels(), ['Other ways', '$(edit) Enter Keys…']);
      await leave(adding);
    });

    it('that cannot be had are told with the reason', async () => {
      bench.found = [];
      const adding = addProfile(bench.deps);
      await bench.pick('$(cloud) Alibaba Cloud');
      await answer(keychainKeys('alibaba', { kind: 'locked' }));
      assert.deepEqual(
        bench.box.items.slice(0, 2).map(({ label, detail }) => [label, detail]),
        [
          ['Cannot be used', undefined],
          ['$(circle-slash) Keychain', 'It is locked. Unlock it, then try again.'],
        ],
      );
      await leave(adding);
    });

    it('cannot be had where there is no keychain: that is told beside others and makes no step alone', async () => {
      const noBus = keychainKeys('alibaba', { kind: 'noBus' });
      const { adding } = await begin();
      await answer(noBus);
      assert.ok(bench.box.labels().includes('$(circle-slash) Keychain'));
      await leave(adding);
      bench.found = [];
      const again = addProfile(bench.deps);
      await bench.pick('$(cloud) Alibaba Cloud');
      assert.deepEqual([bench.box.step, bench.box.totalSteps], [2, 7]);
      await leave(again);
    });

    it('of the cloud that was chosen before are shown for no other', async () => {
      const { adding } = await begin();
      await bench.back();
      bench.keychain = () => Promise.resolve({ found: [], absent: false });
      bench.found = [FROM_CSV];
      await bench.pick('$(cloud) Huawei Cloud');
      await answer(IN_KEYCHAIN);
      assert.deepEqual(headings(), ['Found', 'Other ways']);
      assert.ok(!bench.box.labels().includes('$(key) safe'));
      assert.deepEqual([bench.keychainAsked, bench.keychainLeft], [2, 1]);
      await leave(adding);
    });
  });
});
