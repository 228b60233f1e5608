import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import { addProfile, editProfile } from '../../../src/profiles/askProfile';
import { aProfile } from './aProfile';
import { settle, type FakeBox } from './fakeQuickInput';
import { ProfileBench } from './profileBench';

const KEYS = { accessKeyId: 'AKIDEXAMPLE000000001', accessKeySecret: 'secret-of-example' };
const project = (name: string, domain_id = 'd1') => ({ id: `id of ${name}`, name, domain_id, enabled: true });
const NAMES = ['MOS', 'cn-north-4_payments', 'ap-southeast-3', 'cn-north-4', 'team', 'cn-north-99'];
const rejected = (code: string, kind: 'keyRejected' | 'permission' | 'network') =>
  new CloudError({ kind, code, explanation: text(`The cloud says ${code}.`) });
const fails = (error: CloudError) => () => {
  throw error;
};

describe('adding and editing a profile of Huawei Cloud', () => {
  let bench: ProfileBench;
  let projects: () => unknown;

  beforeEach(() => {
    projects = () => ({ projects: NAMES.map((name) => project(name)) });
    bench = new ProfileBench(() => projects());
  });

  async function enterKeys(site = 'China', keys = KEYS): Promise<FakeBox> {
    await bench.pick('$(cloud) Huawei Cloud');
    await bench.enter('prod');
    await bench.pick(`$(globe) ${site}`);
    await bench.enter(keys.accessKeyId);
    await bench.enter(keys.accessKeySecret);
    return bench.enter('');
  }

  const picked = ({ selectedItems }: FakeBox) => selectedItems.map(({ label }) => label);
  const editing = async (more: Parameters<typeof aProfile>[1] = {}) => {
    const profile = aProfile('a', {
      cloud: 'huawei',
      site: 'china',
      regions: ['cn-north-4', 'cn-north-4_gone'],
      identity: { accountId: 'd1', verifiedAt: 5 },
      ...more,
    });
    await bench.deps.profiles.save(profile, KEYS);
    const done = editProfile(bench.deps, profile);
    await settle();
    return done;
  };

  it('takes account and regions from one call, sub-projects behind their region, and stores at the end', async () => {
    const adding = addProfile(bench.deps);
    const box = await enterKeys();
    assert.deepEqual([box.step, box.totalSteps], [7, 8]);
    assert.deepEqual(
      box.items.map(({ label, description }) => [label, description]),
      [
        ['cn-north-4', 'CN North-Beijing4'],
        ['cn-north-4_payments', 'CN North-Beijing4 · payments'],
        ['ap-southeast-3', 'AP-Singapore'],
        ['cn-north-99', undefined],
      ],
    );
    assert.deepEqual(picked(box), ['cn-north-4', 'cn-north-4_payments', 'ap-southeast-3', 'cn-north-99']);
    assert.deepEqual(
      bench.calls.map(({ product, action, region }) => [product, action, region]),
      [['iam', 'KeystoneListProjects', 'cn-north-4']],
    );
    assert.equal(bench.storage.kept.size, 0, 'nothing is stored before the last step');
    await bench.enter();
    await bench.pick('$(shield) Production');
    assert.deepEqual(await adding, {
      id: 'new',
      name: 'prod',
      cloud: 'huawei',
      site: 'china',
      regions: ['cn-north-4', 'cn-north-4_payments', 'ap-southeast-3', 'cn-north-99'],
      safety: 'production',
      sample: false,
      identity: { accountId: 'd1', verifiedAt: 1000 },
    });
    assert.deepEqual(await bench.deps.profiles.credentials('new'), KEYS);
  });

  for (const [site, region] of [
    ['International', 'ap-southeast-3'],
    ['Europe', 'eu-west-101'],
  ] as const)
    it(`asks the IAM of its own site for an account of ${site}`, async () => {
      const adding = addProfile(bench.deps);
      await enterKeys(site);
      assert.deepEqual(
        bench.calls.map((call) => call.region),
        [region],
      );
      bench.box.hide();
      await adding;
    });

  it('says how often a key was refused here, anew for another key', async () => {
    projects = fails(rejected('APIGW.0301', 'keyRejected'));
    const adding = addProfile(bench.deps);
    const token = await enterKeys();
    assert.match(token.validationMessage ?? '', /APIGW\.0301.*Failed tries with this key here so far: 1\./);
    await bench.enter('');
    assert.match(token.validationMessage ?? '', /so far: 2\./);
    await bench.back();
    await bench.back();
    await bench.enter('AKIDEXAMPLE000000002');
    await bench.enter(KEYS.accessKeySecret);
    assert.match((await bench.enter('')).validationMessage ?? '', /so far: 1\./);
    assert.equal(bench.calls.length, 3, 'one call a try');
    bench.box.hide();
    assert.equal(await adding, undefined);
    assert.equal(bench.storage.kept.size, 0);
  });

  it('speaks of no lock where no key was refused', async () => {
    projects = fails(rejected('ENOTFOUND', 'network'));
    const adding = addProfile(bench.deps);
    const token = await enterKeys();
    assert.match(token.validationMessage ?? '', /ENOTFOUND\.$/);
    token.hide();
    await adding;
  });

  it('goes on with the known regions, none chosen, for keys that may not list projects', async () => {
    projects = fails(rejected('403', 'permission'));
    const adding = addProfile(bench.deps);
    const box = await enterKeys();
    assert.match(box.labels()[0]!, /^Known regions: iam:projects:listProjects is denied/);
    assert.ok(box.labels().includes('cn-north-4') && box.labels().includes('la-south-2'));
    assert.ok(!box.labels().includes('eu-west-101'), 'that is the European site’s');
    assert.deepEqual(picked(box), []);
    box.enter();
    assert.match(box.title ?? '', /Regions: choose at least one/);
    box.selectedItems = box.items.filter(({ label }) => label === 'cn-south-1');
    await bench.enter();
    await bench.enter();
    await bench.pick('$(unlock) Normal');
    const profile = await adding;
    assert.deepEqual([profile?.regions, profile?.identity], [['cn-south-1'], undefined]);
  });

  it('does not go on where the address is denied, whatever the key may do', async () => {
    projects = fails(rejected('APIGW.0402', 'permission'));
    const adding = addProfile(bench.deps);
    assert.match((await enterKeys()).validationMessage ?? '', /APIGW\.0402/);
    bench.box.hide();
    await adding;
  });

  it('offers the European regions where an account of Europe has no project yet', async () => {
    projects = () => ({ projects: [project('MOS')] });
    const adding = addProfile(bench.deps);
    const box = await enterKeys('Europe');
    assert.match(box.labels()[0]!, /^Known regions: the account has no project yet/);
    assert.deepEqual(box.labels().slice(1), ['eu-west-101']);
    box.hide();
    await adding;
  });

  it('keeps keys and regions on the way back, and drops the regions with another site', async () => {
    const adding = addProfile(bench.deps);
    const box = await enterKeys();
    box.selectedItems = box.items.filter(({ label }) => label === 'cn-north-4');
    await bench.enter();
    await bench.back();
    assert.deepEqual(picked(bench.box), ['cn-north-4']);
    for (const value of ['', KEYS.accessKeySecret, KEYS.accessKeyId]) {
      await bench.back();
      assert.equal(bench.box.value, value);
    }
    await bench.back();
    assert.equal(bench.box.activeItems[0]?.label, '$(globe) China');
    await bench.pick('$(globe) International');
    assert.equal(bench.box.value, KEYS.accessKeyId);
    await bench.enter();
    await bench.enter();
    assert.equal(picked(await bench.enter()).length, 4);
    bench.box.hide();
    await adding;
  });

  it('keeps the name alone where another cloud is chosen', async () => {
    const adding = addProfile(bench.deps);
    await enterKeys();
    for (let step = 0; step < 6; step += 1) await bench.back();
    assert.equal(bench.box.activeItems[0]?.label, '$(cloud) Huawei Cloud');
    const name = await bench.pick('$(cloud) Alibaba Cloud');
    assert.deepEqual([name.value, name.totalSteps], ['prod', 7]);
    assert.equal((await bench.enter()).value, '');
    bench.box.hide();
    assert.equal(await adding, undefined);
  });

  it('changes regions without asking for keys or trying them', async () => {
    const done = editing();
    await settle();
    assert.deepEqual([bench.box.value, bench.box.step, bench.box.totalSteps], ['name of a', 1, 7]);
    await bench.enter();
    assert.equal(bench.box.activeItems[0]?.label, '$(globe) China');
    await bench.pick('$(globe) China');
    for (let step = 0; step < 2; step += 1) await bench.enter();
    assert.equal(bench.calls.length, 0);
    const box = await bench.enter();
    assert.equal(bench.calls.length, 1, 'for the list of projects');
    assert.deepEqual(picked(box), ['cn-north-4'], 'what is no more is not chosen');
    assert.deepEqual(box.items.at(-1) && [box.items.at(-1)!.label, box.items.at(-1)!.description], [
      'cn-north-4_gone',
      'not among the projects of this key',
    ]);
    box.selectedItems = box.items.filter(({ label }) => label === 'ap-southeast-3');
    await bench.enter();
    await bench.enter();
    await bench.pick('$(unlock) Normal');
    const profile = await done;
    assert.deepEqual(
      [profile?.regions, profile?.cloud, profile?.identity],
      [['ap-southeast-3'], 'huawei', { accountId: 'd1', verifiedAt: 5 }],
    );
    assert.deepEqual(await bench.deps.profiles.credentials('a'), KEYS);
  });

  it('tries stored keys again where the site was changed', async () => {
    projects = fails(rejected('APIGW.0301', 'keyRejected'));
    const done = editing();
    await settle();
    await bench.enter();
    await bench.pick('$(globe) Europe');
    await bench.enter();
    await bench.enter();
    const token = await bench.enter();
    assert.match(token.validationMessage ?? '', /APIGW\.0301/);
    assert.deepEqual(bench.probed, [KEYS]);
    for (let step = 0; step < 3; step += 1) await bench.back();
    await bench.pick('$(globe) China');
    await bench.enter();
    await bench.enter();
    projects = () => ({ projects: NAMES.map((name) => project(name)) });
    assert.deepEqual(picked(await bench.enter()), ['cn-north-4'], 'the profile’s regions hold again');
    bench.box.hide();
    assert.equal(await done, undefined);
    assert.equal(bench.deps.profiles.get('a')?.site, 'china');
  });

  it('shows the known regions, with those of the profile chosen, where stored keys list none', async () => {
    projects = fails(rejected('ENOTFOUND', 'network'));
    const done = editing({ regions: ['cn-north-4', 'cn-north-4_payments'] });
    await settle();
    await bench.enter();
    await bench.pick('$(globe) China');
    for (let step = 0; step < 3; step += 1) await bench.enter();
    assert.match(bench.box.labels()[0]!, /^Known regions: the projects were not listed \(ENOTFOUND\)/);
    assert.deepEqual(picked(bench.box), ['cn-north-4', 'cn-north-4_payments']);
    bench.box.hide();
    await done;
  });
});
