import assert from 'node:assert/strict';
import { assertOneEffectEach, journaled } from './support/claims';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';
import { killExtensionHosts } from './support/extensionHosts';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';
import type { Workbench } from './support/workbench';

const ORDERS = 'orders-production';
const MEMBERS = '会员中心-生产';
/** A killed window's lease, and what reading takes. */
const TAKEN_OVER_MS = 75_000;
/** How long a busy machine may take to start an extension host. */
const STARTED_MS = 60_000;

const statusBar = (workbench: Workbench, text: string | RegExp) =>
  workbench.page.locator('.statusbar-item', { hasText: text });
const badge = (workbench: Workbench) =>
  workbench.activityBarEntry('ClusterDeck').locator('.badge').filter({ visible: true });
const doing = (workbench: Workbench, cluster: string, wanted: boolean, ms?: number) =>
  workbench
    .tree('Resources')
    .until(
      `${cluster} ${wanted ? '' : 'not '}switching`,
      (rows) =>
        rows.some(
          ({ label, description }) => label === cluster && description.includes('switching over') === wanted,
        ),
      ms,
    );
/** From the tree to the modal's button: the request leaves with the last click. */
async function switchPrimary(workbench: Workbench, cluster: string): Promise<void> {
  const input = workbench.quickInput;
  await workbench.tree('Resources').contextMenu(cluster, 'Switch Primary…');
  if (cluster === ORDERS) {
    await input.shows('Zone type');
    await input.pick('Primary storage cluster');
  }
  await input.shows('Target node');
  await input.row('Failover priority').waitFor();
  await input.accept();
  await input.shows('Review');
  await input.pick('Send…');
  await workbench.dialog.root.waitFor();
  await workbench.dialog.click('Switch Primary');
}

async function openTree(workbench: Workbench): Promise<void> {
  await workbench.openSideBar('ClusterDeck');
  await workbench.tree('Resources').row(ORDERS).waitFor({ timeout: STARTED_MS });
}

describe('a killed extension host', function () {
  this.timeout(300_000);
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 0.1 });
  });
  let open: OpenWorkbench;
  let current: Workbench;
  before(async () => {
    open = await openWorkbench({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } });
    current = open.workbench;
  });
  after(async () => {
    await open.close();
    await cloud.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await current.screenshot(`failed ${this.currentTest.fullTitle()}`);
  });
  const workbench = () => current;
  const panel = (cluster: string) => workbench().webview(`Switch Primary: ${cluster}`);
  const reads = async (cluster: string, text: string | RegExp, ms: number) =>
    (await panel(cluster)).getByText(text).filter({ visible: true }).first().waitFor({ timeout: ms });

  const killHost = () => {
    const variable = 'CLUSTERDECK_SAMPLE_CLOUD_STATE';
    return killExtensionHosts(variable, cloud.env[variable] ?? '');
  };
  /** A window with an extension under development starts no other host by itself: a person opens it again. */
  const openAgain = async () => {
    // VS Code has noticed once the tree is gone.
    await workbench().sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true }).waitFor();
    await current.page.close();
    current = await open.newWindow();
    await openTree(current);
  };
  const killAndOpenAgain = async () => {
    await killHost();
    await openAgain();
  };

  it('while a switch settles leaves the run in the tree and the status bar', async () => {
    await openTree(current);
    await switchPrimary(workbench(), ORDERS);
    await reads(ORDERS, 'Settling', 20_000);
    await killAndOpenAgain();
    await statusBar(workbench(), '1 run under way').waitFor();
    await doing(workbench(), ORDERS, true);
    assert.equal((await cloud.effects()).length, 1);
  });

  it('right after Send as well, with the answer lost', async () => {
    await cloud.fault({ action: 'FailoverDBCluster' }, { kind: 'latency', ms: 10_000 }, 1);
    await switchPrimary(workbench(), MEMBERS);
    await waitUntil('the request at the cloud', async () => (await cloud.faultsMet()) === 1 || undefined);
    assert.equal(journaled(workbench().dataFolder).length, 2, 'journaled before it was sent');
    await killHost();
    assert.equal((await cloud.effects()).length, 1, 'the cloud has not begun with it');
    await openAgain();
    await waitUntil('the effect', async () => (await cloud.effects()).length === 2 || undefined);
    await statusBar(workbench(), '2 runs under way').waitFor();
    await doing(workbench(), MEMBERS, true);
    await badge(workbench()).filter({ hasText: '2' }).waitFor();
    await workbench().screenshot('killed-twice');
  });

  it('and both are found again, read back and settle, with one effect each', async () => {
    await statusBar(workbench(), '2 runs under way').click();
    await reads(MEMBERS, /Found after a window closed/, TAKEN_OVER_MS);
    await cloud.control('POST', '/clock', { advanceMs: 400_000 });
    await reads(MEMBERS, /is the writer/, TAKEN_OVER_MS);
    await statusBar(workbench(), /runs? under way/).waitFor({ state: 'detached', timeout: TAKEN_OVER_MS });
    await doing(workbench(), ORDERS, false);
    await doing(workbench(), MEMBERS, false);
    await badge(workbench()).waitFor({ state: 'detached' });
    await assertOneEffectEach(workbench().dataFolder, cloud);
    assert.equal((await cloud.effects()).length, 2);
    await workbench().screenshot('killed-settled');
  });

  it('and nothing changes when it happens again with nothing under way', async () => {
    await killAndOpenAgain();
    await workbench().command('ClusterDeck: Open Run…');
    await workbench().quickInput.row(ORDERS).waitFor();
    const rows = await workbench().quickInput.rows();
    assert.equal(rows.filter((row) => row.includes('Settled')).length, 2, rows.join('\n'));
    await workbench().quickInput.pick(ORDERS);
    await reads(ORDERS, /The writer was/, 20_000);
    await assertOneEffectEach(workbench().dataFolder, cloud);
    assert.equal((await cloud.effects()).length, 2);
  });
});

describe('two windows', function () {
  this.timeout(300_000);
  let cloud: SampleCloud;
  let open: OpenWorkbench;
  let second: Workbench;
  before(async () => {
    cloud = await startSampleCloud({ speed: 0.1 });
    open = await openWorkbench({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } });
    await openTree(open.workbench);
    second = await open.newWindow();
    await openTree(second);
  });
  after(async () => {
    await open.close();
    await cloud.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await open.workbench.screenshot(`failed first ${this.currentTest.title}`);
    await second.screenshot(`failed second ${this.currentTest.title}`);
  });

  it('both show a run that one of them started', async () => {
    await switchPrimary(open.workbench, ORDERS);
    for (const window of [open.workbench, second]) {
      await statusBar(window, '1 run under way').waitFor();
      await doing(window, ORDERS, true);
    }
  });

  it('and its end, with one effect', async () => {
    await statusBar(second, '1 run under way').click();
    await cloud.control('POST', '/clock', { advanceMs: 400_000 });
    for (const window of [open.workbench, second]) {
      const panel = await window.webview(`Switch Primary: ${ORDERS}`);
      await panel
        .getByText(/is the writer and the cluster is running/)
        .first()
        .waitFor({ timeout: 40_000 });
      await statusBar(window, '1 run under way').waitFor({ state: 'detached' });
      await doing(window, ORDERS, false);
    }
    await assertOneEffectEach(open.workbench.dataFolder, cloud);
    assert.equal((await cloud.effects()).length, 1);
    await second.screenshot('second-window-settled');
  });
});
