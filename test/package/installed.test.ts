import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CloudGateway } from '../e2e/support/cloudGateway';
import { openWorkbench, type OpenWorkbench, type WorkbenchOptions } from '../e2e/support/openWorkbench';
import { ProfileSteps } from '../e2e/support/profileSteps';
import { type SampleCloud, startedSampleCloud } from '../e2e/support/sampleCloud';
import { ofFirstProfile } from '../e2e/support/tree';
import { waitUntil } from '../e2e/support/waitUntil';
import { type Keyring, startKeyring } from '../host/keyring.mjs';
import { projectRoot } from '../host/server.mjs';
import { installVsix } from '../host/vsix.mjs';

const ORDERS = 'orders-production';
const STORE = 'secret-tool store --label=ClusterDeck xdg:schema org.freedesktop.Secret.Generic';
const PROXY_PASSWORD = 'of-the-proxy';
/** Nobody is there: VS Code's own network leads nowhere. */
const NO_PROXY_THERE = { 'http.proxy': 'http://127.0.0.1:9' };
/** Without the commands of the project's packages. */
const PATH = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .filter((folder) => !folder.startsWith(projectRoot))
  .join(path.delimiter);

for (const host of ['newest', 'oldest'] as const)
  describe(`the VSIX in a clean VS Code, the ${host}`, () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-package-'));
    const extensions = path.join(root, 'extensions');
    const state = path.join(root, 'sampleCloud');
    let extension: string;
    let cloud: SampleCloud | undefined;
    let keyring: Keyring | undefined;
    let open: OpenWorkbench | undefined;
    const window = () => {
      assert.ok(open, 'the window is open');
      return open.workbench;
    };
    const input = () => window().quickInput;
    const tree = () => window().tree('Resources');
    const picture = (name: string) => window().screenshot(`package-${host}-${name}`);
    const theCloud = () => {
      assert.ok(cloud, 'the sample cloud was started');
      return cloud;
    };

    async function openWindow(options: WorkbenchOptions = {}): Promise<void> {
      await open?.close();
      const env = { PATH, CLUSTERDECK_SAMPLE_CLOUD_STATE: state, ...options.env };
      open = await openWorkbench({ host, extensions, ...options, env });
      await window().openSideBar('ClusterDeck');
    }
    const click = (button: string) =>
      window().sideBar.getByRole('button', { name: button, exact: true }).click();

    before(async () => {
      extension = await installVsix(extensions, host);
      if (!process.env['CLUSTERDECK_NO_KEYRING']) keyring = await startKeyring(root);
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed' && open)
        await window().screenshot(`failed ${this.currentTest.fullTitle()}`);
    });
    after(async () => {
      await open?.close();
      await cloud?.stop();
      await keyring?.stop();
      fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    });

    it('starts the sample cloud that it brings along', async () => {
      await openWindow(
        keyring ? { env: { DBUS_SESSION_BUS_ADDRESS: keyring.env.DBUS_SESSION_BUS_ADDRESS } } : {},
      );
      await click('Explore the Sample Cloud');
      // Rows come where the button was, and their tooltips lie over other rows.
      await window().page.locator('.part.statusbar').hover();
      await tree().until(
        'all clusters',
        (rows) => ofFirstProfile(rows).filter(({ level }) => level === 3).length === 14,
      );
      const started = startedSampleCloud(state);
      cloud = started.cloud;
      if (process.platform === 'linux') {
        const command = fs.readFileSync(`/proc/${started.pid}/cmdline`, 'utf8').split('\0');
        assert.equal(command[1], path.join(extension, 'dist/sampleCloud.js'));
      }
    });

    it('switches a primary, from the tree until it has settled', async () => {
      await tree().contextMenu(ORDERS, 'Switch Primary…');
      await input().shows('Zone type (1/2)');
      await input().accept();
      await input().shows('Target node (2/2)');
      const [target = ''] = (await input().focusedRow()).split(' | ');
      assert.match(target, /^pi-/);
      await input().accept();
      await input().shows('Review');
      await input().pick('Send…');
      await window().dialog.root.waitFor();
      await window().dialog.click('Switch Primary');
      const panel = await window().webview(`Switch Primary: ${ORDERS}`);
      const reads = (text: string) =>
        panel.getByText(text).filter({ visible: true }).first().waitFor({ timeout: 40_000 });
      await reads('Settling');
      await theCloud().control('POST', '/clock', { advanceMs: 70_000 });
      await reads(`${target} in cn-hangzhou-i is the writer and the cluster is running`);
      await tree().expand(ORDERS);
      await tree().until('the new writer', (rows) =>
        rows.some(({ label, description }) => label === 'Writer' && description.includes(target)),
      );
      await picture('settled');
      assert.deepEqual(
        (await theCloud().effects()).map(({ action }) => action),
        ['FailoverDBCluster'],
      );
    });

    it('reads a key in the keyring, with keytar', async function () {
      if (!keyring) this.skip();
      const [key] = theCloud().ready.accessKeys;
      assert.ok(key);
      const { accessKeyId, accessKeySecret } = key;
      const entry = JSON.stringify({ accessKeyId, accessKeySecret, region: 'cn-hangzhou', name: 'vault' });
      await keyring.shell(`${STORE} service clusterdeck account alibaba`, entry);
      await window().command('ClusterDeck: Add Cloud Profile…');
      await input().shows('(1)');
      await input().pick('Alibaba Cloud');
      const rows = await waitUntil('the key in the keyring', async () => {
        const all = await input().rows();
        return all.some((row) => row.includes('clusterdeck/alibaba')) ? all : undefined;
      });
      await picture('keyring');
      assert.equal(rows[0]?.split(' | ')[0], 'vault', rows.join('\n'));
      await input().cancel();
    });

    it('reads the clusters of a profile with a network of its own, with undici', async () => {
      const gateway = await CloudGateway.start(theCloud());
      try {
        gateway.admits = `dba:${PROXY_PASSWORD}`;
        await openWindow({ settings: NO_PROXY_THERE });
        await click('Add Cloud Profile');
        const steps = new ProfileSteps(input(), theCloud());
        await steps.addKeys('own-network', 'RAM user with full access');
        await input().says(/proxy did not let the request to sts\.aliyuncs\.com through/);
        await input().button('Network…').click();
        await input().pick(/^\s*Proxy/);
        for (const answer of [gateway.address, 'dba', PROXY_PASSWORD]) {
          await input().says(answer === 'dba' ? 'The user name' : /The proxy’s (address|password)/);
          await input().enter(answer);
        }
        await input().pick('CA File');
        await input().says('The file with the certificate authority');
        await input().enter(gateway.caFile);
        await input().pick('Done');
        await steps.at('token');
        assert.equal(gateway.asked.length, 0, 'nothing has come through yet');
        await input().accept();
        await steps.at('regions');
        await input().row('cn-hangzhou').waitFor();
        await input().accept();
        await steps.at('safety');
        await input().accept();
        await tree().until('its clusters', (rows) =>
          rows.some(({ description }) => /\d clusters$/.test(description)),
        );
        await picture('own-network');
        assert.ok(
          gateway.asked.includes('polardb.cn-hangzhou.aliyuncs.com') ||
            gateway.asked.includes('polardb.aliyuncs.com'),
          gateway.asked.join(),
        );
      } finally {
        await gateway.stop();
      }
    });
  });
