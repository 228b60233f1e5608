import assert from 'node:assert/strict';
import type { AccessKey } from '../../../src/clouds/accessKey';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { MultiStep } from '../../../src/profiles/multiStep';
import { addProfile, editProfile, type ProfileFlowDeps } from '../../../src/profiles/profileFlow';
import { ProfileStore } from '../../../src/profiles/profileStore';
import { fakeClient } from '../support/fakeClient';
import { fakeStepKit, settle, type FakeBox } from './fakeQuickInput';
import { FakeStorage } from './fakeStorage';
import { aProfile } from './aProfile';

const KEYS = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: 'secret-of-example' };
const IDENTITY = { AccountId: '1234', Arn: 'acs:ram::1234:user/dba', IdentityType: 'RAMUser' };
const REGIONS = { Regions: { Region: [{ RegionId: 'cn-hangzhou' }, { RegionId: 'cn-beijing' }] } };
const refused = (code: string, kind: 'credentials' | 'permission') =>
  new CloudError({ kind, code, explanation: text(`The cloud says ${code}.`) });

describe('adding and editing a profile', () => {
  const kit = fakeStepKit();
  let deps: ProfileFlowDeps;
  let storage: FakeStorage;
  let probed: AccessKey[];
  let identity: () => unknown;
  let regions: () => unknown;

  beforeEach(() => {
    storage = new FakeStorage();
    probed = [];
    identity = () => IDENTITY;
    regions = () => REGIONS;
    deps = {
      steps: new MultiStep(kit),
      say: plain,
      profiles: new ProfileStore(storage),
      connections: {
        probe: (_profile, credentials) => {
          probed.push(credentials);
          return fakeClient(({ action }) => (action === 'GetCallerIdentity' ? identity() : regions()));
        },
      },
      now: () => 1000,
      newId: () => 'new',
    };
  });

  /** Types into the box on screen and presses Enter. */
  async function enter(value?: string): Promise<FakeBox> {
    const box = kit.last();
    if (value !== undefined) box.type(value);
    box.enter();
    await settle();
    return kit.last();
  }

  async function enterKeys(): Promise<FakeBox> {
    await enter('prod');
    await enter(KEYS.accessKeyId);
    await enter(KEYS.accessKeySecret);
    return enter('');
  }

  it('asks step by step, verifies before it stores, and has all regions selected', async () => {
    const adding = addProfile(deps);
    assert.deepEqual(
      [kit.last().title, kit.last().step, kit.last().buttons.length],
      ['Add Cloud Profile', 1, 0],
    );
    const box = await enterKeys();
    assert.deepEqual(
      box.selectedItems.map(({ label }) => label),
      ['cn-hangzhou', 'cn-beijing'],
    );
    assert.equal(deps.profiles.list().length, 0, 'nothing is stored before the last step');
    box.enter();
    await settle();
    kit.last().focus('$(shield) Production');
    kit.last().enterFocused();
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
    assert.deepEqual(deps.profiles.list(), [profile]);
    assert.deepEqual(await deps.profiles.credentials('new'), KEYS);
  });

  it('shows inline why the keys do not work, loses nothing, and goes on once they are right', async () => {
    identity = () => {
      throw refused('InvalidAccessKeyId.NotFound', 'credentials');
    };
    const adding = addProfile(deps);
    const token = await enterKeys();
    assert.match(token.validationMessage ?? '', /InvalidAccessKeyId\.NotFound/);
    token.back();
    await settle();
    assert.equal(kit.last().value, KEYS.accessKeySecret);
    identity = () => IDENTITY;
    await enter('another-secret');
    await enter('');
    assert.deepEqual(probed.at(-1), { accessKeyId: KEYS.accessKeyId, accessKeySecret: 'another-secret' });
    kit.last().hide();
    assert.equal(await adding, undefined);
    assert.equal(storage.kept.size, 0, 'leaving stores nothing');
  });

  it('does not let a temporary key pass without its token', async () => {
    void addProfile(deps);
    await enter('prod');
    await enter('STS.NUgYrLnoC37mZZCNnAbez');
    await enter(KEYS.accessKeySecret);
    const box = await enter('');
    assert.match(box.validationMessage ?? '', /Security token: a temporary key/);
    assert.equal(probed.length, 0);
    kit.last().hide();
  });

  it('offers the known regions, and says so, when the key may not list them', async () => {
    regions = () => {
      throw refused('Forbidden.RAM', 'permission');
    };
    const adding = addProfile(deps);
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
    await deps.profiles.save(aProfile('a', { regions: ['cn-beijing', 'cn-far-away'] }), KEYS);
    const editing = editProfile(deps, deps.profiles.get('a')!);
    await settle();
    assert.equal(kit.last().value, 'name of a');
    await enter('renamed');
    assert.equal(kit.last().value, KEYS.accessKeyId);
    await enter();
    assert.equal(kit.last().value, '', 'a stored secret is never shown');
    await enter();
    identity = () => {
      throw refused('InvalidAccessKeyId.NotFound', 'credentials');
    };
    const box = await enter();
    assert.deepEqual(
      box.selectedItems.map(({ label }) => label),
      ['cn-beijing', 'cn-far-away'],
    );
    await enter();
    kit.last().focus('$(lock) Read-only');
    kit.last().enterFocused();
    await editing;
    const { name, safety, regions: chosen } = deps.profiles.get('a')!;
    assert.deepEqual([name, safety, chosen], ['renamed', 'read-only', ['cn-beijing', 'cn-far-away']]);
    assert.deepEqual(await deps.profiles.credentials('a'), KEYS);
  });

  it('asks for the secret when the key id changed', async () => {
    await deps.profiles.save(aProfile('a'), KEYS);
    void editProfile(deps, deps.profiles.get('a')!);
    await settle();
    await enter();
    await enter('LTAI5tExample00002');
    const box = await enter();
    assert.match(box.validationMessage ?? '', /AccessKey secret: enter it/);
    box.hide();
  });

  it('asks for the keys of a profile whose secret was lost', async () => {
    await deps.profiles.save(aProfile('a'), KEYS);
    storage.kept.clear();
    const lost = { ...deps, profiles: new ProfileStore(storage) };
    void editProfile(lost, lost.profiles.get('a')!);
    await settle();
    await enter();
    const box = await enter();
    assert.match(box.validationMessage ?? '', /AccessKey ID: enter one/);
    box.hide();
  });
});
