import assert from 'node:assert/strict';
import { useWorkbench, type WorkbenchOptions } from './support/openWorkbench';
import { narrow, sticksOut } from './support/narrowPanel';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';

const THEMES: readonly NonNullable<WorkbenchOptions['theme']>[] = ['dark', 'light', 'high contrast'];
/** What a person with a small screen gives the side bar, in pixels. */
const NARROW = 220;

for (const theme of THEMES)
  describe(`what people see, ${theme}`, () => {
    let cloud: SampleCloud;
    before(async () => {
      cloud = await startSampleCloud({ speed: 60 });
    });
    after(() => cloud.stop());
    const workbench = useWorkbench(() => ({ env: cloud.env, theme }));
    const tree = () => workbench().tree('Resources');
    const input = () => workbench().quickInput;
    const picture = (name: string) => workbench().screenshot(`looks-${theme}-${name}`);
    it('a fresh window, and the steps of a new profile with a problem', async () => {
      await workbench().openSideBar('ClusterDeck');
      const add = workbench().sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true });
      await add.waitFor();
      await picture('welcome');
      await add.click();
      await input().shows('(1)');
      await picture('profile-cloud');
      await input().pick('Alibaba Cloud');
      await input().shows('(2/7)');
      await input().enter('production-cn');
      await input().shows('(3/7)');
      await input().type('"LTAI5tExample00001"');
      await input().says('quotation mark');
      await picture('profile-problem');
      await input().cancel();
    });

    it('a tree with clusters, a region that fails and one cluster open', async () => {
      await cloud.fault(
        { host: 'polardb.eu-central-1.aliyuncs.com' },
        { kind: 'answer', status: 503, headers: { 'x-acs-retry-after': '20' } },
      );
      await workbench()
        .sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true })
        .click();
      await tree().row('eu-central-1').waitFor();
      await tree().expand('orders-production');
      await tree().row('reports').waitFor();
      await picture('tree');
      const { width } = (await workbench().sideBar.boundingBox()) ?? { width: 0 };
      await workbench().narrowSideBar(NARROW);
      const narrow = (await workbench().sideBar.boundingBox())?.width ?? 0;
      assert.ok(narrow <= NARROW + 10 && narrow < width, `the side bar is ${narrow} px wide`);
      await picture('tree-narrow');
      await cloud.clearFaults();
    });

    it('the review, the confirmation and the settled run', async () => {
      await tree().contextMenu('orders-production', 'Switch Primary…');
      await input().pick('Primary storage cluster');
      await input().shows('Target node');
      await picture('flow-target');
      await input().accept();
      await input().shows('Review');
      await input().row('Send…').waitFor();
      await picture('review');
      await input().pick('Send…');
      await workbench().dialog.root.waitFor();
      await picture('confirm');
      await workbench().dialog.click('Switch Primary');
      const panel = await workbench().webview('Switch Primary: orders-production');
      await panel.getByText('is the writer and the cluster is running').first().waitFor();
      await picture('run');
      await narrow(workbench(), panel);
      await picture('run-narrow');
      assert.deepEqual(await sticksOut(panel), []);
      await picture('run-narrow-details');
    });

    it('an empty account', async () => {
      await workbench().page.setViewportSize({ width: 1400, height: 900 });
      await cloud.control('POST', '/reset', { estate: 'empty' });
      await tree().rowAction('PolarDB', 'Refresh');
      await tree().row('No clusters').waitFor();
      await picture('empty-narrow');
    });
  });
