import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { seriousProblems } from './support/accessibility';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';

const ORDERS = 'orders-production';
/** A name as long as names may be. */
const LEDGER =
  'Payments ledger, read-mostly, owned by the Frankfurt platform team; do not switch during the nightly ' +
  'settlement window (22:00-02:00 CET) without telling the on-call of treasury first, see the runbook';
const THEMES = [
  ['dark', 'Dark Modern'],
  ['light', 'Light Modern'],
  ['hc-dark', 'Dark High Contrast'],
  ['hc-light', 'Light High Contrast'],
] as const;

describe('the panel of a run', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 60 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  let panel: FrameLocator;
  const section = (name: string) => panel.locator('details', { has: panel.locator('h2', { hasText: name }) });
  const button = (place: Locator, name: string) => place.getByRole('button', { name, exact: true });
  const focused = () => panel.locator('[role=treeitem]:focus');
  const label = async () => (await focused().locator('.entry-text > *').allInnerTexts()).join(' ');

  async function switchPrimary(
    cluster: string,
    standby: boolean,
    [send, yes]: readonly [string, string],
  ): Promise<void> {
    await tree().contextMenu(cluster, 'Switch Primary…');
    if (standby) await input().pick('Primary storage cluster');
    await input().shows('Target node');
    await input().accept();
    await input().shows('Review');
    await input().pick(send);
    await workbench().dialog.root.waitFor();
    await workbench().dialog.click(yes);
    panel = await workbench().webview(`Switch Primary: ${cluster}`);
  }

  it('shows the request as a tree that keys move through', async () => {
    await workbench().openSideBar('ClusterDeck');
    await tree().row(ORDERS).waitFor();
    await switchPrimary(ORDERS, true, ['Send…', 'Switch Primary']);
    await panel.getByText('is the writer and the cluster is running').first().waitFor();
    const request = section('Request');
    await request.locator('summary').click();
    await request.getByRole('treeitem', { name: /^\s*action\s*FailoverDBCluster/ }).focus();
    const keys = async (...names: string[]) => {
      for (const name of names) await focused().press(name);
    };
    await keys('End');
    assert.match(await label(), /^ClientToken /, 'the last of the parameters, which stand open');
    await keys('ArrowLeft');
    assert.equal(await label(), 'parameters 5 fields');
    assert.equal(await focused().getAttribute('aria-expanded'), 'true');
    await keys('ArrowLeft');
    assert.equal(await focused().getAttribute('aria-expanded'), 'false');
    await keys('End');
    assert.equal(await label(), 'parameters 5 fields', 'what is closed is not moved to');
    await keys('ArrowRight', 'ArrowRight');
    assert.match(await label(), /^DBClusterId pc-/);
    assert.equal(await focused().getAttribute('aria-level'), '2');
    await keys('Home', 'ArrowDown', 'ArrowUp');
    assert.equal(await label(), 'action FailoverDBCluster');
    await workbench().screenshot('panel-request-tree');
  });

  it('shows it raw, copies it, and opens it as a text', async () => {
    const request = section('Request');
    await button(request, 'Raw').click();
    const raw = await request.locator('pre').innerText();
    assert.match(
      raw,
      /^POST \/\?ClientToken=[\w-]+&DBClusterId=pc-\w+&.* HTTP\/1\.1\nhost: polardb\.aliyuncs\.com\n/,
    );
    assert.match(raw, /^authorization: \*{6}$/m);
    await button(request, 'Copy').click();
    await request.getByText('The request is on the clipboard.').waitFor();
    await workbench().screenshot('panel-request-raw');
    const response = section('Response');
    await response.locator('summary').click();
    await response.getByRole('treeitem', { name: /^\s*RequestId\s*[0-9A-F-]{36}/ }).waitFor();
    await button(response, 'Open as Text').click();
    await workbench().page.locator('.tab', { hasText: 'response.txt' }).waitFor();
    await workbench().page.locator('.editor-instance .view-lines', { hasText: 'RequestId' }).waitFor();
  });

  it('comes back after a reload with the same parts open', async () => {
    await workbench().page.locator('.tab', { hasText: 'Switch Primary' }).click();
    panel = await workbench().webview(`Switch Primary: ${ORDERS}`);
    // A tab that was hidden comes back the same way.
    await section('Request').locator('pre').waitFor();
    await workbench().reload();
    panel = await workbench().webview(`Switch Primary: ${ORDERS}`);
    await section('Request').locator('pre').waitFor();
    assert.equal(await button(section('Request'), 'Raw').getAttribute('aria-pressed'), 'true');
    assert.equal(await section('Attempts').getAttribute('open'), null);
  });

  for (const [name, theme] of THEMES)
    it(`is readable and has nothing serious for axe, ${name}`, async () => {
      await workbench().command('Preferences: Color Theme');
      await input().type(theme);
      await input().pick(theme);
      await input().isGone();
      panel = await workbench().webview(`Switch Primary: ${ORDERS}`);
      const closed = panel.locator('details:not([open]) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      assert.deepEqual(await seriousProblems(panel), []);
      await panel.locator('h1').scrollIntoViewIfNeeded();
      await workbench().screenshot(`panel-${name}`);
      await panel.locator('#values-section').scrollIntoViewIfNeeded();
      await section('Attempts').scrollIntoViewIfNeeded();
      await workbench().screenshot(`panel-${name}-end`);
    });

  it('stays usable with an answer of a megabyte, and says what was cut', async () => {
    const answer = {
      Code: 'UnsupportHighFrequenceSwitchOver',
      Message: 'too often',
      RequestId: '0A1B2C3D-0000-4000-8000-000000000001',
      Filler: Array.from({ length: 20_000 }, (_, index) => `a long line of filler, number ${index}`),
    };
    const fault = {
      kind: 'answer',
      status: 400,
      body: JSON.stringify(answer),
      contentType: 'application/json',
    };
    await cloud.fault({ action: 'FailoverDBCluster' }, fault);
    await switchPrimary(LEDGER, false, ['Send Anyway…', 'Send Anyway']);
    await panel
      .getByText('The cloud refused the request: UnsupportHighFrequenceSwitchOver')
      .first()
      .waitFor();
    const response = section('Response');
    await response.locator('summary').click();
    await response.getByText(/The answer had \d+ characters; the first 131072 were kept/).waitFor();
    assert.ok((await response.locator('pre').innerText()).length <= 50_001);
    await workbench().screenshot('panel-refused-large');
    await button(panel.locator('.actions'), 'Run Again').click();
    await input().shows('Review');
    await workbench().screenshot('panel-run-again-review');
    await input().cancel();
  });

  it('fits 320 pixels', async () => {
    await workbench().page.setViewportSize({ width: 420, height: 900 });
    await workbench().command('View: Toggle Primary Side Bar Visibility');
    await waitUntil('a narrow panel', async () => {
      const width = (await panel.locator('body').boundingBox())?.width ?? 0;
      return (width > 0 && width <= 400) || undefined;
    });
    assert.deepEqual(await seriousProblems(panel), []);
    for (const [index, part] of ['h1', '#topology-section', '#checks-section', 'details'].entries()) {
      await panel
        .locator(part)
        .first()
        .evaluate((element: { scrollIntoView(): void }) => element.scrollIntoView());
      await workbench().page.locator('.part.statusbar').hover();
      await workbench().screenshot(`panel-narrow-${index}`);
    }
  });

  it('reviews in a narrow window without cutting a line', async () => {
    await workbench().page.setViewportSize({ width: 683, height: 900 });
    await button(panel.locator('.actions'), 'Run Again').click();
    await input().shows('Review');
    await input().pick('Show Request');
    await input().row('TargetDBNodeId').waitFor();
    await workbench().screenshot('review-narrow-request');
    await input().cancel();
  });
});
