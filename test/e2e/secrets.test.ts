import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../host/chromium.mjs';
import { projectRoot, type Server, startServer, windowUrl } from '../host/server.mjs';
import { CloudGateway } from './support/cloudGateway';
import { NO_KEYCHAIN } from './support/openWorkbench';
import { filesHoldingEach } from './support/planted';
import { ProfileSteps } from './support/profileSteps';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';
import { Workbench } from './support/workbench';

const ORDERS = 'orders-production';
const WAREHOUSE = 'reports-warehouse';
const planted = (what: string) => `Planted${what}${randomBytes(9).toString('hex')}`;
const TYPED_SECRET = planted('Secret');
const TYPED_TOKEN = planted('Token/with+signs');
const TYPED_PASSWORD = planted('Db');
/** Not secret, and stored: it must be found, or the search is worth nothing. */
const NAME = planted('Name');
const IN_BROWSER = planted('InBrowser');
const IN_TABLE = planted('InTable');

/**
 * Keeps a text in the browser as VS Code keeps its windows' state there, with so much beside it that the browser moves
 * its log into compressed tables. Parts of the text stand before it, so that compressing leaves no copy of it whole.
 */
async function fillTable(page: Page, database: string, text: string): Promise<void> {
  const value = `${text.slice(0, 18)}, ${text.slice(9, -1)}; ${'and so on, '.repeat(2000)}`;
  await page.evaluate(`new Promise((resolve, reject) => {
    const open = indexedDB.open('${database}', 1);
    open.onerror = () => reject(open.error);
    open.onupgradeneeded = () => open.result.createObjectStore('texts');
    open.onsuccess = () => {
      const change = open.result.transaction('texts', 'readwrite');
      for (let n = 0; n < 500; n += 1)
        change.objectStore('texts').put({ text: ${JSON.stringify(value)} + n + ${JSON.stringify(text)} }, n);
      change.onerror = () => reject(change.error);
      change.oncomplete = () => resolve(open.result.close());
    };
  })`);
}

describe('after a whole working day', function () {
  this.timeout(180_000);
  let cloud: SampleCloud;
  let gateway: CloudGateway;
  let root: string;
  let server: Server;
  let browser: BrowserContext;
  let workbench: Workbench;

  const openBrowser = async () =>
    await chromium.launchPersistentContext(path.join(root, 'browser'), {
      executablePath: await ensureChromium(),
      headless: true,
      args: ['--disable-gpu', '--no-first-run', '--disable-background-networking'],
      viewport: { width: 1400, height: 900 },
    });
  before(async () => {
    cloud = await startSampleCloud({ speed: 60 });
    gateway = await CloudGateway.start(cloud);
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-secrets-'));
    server = await startServer({
      data: path.join(root, 'server'),
      extension: projectRoot,
      env: {
        ...process.env,
        ...NO_KEYCHAIN,
        HOME: root,
        ...cloud.env,
        ...gateway.env,
        CLUSTERDECK_START: 'sample',
      },
      settings: gateway.settings,
    });
    browser = await openBrowser();
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
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && !workbench.page.isClosed())
      await workbench.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });

  const input = () => workbench.quickInput;
  const tree = () => workbench.tree('Resources');
  const sampleKey = () => cloud.ready.accessKeys[0]!;
  const temporaryKey = () => new ProfileSteps(input(), cloud).key('Temporary key with');
  /** What a gateway says that shows the text it signed, with all that was sent in it. */
  const echo = (token: string, secret: string) => ({
    kind: 'answer',
    status: 400,
    code: 'SignatureDoesNotMatch',
    message:
      'Specified signature is not matched with our calculation. server string to sign is:POST&%2F&' +
      encodeURIComponent(`AccessKeyId=STS.x&SecurityToken=${encodeURIComponent(token)}&Version=2015-04-01`) +
      ` x-acs-security-token:${token} ${token} ${secret} ${Buffer.from(secret).toString('base64')}`,
  });

  it('with keys that were refused', async () => {
    await workbench.openSideBar('ClusterDeck');
    await tree().row(ORDERS).waitFor();
    await cloud.fault({ action: 'GetCallerIdentity' }, echo(TYPED_TOKEN, TYPED_SECRET), 1);
    await workbench.viewAction('Add Cloud Profile');
    const steps = new ProfileSteps(input(), cloud);
    await steps.pickCloud();
    const typed = {
      name: 'refused',
      keyId: 'STS.Planted00001',
      secret: TYPED_SECRET,
      token: TYPED_TOKEN,
    } as const;
    for (const step of ['name', 'keyId', 'secret', 'token'] as const) {
      await steps.at(step);
      await input().enter(typed[step]);
    }
    await input().says(/does not belong to|refused/);
    assert.doesNotMatch(await input().message(), /Planted(Secret|Token)/);
    await input().cancel();
  });

  it('with keys and a token that were stored, under a planted name', async () => {
    await workbench.viewAction('Add Cloud Profile');
    const steps = new ProfileSteps(input(), cloud);
    await steps.addKeys(NAME, 'Temporary key with');
    await steps.at('regions');
    await input().row('cn-hangzhou').waitFor();
    await input().accept();
    await steps.at('safety');
    await input().accept();
    await tree().row(NAME).waitFor();
    await tree().until(
      'its clusters',
      // The rows of other profiles may be scrolled away.
      (rows) => {
        const own = rows.findIndex(({ label }) => label === NAME);
        return own >= 0 && /\d clusters?$/.test(rows[own + 1]?.description ?? '');
      },
    );
    await tree().collapse(NAME);
  });

  it('with a switch that was reviewed, shown as text, copied, sent and settled', async () => {
    await tree().contextMenu(ORDERS, 'Switch Primary…');
    await input().pick('Primary storage cluster');
    await input().shows('Target node');
    await input().row('Failover priority').waitFor();
    await input().accept();
    await input().shows('Review');
    await input().pick('Copy as aliyun Command');
    // What it says takes a row, and moves the others.
    await input().row('The command is on the clipboard').waitFor();
    await input().pick('Show Request');
    await input().row('Open as Text').waitFor();
    await input().pick('Open as Text');
    await workbench.page.locator('.tab', { hasText: 'FailoverDBCluster' }).waitFor();
    await input().pick('Send…');
    await workbench.dialog.root.waitFor();
    await workbench.dialog.click('Switch Primary');
    const panel = await workbench.webview(`Switch Primary: ${ORDERS}`);
    await panel
      .getByText(/is the writer and the cluster is running/)
      .first()
      .waitFor();
    for (const copy of ['Copy Request Id', 'Copy as aliyun Command', 'Copy as Markdown'])
      await panel.getByRole('button', { name: copy, exact: true }).click();
  });

  it('with a switch that was refused, all of the request echoed', async () => {
    const { accessKeySecret } = sampleKey();
    await cloud.fault({ action: 'FailoverDBCluster' }, echo(accessKeySecret, accessKeySecret), 1);
    const panel = await workbench.webview(`Switch Primary: ${ORDERS}`);
    await panel.getByRole('button', { name: 'Switch Back' }).click();
    await input().shows('Review');
    await input().pick('Send Anyway…');
    await workbench.dialog.root.waitFor();
    await workbench.dialog.click('Send Anyway');
    await panelSays(/SignatureDoesNotMatch/);
    await workbench.showOutput('ClusterDeck');
    await workbench.page
      .locator('.part.panel .view-line', { hasText: 'FailoverDBCluster' })
      .first()
      .waitFor();
    await workbench.screenshot('secrets-refused');
  });
  const panelSays = async (words: RegExp) =>
    await (
      await workbench.webview(`Switch Primary: ${ORDERS}`)
    )
      .getByText(words)
      .first()
      .waitFor({ timeout: 40_000 });

  it('with database passwords that were typed, shown, refused with an echo, generated and sent', async () => {
    await tree().collapse('PolarDB');
    await tree().expand('PolarDB on ENS');
    await tree().expand('edge-shop');
    await tree().expand('Accounts');
    const quiet = await tree().descriptionOf('edge-shop');
    await cloud.fault({ action: 'ModifyAccountPasswordZonal' }, echo(TYPED_PASSWORD, TYPED_PASSWORD), 1);
    await tree().contextMenu('shop_app', 'Reset Password…');
    await input().shows('New password');
    await input().type(TYPED_PASSWORD);
    await input().button('Show Password').click();
    await input().accept();
    await input().shows('Review');
    await input().pick('Show Request');
    await input().row('Open as Text').waitFor();
    await input().pick('Open as Text');
    await workbench.page.locator('.tab', { hasText: 'ModifyAccountPasswordZonal' }).waitFor();
    await input().pick('Send…');
    await workbench.dialog.root.waitFor();
    await workbench.dialog.click('Reset Password');
    const refused = await workbench.webview('Reset Password: shop_app');
    await refused
      .getByText(/SignatureDoesNotMatch/)
      .first()
      .waitFor({ timeout: 40_000 });
    await tree().describes('edge-shop', quiet);
    await tree().contextMenu('reporting', 'Reset Password…');
    await input().shows('New password');
    await input().button('Generate Password').click();
    await input().says('shown only here');
    generated = await input().input.inputValue();
    await input().button('Copy Password').click();
    await input().accept();
    await input().shows('Review');
    await input().pick('Send…');
    await workbench.dialog.root.waitFor();
    await workbench.dialog.click('Reset Password');
    const sent = await workbench.webview('Reset Password: reporting');
    await sent
      .getByText(/Nobody can read a password back/)
      .first()
      .waitFor({ timeout: 40_000 });
  });
  let generated = '';

  it('with instances whose answers hold tokens, kept for the next window', async () => {
    await tree().collapse('PolarDB on ENS');
    await tree().expand('SelectDB');
    await tree().expand(WAREHOUSE);
    await waitUntil('the instances on disk', async () =>
      Promise.resolve(
        fs
          .readdirSync(root, { recursive: true, encoding: 'utf8' })
          .find((file) => /lastTree\/[^/]+\/selectdb\.jsonl$/.test(file)),
      ),
    );
  });

  it('nothing on disk holds a secret, and what is not secret is found', async () => {
    assert.equal(generated.length, 20);
    await workbench.page.evaluate(`localStorage.setItem('planted', '${IN_BROWSER}')`);
    await fillTable(workbench.page, 'planted', IN_TABLE);
    await workbench.page.close({ runBeforeUnload: true });
    await browser.close();
    await server.stop();

    const { accessKeySecret, securityToken = '' } = temporaryKey();
    assert.ok(securityToken);
    const { name, cluster, instance, inBrowser, inTable, ...secrets } = filesHoldingEach(root, {
      name: NAME,
      cluster: ORDERS,
      instance: WAREHOUSE,
      inBrowser: IN_BROWSER,
      inTable: IN_TABLE,
      typedSecret: TYPED_SECRET,
      typedToken: TYPED_TOKEN,
      sampleSecret: sampleKey().accessKeySecret,
      storedSecret: accessKeySecret,
      storedToken: securityToken,
      typedPassword: TYPED_PASSWORD,
      generatedPassword: generated,
      telemetryToken: 'sample-otel-bearer-',
      tenantToken: 'sample-tenant-secret-',
    });
    const found = (files: readonly string[], where: RegExp) =>
      assert.ok(
        files.some((file) => where.test(file)),
        `${String(where)} is not among ${files.join(', ')}`,
      );
    found(name, /^server\/data\/logs\//);
    found(cluster, /^server\/data\/User\/globalStorage\/[^/]+\/runs\//);
    found(cluster, /^server\/data\/User\/globalStorage\/[^/]+\/lastTree\//);
    found(instance, /\/lastTree\/[^/]+\/selectdb\.jsonl$/);
    found(inBrowser, /^browser\/Default\/Local Storage\//);
    const tables = inTable.filter((file) => /^browser\/Default\/IndexedDB\/.*\.ldb$/.test(file));
    const holdsItPlainly = (file: string) => fs.readFileSync(path.join(root, file)).includes(IN_TABLE);
    assert.ok(tables.length > 0, 'found in tables that the browser compressed');
    assert.deepEqual(tables.filter(holdsItPlainly), [], 'found there by decompressing alone');
    for (const [secret, files] of Object.entries(secrets)) assert.deepEqual(files, [], secret);
  });
});
