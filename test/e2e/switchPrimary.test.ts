import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { filesHolding } from './support/planted';
import { ofFirstProfile } from './support/tree';

const ORDERS = 'orders-production';
const ORDERS_ID = 'pc-bp1gtuebyw2f0j36a';

describe('switching the primary of a cluster', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 0.5 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: cloud.env }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  const panel = (): Promise<FrameLocator> => workbench().webview(`Switch Primary: ${ORDERS}`);
  const reads = (text: string | RegExp) => async () =>
    (await panel()).getByText(text).filter({ visible: true }).first().waitFor({ timeout: 40_000 });

  let oldWriter: string;
  let newWriter: string;

  it('starts from the welcome view', async () => {
    await workbench().openSideBar('ClusterDeck');
    const explore = workbench().sideBar.getByRole('button', {
      name: 'Explore the Sample Cloud',
      exact: true,
    });
    await explore.click();
    await tree().until(
      'all clusters',
      (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14,
    );
    await tree().expand(ORDERS);
    const rows = await tree().until('its nodes', (all) => all.some(({ level }) => level === 4));
    const nodes = rows.filter(({ level }) => level === 4);
    assert.equal(nodes[0]?.label, 'Writer', 'the writer stands first');
    oldWriter = /pi-\w+/.exec(nodes[0].description)![0];
  });

  it('asks for zone type and target, with Back keeping what was picked', async () => {
    await tree().contextMenu(ORDERS, 'Switch Primary…');
    await input().shows(`${ORDERS}: Zone type (1/2)`);
    assert.match(await input().focusedRow(), /^Primary \| Primary storage cluster/);
    await input().pick('Standby');
    await input().shows('Target node (2/3)');
    await input().back();
    await input().shows('Zone type');
    assert.match(await input().focusedRow(), /^Standby/, 'Back shows what was picked');
    await input().pick('Primary storage cluster');
    await input().shows('Target node (2/2)');
    assert.match(await input().focusedRow(), /^pi-.*Failover priority 15 · Running/);
    newWriter = (await input().focusedRow()).split(' | ')[0]!;
    const rows = await input().rows();
    assert.ok(!rows.some((row) => row.startsWith(oldWriter)), 'the writer is no target');
    assert.ok(rows.some((row) => row.startsWith('Let the cloud choose')));
    assert.equal(rows.filter((row) => row.includes('It belongs to the other storage cluster')).length, 2);
    await workbench().screenshot('switch-target');
    await input().accept();
  });

  it('shows what will happen before anything is sent', async () => {
    await input().shows('Review');
    assert.match(await input().focusedRow(), /^Send…/);
    const rows = (await input().rows()).join('\n');
    assert.match(rows, new RegExp(`Writer: ${oldWriter} in cn-hangzhou-i \\| → ${newWriter}`));
    assert.match(rows, /Read-write\s*(\| )?endpoints: 2/);
    await workbench().screenshot('switch-review');
    await input().pick('Show Request');
    await input().row('TargetDBNodeId').waitFor();
    const request = (await input().rows()).join('\n');
    assert.match(request, /FailoverDBCluster/);
    await input().row('POST https://polardb.aliyuncs.com/').waitFor();
    assert.match(request, new RegExp(`TargetDBNodeId \\| ${newWriter}`));
    assert.match(request, /ClientToken \| \(made anew for each run\)/);
    await workbench().screenshot('switch-request');
    assert.deepEqual(await cloud.effects(), []);
  });

  it('asks once more, naming cluster, region, nodes and endpoints', async () => {
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    const said = await workbench().dialog.text();
    for (const word of [
      ORDERS,
      ORDERS_ID,
      'cn-hangzhou',
      oldWriter,
      newWriter,
      '.rwlb.rds.aliyuncs.com:3306',
    ])
      assert.ok(said.includes(word), `${word} in ${said}`);
    await workbench().screenshot('switch-confirm');
    assert.deepEqual(await cloud.effects(), []);
    await workbench().dialog.click('Switch Primary');
  });

  it('shows the switch in panel, tree, badge and status bar while it goes on', async () => {
    await reads('Settling')();
    await tree().until('switching over', (rows) =>
      rows.some(({ label, description }) => label === ORDERS && description.includes('switching over')),
    );
    await workbench().page.locator('.statusbar-item', { hasText: '1 run under way' }).waitFor();
    await workbench().screenshot('switch-settling');
  });

  it('settles when the target writes and the cluster runs', async () => {
    await cloud.control('POST', '/clock', { advanceMs: 70_000 });
    await reads(`${newWriter} in cn-hangzhou-i is the writer and the cluster is running`)();
    const rows = await tree().until('the new writer', (all) =>
      all.some(({ label, description }) => label === 'Writer' && description.includes(newWriter)),
    );
    const orders = rows.find(({ label }) => label === ORDERS);
    assert.ok(!orders?.description.includes('switching'), orders?.description);
    await workbench().screenshot('switch-settled');
    const effects = await cloud.effects();
    assert.deepEqual(
      effects.map(({ action, clusterId }) => [action, clusterId]),
      [['FailoverDBCluster', ORDERS_ID]],
    );
    await (await panel()).getByText(effects[0]!.requestId).first().waitFor({ state: 'attached' });
  });

  it('keeps the panel over a reload', async () => {
    await workbench().reload();
    await reads(`The writer was ${oldWriter}`)();
    await workbench().screenshot('switch-reloaded');
  });

  it('switches back only against a check, and explains the refusal', async () => {
    await (await panel()).getByRole('button', { name: 'Switch Back' }).click();
    await input().shows('Review');
    const rows = (await input().rows()).join('\n');
    assert.match(rows, /No switch within the last ten minutes \| Not met \| Last switch \d min ago/);
    await workbench().screenshot('switch-back-review');
    await input().pick('Send Anyway…');
    await workbench().dialog.root.waitFor();
    assert.match(await workbench().dialog.text(), /Not met/);
    await workbench().screenshot('switch-back-confirm');
    await workbench().dialog.click('Send Anyway');
    await reads('The cloud refused the request: UnsupportHighFrequenceSwitchOver')();
    await reads('The cluster has switched within the last ten minutes.')();
    await reads(/try again in 5 minutes/i)();
    await workbench().screenshot('switch-refused');
    assert.equal((await cloud.effects()).length, 1);
  });

  it('logged one line a request', () => {
    const lines = workbench().outputText('ClusterDeck').trim().split('\n');
    const failovers = lines.filter((line) => line.includes('FailoverDBCluster cn-hangzhou'));
    assert.match(
      failovers[0] ?? '',
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[info\] FailoverDBCluster cn-hangzhou 200 \d+ ms .*request=[0-9A-F-]{36}/,
    );
    assert.match(
      failovers[1] ?? '',
      /\[warning\] FailoverDBCluster cn-hangzhou 400 .*UnsupportHighFrequenceSwitchOver/,
    );
    assert.equal(failovers.length, 2);
  });

  it('left no secret on disk', () => {
    const [key] = cloud.ready.accessKeys as { accessKeySecret: string }[];
    assert.deepEqual(filesHolding(workbench().dataFolder, key!.accessKeySecret), []);
    assert.notDeepEqual(
      filesHolding(workbench().dataFolder, ORDERS_ID),
      [],
      'the search finds what is there',
    );
  });
});

describe('switching the primary from the palette', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 0.5 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } }));
  const input = () => workbench().quickInput;
  const effects = async () => (await cloud.effects()).length;

  it('offers the clusters of all regions, and says which cannot be switched', async () => {
    await workbench().openSideBar('ClusterDeck');
    await workbench().tree('Resources').row(ORDERS).waitFor();
    await workbench().command('ClusterDeck: Switch Primary…');
    await input().row('ci-scratch').waitFor();
    await workbench().screenshot('palette-clusters');
    await input().type('ci-scratch');
    await input().pick('ci-scratch');
    await input().row('Let the cloud choose').waitFor();
    await input().accept();
    await input().shows('Review');
    const rows = (await input().rows()).join('\n');
    assert.match(rows, /There is a node to promote \| Not met \| Single-node cluster/);
    await input().cancel();
  });

  it('asks for the exact id where the profile is for production', async () => {
    await workbench().tree('Resources').contextMenu('Sample Cloud', 'Edit Cloud Profile…');
    for (const step of [1, 2, 3, 4, 5]) {
      await input().shows(`(${step}/6)`);
      await input().accept();
    }
    await input().shows('(6/6)');
    await input().pick('Production');
    await input().isGone();
    await workbench().tree('Resources').contextMenu('会员中心-生产', 'Switch Primary…');
    await input().row('Failover priority').waitFor();
    await input().accept();
    await input().shows('Review');
    const row = (await input().rows()).find((each) => each.startsWith('会员中心-生产 | '))!;
    const id = /pc-\w+/.exec(row)![0];
    await input().pick('Send…');
    await input().shows('会员中心');
    await input().enter('pc-wrong');
    await workbench().screenshot('production-id');
    assert.equal(await effects(), 0);
    await input().enter(` ${id} `);
    await workbench().dialog.root.waitFor();
    await workbench().dialog.click('Switch Primary');
    await (
      await workbench().webview('Switch Primary: 会员中心-生产')
    )
      .getByText('Settling')
      .first()
      .waitFor();
    assert.equal(await effects(), 1);
  });

  it('goes on after a reload in the middle of the switch, without sending again', async () => {
    await workbench().reload();
    await workbench().page.locator('.statusbar-item', { hasText: '1 run under way' }).click();
    const panel = await workbench().webview('Switch Primary: 会员中心-生产');
    await panel
      .getByText(/Found after a window closed/)
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench().screenshot('reload-under-way');
    await cloud.control('POST', '/clock', { advanceMs: 70_000 });
    await panel
      .getByText(/is the writer and the cluster is running/)
      .first()
      .waitFor({ timeout: 60_000 });
    assert.equal(await effects(), 1);
  });
});
