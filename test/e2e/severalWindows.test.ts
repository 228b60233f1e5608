import assert from 'node:assert/strict';
import { type OpenWorkbench, openWorkbench } from './support/openWorkbench';
import { ProfileSteps } from './support/profileSteps';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile } from './support/tree';
import type { Workbench } from './support/workbench';

describe('profiles in two windows', function () {
  this.timeout(180_000);
  let cloud: SampleCloud;
  let open: OpenWorkbench;
  let second: Workbench;
  before(async () => {
    cloud = await startSampleCloud();
    open = await openWorkbench({ env: cloud.env });
    second = await open.newWindow();
    for (const window of [open.workbench, second]) await window.openSideBar('ClusterDeck');
  });
  after(async () => {
    await open.close();
    await cloud.stop();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await open.workbench.screenshot(`failed first ${this.currentTest.title}`);
    await second.screenshot(`failed second ${this.currentTest.title}`);
  });
  const first = () => open.workbench;
  const tree = (window: Workbench) => window.tree('Resources');
  const edit = async (window: Workbench, answers: Partial<Record<number, () => Promise<void>>>) => {
    for (const step of [1, 2, 3, 4, 5, 6]) {
      await window.quickInput.shows(`(${step}/6)`);
      await (answers[step]?.() ?? window.quickInput.accept());
    }
    await window.quickInput.isGone();
  };

  /** The browser of this host keeps a copy of all secrets in each window; desktop VS Code does not. */
  const reloaded = async (window: Workbench) => {
    await window.reload();
    await window.openSideBar('ClusterDeck');
  };
  const LATE =
    / is not in the secret storage of VS Code\. Update its credentials; where another window has stored them since, reload this window\.$/;
  const keysAreMissed = (window: Workbench) =>
    tree(window).until('the missing keys', (rows) =>
      rows.some(({ label, description }) => label === 'Credentials needed' && LATE.test(description)),
    );
  const all14 = (window: Workbench) =>
    tree(window).until(
      'the clusters',
      (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14,
    );

  it('come in the other as they are added in one', async () => {
    await first().sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true }).click();
    for (const window of [first(), second])
      await tree(window).until('both profiles', (rows) => {
        const roots = rows.filter(({ level }) => level === 1).map(({ label }) => label);
        return roots.join() === 'Sample Cloud,Sample Cloud (Huawei)';
      });
    await all14(first());
    await keysAreMissed(second);
    await second.screenshot('windows-added');
    await reloaded(second);
    await all14(second);
  });

  it('take another name and safety there too, and obey it', async () => {
    const input = first().quickInput;
    await tree(first()).contextMenu('Sample Cloud', 'Edit Cloud Profile…');
    await edit(first(), { 1: () => input.enter('on-call'), 6: () => input.pick('Read-only') });
    await tree(second).until('the new name', (rows) =>
      rows.some(({ label, description }) => label === 'on-call' && description === 'read-only · sample'),
    );
    await tree(second).row('会员中心-生产').waitFor();
    await tree(second).contextMenu('会员中心-生产', 'Switch Primary…');
    await second.notifications.shows('the cloud profile "on-call" is read-only');
    await second.screenshot('windows-read-only');
    await second.notifications.dismissAll();
  });

  it('use the keys there that were updated here', async () => {
    const steps = new ProfileSteps(first().quickInput, cloud);
    await tree(first()).contextMenu('on-call', 'Update Credentials…');
    await steps.updateKeys('Account without any cluster');
    await first().quickInput.pick('Use the keys of account');
    await first().quickInput.isGone();
    const empty = (window: Workbench) =>
      tree(window).until('the other account', (rows) =>
        ofFirstProfile(rows).some(({ label }) => label === 'No clusters'),
      );
    await empty(first());
    // Never those of before, which are of another account.
    await keysAreMissed(second);
    await reloaded(second);
    await empty(second);
  });

  it('stay where the secret storage has lost their keys, which are asked for again', async () => {
    await second.page.evaluate("localStorage.removeItem('secrets.provider')");
    await reloaded(second);
    await keysAreMissed(second);
    await second.screenshot('windows-lost-keys');
    await tree(second).rowAction('Credentials needed', 'Update Credentials…');
    await new ProfileSteps(second.quickInput, cloud).updateKeys('RAM user with full access');
    await second.quickInput.pick('Use the keys of account');
    await second.quickInput.isGone();
    await all14(second);
    await keysAreMissed(first());
    await reloaded(first());
    await all14(first());
  });

  it('go there as they are removed here', async () => {
    await tree(second).contextMenu('on-call', 'Remove Cloud Profile…');
    await second.dialog.click('Remove');
    for (const window of [first(), second])
      await tree(window).until('the other profile alone', (rows) => {
        const roots = rows.filter(({ level }) => level === 1).map(({ label }) => label);
        return roots.join() === 'Sample Cloud (Huawei)';
      });
    assert.deepEqual(await first().notifications.texts(), []);
  });
});
