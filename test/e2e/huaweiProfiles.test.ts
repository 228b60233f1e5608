import assert from 'node:assert/strict';
import { CloudGateway } from './support/cloudGateway';
import { useWorkbench } from './support/openWorkbench';
import { type ProfileStep, ProfileSteps } from './support/profileSteps';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';

const FULL_ACCESS = 'IAM user with full access';
const DENIED = { kind: 'answer', status: 403, body: '{"error":{"code":403,"message":"Forbidden"}}' };

describe('cloud profiles of Huawei Cloud', () => {
  let cloud: SampleCloud;
  let gateway: CloudGateway;
  before(async () => {
    cloud = await startSampleCloud();
    gateway = await CloudGateway.start(cloud);
  });
  after(async () => {
    await gateway.stop();
    await cloud.stop();
  });
  const workbench = useWorkbench(() => ({
    env: { ...cloud.env, ...gateway.env },
    settings: gateway.settings,
  }));
  const input = () => workbench().quickInput;
  const tree = () => workbench().tree('Resources');
  const welcome = (name: string) => workbench().sideBar.getByRole('button', { name, exact: true });
  const roots = async () =>
    (await tree().rows()).filter(({ level }) => level === 1).map(({ label }) => label);
  const steps = () => new ProfileSteps(input(), cloud, 'huawei');
  const step = (name: ProfileStep, asks?: string | RegExp) => steps().at(name, asks);
  const refuses = (value: string, why: string | RegExp) => steps().refuses(value, why);
  const key = () => steps().key(FULL_ACCESS);
  /** How often its IAM was asked for projects, by anybody. */
  const looks = async () =>
    (await cloud.requests()).filter(({ action }) => action === 'KeystoneListProjects').length;
  /** From the palette: a menu on a tree that is still filling may close again. */
  const startRemoving = async (name: string) => {
    await workbench().command('ClusterDeck: Remove Cloud Profile…');
    await input().pick(name);
  };
  const regions = () =>
    waitUntil('the regions', async () => {
      const rows = await input().rows();
      return rows.length > 0 ? rows : undefined;
    });

  it('ask for the site after the name, and say what cannot be a key', async () => {
    await workbench().openSideBar('ClusterDeck');
    await welcome('Add Cloud Profile').click();
    await steps().pickCloud();
    await step('name');
    await input().enter('prod-hw');
    await step('site');
    assert.deepEqual(await input().rows(), [
      'China | An account of the site for mainland China',
      'International | An account of the international site',
      'Europe | An account of the European site: regions eu-west-1xx, on myhuaweicloud.eu',
    ]);
    await workbench().screenshot('huawei-profile-site');
    await input().pick('China');
    await step('keyId', 'The access key ID (AK)');
    await refuses('AK', 'Access key ID: at least 10 characters; this has 2.');
    await refuses('"AKIDEXAMPLE000000001"', 'Access key ID: it holds a quotation mark');
    await input().enter(key().accessKeyId);
    await step('secret', 'The secret access key (SK)');
    assert.equal(await input().input.getAttribute('type'), 'password');
    await refuses('a secret', 'Secret access key: it holds a space or line break');
  });

  it('say what is wrong with a key, how often it failed here, and that five failures lock it', async () => {
    await input().enter('not-the-secret-of-it');
    await step('token', 'empty for a lasting one');
    assert.equal(await input().input.getAttribute('type'), 'password');
    for (const count of [1, 2]) {
      await input().accept();
      await input().says(`Failed tries with this key here so far: ${count}.`);
    }
    const said = await input().message();
    assert.match(said, /The secret of profile prod-hw does not belong to its access key id\./);
    assert.match(said, /Five such failures lock the key for five minutes/);
    assert.doesNotMatch(said, /not-the-secret/);
    await workbench().screenshot('huawei-profile-refused');
    await workbench().page.setViewportSize({ width: 500, height: 800 });
    await workbench().screenshot('huawei-profile-refused-narrow');
    await workbench().page.setViewportSize({ width: 1400, height: 900 });
    assert.equal(await looks(), 2, 'one request a try');
  });

  it('offer the known regions where the key may not list projects', async () => {
    await cloud.fault({ host: 'iam.cn-north-4.myhuaweicloud.com' }, DENIED);
    await input().back();
    await step('secret');
    await input().enter(key().accessKeySecret);
    await step('token');
    await input().accept();
    await step('regions');
    const rows = await regions();
    assert.match(rows[0] ?? '', / \| Known regions: iam:projects:listProjects is denied$/);
    await workbench().screenshot('huawei-profile-no-list');
    await input().accept();
    await input().shows('Regions: choose at least one');
    await cloud.clearFaults();
  });

  it('are stored with the regions and sub-projects chosen of those that the key reaches', async () => {
    await input().back();
    await step('token');
    await input().accept();
    await step('regions');
    const rows = await regions();
    for (const row of [
      'cn-north-4 | CN North-Beijing4',
      'cn-north-4_payments | CN North-Beijing4 · payments',
      'ap-southeast-3 | AP-Singapore',
    ])
      assert.ok(rows.includes(row), rows.join('\n'));
    assert.ok(!rows.some((row) => row.startsWith('MOS')));
    await workbench().screenshot('huawei-profile-regions');
    await input().root.getByLabel('Toggle all checkboxes').press('Space');
    await input().pick('cn-north-4_payments');
    await input().accept();
    await step('safety');
    await input().accept();
    await tree().root.locator('.monaco-list-row.selected', { hasText: 'prod-hw' }).waitFor();
    await tree().until('its instances', (rows) => /^\d+ instances?$/.test(rows[1]?.description ?? ''));
    assert.match(
      await tree().tooltip('prod-hw'),
      /^prod-hw\nCloud: Huawei Cloud\nSite: China\nAccount: d0{30}1\nRegions: 1\n/,
    );
    await workbench().screenshot('huawei-profile-stored');
  });

  it('are given other regions without their keys, and stay on their cloud', async () => {
    const before = await looks();
    await tree().contextMenu('prod-hw', 'Edit Cloud Profile…');
    await step('name');
    assert.equal(await input().input.inputValue(), 'prod-hw');
    await input().accept();
    await step('site');
    assert.match(await input().focusedRow(), /^China/);
    await input().accept();
    await step('keyId');
    assert.equal(await input().input.inputValue(), key().accessKeyId);
    await input().accept();
    await step('secret', 'Leave it empty to keep the stored one');
    await input().accept();
    await step('token', 'Leave it empty to keep the stored keys');
    await input().accept();
    await step('regions');
    await input().row('ap-southeast-3').waitFor();
    assert.equal(await looks(), before + 1, 'for the list alone');
    await input().pick('ap-southeast-3');
    await input().accept();
    await step('safety');
    await input().pick('Read-only');
    await input().isGone();
    // A row that is drawn anew while the mouse rests on it shows no tooltip.
    await tree().until('the instances of two regions', (rows) => {
      const [profile, branch] = rows;
      return profile?.description === 'read-only' && /^\d+ instances?$/.test(branch?.description ?? '');
    });
    assert.match(await tree().tooltip('prod-hw'), /\nRegions: 2\n/);
  });

  it('are verified on demand, which names the account', async () => {
    await tree().contextMenu('prod-hw', 'Verify Cloud Profile');
    const said = await workbench().notifications.shows('The keys of prod-hw work');
    assert.match(said, /account d0{30}1\./);
    await workbench().notifications.dismissAll();
  });

  it('say that a key is locked, and go on with a temporary one', async () => {
    const wrong = { action: 'KeystoneListProjects' };
    await cloud.fault(wrong, {
      kind: 'answer',
      status: 401,
      code: 'APIGW.0301',
      message: 'Incorrect IAM authentication information: AK access failed to reach the limit,forbidden.',
    });
    await tree().contextMenu('prod-hw', 'Verify Cloud Profile');
    await workbench().notifications.shows('has locked the access key of profile prod-hw for five minutes');
    await workbench().screenshot('huawei-profile-locked');
    await workbench().notifications.dismissAll();
    await cloud.clearFaults();
    await tree().contextMenu('prod-hw', 'Edit Cloud Profile…');
    await steps().enterKeys('prod-hw-temporary', 'Temporary key with');
    await step('regions');
    await input().row('ap-southeast-3').waitFor();
    await input().accept();
    await step('safety');
    await input().accept();
    await tree().row('prod-hw-temporary').waitFor();
    await workbench().command('ClusterDeck: Verify Cloud Profile');
    await input().pick('prod-hw-temporary');
    await workbench().notifications.shows('The keys of prod-hw-temporary work');
    await workbench().notifications.dismissAll();
  });

  it('stand beside the samples of both clouds, each of which is made again where it was removed', async () => {
    const SAMPLES = ['Sample Cloud', 'Sample Cloud (Huawei)'] as const;
    await workbench().command('ClusterDeck: Explore the Sample Cloud');
    for (const name of SAMPLES) await tree().row(name).waitFor();
    for (const name of SAMPLES) await tree().collapse(name);
    assert.deepEqual(await roots(), ['prod-hw-temporary', ...SAMPLES]);
    assert.equal(await tree().descriptionOf(SAMPLES[1]), 'sample');
    assert.match(
      await tree().tooltip(SAMPLES[1]),
      /Cloud: Huawei Cloud, the sample on this machine\nSite: China\n.*\nRegions: [1-9]/,
    );
    await workbench().screenshot('huawei-sample');
    for (const name of SAMPLES) {
      await startRemoving(name);
      await workbench().dialog.click('Remove');
      const [other] = SAMPLES.filter((each) => each !== name);
      await tree().until(
        'the other one alone',
        (rows) => rows.every(({ label }) => label !== name) && rows.some(({ label }) => label === other),
      );
      await workbench().command('ClusterDeck: Explore the Sample Cloud');
      await tree().row(name).waitFor();
    }
  });

  it('are removed with a word on where their keys stay valid, and stand in no log', async () => {
    await startRemoving('prod-hw-temporary');
    await workbench().dialog.root.waitFor();
    assert.match(
      await workbench().dialog.text(),
      /^Remove the cloud profile prod-hw-temporary\?[^]*valid at Huawei Cloud/,
    );
    await workbench().dialog.click('Remove');
    await tree().until('the samples', (rows) => rows.every(({ label }) => label !== 'prod-hw-temporary'));
    const log = workbench().outputText('ClusterDeck');
    assert.match(
      log,
      /KeystoneListProjects.*iam\.cn-north-4\.myhuaweicloud\.com|iam\.cn-north-4.*KeystoneListProjects/,
    );
    assert.doesNotMatch(log, /not-a-secret|not-the-secret|sample-huawei-token|SAMPLEHWAK/);
  });
});
