import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { useWorkbench, type WorkbenchOptions } from './support/openWorkbench';
import { filesHolding } from './support/planted';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile, type TreeRow } from './support/tree';
import { waitUntil } from './support/waitUntil';

const WAREHOUSE = 'reports-warehouse';
/** SelectDB's clusters by their names, as the tree shows them. */
const clusters = (rows: readonly TreeRow[]) =>
  new Map(rows.filter(({ level }) => level === 4).map(({ label, description }) => [label, description]));

const THEMES: readonly NonNullable<WorkbenchOptions['theme']>[] = ['dark', 'light'];

for (const theme of THEMES)
  describe(`binding clusters of a SelectDB instance, ${theme}`, () => {
    let cloud: SampleCloud;
    before(async () => {
      cloud = await startSampleCloud({ speed: 0.5 });
    });
    after(() => cloud.stop());
    const workbench = useWorkbench(() => ({ env: cloud.env, theme }));
    const tree = () => workbench().tree('Resources');
    const input = () => workbench().quickInput;
    const picture = (name: string) => workbench().screenshot(`bind-${theme}-${name}`);
    const panel = (title: string): Promise<FrameLocator> => workbench().webview(title);
    const reads = async (title: string, text: string | RegExp) =>
      (await panel(title)).getByText(text).filter({ visible: true }).first().waitFor({ timeout: 40_000 });
    const effects = async () =>
      ((await cloud.effects()) as { action: string; detail: Record<string, string> }[]).map(
        ({ action }) => action,
      );

    it('shows instances and their clusters, bound pairs on both sides', async () => {
      await workbench().openSideBar('ClusterDeck');
      await workbench()
        .sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true })
        .click();
      await tree().until(
        'all clusters',
        (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14,
      );
      await tree().collapse('PolarDB');
      await tree().expand('SelectDB');
      await tree().row(WAREHOUSE).waitFor();
      await tree().expand(WAREHOUSE);
      const rows = await tree().until('its clusters', (all) => clusters(all).size === 9);
      const shown = clusters(rows);
      assert.match(shown.get('serving-a') ?? '', /^bound to serving-b · cn-hangzhou-i/);
      assert.match(shown.get('serving-b') ?? '', /^bound to serving-a · cn-hangzhou-k/);
      assert.match(shown.get('lab') ?? '', /^STOPPED/);
      assert.match(shown.get('serving') ?? '', /^virtual: serving-a, standby serving-b/);
      assert.match(await tree().tooltip('serving-a'), /Bound to: serving-b/);
      await picture('tree');
    });

    it('asks for partner and roles, with Back keeping what was picked', async () => {
      await tree().contextMenu('etl', 'Bind Backup Cluster…');
      await input().shows('etl: Backup cluster (1/2)');
      assert.match(await input().focusedRow(), /dashboards \| cn-hangzhou-j/);
      const rows = (await input().rows()).join('\n');
      for (const [name, reason] of [
        ['adhoc', 'It is in the same zone'],
        ['archive', 'It is billed in another way'],
        ['lab', 'It is not active: STOPPED'],
        ['serving-b', 'It is bound to serving-a already'],
      ] as const)
        assert.match(rows, new RegExp(`${name} \\|.*${reason}`), rows);
      await picture('partner');
      await input().pick('archive');
      await input().shows('Roles (2/2)');
      await input().back();
      await input().shows('Backup cluster (1/2)');
      assert.match(await input().focusedRow(), /archive/, 'Back shows what was picked');
      await input().pick('dashboards');
      await input().shows('Roles (2/2)');
      await picture('roles');
      await input().pick('Swap');
      await input().shows('Review');
      await input().back();
      await input().shows('Roles');
      assert.match(await input().focusedRow(), /^dashboards → etl/);
      await input().pick('Swap');
    });

    it('shows what will happen, and asks once more', async () => {
      await input().shows('Review');
      const rows = (await input().rows()).join('\n');
      assert.match(rows, /dashboards in cn-hangzhou-j/);
      assert.match(rows, /back each other/);
      await picture('review');
      await input().pick('Show Request');
      await input().row('DBClusterIdBak').waitFor();
      const request = (await input().rows()).join('\n');
      assert.match(request, /CreateDBClusterBinding/);
      await input().row('POST https://selectdb.aliyuncs.com/').waitFor();
      assert.doesNotMatch(request, /ClientToken/);
      await picture('request');
      await input().pick('Send…');
      await workbench().dialog.root.waitFor();
      assert.match(await workbench().dialog.text(), /dashboards as the primary cluster/);
      await picture('confirm');
      assert.deepEqual(await effects(), []);
      await workbench().dialog.click('Bind Backup Cluster');
    });

    it('shows the binding in panel and tree until either side shows its peer', async () => {
      const title = 'Bind Backup Cluster: etl';
      await reads(title, 'Settling');
      await tree().until('binding', (rows) => (clusters(rows).get('etl') ?? '').startsWith('binding…'));
      await picture('settling');
      await cloud.control('POST', '/clock', { advanceMs: 50_000 });
      await reads(title, 'etl and dashboards are bound to each other');
      await picture('settled');
      const rows = await tree().until('both sides', (all) =>
        (clusters(all).get('etl') ?? '').startsWith('bound to dashboards'),
      );
      assert.match(clusters(rows).get('dashboards') ?? '', /^bound to etl/);
      assert.deepEqual(await effects(), ['CreateDBClusterBinding']);
      await workbench().page.setViewportSize({ width: 640, height: 900 });
      const body = (await panel(title)).locator('body');
      await waitUntil(
        'a narrow panel',
        async () => ((await body.boundingBox())?.width ?? 0) < 400 || undefined,
      );
      await picture('settled-narrow');
      await workbench().page.setViewportSize({ width: 1400, height: 900 });
    });

    it('is undone from the panel', async () => {
      await (
        await panel('Bind Backup Cluster: etl')
      )
        .getByRole('button', { name: 'Unbind', exact: true })
        .click();
      await input().shows('Unbind Cluster: etl');
      await input().shows('Review');
      await input().row('Send…').waitFor();
      await picture('unbind-review');
      await input().pick('Send…');
      await workbench().dialog.root.waitFor();
      assert.match(await workbench().dialog.text(), /Undo the binding of etl and dashboards/);
      await workbench().dialog.click('Unbind Cluster');
      await reads('Unbind Cluster: etl', 'Settling');
      await cloud.control('POST', '/clock', { advanceMs: 50_000 });
      await reads('Unbind Cluster: etl', 'etl and dashboards are not bound to each other any more');
      await picture('unbound');
      await tree().until('no binding', (rows) => !(clusters(rows).get('etl') ?? 'bound').includes('bound'));
      assert.deepEqual(await effects(), ['CreateDBClusterBinding', 'DeleteDBClusterBinding']);
    });

    it('starts from the palette, with Back from cluster to instance, and says why nothing fits', async () => {
      await workbench().command('ClusterDeck: Bind Backup Cluster…');
      await input().shows('Bind Backup Cluster');
      await input().pick(WAREHOUSE);
      await input().row('serving-a').waitFor();
      await picture('pick-cluster');
      await input().back();
      await input().pick('点击流');
      await input().pick('main');
      await input().shows('main: Backup cluster');
      const rows = (await input().rows()).join('\n');
      assert.match(rows, /spare \|.*The instance is not deployed in several zones/);
      await input().pick('spare');
      await input().shows('Roles');
      await input().pick('main is the primary');
      await input().shows('Review');
      assert.match((await input().rows()).join('\n'), /Send Anyway/);
      await picture('review-not-met');
      await input().pick('Send Anyway…');
      await workbench().dialog.root.waitFor();
      await workbench().dialog.click('Send Anyway');
      await reads('Bind Backup Cluster: main', 'The cloud refused the request: ClusterNotSupport');
      await reads('Bind Backup Cluster: main', 'These two clusters cannot be bound as they are now.');
      await picture('refused');
      assert.equal((await effects()).length, 2);
    });

    it('has kept none of the secrets of the answers: not in log, journal or panels', () => {
      assert.match(workbench().outputText('ClusterDeck'), /DescribeDBInstanceAttribute cn-hangzhou 200/);
      for (const secret of ['sample-otel-bearer', 'sample-tenant-secret'])
        assert.deepEqual(filesHolding(workbench().dataFolder, secret), []);
      assert.notDeepEqual(
        filesHolding(workbench().dataFolder, 'serving-a'),
        [],
        'the search finds what is there',
      );
    });
  });
