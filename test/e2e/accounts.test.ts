import assert from 'node:assert/strict';
import { useWorkbench } from './support/openWorkbench';
import { narrow, sticksOut } from './support/narrowPanel';
import { filesHolding } from './support/planted';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { waitUntil } from './support/waitUntil';

const SHOP = 'edge-shop';
const TYPED = 'Typed-Wonder-7';

for (const theme of ['dark', 'light'] as const)
  describe(`accounts of a cluster on ENS, ${theme}`, () => {
    let cloud: SampleCloud;
    let generated = '';
    /** How the cluster is described while nothing is under way. */
    let quiet = '';
    before(async () => {
      cloud = await startSampleCloud({ speed: 8 });
    });
    after(() => cloud.stop());
    const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' }, theme }));
    const tree = () => workbench().tree('Resources');
    const input = () => workbench().quickInput;
    const picture = (name: string) => workbench().screenshot(`accounts-${theme}-${name}`);
    const clipboard = () => workbench().page.evaluate<string>('navigator.clipboard.readText()');
    const effects = async () =>
      ((await cloud.effects()) as { action: string; detail: Record<string, unknown> }[]).map(
        ({ action, detail }) => [action, detail['account']],
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

    it('stand under their cluster, beside its databases', async () => {
      await workbench().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await workbench().openSideBar('ClusterDeck');
      await tree().row('orders-production').waitFor();
      await tree().collapse('PolarDB');
      await tree().expand('PolarDB on ENS');
      await tree().expand(SHOP);
      await tree().expand('Databases');
      await tree().expand('Accounts');
      const rows = await tree().until('the accounts', (all) => all.some(({ label }) => label === 'etl'));
      const labels = rows.map(({ label }) => label);
      for (const label of ['checkout', 'stock', 'audit', 'reports', 'dba', 'shop_app', 'reporting'])
        assert.ok(labels.includes(label), label);
      quiet = await tree().descriptionOf(SHOP);
      await picture('tree');
    });

    it('are asked for step by step, each limit as it is typed, with Back keeping what was chosen', async () => {
      await tree().contextMenu(SHOP, 'Create Account…');
      await input().shows('Name (1/7)');
      for (const [bad, why] of [
        ['root', 'reserved'],
        ['shop_app', 'of this name already'],
        ['abcdefghijklmnopq', 'at most 16'],
      ] as const) {
        await input().type(bad);
        await input().says(why);
      }
      await input().enter('newapp');
      await input().shows('Account type (2/7)');
      await input().back();
      await input().shows('Name (1/7)');
      assert.equal(await input().input.inputValue(), 'newapp');
      await input().accept();
      await input().shows('Account type');
      assert.match(await input().focusedRow(), /^Normal/);
      assert.ok((await input().rows()).some((row) => row.includes('holds one, and dba is it')));
      await input().accept();
    });

    it('generate a password that is shown once, in the box, and copied', async () => {
      await input().shows('Password (3/7)');
      assert.equal(await input().input.getAttribute('type'), 'password');
      await input().type('short');
      await input().says('at least 8');
      await input().type('');
      await input().button('Generate Password').click();
      await input().says('shown only here');
      assert.equal(await input().input.getAttribute('type'), 'text');
      generated = await input().input.inputValue();
      assert.equal(generated.length, 20);
      await picture('password');
      await input().button('Copy Password').click();
      await input().says('on the clipboard');
      assert.equal(
        await waitUntil('a copied password', async () => (await clipboard()) || undefined),
        generated,
      );
      await input().accept();
      await input().shows('Description (4/7)');
      await input().back();
      await input().shows('Password (3/7)');
      assert.equal(await input().input.getAttribute('type'), 'password', 'it is hidden by now');
      assert.equal(await input().input.inputValue(), generated);
      await input().accept();
    });

    it('take several databases, and one privilege on them', async () => {
      await input().shows('Description (4/7)');
      await input().type('https://x');
      await input().says('must not start with');
      await input().enter('Made by a test');
      await input().shows('Access to databases (5/7)');
      await input().accept();
      await input().shows('Databases (6/8)');
      await input().accept();
      await input().shows('Choose one database or more');
      await input().pick('stock');
      await input().pick('audit');
      await picture('databases');
      await input().accept();
      await input().shows('Privilege (7/8)');
      await input().back();
      await input().shows('Databases (6/8)');
      const checked = input().root.locator('.quick-input-list .monaco-list-row', {
        has: workbench().page.locator('input[type=checkbox]:checked, .monaco-checkbox.checked'),
      });
      assert.equal(await checked.count(), 2, 'Back shows what was ticked');
      await input().accept();
      await input().pick('ReadOnly');
      await input().shows('Node type (8/8)');
      await input().accept();
    });

    it('are reviewed, and the request shown, without the password', async () => {
      await input().shows('Review');
      const rows = (await input().rows()).join('\n');
      assert.match(rows, /ReadOnly on stock, audit/);
      assert.match(rows, /Hidden \| Password/);
      await picture('review');
      await input().pick('Show Request');
      await input().row('AccountPassword').waitFor();
      const request = (await input().rows()).join('\n');
      assert.match(request, /CreateAccountZonal/);
      assert.match(request, /AccountPassword \| \*+/);
      assert.ok(!request.includes(generated));
      assert.deepEqual(await effects(), []);
    });

    it('are there when the run has settled, in panel and tree', async () => {
      await send('Create Account');
      await says(`Create Account: ${SHOP}`, 'The account newapp is there and available');
      const [row] = (
        await tree().until('the new account', (all) => all.some(({ label }) => label === 'newapp'))
      ).filter(({ label }) => label === 'newapp');
      assert.equal(row?.description, 'Made by a test');
      await picture('settled');
      assert.deepEqual(await effects(), [['CreateAccountZonal', 'newapp']]);
    });

    it('get another password, of which nobody claims more than is known', async () => {
      await tree().contextMenu('reporting', 'Reset Password…');
      await input().shows('New password');
      await input().enter(TYPED);
      await send('Reset Password');
      await says('Reset Password: reporting', /No reading can show whether it had its effect/);
      await says('Reset Password: reporting', /Nobody can read a password back/);
      await tree().describes(SHOP, quiet);
      await picture('password-reset');
    });

    it('are described anew, and may do more on two databases', async () => {
      await tree().contextMenu('reporting', 'Change Description…');
      await input().shows('Description');
      await input().enter('Nightly reports');
      await send('Change Description');
      await says('Change Description: reporting', 'reporting has the new description');
      await tree().describes('reporting', 'Nightly reports');
      await tree().describes(SHOP, quiet);
      await tree().contextMenu('reporting', 'Grant Privilege…');
      await input().shows('Databases (1/2)');
      await input().pick('stock');
      await input().pick('reports');
      await input().accept();
      await input().shows('Privilege (2/2)');
      await input().back();
      await input().shows('Databases (1/2)');
      await input().accept();
      await input().pick('DMLOnly');
      await picture('grant-review');
      await send('Grant Privilege');
      await says('Grant Privilege: reporting', /reporting has DMLOnly on .*reports/);
      await tree().describes(SHOP, quiet);
    });

    it('lose a privilege, and go', async () => {
      await tree().contextMenu('reporting', 'Revoke Privilege…');
      await input().pick('reports');
      await input().accept();
      await send('Revoke Privilege');
      await says('Revoke Privilege: reporting', /has no privilege on reports any more/);
      await tree().describes(SHOP, quiet);
      await tree().contextMenu('reporting', 'Delete Account…');
      await send('Delete Account');
      await says('Delete Account: reporting', /The account reporting is gone/);
      await tree().until('it gone', (all) => !all.some(({ label }) => label === 'reporting'));
      const panel = await workbench().webview(`Delete Account: reporting · ${SHOP}`);
      await narrow(workbench(), panel);
      assert.deepEqual(await sticksOut(panel), []);
      await panel.getByRole('table', { name: 'Before and after' }).scrollIntoViewIfNeeded();
      await picture('narrow');
      assert.deepEqual((await effects()).slice(1), [
        ['ModifyAccountPasswordZonal', 'reporting'],
        ['ModifyAccountDescriptionZonal', 'reporting'],
        ['GrantAccountPrivilegeZonal', 'reporting'],
        ['RevokeAccountPrivilegeZonal', 'reporting'],
        ['DeleteAccountZonal', 'reporting'],
      ]);
    });

    it('leave no password on disk', () => {
      for (const password of [generated, TYPED])
        assert.deepEqual(filesHolding(workbench().dataFolder, password), []);
      assert.notDeepEqual(
        filesHolding(workbench().dataFolder, 'newapp'),
        [],
        'the search finds what is there',
      );
    });
  });
