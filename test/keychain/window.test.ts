import assert from 'node:assert/strict';
import { CloudGateway } from '../e2e/support/cloudGateway';
import { HomeFolder } from '../e2e/support/homeFolder';
import { openWorkbench, type OpenWorkbench, type WorkbenchOptions } from '../e2e/support/openWorkbench';
import { filesHoldingEach } from '../e2e/support/planted';
import { startSampleCloud, type SampleCloud } from '../e2e/support/sampleCloud';
import { waitUntil } from '../e2e/support/waitUntil';
import { openScene, type Scene } from './scene';

const IN_FILE = 'prod | Samp…Id01 · cn-hangzhou | Alibaba Cloud CLI ~/.aliyun/config.json | Found';
const IN_KEYCHAIN = 'vault | Samp…Id01 · cn-hangzhou | Keychain clusterdeck/alibaba';
const WAITING = 'Other ways; waiting for the keychain, which may be asking you';

describe('Add Cloud Profile in the installed extension, beside a real keyring', () => {
  let scene: Scene;
  let cloud: SampleCloud;
  let gateway: CloudGateway;
  let home: HomeFolder;
  let open: OpenWorkbench | undefined;
  const window = () => {
    assert.ok(open, 'the window is open');
    return open.workbench;
  };
  const input = () => window().quickInput;

  before(async function () {
    const opened = await openScene();
    if (!opened) this.skip();
    scene = opened;
    cloud = await startSampleCloud();
    gateway = await CloudGateway.start(cloud);
    home = new HomeFolder(cloud.ready);
    const { accessKeyId, accessKeySecret } = home.alibaba;
    await scene.store(JSON.stringify({ accessKeyId, accessKeySecret, region: 'cn-hangzhou', name: 'vault' }));
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && open)
      await open.workbench.screenshot(`failed ${this.currentTest.fullTitle()}`);
    await open?.close();
    open = undefined;
  });
  after(async () => {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- skipped before it was there
    if (!scene) return;
    home.remove();
    await gateway.stop();
    await cloud.stop();
    await scene.end();
  });

  async function toTheKeys(theme: NonNullable<WorkbenchOptions['theme']>): Promise<void> {
    const { DBUS_SESSION_BUS_ADDRESS } = scene.keyring.env;
    open = await openWorkbench({
      extensions: scene.extensions,
      env: { ...cloud.env, ...gateway.env, HOME: home.path, DBUS_SESSION_BUS_ADDRESS },
      settings: gateway.settings,
      theme,
    });
    await window().openSideBar('ClusterDeck');
    await window().sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true }).click();
    await input().shows('(1)');
    await input().pick('Alibaba Cloud');
    await input().shows('(2/8)');
  }
  const rowsOnce = (what: string, holds: (rows: readonly string[]) => boolean) =>
    waitUntil(what, async () => {
      const rows = await input().rows();
      return holds(rows) ? rows : undefined;
    });

  it('lists what lies in files while the keyring hangs, and its key once it answers; the profile works', async () => {
    scene.keyring.hang();
    await toTheKeys('dark');
    const before = await input().rows();
    assert.equal(before[0], IN_FILE);
    assert.equal(before.at(-1), `Enter Keys… | ${WAITING}`);
    await window().screenshot('keychain-waiting');
    scene.keyring.wake();
    const rows = await rowsOnce('the key in the keyring', (all) => all.includes(IN_KEYCHAIN));
    assert.equal(rows.at(-1), 'Enter Keys… | Other ways');
    await window().screenshot('keychain-dark');
    await input().pick('vault');
    await input().shows('(3/8)');
    assert.equal(await input().input.inputValue(), 'vault');
    for (const step of [4, 5, 6, 7]) {
      await input().accept();
      await input().shows(`(${step}/8)`);
    }
    await input().row('cn-hangzhou').waitFor();
    await input().accept();
    await input().shows('(8/8)');
    await input().accept();
    const tree = window().tree('Resources');
    await tree.until('the clusters of the region', (all) => all[1]?.description === '3 clusters');
    await window().screenshot('keychain-profile');
    assert.match(window().outputText('ClusterDeck'), /GetCallerIdentity/, 'the log was looked at');
    const { host, secret } = filesHoldingEach(window().dataFolder, {
      host: 'sts.aliyuncs.com',
      secret: home.alibaba.accessKeySecret,
    });
    assert.ok(host.length > 0, 'what is not secret is found');
    assert.deepEqual(secret, []);
    home.isUntouched();
  });

  it('says that the keyring is locked', async () => {
    await scene.keyring.lock();
    await toTheKeys('light');
    const rows = await rowsOnce('the reason', (all) => all.some((row) => row.startsWith('Keychain')));
    assert.equal(rows[0], IN_FILE);
    assert.ok(
      rows.includes('Keychain | clusterdeck/alibaba | It is locked. Unlock it, then try again.'),
      rows.join('\n'),
    );
    await window().screenshot('keychain-locked-light');
  });
});
