import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CloudGateway } from './support/cloudGateway';
import { HomeFolder } from './support/homeFolder';
import { openWorkbench, type OpenWorkbench } from './support/openWorkbench';
import { filesHoldingEach } from './support/planted';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import type { Workbench } from './support/workbench';

const CLI = 'Alibaba Cloud CLI ~/.aliyun/config.json';
const EXTERNAL_ID = 'sample-external-id';

for (const theme of ['dark', 'light'] as const)
  describe(`keys that are got and renewed, ${theme}`, function () {
    this.timeout(180_000);
    let cloud: SampleCloud;
    let gateway: CloudGateway;
    let tools: string;
    let home: HomeFolder;
    let open: OpenWorkbench;
    const workbench = (): Workbench => open.workbench;
    const input = () => workbench().quickInput;
    const tree = () => workbench().tree('Resources');
    /** Where the program notes that it ran, and in which folder. */
    const ran = () => {
      const file = path.join(tools, 'ran');
      return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : [];
    };
    const command = () => `"${process.execPath}" "${path.join(tools, 'print keys.cjs')}" --as dba`;
    const assumed = async () =>
      ((await cloud.control('GET', '/requests')) as { requests: { action: string }[] }).requests.filter(
        ({ action }) => action === 'AssumeRole',
      ).length;

    before(async () => {
      cloud = await startSampleCloud();
      gateway = await CloudGateway.start(cloud);
      tools = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-tools-'));
      const { accessKeyId, accessKeySecret } = cloud.ready.accessKeys[0]!;
      const key = { mode: 'AK', access_key_id: accessKeyId, access_key_secret: accessKeySecret };
      fs.writeFileSync(
        path.join(tools, 'print keys.cjs'),
        `require('node:fs').appendFileSync(${JSON.stringify(path.join(tools, 'ran'))}, process.cwd() + '\\n');
         console.error(${JSON.stringify(accessKeySecret)});
         console.log(${JSON.stringify(JSON.stringify(key))});`,
      );
      const role = (name: string) => `acs:ram::1000000000000001:role/${name}`;
      const region = { region_id: 'cn-hangzhou' };
      home = new HomeFolder(cloud.ready, [
        {
          ...region,
          name: 'guarded',
          mode: 'RamRoleArn',
          access_key_id: accessKeyId,
          access_key_secret: accessKeySecret,
          ram_role_arn: role('guarded'),
          ram_session_name: 'on-call',
          external_id: EXTERNAL_ID,
        },
        { ...region, name: 'program', mode: 'External', process_command: command() },
        {
          ...region,
          name: 'chain',
          mode: 'ChainableRamRoleArn',
          source_profile: 'program',
          ram_role_arn: role('nobodys'),
        },
      ]);
      open = await openWorkbench({
        env: { ...cloud.env, ...gateway.env, HOME: home.path },
        settings: gateway.settings,
        theme,
      });
    });
    after(async () => {
      await open.close();
      await gateway.stop();
      await cloud.stop();
      home.remove();
      fs.rmSync(tools, { recursive: true });
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed')
        await workbench().screenshot(`failed ${this.currentTest.fullTitle()}`);
    });

    it('are offered with what they come from', async () => {
      await workbench().openSideBar('ClusterDeck');
      await workbench().sideBar.getByRole('button', { name: 'Add Cloud Profile', exact: true }).click();
      await input().shows('(1)');
      await input().pick('Alibaba Cloud');
      await input().shows('(2/8)');
      const rows = await input().rows();
      for (const row of [
        `guarded | Samp…Id01 · cn-hangzhou · account 1000000000000001 | ${CLI} · Role guarded, renewed while it is used`,
        `program | cn-hangzhou | ${CLI} · Asks first: a program`,
        `chain | cn-hangzhou · account 1000000000000001 | ${CLI} · Asks first: a program, role nobodys`,
      ])
        assert.ok(
          rows.some((each) => each.startsWith(row)),
          `${row}\nin\n${rows.join('\n')}`,
        );
      await workbench().screenshot(`roles-list-${theme}`);
    });

    it('of a role fill the tree, which says until when they are good', async () => {
      await input().pick('guarded');
      await input().shows('(3/5)');
      await input().accept();
      await input().shows('(4/5)');
      await input().row('cn-hangzhou').waitFor();
      await input().accept();
      await input().shows('(5/5)');
      await input().accept();
      await tree().until('the clusters of one region', (all) => all[1]?.description === '3 clusters');
      const [profile] = await tree().until('the time of the keys', (all) =>
        /^role guarded until \d\d:\d\d$/.test(all[0]?.description ?? ''),
      );
      assert.equal(profile?.label, 'guarded');
      assert.equal(await assumed(), 1, 'once for verifying and all that follows');
      await workbench().screenshot(`roles-tree-${theme}`);
    });

    it('of a program are not got before its command was shown and confirmed', async () => {
      await workbench().viewAction('Add Cloud Profile');
      await input().shows('(1)');
      await input().pick('Alibaba Cloud');
      await input().shows('(2/8)');
      await input().pick('program');
      await workbench().dialog.root.waitFor();
      const said = await workbench().dialog.text();
      assert.match(said, /Run this program to get keys\?/);
      assert.ok(said.includes(command()), `${said} holds ${command()}`);
      assert.ok(said.includes('~/.aliyun/config.json, profile program'), said);
      assert.deepEqual(await workbench().dialog.buttons(), ['Cancel', 'Run Program']);
      await workbench().screenshot(`roles-consent-${theme}`);
      await workbench().dialog.click('Cancel');
      await input().shows('(2/8)');
      assert.deepEqual(ran(), []);
      await input().pick('program');
      await workbench().dialog.root.waitFor();
      await workbench().dialog.click('Run Program');
      await input().shows('(3/5)');
      assert.deepEqual(ran(), [], 'not before the name was given');
      await input().accept();
      await input().shows('(4/5)');
      await input().row('cn-hangzhou').waitFor();
      await input().accept();
      await input().shows('(5/5)');
      await input().accept();
      await tree().until('the second profile with its clusters', (all) => {
        const at = all.findIndex(({ label }) => label === 'program');
        return at > 0 && all[at + 1]?.description === '3 clusters';
      });
      assert.deepEqual(ran(), [fs.realpathSync(home.path)], 'once, in the home folder');
    });

    it('of a role that may not be taken on say which step failed and what to do', async () => {
      await workbench().viewAction('Add Cloud Profile');
      await input().shows('(1)');
      await input().pick('Alibaba Cloud');
      await input().pick('chain');
      await workbench().dialog.root.waitFor();
      await workbench().dialog.click('Run Program');
      await input().shows('(3/5)');
      await input().accept();
      await input().says('Profile chain has no new keys (role nobodys).');
      await workbench().screenshot(`roles-refused-${theme}`);
      await workbench().page.keyboard.press('Escape');
    });

    it('are in no file of VS Code in plain text, and neither is what they are got with', () => {
      home.isUntouched();
      const { accessKeySecret } = cloud.ready.accessKeys[0]!;
      const { host, ...secrets } = filesHoldingEach(open.data, {
        host: 'sts.aliyuncs.com',
        secret: accessKeySecret,
        externalId: EXTERNAL_ID,
        command: 'print keys.cjs',
        // How the sample cloud's tokens begin.
        token: 'CAISeyJyb2xlQXJu',
      });
      assert.ok(host.length > 0, 'what is not secret is found');
      for (const [secret, files] of Object.entries(secrets)) assert.deepEqual(files, [], secret);
    });
  });
