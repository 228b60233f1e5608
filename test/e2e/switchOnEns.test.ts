import assert from 'node:assert/strict';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile } from './support/tree';

const SHOP = 'edge-shop';

describe('switching the primary of a cluster on ENS', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 0.5 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  const says = async (words: string | RegExp) =>
    (await workbench().webview(`Switch Primary: ${SHOP}`))
      .getByText(words)
      .filter({ visible: true })
      .first()
      .waitFor({ timeout: 40_000 });
  let target: string;

  it('starts from its row in the tree, and Back keeps the node that was picked', async () => {
    await workbench().openSideBar('ClusterDeck');
    await tree().until(
      'all clusters',
      (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14,
    );
    await tree().collapse('PolarDB');
    await tree().expand('PolarDB on ENS');
    await tree().row(SHOP).waitFor();
    await tree().contextMenu(SHOP, 'Switch Primary…');
    await input().shows(`${SHOP}: Target node (1/1)`);
    const nodes = (await input().rows()).filter((row) => row.includes('Failover priority'));
    target = /pi-\w+/.exec(nodes[1] ?? '')![0];
    await workbench().screenshot('ens-target');
    await input().pick(target);
    await input().shows('Review');
    await input().back();
    await input().shows('Target node (1/1)');
    assert.ok((await input().focusedRow()).startsWith(target));
    await input().accept();
  });

  it('names the call for clusters on ENS in the review', async () => {
    await input().shows('Review');
    const rows = (await input().rows()).join('\n');
    assert.match(rows, /No switch within the last ten minutes \| Unknown/);
    assert.match(rows, /Checks not known/);
    assert.doesNotMatch(rows, /not met/i, 'what nobody can know is not held against the switch');
    await workbench().screenshot('ens-review');
    await input().pick('Show Request');
    await input().row('TargetDBNodeId').waitFor();
    const request = (await input().rows()).join('\n');
    assert.match(request, /FailoverDBClusterZonal/);
    assert.match(request, new RegExp(`TargetDBNodeId \\| ${target}`));
    await workbench().screenshot('ens-request');
    assert.deepEqual(await cloud.effects(), []);
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    assert.ok((await workbench().dialog.text()).includes(target));
    await workbench().dialog.click('Switch Primary');
  });

  it('settles when the target writes', async () => {
    await says('Settling');
    await cloud.control('POST', '/clock', { advanceMs: 70_000 });
    await says(new RegExp(`${target} in [\\w-]+ is the writer and the cluster is running`));
    await workbench().screenshot('ens-settled');
    assert.deepEqual(
      (await cloud.effects()).map(({ action, detail }) => [action, detail['to']]),
      [['FailoverDBClusterZonal', target]],
    );
  });
});
