import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { visible } from '../../../src/profiles/displayText';
import { foundKeys, foundRecipe, type FoundKeys } from '../../../src/profiles/importers/foundKeys';
import { consentFor } from '../../../src/profiles/keys/consent';
import type { KeyRecipe } from '../../../src/profiles/keys/keyRecipe';
import { addProfile, editProfile, updateCredentials } from '../../../src/profiles/askProfile';
import { aProfile } from './aProfile';
import { settle } from './fakeQuickInput';
import { keyIn } from './keyMachine';
import { ProfileBench } from './profileBench';

const KEY = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: 'plain-secret-of-example' };
const ROLE: KeyRecipe = {
  kind: 'role',
  from: KEY,
  roleArn: 'acs:ram::1234567890123456:role/dba',
  sessionName: 'on-call',
  duration: 3600,
  host: 'sts.aliyuncs.com',
};
const PROGRAM: KeyRecipe = { kind: 'program', command: 'cred get  --x' };
const ORIGIN = {
  source: text('Alibaba Cloud CLI'),
  where: '~/.aliyun/config.json',
  cloud: 'alibaba',
} as const;
const found = (name: string, recipe: KeyRecipe): FoundKeys =>
  foundRecipe({ ...ORIGIN, name, region: 'cn-beijing' }, recipe);

describe('a profile that gets its keys', () => {
  let bench: ProfileBench;
  let refusal: CloudError | undefined;
  beforeEach(() => {
    refusal = undefined;
    bench = new ProfileBench(({ action }) => {
      if (refusal) throw refusal;
      return action === 'GetCallerIdentity'
        ? { AccountId: '1', Arn: 'acs:ram::1:assumed-role/dba/on-call', IdentityType: 'AssumedRoleUser' }
        : { Regions: { Region: [{ RegionId: 'cn-hangzhou' }, { RegionId: 'cn-beijing' }] } };
    });
    bench.found = [found('role', ROLE), found('program', PROGRAM)];
  });
  const begin = async () => {
    const adding = addProfile(bench.deps);
    await bench.pick('$(cloud) Alibaba Cloud');
    return { adding };
  };
  const leave = async (adding: Promise<unknown>) => {
    bench.box.hide();
    assert.equal(await adding, undefined);
    assert.equal(bench.storage.kept.size, 0, 'nothing was stored');
  };
  const step = () => [bench.box.step, bench.box.totalSteps];

  it('is asked for no key, and is verified before it is stored', async () => {
    const { adding } = await begin();
    await bench.pick('$(key) role');
    assert.deepEqual([bench.box.value, ...step()], ['role', 3, 5]);
    assert.deepEqual(bench.probed, []);
    await bench.enter();
    assert.deepEqual(bench.probed[0], ROLE);
    assert.deepEqual(step(), [4, 5]);
    assert.deepEqual(
      bench.box.selectedItems.map(({ label }) => label),
      ['cn-beijing'],
    );
    await bench.enter();
    assert.equal(bench.storage.kept.size, 0);
    await bench.pick('$(unlock) Normal');
    assert.equal((await adding)?.identity?.type, 'AssumedRoleUser');
    assert.deepEqual(await bench.deps.profiles.credentials('new'), ROLE);
    assert.deepEqual(bench.consents, [], 'nothing is run or called but the cloud');
  });

  it('stays at its name where its keys cannot be got, and says why', async () => {
    const { adding } = await begin();
    await bench.pick('$(key) role');
    refusal = new CloudError({
      kind: 'credentials',
      explanation: text('Profile role has no new keys (role dba).'),
      advice: text('Ask.'),
    });
    await bench.enter();
    assert.equal(bench.box.validationMessage, 'Profile role has no new keys (role dba). Ask.');
    assert.deepEqual(step(), [3, 5]);
    await bench.back();
    assert.equal(bench.box.activeItems[0]?.label, '$(key) role');
    await leave(adding);
  });

  it('with a program is not made before a person has seen the command and agreed', async () => {
    const { adding } = await begin();
    bench.agrees = false;
    await bench.pick('$(key) program');
    assert.deepEqual(step(), [2, 8], 'back in the list');
    assert.deepEqual(bench.probed, []);
    bench.agrees = true;
    await bench.pick('$(key) program');
    assert.deepEqual(step(), [3, 5]);
    assert.deepEqual(bench.probed, [], 'not even then before it is needed');
    const [, consent] = bench.consents;
    assert.deepEqual([consent?.message, consent?.button], ['Run this program to get keys?', 'Run Program']);
    assert.ok(
      consent?.detail.startsWith(
        'cred get␣␣--x\n\nNamed by Alibaba Cloud CLI ~/.aliyun/config.json, profile program.',
      ),
    );
    await bench.enter();
    await bench.enter();
    await bench.pick('$(unlock) Normal');
    await adding;
    assert.deepEqual(
      await bench.deps.profiles.credentials('new'),
      PROGRAM,
      'what was confirmed is what is kept',
    );
  });

  it('gives way to keys that are typed after all', async () => {
    const { adding } = await begin();
    await bench.pick('$(key) role');
    await bench.back();
    await bench.pick('$(edit) Enter Keys…');
    assert.deepEqual([bench.box.value, ...step()], ['', 3, 8]);
    await bench.enter('typed');
    assert.equal((await bench.enter(KEY.accessKeyId)).value, '');
    await leave(adding);
  });

  it('gives way to a key that was found after all, and the other way round', async () => {
    bench.found = [
      ...bench.found,
      foundKeys(
        { ...ORIGIN, name: 'plain' },
        { id: 'i', secret: 's', token: 't' },
        { id: KEY.accessKeyId, secret: KEY.accessKeySecret },
      ),
    ];
    const { adding } = await begin();
    await bench.pick('$(key) role');
    await bench.back();
    await bench.pick('$(key) plain');
    assert.deepEqual(step(), [3, 8]);
    assert.equal((await bench.enter()).value, KEY.accessKeyId);
    await bench.back();
    await bench.back();
    await bench.pick('$(key) role');
    assert.deepEqual(step(), [3, 5]);
    await leave(adding);
  });

  describe('and is edited', () => {
    const edit = async () => {
      const profile = aProfile('a', { regions: ['cn-beijing'] });
      await bench.deps.profiles.save(profile, ROLE);
      const editing = editProfile(bench.deps, profile);
      await settle();
      return { editing };
    };

    it('goes on as it is, without being verified again', async () => {
      const { editing } = await edit();
      assert.deepEqual(bench.box.labels().slice(0, 3), ['$(key) Go On as Now', 'Found', '$(key) role']);
      assert.equal(bench.box.items[0]?.description, 'role dba');
      await bench.pick('$(key) Go On as Now');
      assert.deepEqual(step(), [2, 4]);
      await bench.enter('renamed');
      assert.deepEqual(
        bench.calls.map(({ action }) => action),
        ['DescribeRegions'],
      );
      await bench.enter();
      await bench.pick('$(unlock) Normal');
      assert.equal((await editing)?.name, 'renamed');
      assert.deepEqual(await bench.deps.profiles.credentials('a'), ROLE);
    });

    it('takes over what the file says now', async () => {
      const longer = { ...ROLE, duration: 7200 };
      bench.found = [found('role', longer)];
      const { editing } = await edit();
      await bench.pick('$(key) role');
      await bench.enter();
      assert.deepEqual(bench.probed[0], longer);
      await bench.enter();
      await bench.pick('$(unlock) Normal');
      await editing;
      assert.deepEqual(await bench.deps.profiles.credentials('a'), longer);
    });

    it('takes typed keys instead', async () => {
      const { editing } = await edit();
      await bench.pick('$(edit) Enter Keys…');
      assert.deepEqual(step(), [2, 7]);
      await bench.enter();
      await bench.enter(KEY.accessKeyId);
      await bench.enter(KEY.accessKeySecret);
      await bench.enter();
      await bench.enter();
      await bench.pick('$(unlock) Normal');
      await editing;
      assert.deepEqual(await keyIn(bench.deps.profiles.credentials('a')), KEY);
    });
  });

  describe('and its credentials are updated', () => {
    const update = async () => {
      await bench.deps.profiles.save(aProfile('a', { regions: ['cn-beijing'] }), ROLE);
      const updating = updateCredentials(bench.deps, bench.deps.profiles.get('a')!);
      await settle();
      return updating;
    };

    it('takes over what the file says now, verifies it, and leaves the rest as it is', async () => {
      const longer = { ...ROLE, duration: 7200 };
      bench.found = [found('role', longer)];
      const updating = update();
      await settle();
      await bench.pick('$(key) role');
      await bench.enter();
      await updating;
      assert.deepEqual(bench.probed, [longer]);
      assert.deepEqual(await bench.deps.profiles.credentials('a'), longer);
      assert.deepEqual(bench.deps.profiles.get('a')?.regions, ['cn-beijing']);
    });

    it('takes typed keys instead', async () => {
      const updating = update();
      await settle();
      await bench.pick('$(edit) Enter Keys…');
      assert.equal(bench.box.value, '', 'a role has no key to begin with');
      await bench.enter(KEY.accessKeyId);
      await bench.enter(KEY.accessKeySecret);
      await bench.enter();
      await updating;
      assert.deepEqual(await keyIn(bench.deps.profiles.credentials('a')), KEY);
    });
  });
});

describe('what a person agrees to', () => {
  const detail = (recipe: KeyRecipe) => consentFor(recipe, { ...ORIGIN, name: 'p' }, plain);

  it('is the command or the address at the end of a chain, and nothing for what only asks the cloud', () => {
    assert.equal(detail(ROLE), undefined);
    assert.equal(detail({ kind: 'instance' }), undefined);
    assert.equal(detail({ ...ROLE, from: { kind: 'instance' } }), undefined);
    assert.match(detail({ ...ROLE, from: { ...ROLE, from: PROGRAM } })?.detail ?? '', /^cred get/);
    const address = detail({ ...ROLE, from: { kind: 'address', url: 'https://k\u0435ys.example.com/x' } });
    assert.deepEqual([address?.message, address?.button], ['Ask this address for keys?', 'Ask Address']);
    assert.match(
      address?.detail ?? '',
      /^https:\/\/k\u0435ys\.example\.com\/x\n\nHost: xn--kys-rdd\.example\.com\n/,
    );
  });

  for (const [what, raw, seen] of [
    ['plain words', 'cred --a "b c" \\$x', 'cred --a "b c" \\$x'],
    ['a path in another script', '/opt/工具/cred', '/opt/工具/cred'],
    ['a line break that hides what follows', `cred${'\n'.repeat(2)}rm`, 'cred⟨U+000A⟩⟨U+000A⟩rm'],
    ['many blanks', `cred${' '.repeat(4)}rm `, 'cred␣␣␣␣rm␣'],
    ['a turned direction', 'cred \u202egpj.exe', 'cred ⟨U+202E⟩gpj.exe'],
    ['marks of no width', 'cr\u200bed\u00ad\u3164\ufe0f', 'cr⟨U+200B⟩ed⟨U+00AD⟩⟨U+3164⟩⟨U+FE0F⟩'],
    ['other blanks', 'cred\u00a0\u3000x', 'cred⟨U+00A0⟩⟨U+3000⟩x'],
    ['escapes of a terminal', '\u001b[2Kcred', '⟨U+001B⟩[2Kcred'],
    ['a letter made of two units', 'cred \u{e0041}', 'cred ⟨U+E0041⟩'],
  ] as const)
    it(`is shown as it is: ${what}`, () => assert.equal(visible(raw), seen));

  it('is shown whole, however long', () => {
    const command = 'x'.repeat(2000);
    assert.ok(detail({ kind: 'program', command })?.detail.startsWith(`${command}\n`));
  });
});
