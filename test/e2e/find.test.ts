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

  it('finds what stands in a branch that was never opened, of another profile, by its id', async () => {
    await tree().collapse('Sample Cloud (Huawei)');
    await workbench().viewAction('Find Cluster…');
    await input().row('orders-production').waitFor();
    await input().type('rwuser@sessions');
    await input().row('rwuser@sessions').waitFor();
    const [text] = (await input().rows()).filter((each) => each.includes('rwuser@sessions'));
    const id = text?.split(' | ').at(-1) ?? '';
    await input().type(id);
    await input().accept();
    await selected('rwuser@sessions').waitFor();
    await workbench().screenshot('find-selected');
    assert.deepEqual(await workbench().notifications.texts(), []);
  });
});
