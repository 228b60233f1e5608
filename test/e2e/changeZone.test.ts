import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { useWorkbench, type WorkbenchOptions } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile, type Tree } from './support/tree';
import { waitUntil } from './support/waitUntil';

const ORDERS = 'orders-production';
const MEMBERS = '会员中心-生产';
const TITLE = 'Change Primary Zone';

/** Until no region adds rows any more, so that the row that is clicked stays where it is. */
const allClusters = (tree: Tree) =>
  tree.until('all clusters', (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14);

describe('changing the primary zone of a cluster', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 0.5 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  const panel = (name: string): Promise<FrameLocator> => workbench().webview(`${TITLE}: ${name}`);
  const reads = async (name: string, text: string | RegExp) =>
    (await panel(name)).getByText(text).filter({ visible: true }).first().waitFor({ timeout: 60_000 });
  const effects = async () =>
    (await cloud.effects()) as { action: string; detail: Record<string, unknown> }[];

  it('asks step by step, and Back keeps what was picked at every one of them', async () => {
    await workbench().openSideBar('ClusterDeck');
    await allClusters(tree());
    await tree().contextMenu(ORDERS, `${TITLE}…`);
    await input().shows('Zone type (1/5)');
    await input().pick('The zone in which the cluster writes');
    await input().shows('New zone (2/5)');
    const zones = (await input().rows()).join('\n');
    assert.match(zones, /^cn-hangzhou-j \| In stock/m);
    assert.match(zones, /Not suitable \| cn-hangzhou-i|cn-hangzhou-i is the primary zone already/);
    await workbench().screenshot('zone-zones');
    assert.match(await input().focusedRow(), /^cn-hangzhou-j/, 'the standby zone is proposed');
    await input().back();
    await input().shows('Zone type');
    assert.match(await input().focusedRow(), /^Primary/);
    await input().accept();
    await input().shows('New zone');
    await input().pick('cn-hangzhou-l');
    await input().shows('vSwitch (3/5)');
    await input().back();
    await input().shows('New zone');
    assert.match(await input().focusedRow(), /^cn-hangzhou-l/);
    await input().pick('cn-hangzhou-j');
    await input().shows('vSwitch (3/5)');
    assert.match(await input().focusedRow(), /^main-j .*239 addresses are free/);
    assert.match((await input().rows()).join('\n'), /legacy, nearly full .*The cluster has 4 nodes/);
    await workbench().screenshot('zone-vswitches');
    await input().accept();
    await input().shows('Fail back (4/5)');
    await input().back();
    await input().shows('vSwitch');
    assert.match(await input().focusedRow(), /^main-j/);
    await input().accept();
    await input().shows('Fail back');
    await input().accept();
    await input().shows('Time (5/5)');
    await input().back();
    await input().shows('Fail back');
    assert.match(await input().focusedRow(), /^No/);
    await input().accept();
    await input().shows('Time');
  });

  it('takes local times, says them in UTC too, and refuses what is too soon or too late as it is typed', async () => {
    await input().pick('Scheduled');
    await input().shows('Earliest start (6/7)');
    await input().says(/That is \d{4}-\d\d-\d\d \d\d:\d\d \(.*UTC\)/);
    await input().type('soon');
    await input().says(/must look like 14:30 or/);
    await input().type('2020-01-01 10:00');
    await input().says(/must not be over/);
    await workbench().screenshot('zone-start-refused');
    const at = new Date(Date.now() + 2 * 3_600_000);
    const hour = `${String(at.getHours()).padStart(2, '0')}:00`;
    await input().enter(hour);
    await input().shows('Latest start (7/7)');
    await input().says(/That is/);
    await input().back();
    await input().shows('Earliest start');
    assert.match(
      await input().input.inputValue(),
      new RegExp(`^\\d{4}-\\d\\d-\\d\\d ${hour}$`),
      'the day is added',
    );
    await input().accept();
    await input().shows('Latest start');
    const proposed = await input().input.inputValue();
    await input().type(proposed.replace(/:30$/, ':29'));
    await input().says(/at least 30 minutes/);
    await workbench().screenshot('zone-latest-refused');
    await input().enter(proposed);
    await input().shows('Review');
    await workbench().screenshot('zone-review-scheduled');
  });

  it('goes back from the review to the time, runs it now instead, and shows what will happen', async () => {
    await input().type('Scheduled');
    await input().pick('Scheduled');
    await input().shows('Time');
    await input().pick('It begins as soon as it is sent');
    await input().shows('Review');
    const rows = (await input().rows()).join('\n');
    assert.match(rows, /Primary zone: cn-hangzhou-i → cn-hangzhou-j/);
    assert.match(rows, /only the nodes move/);
    await workbench().screenshot('zone-review');
    await input().pick('Show Request');
    await input().row('FromTimeService').waitFor();
    const request = (await input().rows()).join('\n');
    assert.match(request, /ModifyDBClusterPrimaryZone/);
    await input().row('POST https://polardb.aliyuncs.com/').waitFor();
    assert.match(request, /FromTimeService \| true/);
    assert.doesNotMatch(request, /Planned/);
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    assert.match(await workbench().dialog.text(), /from cn-hangzhou-i to cn-hangzhou-j now/);
    await workbench().screenshot('zone-confirm');
    assert.deepEqual(await effects(), []);
    await workbench().dialog.click(TITLE);
  });

  it('is settled when the cluster writes in its new zone', async () => {
    await reads(ORDERS, /Transing; the zone is still cn-hangzhou-i/);
    await workbench().screenshot('zone-settling');
    await cloud.control('POST', '/clock', { advanceMs: 90_000 });
    await reads(ORDERS, 'cn-hangzhou-j is the primary zone and the cluster is running');
    await workbench().screenshot('zone-settled');
    assert.deepEqual(
      (await effects()).map(({ action, detail }) => [action, detail['to']]),
      [['ModifyDBClusterPrimaryZone', 'cn-hangzhou-j']],
    );
  });

  it('offers to move back to the zone and vSwitch it came from', async () => {
    await (await panel(ORDERS)).getByRole('button', { name: 'Move Back' }).click();
    await input().shows('Review');
    const rows = (await input().rows()).join('\n');
    assert.match(rows, /Primary zone: cn-hangzhou-j → cn-hangzhou-i/);
    await input().type('main-i');
    await input().row('main-i').waitFor();
    await input().cancel();
  });

  it('schedules a change, waits for it over a reload, and watches it when its time has come', async () => {
    await tree().contextMenu(MEMBERS, `${TITLE}…`);
    await input().shows('Zone type');
    await input().accept();
    await input().pick('cn-hangzhou-k');
    await input().shows('Fail back');
    await input().accept();
    await input().pick('Scheduled');
    for (const step of ['Earliest start', 'Latest start']) {
      await input().shows(step);
      await input().accept();
    }
    await input().shows('Review');
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    await workbench().dialog.click(TITLE);
    await reads(MEMBERS, /Scheduled: begins between/);
    await workbench().screenshot('zone-scheduled');
    await workbench().reload();
    await reads(MEMBERS, /Scheduled: begins between/);
    assert.equal((await effects()).length, 2);
  });
});

describe('the scheduled tasks of a cluster', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud();
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  const ERP = '财务 ERP (Oracle 兼容)';
  const TASK = 'Change of zone';
  const effects = async () => ((await cloud.effects()) as { action: string }[]).map(({ action }) => action);

  it('stand under it with their time, and are moved to another one', async () => {
    await workbench().openSideBar('ClusterDeck');
    await allClusters(tree());
    await tree().expand(ERP);
    await tree().row(TASK).waitFor();
    await workbench().screenshot('tasks-tree');
    await tree().contextMenu(TASK, 'Reschedule Task…');
    await input().shows('Earliest start (1/2)');
    const proposed = await input().input.inputValue();
    await input().accept();
    await input().shows('Latest start (2/2)');
    await input().back();
    await input().shows('Earliest start (1/2)');
    assert.equal(await input().input.inputValue(), proposed);
    await input().enter(proposed.replace(/:\d\d$/, ':10'));
    await input().shows('Latest start');
    await input().accept();
    await input().shows('Review');
    await workbench().screenshot('tasks-reschedule-review');
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    await workbench().dialog.click('Reschedule Task');
    const panel = await workbench().webview('Reschedule Task:');
    await panel
      .getByText(/The task is planned from/)
      .first()
      .waitFor({ timeout: 60_000 });
    assert.deepEqual(await effects(), ['ModifyScheduleTask']);
    const rows = await tree().until('its new time', (all) =>
      all.some(({ label, description }) => label === TASK && description.includes(':10')),
    );
    assert.ok(rows.length > 0);
  });

  it('are cancelled, and stand there no more', async () => {
    await tree().contextMenu(TASK, 'Cancel Scheduled Task…');
    await input().shows('Review');
    await workbench().screenshot('tasks-cancel-review');
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    assert.match(await workbench().dialog.text(), /Cancel the scheduled task ModifyDBClusterPrimaryZone/);
    await workbench().dialog.click('Cancel Scheduled Task');
    const panel = await workbench().webview('Cancel Scheduled Task:');
    await panel.getByText('The task is cancelled').first().waitFor({ timeout: 60_000 });
    await workbench().screenshot('tasks-cancelled');
    await tree().until('no task', (all) => !all.some(({ label }) => label === TASK));
    assert.deepEqual(await effects(), ['ModifyScheduleTask', 'CancelScheduleTasks']);
  });

  it('leave room for a change whose vSwitch is typed, where the key may not list any', async () => {
    await cloud.fault(
      { action: 'DescribeVSwitches' },
      { kind: 'answer', status: 403, code: 'Forbidden.RAM', message: 'not authorized' },
    );
    await tree().contextMenu(ERP, `${TITLE}…`);
    await input().pick('The zone in which the cluster writes');
    await input().shows('New zone');
    await input().accept();
    await input().shows('vSwitch');
    await input().says(/vSwitches could not be read .*Type the id of one in/);
    await input().enter('main-k');
    await input().says('vsw-');
    await workbench().screenshot('zone-vswitch-typed');
    await input().enter('vsw-typedbyhand1');
    while (!(await input().title()).includes('Review')) {
      const title = await input().title();
      await input().accept();
      await waitUntil('the next step', async () => (await input().title()) !== title || undefined);
    }
    await input()
      .row(/vsw-typedbyhand1 is a vSwitch of the VPC in/)
      .waitFor();
    await workbench().screenshot('zone-vswitch-review');
    await input().cancel();
    assert.deepEqual(await effects(), ['ModifyScheduleTask', 'CancelScheduleTasks']);
  });
});

for (const theme of ['light', 'high contrast'] as const satisfies readonly NonNullable<
  WorkbenchOptions['theme']
>[])
  describe(`a change of zone, ${theme} and narrow`, () => {
    let cloud: SampleCloud;
    before(async () => {
      cloud = await startSampleCloud({ speed: 60 });
    });
    after(() => cloud.stop());
    const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' }, theme }));
    const input = () => workbench().quickInput;

    it('can be read at every step', async () => {
      await workbench().openSideBar('ClusterDeck');
      await allClusters(workbench().tree('Resources'));
      await workbench().tree('Resources').contextMenu(ORDERS, `${TITLE}…`);
      await input().shows('Zone type');
      await workbench().screenshot(`zone-${theme}-type`);
      await input().accept();
      await input().shows('New zone');
      await workbench().screenshot(`zone-${theme}-zones`);
      await input().accept();
      await input().shows('vSwitch');
      await input().accept();
      await input().shows('Fail back');
      await input().accept();
      await input().shows('Time');
      await input().accept();
      await input().shows('Review');
      await workbench().page.setViewportSize({ width: 640, height: 900 });
      await workbench().screenshot(`zone-${theme}-review-narrow`);
      await input().pick('Send…');
      await workbench().dialog.root.waitFor();
      await workbench().dialog.click(TITLE);
      const panel = await workbench().webview(`${TITLE}: ${ORDERS}`);
      await panel
        .getByText('is the primary zone and the cluster is running')
        .first()
        .waitFor({ timeout: 60_000 });
      await waitUntil(
        'a narrow panel',
        async () => ((await panel.locator('body').boundingBox())?.width ?? 0) < 620 || undefined,
      );
      await workbench().screenshot(`zone-${theme}-run-narrow`);
    });
  });
