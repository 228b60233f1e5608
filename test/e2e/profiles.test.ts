import assert from 'node:assert/strict';
import { CloudGateway } from './support/cloudGateway';
import { useWorkbench } from './support/openWorkbench';
import { type ProfileStep, ProfileSteps } from './support/profileSteps';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';

describe('cloud profiles', () => {
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
  const roots = async () => (await tree().rows()).filter(({ level }) => level === 1);
  const steps = () => new ProfileSteps(input(), cloud);
  const step = (name: ProfileStep, asks?: string | RegExp) => steps().at(name, asks);
  const refuses = (value: string, why: string | RegExp) => steps().refuses(value, why);

  it('say at each step what cannot stand, and stay there', async () => {
    await workbench().openSideBar('ClusterDeck');
    await welcome('Add Cloud Profile').click();
    await input().shows('Add Cloud Profile (1)');
    assert.deepEqual(await input().rows(), [
      'Alibaba Cloud | PolarDB, PolarDB on ENS and SelectDB',
      'Huawei Cloud | RDS, TaurusDB, GaussDB, DDS and DDM, with their DAS connections',
    ]);
    assert.equal(await input().button('Back').count(), 0, 'there is nothing before the first step');
    await workbench().screenshot('profile-cloud');
    await steps().pickCloud();
    await step('name', 'A name for this profile');
    assert.equal(await input().title(), 'Add Cloud Profile (2/7)');
    await input().accept();
    await input().says('Name: enter one');
    await refuses('   ', 'Name: enter one');
    await refuses('x'.repeat(61), 'Name: at most 60 characters; this has 61.');
    await input().enter('x'.repeat(60));
    await step('keyId', 'The AccessKey ID');
    await refuses('LTAI5', 'AccessKey ID: at least 10 characters; this has 5.');
    await refuses('"LTAI5tExample00001"', 'AccessKey ID: it holds a quotation mark');
    await refuses('LTAI5tExample00001 secret', 'AccessKey ID: it holds a space or line break');
    await refuses('LTAI5tBeispiel/ü', 'AccessKey ID: only letters, digits');
    await workbench().screenshot('profile-key-refused');
    await input().enter('STS.LTAI5tExample');
    await step('secret', 'The AccessKey secret');
    assert.equal(await input().input.getAttribute('type'), 'password');
    await refuses(' ', 'AccessKey secret: enter it.');
    await refuses("'abcdefghij'", 'AccessKey secret: it holds a quotation mark');
    await refuses('abcdefghi', 'AccessKey secret: at least 10 characters; this has 9.');
    await input().enter('abcdefghij');
    await step('token', 'The security token');
    assert.equal(await input().input.getAttribute('type'), 'password');
    await input().accept();
    await input().says('Security token: a temporary key');
    await refuses('a token', 'Security token: it holds a space');
  });

  it('keep what was entered when a person goes back, and nothing when they leave', async () => {
    await input().back();
    await step('secret');
    assert.equal(await input().input.inputValue(), 'abcdefghij');
    await input().back();
    await step('keyId');
    assert.equal(await input().input.inputValue(), 'STS.LTAI5tExample');
    await input().back();
    await step('name');
    assert.equal(await input().input.inputValue(), 'x'.repeat(60));
    await input().cancel();
    await welcome('Add Cloud Profile').waitFor();
    assert.deepEqual(gateway.asked, [], 'nobody was called');
    await welcome('Add Cloud Profile').click();
    await steps().pickCloud();
    await step('name');
    assert.equal(await input().input.inputValue(), '');
    await input().cancel();
  });

  it('tell inline what and why when the network is gone, and go on once it is back', async () => {
    await gateway.cutOff();
    await welcome('Add Cloud Profile').click();
    await steps().addKeys('prod-cn', 'RAM user with full access');
    await input().says('sts.aliyuncs.com');
    const problem = await input().message();
    await workbench().screenshot('profile-no-network');
    assert.match(
      problem,
      /(No connection to|proxy did not let the request to|connection to) sts\.aliyuncs\.com/,
    );
    assert.match(problem, /Check /);
    await input().back();
    await step('secret');
    await input().accept();
    await step('token');
    await gateway.restore();
    await input().accept();
    await step('regions');
  });

  it('are stored with the regions chosen once the cloud knows the keys', async () => {
    const rows = await waitUntil('the regions', async () => {
      const all = await input().rows();
      return all.length > 0 ? all : undefined;
    });
    assert.deepEqual(rows, [
      'cn-hangzhou | China (Hangzhou)',
      'cn-beijing | China (Beijing)',
      'cn-shanghai | China (Shanghai)',
      'cn-zhangjiakou | China (Zhangjiakou)',
      'cn-hongkong | China (Hong Kong)',
      'ap-southeast-1 | Singapore',
      'eu-central-1 | Germany (Frankfurt)',
      'us-west-1 | US (Silicon Valley)',
    ]);
    await workbench().screenshot('profile-regions');
    await input().root.getByLabel('Toggle all checkboxes').press('Space');
    await input().accept();
    await input().shows('Regions: choose at least one');
    await input().pick('cn-hangzhou');
    await input().pick('us-west-1');
    await input().accept();
    await step('safety');
    await workbench().screenshot('profile-safety');
    await input().pick('Production');
    const filled = await tree().until(
      'the clusters of two regions',
      (all) => all[1]?.description === '4 clusters',
    );
    assert.deepEqual(
      filled.map(({ level, label, description }) => [level, label, description]),
      [
        [1, 'prod-cn', 'production'],
        [2, 'PolarDB', '4 clusters'],
        [3, 'ci-scratch', 'cn-hangzhou-i'],
        [3, 'orders-production', 'cn-hangzhou-i'],
        [3, '会员中心-生产', 'cn-hangzhou-i'],
        [3, 'sessions', 'us-west-1a'],
        [2, 'PolarDB on ENS', ''],
        [2, 'SelectDB', ''],
      ],
    );
    assert.deepEqual([...new Set(gateway.asked)].sort(), [
      'polardb.aliyuncs.com',
      'polardb.us-west-1.aliyuncs.com',
      'sts.aliyuncs.com',
    ]);
    assert.match(await tree().tooltip('prod-cn'), /Account: 1000000000000001\nIdentity: .*user\/dba/);
  });

  it('cannot share a name, whatever its case', async () => {
    await workbench().viewAction('Add Cloud Profile');
    await steps().pickCloud();
    await step('name');
    await refuses('PROD-CN', 'Name: another profile is called that already.');
    await input().cancel();
  });

  it('say what is wrong with keys that the cloud refuses', async () => {
    const cases = [
      ['Disabled access key', 'The AccessKey of profile spare is disabled.'],
      ['Temporary key whose token has expired', 'The security token of profile spare has expired.'],
    ] as const;
    for (const [note, why] of cases) {
      await workbench().viewAction('Add Cloud Profile');
      await steps().addKeys('spare', note);
      await input().says(why);
      await input().cancel();
    }
    const key = steps().key('RAM user with full access');
    await workbench().viewAction('Add Cloud Profile');
    await steps().pickCloud();
    await step('name');
    await input().enter('spare');
    await step('keyId');
    await input().enter(`${key.accessKeyId}x`);
    await step('secret');
    await input().enter(key.accessKeySecret);
    await step('token');
    await input().accept();
    await input().says('The cloud does not know the AccessKey id of profile spare.');
    await input().back();
    await step('secret');
    await input().back();
    await step('keyId');
    await input().enter(key.accessKeyId);
    await step('secret');
    await input().enter('not-the-secret-of-it');
    await step('token');
    await input().accept();
    await input().says('The AccessKey secret of profile spare does not belong to its AccessKey id.');
    assert.doesNotMatch(await input().message(), /not-the-secret/);
    await workbench().screenshot('profile-refused');
    await input().cancel();
    assert.deepEqual(
      (await roots()).map(({ label }) => label),
      ['prod-cn'],
    );
  });

  it('stand one after the other, each with its own clusters', async () => {
    await workbench().viewAction('Add Cloud Profile');
    await steps().addKeys('on-call', 'Temporary key with');
    await step('regions');
    await input().row('cn-hangzhou').waitFor();
    await input().accept();
    await step('safety');
    await input().pick('Read-only');
    await tree().until('the second profile', (all) =>
      all.some(({ description }) => description === '14 clusters'),
    );
    assert.deepEqual(
      (await roots()).map(({ label, description }) => [label, description]),
      [
        ['prod-cn', 'production'],
        ['on-call', 'read-only'],
      ],
    );
    await workbench().screenshot('profiles-two');
  });

  it('are verified on demand, and say so when that fails', async () => {
    await tree().contextMenu('prod-cn', 'Verify Cloud Profile');
    const said = await workbench().notifications.shows('The keys of prod-cn work');
    assert.match(said, /account 1000000000000001, RAMUser acs:ram::1000000000000001:user\/dba/);
    await workbench().notifications.dismissAll();
    await gateway.cutOff();
    await tree().contextMenu('prod-cn', 'Verify Cloud Profile');
    await workbench().notifications.shows('sts.aliyuncs.com');
    await workbench().screenshot('profile-verify-failed');
    await gateway.restore();
    await workbench().notifications.dismissAll();
  });

  it('are edited without the keys being asked for again', async () => {
    const before = gateway.asked.filter((host) => host === 'sts.aliyuncs.com').length;
    await tree().contextMenu('on-call', 'Edit Cloud Profile…');
    await step('name');
    assert.equal(await input().input.inputValue(), 'on-call');
    await input().enter('on-call-eu');
    await step('keyId');
    assert.equal(await input().input.inputValue(), steps().key('Temporary key with').accessKeyId);
    await input().accept();
    await step('secret', 'Leave it empty to keep the stored one');
    assert.equal(await input().input.inputValue(), '');
    await input().accept();
    await step('token', 'Leave it empty to keep the stored keys');
    await input().accept();
    await step('regions');
    await input().row('cn-hangzhou').waitFor();
    await input().root.getByLabel('Toggle all checkboxes').press('Space');
    await input().pick('eu-central-1');
    await input().accept();
    await step('safety');
    assert.match(await input().focusedRow(), /Read-only/);
    await input().accept();
    // Below it stand the branches that nobody has opened.
    const rows = await tree().until('the edited profile', (all) => all.at(-4)?.description === '1 cluster');
    assert.deepEqual(
      (await roots()).map(({ label }) => label),
      ['prod-cn', 'on-call-eu'],
    );
    assert.equal(rows.at(-3)?.description, 'eu-central-1a');
    const after = gateway.asked.filter((host) => host === 'sts.aliyuncs.com').length;
    assert.equal(after, before, 'keys that stay are not verified again');
  });

  it('are there after a reload, with their keys', async () => {
    await workbench().reload();
    await workbench().openSideBar('ClusterDeck');
    await tree().until('both profiles', (all) => all.filter(({ level }) => level === 3).length === 5);
    assert.deepEqual(
      (await roots()).map(({ label, description }) => [label, description]),
      [
        ['prod-cn', 'production'],
        ['on-call-eu', 'read-only'],
      ],
    );
  });

  it('are removed only after a yes, and the last one leaves the welcome', async () => {
    await tree().contextMenu('prod-cn', 'Remove Cloud Profile…');
    const { dialog } = workbench();
    await dialog.root.waitFor();
    assert.match(await dialog.text(), /^Remove the cloud profile prod-cn\?[^]*stay valid at Alibaba Cloud/);
    await workbench().screenshot('profile-remove');
    await dialog.click('Cancel');
    assert.equal((await roots()).length, 2);
    await tree().contextMenu('prod-cn', 'Remove Cloud Profile…');
    await dialog.click('Remove');
    await tree().until('one profile', (all) => all[0]?.label === 'on-call-eu');
    await workbench().command('ClusterDeck: Remove Cloud Profile…');
    await input().pick('on-call-eu');
    await dialog.click('Remove');
    await welcome('Add Cloud Profile').waitFor();
    await welcome('Explore the Sample Cloud').waitFor();
    assert.doesNotMatch(workbench().outputText('ClusterDeck'), /not-a-secret|sample-token/);
  });
});
