import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { ensureChromium } from '../host/chromium.mjs';
import { projectRoot, type Server, startServer, windowUrl } from '../host/server.mjs';
import { CloudGateway } from './support/cloudGateway';
import { HomeFolder } from './support/homeFolder';
import { NO_KEYCHAIN, useWorkbench, type WorkbenchOptions } from './support/openWorkbench';
import { filesHoldingEach } from './support/planted';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';
import { Workbench } from './support/workbench';

const KEYCHAIN = 'Keychain | clusterdeck/alibaba | There is no D-Bus session. Start VS Code from a desktop.';
const FOUND = 'prod | Samp…Id01 · cn-hangzhou | Alibaba Cloud CLI ~/.aliyun/config.json | Found';

describe('keys that a person has already', function () {
  this.timeout(180_000);
  let cloud: SampleCloud;
  let gateway: CloudGateway;
  let home: HomeFolder;
  let root: string;
  let server: Server;
  let browser: BrowserContext;
  let workbench: Workbench;
  const input = () => workbench.quickInput;
  const tree = () => workbench.tree('Resources');

  before(async () => {
    cloud = await startSampleCloud();
    gateway = await CloudGateway.start(cloud);
    home = new HomeFolder(cloud.ready);
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-import-'));
    server = await startServer({
      data: path.join(root, 'server'),
      extension: projectRoot,
      env: { ...process.env, ...cloud.env, ...gateway.env, ...NO_KEYCHAIN, HOME: home.path },
      settings: {
        ...gateway.settings,
        'workbench.colorTheme': 'Default Dark Modern',
        'window.autoDetectColorScheme': false,
      },
    });
    browser = await chromium.launchPersistentContext(path.join(root, 'browser'), {
      executablePath: await ensureChromium(),
      headless: true,
      args: ['--disable-gpu', '--no-first-run', '--disable-background-networking'],
      viewport: { width: 1400, height: 900 },
    });
    browser.setDefaultTimeout(45_000);
    const page = await browser.newPage();
    await page.goto(windowUrl(server.url));
    workbench = new Workbench(page, path.join(root, 'server'));
    await workbench.isReady();
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await gateway.stop();
    await cloud.stop();
    home.remove();
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && !workbench.page.isClosed())
      await workbench.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });

  it('are listed with their source, those of no use with the reason', async () => {
    await workbench.openSideBar('ClusterDeck');
    await workbench.sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true }).click();
    await input().shows('(1)');
    await input().pick('Alibaba Cloud');
    await input().shows('(2/8)');
    assert.deepEqual(await input().rows(), [
      FOUND,
      'on-call | STS.…Id05 · us-west-1 | Alibaba Cloud CLI ~/.aliyun/config.json · Temporary key',
      'dba-role | Samp…Id01 · account 1234567890123456 · Alibaba Cloud CLI ~/.aliyun/config.json | access_key_secret is missing. Complete it there, or enter the keys here. | Cannot be used',
      'sso | account 1234567890123456 · Alibaba Cloud CLI ~/.aliyun/config.json | Browser sign-in; its keys are not renewed. Enter a temporary key.',
      'default | LTAI…0001 · Alibaba Cloud SDKs ~/.alibabacloud/credentials | access_key_secret is missing. Complete it there, or enter the keys here.',
      KEYCHAIN,
      'Enter Keys… | Other ways',
    ]);
    assert.match(
      (await input().input.getAttribute('placeholder')) ?? '',
      new RegExp(`Where are the keys\\? .* the remote host ${os.hostname()} are read`),
    );
    await workbench.screenshot('import-dark');
  });

  it('stay in the list where they cannot be used, and fill the steps where they can', async () => {
    await input().pick('dba-role');
    await input().shows('these keys cannot be used');
    await input().pick('prod');
    await input().shows('(3/8)');
    assert.equal(await input().input.inputValue(), 'prod');
    await input().accept();
    await input().shows('(4/8)');
    assert.equal(await input().input.inputValue(), home.alibaba.accessKeyId);
    await input().accept();
    await input().shows('(5/8)');
    assert.equal(await input().input.getAttribute('type'), 'password');
    await workbench.screenshot('import-secret');
    await input().accept();
    await input().shows('(6/8)');
    await input().accept();
    await input().shows('(7/8)');
    await input().row('cn-hangzhou').waitFor();
    await workbench.screenshot('import-regions');
    await input().accept();
    await input().shows('(8/8)');
    await input().accept();
    await tree().until('the clusters of one region', (all) => all[1]?.description === '3 clusters');
    assert.deepEqual(
      [...new Set(gateway.asked)].sort(),
      ['polardb.aliyuncs.com', 'sts.aliyuncs.com'],
      'the first region alone',
    );
  });

  it('of Huawei Cloud come from the file that its console gave', async () => {
    await workbench.viewAction('Add Cloud Profile');
    await input().shows('(1)');
    await input().pick('Huawei Cloud');
    await input().shows('(2/9)');
    assert.deepEqual(await input().rows(), [
      'default | cn-north-4 · KooCLI ~/.hcloud/config.json | KooCLI encrypted it. Enter the keys or pick credentials.csv. | Cannot be used',
      KEYCHAIN.replace('alibaba', 'huawei'),
      'Enter Keys… | Other ways',
      'From a File… | The credentials.csv that the console gave with the key',
    ]);
    await workbench.screenshot('import-huawei');
    await input().pick('From a File…');
    await input().shows('credentials.csv');
    // The dialog begins in the home folder, where VS Code may just be making folders of its own: rows move.
    await waitUntil('a list of files at rest', async () => {
      const before = await input().rows();
      await workbench.page.waitForTimeout(500);
      const now = await input().rows();
      const isThere = now.some((row) => row.startsWith('credentials.csv'));
      return isThere && now.join('\n') === before.join('\n') ? true : undefined;
    });
    await input().pick(/^credentials\.csv/);
    await input().shows('(3/9)');
    assert.equal(await input().input.inputValue(), 'dba-hw');
    await input().accept();
    await input().shows('(4/9)');
    await input().accept();
    for (const step of [5, 6, 7]) {
      await input().shows(`(${step}/9)`);
      await input().accept();
    }
    await input().shows('(8/9)');
    await waitUntil('the regions', async () => ((await input().rows()).length > 0 ? true : undefined));
    await input().accept();
    await input().shows('(9/9)');
    await input().accept();
    await tree().row('dba-hw').waitFor();
  });

  it('are in no file of VS Code in plain text, and their sources are as they were', async () => {
    home.isUntouched();
    assert.match(workbench.outputText('ClusterDeck'), /GetCallerIdentity/, 'the log was looked at');
    await workbench.page.close({ runBeforeUnload: true });
    await browser.close();
    await server.stop();
    const { host, ...secrets } = filesHoldingEach(root, {
      host: 'sts.aliyuncs.com',
      alibaba: home.alibaba.accessKeySecret,
      temporary: home.temporary.accessKeySecret,
      token: home.temporary.securityToken ?? '',
      huawei: home.huawei.accessKeySecret,
    });
    assert.ok(host.length > 0, 'what is not secret is found');
    for (const [secret, files] of Object.entries(secrets)) assert.deepEqual(files, [], secret);
  });
});

const OTHER_THEMES: readonly NonNullable<WorkbenchOptions['theme']>[] = ['light', 'high contrast'];
for (const theme of OTHER_THEMES)
  describe(`the list of keys that a person has already, ${theme}`, () => {
    let cloud: SampleCloud;
    let home: HomeFolder;
    before(async () => {
      cloud = await startSampleCloud();
      home = new HomeFolder(cloud.ready);
    });
    after(async () => {
      home.remove();
      await cloud.stop();
    });
    const workbench = useWorkbench(() => ({ env: { ...cloud.env, HOME: home.path }, theme }));

    it('can be read', async () => {
      await workbench().openSideBar('ClusterDeck');
      await workbench().sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true }).click();
      await workbench().quickInput.shows('(1)');
      await workbench().quickInput.pick('Alibaba Cloud');
      await workbench().quickInput.shows('(2/8)');
      assert.equal((await workbench().quickInput.rows())[0], FOUND);
      await workbench().screenshot(`import-${theme}`);
    });
  });
