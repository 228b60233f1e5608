import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile } from './support/tree';
import { waitUntil } from './support/waitUntil';

const ORDERS = 'orders-production';
const RUN = `Switch Primary: ${ORDERS}`;
const TICKET = 'CHG0031234';
/** Themes, and how VS Code marks a window that shows them. */
const THEMES = { 'Light Modern': 'vs', 'Dark High Contrast': 'hc-black', 'Dark Modern': 'vs-dark' };
const DAY_MS = 24 * 60 * 60_000;

describe('the history', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 60 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: cloud.env }));
  const tree = () => workbench().tree('Resources');
  const history = () => workbench().tree('History');
  const input = () => workbench().quickInput;
  const panel = (): Promise<FrameLocator> => workbench().webview(RUN);
  const header = () => workbench().sideBar.locator('.pane-header', { hasText: 'History' });
  /** By keyboard: under a mouse that rests there, rows that move up show their tooltips. */
  const turnView = () => header().press('Enter');

  async function save(format: string, file: string): Promise<string> {
    await input().pick(format);
    await waitUntil(
      'the name of the file',
      async () => (await input().input.inputValue()).includes('/clusterdeck-') || undefined,
    );
    const target = path.join(workbench().dataFolder, file);
    await input().enter(target);
    return await waitUntil(`${file} written`, () =>
      Promise.resolve(fs.existsSync(target) ? fs.readFileSync(target, 'utf8') || undefined : undefined),
    );
  }

  async function startSwitch(): Promise<void> {
    await tree().contextMenu(ORDERS, 'Switch Primary…');
    await input().pick('Primary storage cluster');
    await input().shows('Target node');
    await input().accept();
    await input().shows('Review');
    await input().row('Show Request').waitFor();
  }

  const journal = () =>
    fs
      .readdirSync(workbench().dataFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /clusterdeck[^/]*\/runs\/[^/]+\.json$/.test(file))
      .map((file) => path.join(workbench().dataFolder, file));

  /** Copies of the run with other days and states, in files as another window writes them. */
  function plant(runs: readonly { id: string; daysAgo: number; state: string }[]): void {
    const [file = assert.fail('no run is journaled')] = journal();
    const run = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<
      'createdAt' | 'updatedAt' | 'closedAt',
      number
    >;
    for (const { id, daysAgo, state } of runs) {
      const { createdAt, updatedAt, closedAt } = run;
      const [from, to] = [createdAt, closedAt].map((at) => at - daysAgo * DAY_MS);
      const times = { createdAt: from, updatedAt: updatedAt - daysAgo * DAY_MS, closedAt: to };
      const copy = { ...run, id, state, ...times, lease: { owner: 'another window', until: to } };
      fs.writeFileSync(path.join(path.dirname(file), `${id}.json`), JSON.stringify(copy));
    }
  }

  it('says what it is for while it is empty', async () => {
    await workbench().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench().openSideBar('ClusterDeck');
    assert.equal(await header().getAttribute('aria-expanded'), 'false', 'the tree has the room');
    await workbench().sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true }).click();
    await tree().until(
      'all clusters',
      (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14,
    );
    await turnView();
    await workbench().sideBar.getByText('No runs yet.').waitFor();
    await workbench().screenshot('history-empty');
    await turnView();
  });

  it('has a ticket asked for where the profile wants one', async () => {
    await tree().contextMenu('Sample Cloud', 'Edit Cloud Profile…');
    for (const step of ['Name', 'AccessKey', 'secret', 'token']) {
      const title = await input().title();
      await input().accept();
      await waitUntil(`the step after ${step}`, async () => (await input().title()) !== title || undefined);
    }
    await input().shows('(5/6)');
    await input().row('cn-hangzhou').waitFor();
    await input().accept();
    await input().shows('(6/6)');
    await input().pick('Change ticket: not asked for');
    await input().pick('Change ticket: optional');
    await input().row('Change ticket: required').waitFor();
    await workbench().screenshot('history-profile-ticket');
    await input().pick('Operations are reviewed');
    await input().isGone();
    await tree().until(
      'all clusters',
      (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14,
    );
  });

  it('takes a missing ticket for a check that is not met, and sends with one', async () => {
    await startSwitch();
    await input().row('Send Anyway…').waitFor();
    assert.match(await input().focusedRow(), /None typed yet/);
    assert.match((await input().rows()).join('\n'), /The change ticket is named/);
    await workbench().screenshot('history-review-no-ticket');
    await input().pick('Send Anyway…');
    await workbench().dialog.root.waitFor();
    assert.match(await workbench().dialog.text(), /Not met: The change ticket is named\./);
    await workbench().screenshot('history-confirm-no-ticket');
    await workbench().dialog.click('Cancel');
    await input().pick('None typed yet');
    await input().shows('Change ticket');
    await input().type('x'.repeat(65));
    await input().says('Change ticket: at most 64 characters; this has 65.');
    await workbench().screenshot('history-ticket-too-long');
    await input().enter(TICKET);
    await input().row('Send…').waitFor();
    assert.match((await input().rows()).join('\n'), new RegExp(TICKET));
    await workbench().screenshot('history-review-ticket');
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    assert.match(await workbench().dialog.text(), new RegExp(`Change ticket: ${TICKET}`));
    await workbench().dialog.click('Switch Primary');
    const shown = await panel();
    await shown.getByText('is the writer and the cluster is running').first().waitFor();
    await shown.locator('header').getByText(TICKET).waitFor();
    assert.equal((await cloud.effects()).length, 1);
  });

  it('has the run under its day, with outcome, profile, time and ticket', async () => {
    await turnView();
    const rows = await history().until('the run', (all) => all.some(({ label }) => label === RUN));
    assert.equal(rows[0]?.label, 'Today');
    assert.equal(rows[0].description, '1 run');
    assert.match(rows[1]?.description ?? '', new RegExp(`^Settled · Sample Cloud · .+ · ${TICKET}$`));
    const tooltip = await history().tooltip(RUN);
    assert.match(tooltip, /Started: \d{4}-\d\d-\d\d \d\d:\d\d \(.*UTC\)/);
    await workbench().screenshot('history-tooltip');
    await history().clearTooltip();
    assert.match(
      (await history().row(RUN).getAttribute('aria-label')) ?? '',
      new RegExp(`Settled.*${TICKET}`),
    );
  });

  it('opens a run from its row, and finds it by words from anywhere in it', async () => {
    await workbench().command('View: Close All Editors');
    await history().row(RUN).click();
    await (await panel()).locator('header').getByText(TICKET).waitFor();
    await workbench().command('View: Close All Editors');
    await workbench().command('ClusterDeck: Search History…');
    await input().shows('Search History (1)');
    await input().type('settled chg003 orders');
    await input().shows('Search History (1)');
    await input().row(RUN).waitFor();
    await workbench().screenshot('history-search');
    await input().type('settled elsewhere');
    await input().shows('Search History (0 of 1)');
    await input().type(TICKET.toLowerCase());
    await input().row(RUN).waitFor();
    await input().accept();
    await (await panel()).locator('header').getByText(TICKET).waitFor();
  });

  it('copies the request id, and exports the run as Markdown and the history as JSON', async () => {
    await history().contextMenu(RUN, 'Copy Request ID');
    const requestId = await waitUntil('a request id', async () => {
      const words = await workbench().page.evaluate<string>('navigator.clipboard.readText()');
      return /^[\w-]{8,}$/.test(words) ? words : undefined;
    });
    await history().contextMenu(RUN, 'Export Run…');
    await input().row('Markdown').waitFor();
    await workbench().screenshot('history-export');
    const report = await save('Markdown', 'run.md');
    assert.match(report, /^# Switch Primary: orders-production\n/);
    for (const words of [TICKET, requestId, '## Timeline', '## Before', '## After', 'FailoverDBCluster'])
      assert.ok(report.includes(words), `${words} in ${report}`);
    await history().contextMenu('Today', 'Export History…');
    const json = await save('JSON', 'history.json');
    const { format, version, runs } = JSON.parse(json) as {
      format: string;
      version: number;
      runs: { state: string; changeTicket: string; requestId: string; profile: { name: string } }[];
    };
    assert.deepEqual([format, version, runs.length], ['clusterdeck.history', 1, 1]);
    assert.equal(runs[0]?.state, 'settled');
    assert.equal(runs[0].changeTicket, TICKET);
    assert.equal(runs[0].requestId, requestId);
    for (const { accessKeyId, accessKeySecret } of cloud.ready.accessKeys)
      for (const written of [report, json]) {
        assert.ok(!written.includes(accessKeySecret), 'no secret is exported');
        assert.ok(!written.includes(accessKeyId), 'no key id is exported');
      }
  });

  it('shows what other windows write, by day, and is readable in every theme and a narrow side bar', async () => {
    plant([
      { id: 'yesterday', daysAgo: 1, state: 'refused' },
      { id: 'lastWeek', daysAgo: 7, state: 'unknown' },
      { id: 'old', daysAgo: 91, state: 'failed' },
    ]);
    const labels = (await history().until('four days', (rows) => rows.length === 5)).map(
      ({ label, level }) => `${level} ${label}`,
    );
    assert.deepEqual(labels.slice(0, 3), ['1 Today', `2 ${RUN}`, '1 Yesterday']);
    await history().expand('Yesterday');
    await history().until('the run of yesterday', (rows) => rows.length === 6);
    await workbench().command('Notifications: Clear All Notifications');
    for (const [theme, shown] of Object.entries(THEMES)) {
      await workbench().command('Preferences: Color Theme');
      await input().type(theme);
      await input().accept();
      await input().isGone();
      await workbench().page.locator(`.monaco-workbench.${shown}`).waitFor();
      await workbench().screenshot(`history-${shown}`);
    }
    await workbench().narrowSideBar();
    await workbench().screenshot('history-narrow');
  });

  it('is there after a reload, and is cleared on demand, also from under an open panel', async () => {
    await workbench().reload();
    await workbench().openSideBar('ClusterDeck');
    await history().until('the run', (all) => all.some(({ label }) => label === RUN));
    await history().until(
      'what is 91 days old deleted',
      (rows) => rows.filter(({ level }) => level === 1).length === 3,
    );
    assert.ok(!journal().some((file) => file.endsWith('old.json')));
    const shown = await panel();
    await shown.locator('header').getByText(TICKET).waitFor();
    await history().contextMenu(RUN, 'Delete from History…');
    await workbench().dialog.root.waitFor();
    assert.match(
      await workbench().dialog.text(),
      /Delete Switch Primary: orders-production from the history\?/,
    );
    await workbench().dialog.click('Delete');
    await shown.getByText('This run is not in the journal').waitFor();
    await history().until('two days', (rows) => rows.filter(({ level }) => level === 1).length === 2);
    await workbench().command('ClusterDeck: Clear History…');
    await workbench().dialog.root.waitFor();
    assert.match(await workbench().dialog.text(), /Delete 2 runs from the history\?/);
    await workbench().screenshot('history-clear');
    await workbench().dialog.click('Clear History');
    await workbench().sideBar.getByText('No runs yet.').waitFor();
    await workbench().screenshot('history-cleared');
    assert.deepEqual(journal(), []);
  });
});
