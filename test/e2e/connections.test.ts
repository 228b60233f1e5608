import assert from 'node:assert/strict';
import { useWorkbench } from './support/openWorkbench';
import { narrow, sticksOut } from './support/narrowPanel';
import { filesHolding } from './support/planted';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';

const PROFILE = 'Sample Cloud (Huawei)';
const RIGHT = 'Gauss_2345';
const WRONG = 'Wrong-Wonder-8';

for (const theme of ['dark', 'light'] as const)
  describe(`connections of DAS, ${theme}`, () => {
    let cloud: SampleCloud;
    before(async () => {
      cloud = await startSampleCloud({ speed: 8 });
    });
    after(() => cloud.stop());
    const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' }, theme }));
    const tree = () => workbench().tree('Resources');
    const input = () => workbench().quickInput;
    const picture = (name: string) => workbench().screenshot(`connections-${theme}-${name}`);
    const clipboard = () => workbench().page.evaluate<string>('navigator.clipboard.readText()');
    const effects = async () =>
      ((await cloud.effects()) as { action: string; detail: Record<string, unknown> }[]).map(
        ({ action, detail }) => [action, detail['user']],
      );
    const says = async (title: string, words: string | RegExp) => {
      const panel = await workbench().webview(title);
      await panel.getByText(words).filter({ visible: true }).first().waitFor({ timeout: 40_000 });
    };
    const send = async (button: string) => {
      await input().shows('Review');
      await input().pick('Send…');
      await workbench().dialog.root.waitFor();
      await workbench().dialog.click(button);
    };
    const row = async (label: string) =>
      (await tree().rows()).filter((each) => each.label === label).map(({ description }) => description);

    it('stand under their instance: user, database, address, and whether the password is saved', async () => {
      await workbench().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await workbench().openSideBar('ClusterDeck');
      await tree().row(PROFILE).waitFor();
      await tree().collapse('Sample Cloud');
      await tree().expand('RDS');
      await tree().expand('orders');
      await tree().expand('Connections');
      await tree().row('root').waitFor();
      assert.match((await row('root'))[0] ?? '', /^shop · .*:3306$/);
      await picture('tree');
    });

    it('are asked for step by step, each rule as it is typed, with Back keeping what was entered', async () => {
      await tree().contextMenu('orders', 'Create Connection…');
      await input().shows('Database user (1/8)');
      assert.equal(await input().input.inputValue(), 'root', 'the user of the instance is offered');
      await input().type(' app');
      await input().says('must not begin or end with a blank');
      await input().enter('app');
      await input().shows('Password (2/8)');
      assert.equal(await input().input.getAttribute('type'), 'password');
      await input().enter(WRONG);
      await input().shows('Save password (3/8)');
      await picture('save');
      await input().back();
      await input().shows('Password (2/8)');
      assert.equal(await input().input.inputValue(), WRONG);
      await input().accept();
      await input().pick('Do not save');
      await input().shows('Database (4/8)');
      await input().enter('shop');
      await input().shows('Port (5/8)');
      assert.equal(await input().input.inputValue(), '3306');
      await input().type('65536');
      await input().says('Port must be a whole number from 1 to 65535');
      await input().enter('3306');
      await input().shows('Remarks (6/8)');
      await input().enter('Made by a test');
      await input().shows('SQL recording (7/8)');
      await input().pick('Record');
      await input().shows('Nodes (8/8)');
      await input().accept();
    });

    it('are reviewed with what DAS will do, the request and its command, without the password', async () => {
      await input().shows('Review');
      const rows = (await input().rows()).join('\n');
      assert.match(rows, /DAS keeps a login of app to orders/);
      assert.match(rows, /100\.125\.0\.0\/16/);
      await picture('review');
      await input().pick('Show Request');
      await input().row('CreateInstanceConnection').waitFor();
      await picture('request');
      // The list draws what is in view: typing narrows it down.
      await input().type('password');
      await input().row('is_save_password').waitFor();
      assert.match((await input().rows()).join('\n'), /password \| \*+/);
      await input().type('');
      await input().pick('Copy as hcloud Command');
      await input().row('The command is on the clipboard').waitFor();
      assert.match(
        await clipboard(),
        /^hcloud DAS CreateInstanceConnection --cli-region=cn-north-4 --project_id=\w{32} .*--password="\$\{PASSWORD:\?\}"/,
      );
      assert.deepEqual(await effects(), []);
    });

    it('can be tried once a click, and DAS says that it tests only what exists', async () => {
      await input().pick('Test Sign-In');
      await input().row('DAS tests only connections that exist').waitFor();
      await picture('not-tested');
      assert.deepEqual(await effects(), []);
    });

    it('are there when the run has settled: in the panel, under the instance and in the region', async () => {
      await send('Create Connection');
      await says('Create Connection: orders', 'The connection app@orders/shop is there');
      await tree().row('app').waitFor();
      assert.match((await row('app'))[0] ?? '', /^shop · password not saved · /);
      await picture('settled');
      assert.deepEqual(await effects(), [['CreateInstanceConnection', 'app']]);
      await tree().collapse('orders');
      await tree().collapse('RDS');
      await tree().expand('DAS');
      await tree().row('app@orders').waitFor();
      await picture('region');
    });

    it('are edited, after a sign-in that failed once and worked once', async () => {
      await tree().contextMenu('app@orders', 'Edit Connection…');
      await input().shows('Database user (1/7)');
      assert.equal(await input().input.inputValue(), 'app');
      await input().accept();
      await input().enter(WRONG);
      await input().pick('is_save_password = true');
      for (const [step, kept] of [
        ['Database (4/7)', 'shop'],
        ['Port (5/7)', '3306'],
        ['Remarks (6/7)', 'Made by a test'],
      ] as const) {
        await input().shows(step);
        assert.equal(await input().input.inputValue(), kept);
        await input().accept();
      }
      await input().shows('SQL recording (7/7)');
      await input().pick('Do not record');
      await input().shows('Review');
      await input().pick('Test Sign-In');
      await input().row('The database did not let DAS sign in').waitFor();
      await picture('denied');
      await input().type('Hidden');
      await input().pick('Hidden');
      await input().shows('Password (2/7)');
      await input().enter(RIGHT);
      await input().shows('Review');
      await input().pick('Test Sign-In');
      await input().row('DAS reports no error: app can sign in').waitFor();
      await picture('signed-in');
      await send('Edit Connection');
      await says('Edit Connection: app@orders', 'The connection app@orders is as asked');
      await tree().until('the saved password', (all) =>
        all.some(({ label, description }) => label === 'app@orders' && !/not saved/.test(description)),
      );
      assert.deepEqual(
        (await effects()).map(([action]) => action),
        [
          'CreateInstanceConnection',
          'ExecuteTestConnectionNew',
          'ExecuteTestConnectionNew',
          'ModifyConnection',
        ],
      );
    });

    it('are deleted, and what others share is warned of', async () => {
      await tree().contextMenu('app@orders', 'Delete Connection…');
      await input().shows('Review');
      await picture('delete-review');
      await send('Delete Connection');
      await says('Delete Connection: app@orders', 'The connection app@orders is gone');
      await tree().until('it gone', (all) => !all.some(({ label }) => label === 'app@orders'));
      await tree().contextMenu('rwuser@sessions', 'Delete Connection…');
      await input().row('Send Anyway…').waitFor();
      await picture('shared');
      await input().cancel();
      const panel = await workbench().webview('Delete Connection: app@orders');
      await narrow(workbench(), panel);
      assert.deepEqual(await sticksOut(panel), []);
      await picture('narrow');
    });

    it('leave no password on disk', () => {
      for (const password of [RIGHT, WRONG])
        assert.deepEqual(filesHolding(workbench().dataFolder, password), []);
      assert.notDeepEqual(
        filesHolding(workbench().dataFolder, 'app@orders'),
        [],
        'the search finds what is there',
      );
    });
  });
