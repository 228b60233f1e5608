import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { useWorkbench } from './support/openWorkbench';
import { ProfileSteps } from './support/profileSteps';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile } from './support/tree';
import { waitUntil } from './support/waitUntil';

const ORDERS = 'orders-production';
const MEMBERS = '会员中心-生产';
const READING = { action: 'DescribeDBClusterAttribute' };
const UNKNOWN_KEY = {
  kind: 'answer',
  status: 404,
  code: 'InvalidAccessKeyId.NotFound',
  message: 'Specified access key is not found.',
};
const KEYS_WAITED_FOR = 'The cloud does not accept the profile’s keys. Update them, or retry.';
const NETWORK_WAITED_FOR = 'The cloud cannot be reached. Reading goes on by itself once it can.';

describe('a run that lacks something', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud({ speed: 0.5 });
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' } }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  let panel: FrameLocator;
  const action = (name: string) => panel.locator('.actions').getByRole('button', { name, exact: true });
  const says = (words: string | RegExp) =>
    panel.getByText(words).filter({ visible: true }).first().waitFor({ timeout: 40_000 });
  const saysNoMore = (words: string) =>
    waitUntil(`no word of: ${words}`, async () => {
      const still = await panel.getByText(words).filter({ visible: true }).count();
      return still === 0 || undefined;
    });
  const actions = async () => (await cloud.effects()).map((effect) => effect.action);

  async function switchPrimary(cluster: string): Promise<void> {
    await tree().contextMenu(cluster, 'Switch Primary…');
    if (cluster === ORDERS) await input().pick('Primary storage cluster');
    await input().shows('Target node');
    await input().accept();
    await input().shows('Review');
    await input().pick('Send…');
    await workbench().dialog.root.waitFor();
    await workbench().dialog.click('Switch Primary');
    panel = await workbench().webview(`Switch Primary: ${cluster}`);
  }

  it('says that it waits for the network, and reads at once on Retry', async () => {
    await workbench().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench().openSideBar('ClusterDeck');
    await tree().until(
      'all clusters',
      (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14,
    );
    await switchPrimary(ORDERS);
    await says('Settling');
    await cloud.fault(READING, { kind: 'resetBeforeAnswer' });
    await says(NETWORK_WAITED_FOR);
    await panel.locator('.state .icon-debug-pause').waitFor();
    assert.equal(await action('Update Credentials').count(), 0, 'no key is at fault');
    await workbench().screenshot('waits-network');
    await cloud.clearFaults();
    await action('Retry').click();
    await saysNoMore(NETWORK_WAITED_FOR);
    await says('Settling');
    await action('Retry').waitFor({ state: 'detached' });
  });

  it('waits for keys that work until a person says Retry', async () => {
    await cloud.fault(READING, UNKNOWN_KEY);
    await says(KEYS_WAITED_FOR);
    await panel.locator('.state .icon-key').waitFor();
    await workbench().screenshot('waits-keys');
    const met = await cloud.faultsMet();
    await action('Retry').click();
    await waitUntil('another reading', async () => (await cloud.faultsMet()) > met || undefined);
    await says(KEYS_WAITED_FOR);
    await cloud.clearFaults();
    await action('Retry').click();
    await saysNoMore(KEYS_WAITED_FOR);
    await action('Retry').waitFor({ state: 'detached' });
  });

  it('leads to the keys, and goes on once they were updated', async () => {
    await cloud.fault(READING, UNKNOWN_KEY);
    await says(KEYS_WAITED_FOR);
    await action('Update Credentials').click();
    await input().shows('Update Credentials of Sample Cloud');
    await workbench().screenshot('waits-update-keys');
    await cloud.clearFaults();
    const steps = new ProfileSteps(input(), cloud);
    await steps.updateKeys('RAM user without polardb:FailoverDBCluster');
    await input().isGone();
    await saysNoMore(KEYS_WAITED_FOR);
    await cloud.control('POST', '/clock', { advanceMs: 70_000 });
    await says(/is the writer and the cluster is running/);
    await workbench().screenshot('waits-settled');
    assert.deepEqual(await actions(), ['FailoverDBCluster']);
  });

  it('gives the policy for what its user may not do, for this cluster and no other', async () => {
    const rows = await tree().until('all clusters', (all) => all.some(({ label }) => label === MEMBERS));
    assert.ok(rows.length > 0);
    await switchPrimary(MEMBERS);
    await says('The cloud refused the request: NoPermission');
    await workbench().screenshot('refused-permission');
    await action('Copy RAM Policy').click();
    await says('The RAM policy is on the clipboard.');
    await workbench().screenshot('refused-policy-copied');
    const copied = await workbench().page.evaluate<string>('navigator.clipboard.readText()');
    const { Statement } = JSON.parse(copied) as { Statement: { Action: string[]; Resource: string }[] };
    assert.equal(Statement.length, 1);
    assert.ok(Statement[0]!.Action.includes('polardb:FailoverDBCluster'));
    assert.match(Statement[0]!.Resource, /^acs:polardb:cn-hangzhou:\*:dbcluster\/pc-\w+$/);
    assert.deepEqual(await actions(), ['FailoverDBCluster']);
  });
});
