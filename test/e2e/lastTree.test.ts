import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile, type TreeRow } from './support/tree';
import { waitUntil } from './support/waitUntil';

const EUROPE = 'eu-central-1';
const AS_OF = /^as of \d\d:\d\d · /;
const LAST = 'From the last time this was open; it is being read again';

for (const theme of ['dark', 'light'] as const)
  describe(`the tree of the last time, ${theme}`, () => {
    let cloud: SampleCloud;
    before(async () => {
      cloud = await startSampleCloud();
    });
    after(() => cloud.stop());
    const workbench = useWorkbench(() => ({ env: cloud.env, theme }));
    const tree = () => workbench().tree('Resources');
    const picture = (name: string) => workbench().screenshot(`last-tree-${theme}-${name}`);
    const clusters = (rows: readonly TreeRow[]) =>
      ofFirstProfile(rows).filter(
        ({ level, description }) => level === 3 && !description.startsWith('The cloud'),
      );
    const names = (rows: readonly TreeRow[]) => clusters(rows).map(({ label }) => label);
    const old = (rows: readonly TreeRow[]) =>
      clusters(rows).filter(({ description }) => AS_OF.test(description));
    const described = (description: string) =>
      tree().until(description, ([, product]) => product?.description === description);
    /** What is kept on disk of PolarDB clusters. */
    const kept = () =>
      fs
        .readdirSync(workbench().dataFolder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /clusterdeck\/lastTree\/[^/]+\/polardb\.jsonl$/.test(file))
        .map((file) => path.join(workbench().dataFolder, file));
    const isKept = () => waitUntil('the tree on disk', async () => Promise.resolve(kept()[0]));
    const openAgain = async () => {
      await workbench().reload();
      await workbench().openSideBar('ClusterDeck');
    };
    let before14: readonly string[];

    it('is kept for its owner, once the regions have answered', async () => {
      await workbench().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await workbench().openSideBar('ClusterDeck');
      await workbench()
        .sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true })
        .click();
      const rows = await described('14 clusters');
      assert.deepEqual(old(rows), []);
      before14 = names(rows);
      assert.equal(fs.statSync(await isKept()).mode & 0o777, 0o600);
    });

    it('is there while no region answers, each row with the time it was read, and so are the pickers', async () => {
      await tree().contextMenu('geo-service', 'Copy ID');
      const id = await waitUntil(
        'a copied id',
        async () => (await workbench().page.evaluate<string>('navigator.clipboard.readText()')) || undefined,
      );
      await cloud.control('POST', `/clusters/${id}/delete`);
      await cloud.fault({ action: 'DescribeDBClusters' }, { kind: 'hang' });
      await openAgain();
      const rows = await described('0 of 8 regions');
      assert.deepEqual(names(rows), before14);
      assert.deepEqual(old(rows), clusters(rows), 'all of them');
      assert.ok((await tree().tooltip('wallet')).startsWith('As of: '));
      assert.ok((await tree().tooltip('wallet')).includes(`\n${LAST}\n`));
      await picture('marked');
      await tree().clearTooltip();
      await workbench().command('ClusterDeck: Switch Primary…');
      await workbench().quickInput.row('orders-production').waitFor();
      assert.match(
        (await workbench().quickInput.rows())[0] ?? '',
        /\| as of \d\d:\d\d · cn-hangzhou · MySQL/,
      );
      await picture('picker');
      await workbench().quickInput.cancel();
    });

    it('gives way to what the regions answer; what has gone goes', async () => {
      await cloud.clearFaults();
      const rows = await described('13 clusters');
      assert.deepEqual(
        names(rows),
        before14.filter((name) => name !== 'geo-service'),
      );
      assert.deepEqual(old(rows), []);
    });

    it('stays of a region that fails, beside its problem, until it answers', async () => {
      await cloud.fault(
        { host: `polardb.${EUROPE}.aliyuncs.com` },
        { kind: 'answer', status: 503, headers: { 'x-acs-retry-after': '50' } },
      );
      await openAgain();
      const rows = await described('1 region failed, 13 clusters');
      const [ledger] = old(rows);
      assert.match(ledger?.label ?? '', /^Payments ledger/);
      assert.equal(old(rows).length, 1);
      assert.match(
        await tree().tooltip(ledger?.label ?? ''),
        /\nNot read since: The cloud had an error of its own/,
      );
      await picture('failed');
      await tree().clearTooltip();
      await cloud.clearFaults();
      await tree().rowAction(EUROPE, 'Retry');
      assert.deepEqual(old(await described('13 clusters')), []);
    });

    it('goes from the disk with its profile', async () => {
      await tree().contextMenu('Sample Cloud', 'Remove Cloud Profile…');
      await workbench().dialog.click('Remove');
      await waitUntil('an empty disk', async () => Promise.resolve(kept().length === 0 || undefined));
    });
  });
