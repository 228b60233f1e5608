import assert from 'node:assert/strict';
import fs from 'node:fs';
import { CloudGateway } from './support/cloudGateway';
import { HostileFolder } from './support/hostileFolder';
import { useWorkbench } from './support/openWorkbench';
import { ProfileSteps } from './support/profileSteps';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';

const MEMBERS = '会员中心-生产';
/** Those that a profile of Alibaba Cloud asks for what the test does. */
const HOSTS = /^(sts|polardb(\.[a-z0-9-]+)?|selectdb(\.[a-z0-9-]+)?)\.aliyuncs\.com$/;

for (const trusted of [false, true])
  describe(`a hostile folder, ${trusted ? 'trusted' : 'not trusted'}`, () => {
    let cloud: SampleCloud;
    let gateway: CloudGateway;
    let folder: HostileFolder;
    let written: readonly string[];
    before(async () => {
      cloud = await startSampleCloud();
      gateway = await CloudGateway.start(cloud);
      folder = await HostileFolder.start();
      written = fs.readdirSync(folder.path, { recursive: true }).map(String).sort();
    });
    after(async () => {
      await folder.stop();
      await gateway.stop();
      await cloud.stop();
    });
    const workbench = useWorkbench(() => ({
      env: { ...cloud.env, ...gateway.env },
      folder: folder.path,
      settings: {
        ...gateway.settings,
        'security.workspace.trust.enabled': !trusted,
        'security.workspace.trust.startupPrompt': 'never',
        'task.allowAutomaticTasks': 'off',
      },
    }));
    const input = () => workbench().quickInput;
    const tree = () => workbench().tree('Resources');
    const effects = async () => (await cloud.effects()).length;

    it('does not change where a profile is verified and read', async () => {
      await workbench().openSideBar('ClusterDeck');
      await workbench().sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true }).click();
      const steps = new ProfileSteps(input(), cloud);
      await steps.addKeys('prod', 'RAM user with full access');
      await steps.at('regions');
      await input().row('cn-hangzhou').waitFor();
      await input().accept();
      await steps.at('safety');
      await input().pick('Production');
      await tree().row(MEMBERS).waitFor();
      assert.equal(await tree().descriptionOf('prod'), 'production');
      await workbench().screenshot(`hostile-${trusted ? 'trusted' : 'untrusted'}-tree`);
    });

    it('leaves out no question before anything is sent', async () => {
      await tree().contextMenu(MEMBERS, 'Switch Primary…');
      await input().row('Failover priority').waitFor();
      await input().accept();
      await input().shows('Review');
      const row = (await input().rows()).find((each) => each.startsWith(`${MEMBERS} | `)) ?? '';
      const [id] = /pc-\w+/.exec(row) ?? assert.fail(row);
      await input().pick('Send…');
      await input().shows('Confirm');
      await input().enter('pc-wrong');
      assert.equal(await effects(), 0);
      await input().enter(id);
      await workbench().dialog.root.waitFor();
      assert.equal(await effects(), 0, 'the id alone sends nothing');
      await workbench().screenshot(`hostile-${trusted ? 'trusted' : 'untrusted'}-last-question`);
      await workbench().dialog.click('Switch Primary');
      await workbench().webview(`Switch Primary: ${MEMBERS}`);
      await tree().until('the run', (rows) =>
        rows.some(({ label, description }) => label === MEMBERS && description.includes('switching over')),
      );
      assert.equal(await effects(), 1);
    });

    it('is told nothing, and nothing is left in it', () => {
      assert.deepEqual(folder.heard, []);
      const asked = [...new Set(gateway.asked)].filter((host) => host.endsWith('aliyuncs.com'));
      for (const product of ['sts', 'polardb'])
        assert.ok(
          asked.some((host) => host.startsWith(`${product}.`)),
          asked.join(),
        );
      assert.deepEqual(
        asked.filter((host) => !HOSTS.test(host)),
        [],
      );
      assert.deepEqual(fs.readdirSync(folder.path, { recursive: true }).map(String).sort(), written);
    });
  });
