import assert from 'node:assert/strict';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';

describe('finding a cluster', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud();
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: cloud.env }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  const selected = (label: string) => tree().root.locator('.monaco-list-row.selected', { hasText: label });

  it('offers to add a profile where there is none', async () => {
    await workbench().openSideBar('ClusterDeck');
    await workbench().command('ClusterDeck: Find Cluster…');
    await input().shows('Add Cloud Profile (1)');
    await input().cancel();
    await workbench().sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true }).click();
    await tree().until('all clusters', ([, product]) => product?.description === '14 clusters');
  });

  it('finds one by a tag as it is typed, and selects it in the tree', async () => {
    await workbench().command('ClusterDeck: Find Cluster…');
    await input().row('orders-production').waitFor();
    await input().type('env=dev');
    await input().row('ci-scratch').waitFor();
    await workbench().screenshot('find-tag');
    assert.ok((await input().rows()).every((row) => row.includes('env=dev')));
    await input().accept();
    await selected('ci-scratch').waitFor();
  });

  it('narrows the tree while it is typed, and Escape brings back what was there', async () => {
    await workbench().viewAction('Filter Resources…');
    await input().type('env=dev');
    await tree().until('a narrow tree', (rows) => {
      const shown = rows.filter(({ level }) => level === 3).map(({ label }) => label);
      return rows[1]?.description === '1 of 14' && shown.join() === 'ci-scratch';
    });
    await workbench().screenshot('filter-typed');
    await input().cancel();
    await tree().until('the whole tree', ([, product]) => product?.description === '14 clusters');
    await workbench().viewAction('Filter Resources…');
    await input().enter('nothing has this');
    await tree().until('an empty tree', ([, product]) => product?.description === '0 of 14');
    await workbench().sideBar.getByText('Filter: nothing has this. Nothing that was').waitFor();
    await workbench().screenshot('filter-nothing');
  });

  it('gives way to what is found outside the filter, and is cleared by hand', async () => {
    await workbench().command('ClusterDeck: Find Cluster…');
    await input().type('orders-production');
    await input().row('orders-production').waitFor();
    await input().accept();
    await selected('orders-production').waitFor();
    await tree().until('the whole tree', ([, product]) => product?.description === '14 clusters');
    await workbench().command('ClusterDeck: Filter Resources…');
    await input().enter('orders');
    await tree().until('a narrow tree', ([, product]) => /^\d of 14$/.test(product?.description ?? ''));
    await workbench().viewAction('Clear Filter');
    await tree().until('the whole tree', ([, product]) => product?.description === '14 clusters');
  });

  it('has what is pinned first, also after a reload, until it is unpinned', async () => {
    const first = (label: string, what: string) => tree().until(what, ([, , row]) => row?.label === label);
    await tree().contextMenu('sessions', 'Pin');
    const [, , row] = await first('sessions', 'the pinned one first');
    assert.match(row?.description ?? '', /^pinned · us-west-1a$/);
    await workbench().screenshot('pinned');
    await workbench().reload();
    await workbench().openSideBar('ClusterDeck');
    await first('sessions', 'the pinned one first again');
    await tree().rowAction('sessions', 'Unpin');
    await first('ci-scratch', 'the order of before');
    await tree().describes('sessions', 'us-west-1a');
  });

  it('has what was worked on last first in every picker', async () => {
    await workbench().command('ClusterDeck: Switch Primary…');
    await input().row('orders-production').waitFor();
    const [first, second] = await input().rows();
    assert.match(first ?? '', /^orders-production \| .* \| Recent$/);
    assert.match(second ?? '', /^ci-scratch \|/);
    await workbench().screenshot('recent-first');
    await input().cancel();
  });

  it('copies and refreshes several rows at once, and starts no operation on several', async () => {
    const { page } = workbench();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await tree().row('sessions').click();
    await tree()
      .row('ci-scratch')
      .click({ modifiers: ['ControlOrMeta'] });
    await tree().openMenu('sessions');
    await workbench().screenshot('several-selected');
    await page.keyboard.press('Escape');
    await tree().contextMenu('sessions', 'Copy ID');
    await page.getByText('Copied 2 ids').waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(copied, /^pc-\w+\npc-\w+$/);
    assert.equal(new Set(copied.split('\n')).size, 2);
    await tree().contextMenu('sessions', 'Switch Primary…');
    await workbench().notifications.shows(
      'Switch Primary is done to one thing at a time, and 2 are selected',
    );
    await workbench().notifications.dismissAll();
    await tree().contextMenu('wallet', 'Switch Primary…');
    await input().shows('Switch Primary: wallet');
    await input().row('Let the cloud choose').waitFor();
    await input().cancel();
    await tree().row('wallet').click();
  });

  it('finds what stands in a branch that was never opened, of another profile, by its id', async () => {
    await tree().collapse('Sample Cloud (Huawei)');
    await workbench().viewAction('Find Cluster…');
    await input().row('orders-production').waitFor();
    await input().type('rwuser@sessions');
    await input().row('rwuser@sessions').waitFor();
    const [text] = (await input().rows()).filter((each) => each.includes('rwuser@sessions'));
    const id = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/.exec(text ?? '')?.[0] ?? 'no id';
    await input().type(id);
    await input().accept();
    await selected('rwuser@sessions').waitFor();
    await workbench().screenshot('find-selected');
    assert.deepEqual(await workbench().notifications.texts(), []);
  });

  it('finds one behind the first thousand, and shows the rest when asked', async () => {
    await tree().collapse('Sample Cloud (Huawei)');
    await cloud.control('POST', '/reset', { estate: '1002' });
    // All of it, though another profile has the focus.
    await workbench().viewAction('Refresh All');
    await tree().until('many clusters', (rows) => rows.some((row) => row.description === '1002 clusters'));
    await tree().root.focus();
    await workbench().page.keyboard.press('End');
    const more = tree().row('Show 2 more');
    await more.waitFor();
    await workbench().screenshot('find-more');
    const last = (await tree().rows()).filter(({ level }) => level === 3).at(-2)!.label;
    await more.click();
    await more.waitFor({ state: 'detached' });
    const rows = await tree().until('all clusters', (all) => {
      const shown = all.filter(({ level }) => level === 3).map(({ label }) => label);
      return shown.indexOf(last) === shown.length - 3;
    });
    const behind = rows.filter(({ level }) => level === 3).at(-1)!.label;
    // A window that starts anew shows the first thousand again.
    await workbench().reload();
    await tree().until('many clusters', (all) => all.some((row) => row.description === '1002 clusters'));
    await workbench().command('ClusterDeck: Find Cluster…');
    await input().type(behind);
    await input().row(behind).waitFor();
    await input().accept();
    await selected(behind).waitFor();
  });
});
