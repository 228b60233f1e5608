import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { seriousProblems } from './support/accessibility';
import { focusIn, walk } from './support/keyboard';
import { sticksOut } from './support/narrowPanel';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';

const [GOING, LOST, REFUSED] = ['orders-production', '会员中心-生产', 'wallet'];
/** Sending again with the same token goes on for a minute. */
const LOST_MS = 90_000;
const THEMES = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'] as const;
const BUTTONS = [
  'Switch Back',
  'Copy Request Id',
  'Copy as aliyun Command',
  'Open in Console',
  'Copy as Markdown',
];

describe('the panel of a run, by keyboard and in each state', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 0.1 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  const press = (key: string) => workbench().page.keyboard.press(key);
  const panelOf = (cluster: string) => workbench().webview(`Switch Primary: ${cluster}`);
  const focused = (panel: FrameLocator) =>
    waitUntil('a control with the focus', async () => (await focusIn(panel))?.name);

  async function switchPrimary(cluster: string): Promise<FrameLocator> {
    await tree().contextMenu(cluster, 'Switch Primary…');
    if (cluster === GOING) {
      await input().shows('Zone type');
      await input().pick('Primary storage cluster');
    }
    await input().shows('Target node');
    await input().accept();
    await input().shows('Review');
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    await workbench().dialog.click('Switch Primary');
    return await panelOf(cluster);
  }
  const says = (panel: FrameLocator, word: string, ms?: number) =>
    panel.locator('.state .word', { hasText: word }).waitFor(ms === undefined ? {} : { timeout: ms });

  it('has runs that are refused, not known and going on', async () => {
    await workbench().openSideBar('ClusterDeck');
    await tree().row(REFUSED).waitFor();
    const action = 'FailoverDBCluster';
    await cloud.fault({ action }, { kind: 'answer', status: 400, code: 'UnsupportHighFrequenceSwitchOver' });
    await says(await switchPrimary(REFUSED), 'Refused');
    await cloud.clearFaults();
    await cloud.fault({ action }, { kind: 'resetBeforeAnswer' });
    await says(await switchPrimary(LOST), 'Unknown', LOST_MS);
    await cloud.clearFaults();
    await says(await switchPrimary(GOING), 'Settling');
  });

  for (const theme of THEMES)
    it(`is readable in each of them, with nothing serious for axe, ${theme}`, async () => {
      await workbench().command('Preferences: Color Theme');
      await input().type(theme);
      await input().pick(theme);
      await input().isGone();
      for (const cluster of [REFUSED, LOST, GOING]) {
        await workbench().page.locator('.tab', { hasText: cluster }).click();
        const panel = await panelOf(cluster);
        await panel.locator('h1').waitFor();
        assert.deepEqual(await seriousProblems(panel), [], cluster);
        await workbench().screenshot(`panel-${cluster}-${theme}`);
      }
    });

  it('turns nothing for those who want no motion, of VS Code or of the system', async () => {
    const { page } = workbench();
    const spinning = (await panelOf(GOING)).locator('.state .icon.spin');
    const look = (element: { ownerDocument: { defaultView: Look } }) =>
      element.ownerDocument.defaultView.getComputedStyle(element).animationName;
    assert.equal(await spinning.evaluate(look), 'none');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.equal(await spinning.evaluate(look), 'none', 'VS Code’s own setting is enough');
    await page.emulateMedia({ reducedMotion: 'reduce' });
  });

  it('keeps the focus when the state changes under it, and tells a screen reader', async () => {
    const panel = await panelOf(GOING);
    await panel.locator('h1').click();
    await press('Tab');
    assert.equal(await focused(panel), 'Stop Watching');
    await cloud.control('POST', '/clock', { advanceMs: 400_000 });
    await says(panel, 'Settled', LOST_MS);
    assert.equal(await focused(panel), BUTTONS[0], 'the first of the buttons that there are now');
    const status = panel.locator('[role=status].hidden');
    assert.match(await status.innerText(), /^Settled\. .* is the writer/);
  });

  it('is walked with Tab in the order it is read, out of it too, with the focus seen', async () => {
    const panel = await panelOf(GOING);
    await panel.locator('h1').click();
    const stops = await walk(workbench(), panel, 'Tab');
    assert.deepEqual(
      stops.map(({ name }) => name),
      [...BUTTONS, 'Request', 'Response', 'Attempts'],
    );
    assert.deepEqual(
      stops.filter(({ isSeen }) => !isSeen),
      [],
    );
  });

  it('opens parts with Enter and Space, one stop for the tree in them', async () => {
    const panel = await panelOf(GOING);
    await panel.locator('h1').click();
    for (let at = 0; at <= BUTTONS.length; at++) await press('Tab');
    assert.equal(await focused(panel), 'Request');
    await press('Enter');
    const names: string[] = [];
    for (const control of ['Tree', 'Raw', 'Copy', 'Open as Text']) {
      await press('Tab');
      names.push(await focused(panel));
      assert.equal(names.at(-1), control);
    }
    await press('Tab');
    assert.equal((await focusIn(panel))?.role, 'treeitem');
    await press('ArrowDown');
    assert.equal((await focusIn(panel))?.role, 'treeitem');
    await workbench().screenshot('panel-keyboard-tree');
    await press('Tab');
    assert.equal(await focused(panel), 'Response');
    await press('Shift+Tab');
    await press('Shift+Tab');
    await press('Shift+Tab');
    await press('Shift+Tab');
    assert.equal(await focused(panel), 'Raw');
    await press('Space');
    const raw = panel.getByRole('button', { name: 'Raw', exact: true }).first();
    assert.equal(await raw.getAttribute('aria-pressed'), 'true');
    for (let at = 0; at < 3; at++) await press('Tab');
    assert.equal(await focused(panel), 'Request, Raw');
  });

  it('does what its buttons say, and says what came of it', async () => {
    const panel = await panelOf(GOING);
    await panel.locator('h1').click();
    await press('Tab');
    await press('Tab');
    assert.equal(await focused(panel), 'Copy Request Id');
    await press('Enter');
    await panel.locator('[role=status]', { hasText: 'The request id is on the clipboard.' }).waitFor();
  });

  it('fits a window zoomed to 200 %, and keeps its shapes where the system forces colours', async () => {
    const { page } = workbench();
    // What a zoom leaves of 1400 by 900.
    await page.setViewportSize({ width: 700, height: 450 });
    const panel = await panelOf(GOING);
    await waitUntil('the panel in it', async () => {
      const { width = 0 } = (await panel.locator('body').boundingBox()) ?? {};
      return width < 700 || undefined;
    });
    assert.deepEqual(await sticksOut(panel), []);
    await panel.locator('h1').scrollIntoViewIfNeeded();
    await workbench().screenshot('panel-zoomed');
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.emulateMedia({ forcedColors: 'active' });
    assert.deepEqual(await seriousProblems(panel), []);
    await panel.locator('.node.writer').first().scrollIntoViewIfNeeded();
    await workbench().screenshot('panel-forced-colours');
    await page.emulateMedia({ forcedColors: 'none' });
  });
});

interface Look {
  getComputedStyle(element: unknown): { readonly animationName: string };
}
