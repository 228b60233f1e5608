import assert from 'node:assert/strict';
import { useWorkbench, type WorkbenchOptions } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import type { TreeRow } from './support/tree';
import { waitUntil } from './support/waitUntil';

const THEMES: readonly NonNullable<WorkbenchOptions['theme']>[] = ['dark', 'light', 'high contrast'];
const PROFILE = 'Sample Cloud (Huawei)';
/** What a person with a small screen gives the side bar, in pixels. */
const NARROW = 220;
const lines = (rows: readonly TreeRow[], level: number) =>
  rows.filter((row) => row.level === level).map(({ label, description }) => `${label} | ${description}`);

for (const theme of THEMES)
  describe(`the tree of Huawei Cloud, ${theme}`, () => {
    let cloud: SampleCloud;
    before(async () => {
      cloud = await startSampleCloud();
    });
    after(() => cloud.stop());
    const workbench = useWorkbench(() => ({ env: { ...cloud.env, CLUSTERDECK_START: 'sample' }, theme }));
    const tree = () => workbench().tree('Resources');
    const picture = (name: string) => workbench().screenshot(`huawei-${theme}-${name}`);
    const until = async (what: string, ...wanted: readonly RegExp[]): Promise<TreeRow[]> =>
      tree().until(what, (rows) =>
        wanted.every((each) => rows.some(({ label, description }) => each.test(`${label} | ${description}`))),
      );
    const opened = async (product: string, ...wanted: readonly RegExp[]) => {
      await tree().expand(product);
      return until(`${product} open`, ...wanted);
    };

    before(async () => {
      await workbench().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await workbench().openSideBar('ClusterDeck');
      await tree().row(PROFILE).waitFor();
      // The extension reveals the first profile once both are there, which opens it again.
      await tree()
        .root.locator('.monaco-list-row.selected')
        .filter({ hasText: 'Sample Cloud' })
        .first()
        .waitFor();
      await until('its clusters', /^PolarDB \| 14 clusters$/);
      await tree().collapse('Sample Cloud');
    });

    it('shows RDS at once, each instance with what is unusual about it', async () => {
      const rows = await until('RDS', /^RDS \| 7 instances$/);
      assert.deepEqual(lines(rows, 2).slice(-5), ['TaurusDB | ', 'GaussDB | ', 'DDS | ', 'DDM | ', 'DAS | ']);
      const instances = lines(rows, 3);
      for (const line of [
        /^billing-2019 \| FROZEN · cn-north-4 · SQLServer/,
        /^orders \| cn-north-4 · MySQL 8\.0/,
        /^orders-read \| read replica · cn-north-4 · MySQL/,
        /^payments \| cn-north-4_payments · MySQL/,
      ])
        assert.ok(
          instances.some((each) => line.test(each)),
          `${String(line)} in ${instances.join('\n')}`,
        );
      await picture('rds');
    });

    it('shows nodes, addresses, the replica and the connections of an instance', async () => {
      await tree().expand('orders');
      await until('the connections', /^Connections \| 1$/);
      await tree().expand('Connections');
      const rows = await until('the connection', /^root \| shop · 192\.168\.[\d.]+:3306$/);
      assert.deepEqual(
        lines(rows, 4).map((line) => line.replace(/[0-9a-f]{32}in\d\d|\d+\.\d+\.\d+\.\d+/, '…')),
        [
          'master | cn-north-4a · orders_node0',
          'slave | cn-north-4b · orders_node1',
          '…:3306 | private',
          'Read replica | …',
          'Connections | 1',
        ],
      );
      assert.match(await tree().tooltip('orders'), /Default user: root\n(?:.*\n)*VPC: /);
      await picture('instance');
    });

    it('offers on a connection what can be done with it, and its id', async () => {
      await tree().openMenu('root');
      const items = await tree().menuItems();
      assert.deepEqual(
        ['Refresh', 'Copy ID', 'Open in Console'].filter((each) => !items.includes(each)),
        [],
      );
      await workbench().page.keyboard.press('Escape');
      await workbench().page.evaluate('navigator.clipboard.writeText("")');
      await tree().contextMenu('root', 'Copy ID');
      const copied = await waitUntil(
        'a copied id',
        async () => (await workbench().page.evaluate<string>('navigator.clipboard.readText()')) || undefined,
      );
      assert.match(copied, /^5a3e0001-/);
      await tree().collapse('orders');
      await tree().collapse('RDS');
    });

    it('shows the nodes of a sharded cluster by shard', async () => {
      await opened('DDS', /^catalogue \| cn-north-4 · DDS-Community/);
      await tree().expand('catalogue');
      await until('its shards', /^shard_2 \| Shard · 3 nodes$/, /^Connections \| none$/);
      await tree().expand('shard_2');
      await until('the nodes', /^Primary \| cn-north-4/);
      await picture('sharded');
      await tree().collapse('DDS');
    });

    it('shows the other services', async () => {
      await opened('TaurusDB', /^shop-sg \| STORAGE FULL · ap-southeast-3 · gaussdb-mysql/);
      await opened('GaussDB', /^ledger-me \| me-east-1 · /);
      await opened('DDM', /^archive-proxy \| FROZEN · cn-north-4 · DDM/);
      await picture('services');
      for (const product of ['TaurusDB', 'GaussDB', 'DDM']) await tree().collapse(product);
    });

    it('shows all connections of DAS, in a narrow side bar too', async () => {
      await opened(
        'DAS',
        /^root@orders \| shop · 192/,
        /^report_reader@members \| password not saved/,
        /^rwuser@sessions \| shared by viewer/,
        /^root@orders-2023 \| instance deleted/,
      );
      await picture('connections');
      await tree().expand('RDS');
      await until('RDS', /^RDS \| 7 instances$/);
      await narrowSideBar();
      await picture('narrow');
    });

    it('says in one line that a project’s service fails, and heals it on Retry', async () => {
      await cloud.fault(
        { host: 'rds.ap-southeast-3.myhuaweicloud.com' },
        { kind: 'answer', status: 403, code: 'APIGW.0302' },
      );
      await tree().rowAction('RDS', 'Refresh');
      await until('the project', /^ap-southeast-3 \| The user of profile .* may not call ListInstances/);
      await picture('project-failed');
      await cloud.clearFaults();
      await tree().rowAction('ap-southeast-3', 'Retry');
      await until('all again', /^RDS \| 7 instances$/);
    });

    it('stops at a rejected key, offers new credentials, and asks again only on Retry', async () => {
      await cloud.fault(
        { host: 'rds.cn-north-4.myhuaweicloud.com' },
        {
          kind: 'answer',
          status: 401,
          code: 'APIGW.0301',
          message: 'Incorrect IAM authentication information: verify aksk signature fail',
        },
      );
      await tree().rowAction('RDS', 'Refresh');
      await until('the problem', / \| .*Five such failures lock the key for five minutes/);
      const before = (await cloud.requests()).length;
      await tree().rowAction('DAS', 'Refresh');
      await until('the connections', /^DAS \| 5 regions failed/);
      assert.equal((await cloud.requests()).length, before, 'nothing was sent');
      await picture('key-rejected');
      await tree().openMenu('Credentials needed');
      assert.ok((await tree().menuItems()).includes('Update Credentials…'));
      await workbench().page.keyboard.press('Escape');
      await cloud.clearFaults();
      await tree().rowAction('Credentials needed', 'Retry');
      await until('all again', /^RDS \| 7 instances$/, /^DAS \| 5 connections$/);
    });

    it('shows long names and ids, and an account without anything', async () => {
      const long = 'payments-ledger-read-mostly-owned-by-the-frankfurt-platform-team-0123456789';
      await cloud.control('POST', `/instances/${await idOf('orders')}`, { name: long });
      await tree().rowAction('RDS', 'Refresh');
      await tree().row(long).waitFor();
      await picture('long-name');
      await cloud.control('POST', '/reset', { estate: 'empty' });
      await tree().rowAction('RDS', 'Refresh');
      await until('no instances', /^No instances \| in the regions of this profile$/);
      await tree().rowAction('DAS', 'Refresh');
      await until('no connections', /^No connections \| in the regions of this profile$/);
      await picture('empty');
    });

    async function idOf(name: string): Promise<string> {
      return (/^ID: (\w+)$/m.exec(await tree().tooltip(name)) ?? [])[1] ?? assert.fail(name);
    }

    async function narrowSideBar(): Promise<void> {
      const box = await workbench().sideBar.boundingBox();
      assert.ok(box);
      const { mouse } = workbench().page;
      await mouse.move(box.x + box.width, box.y + 300);
      await mouse.down();
      await mouse.move(box.x + NARROW, box.y + 300, { steps: 5 });
      await mouse.up();
      await workbench().page.locator('.part.statusbar').hover();
    }
  });
