import assert from 'node:assert/strict';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile, type TreeRow } from './support/tree';
import { waitUntil } from './support/waitUntil';

const LEDGER =
  'Payments ledger, read-mostly, owned by the Frankfurt platform team; do not switch during the nightly ' +
  'settlement window (22:00-02:00 CET) without telling the on-call of treasury first, see the runbook';
const HOSTILE = '$(bug) <img src=x onerror=1>';
/** In the order of the regions, and in each by name. */
const CLUSTERS = [
  ['ci-scratch', 'cn-hangzhou-i'],
  ['orders-production', 'cn-hangzhou-i'],
  ['会员中心-生产', 'cn-hangzhou-i'],
  ['analytics', 'cn-beijing-k'],
  ['geo-service', 'cn-beijing-k'],
  ['audit-archive (locked by hand)', 'locked · cn-shanghai-l'],
  ['tenant-shards (multi-master)', 'cn-shanghai-l'],
  ['财务 ERP (Oracle 兼容)', 'cn-shanghai-l'],
  ['logistics', 'MinorVersionUpgrading · cn-zhangjiakou-a'],
  ['campaign-2025', 'locked · cn-hongkong-b'],
  [HOSTILE, 'ap-southeast-1a'],
  ['wallet', 'ap-southeast-1a'],
  [LEDGER, 'eu-central-1a'],
  ['sessions', 'us-west-1a'],
];
const shown = (rows: readonly TreeRow[], level: number) =>
  ofFirstProfile(rows)
    .filter((row) => row.level === level)
    .map(({ label, description }) => [label, description]);

describe('the tree', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud();
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: cloud.env }));
  const tree = () => workbench().tree('Resources');
  const described = (description: string | RegExp) =>
    tree().until(`PolarDB saying ${String(description)}`, ([, product]) =>
      typeof description === 'string'
        ? product?.description === description
        : description.test(product?.description ?? ''),
    );
  const clipboard = () => workbench().page.evaluate<string>('navigator.clipboard.readText()');
  /** Copies the id of what a row shows. */
  const copyId = async (label: string): Promise<string> => {
    await workbench().page.evaluate('navigator.clipboard.writeText("")');
    await tree().contextMenu(label, 'Copy ID');
    return await waitUntil('a copied id', async () => (await clipboard()) || undefined);
  };
  /** Starts over with the sample's own clusters, and shows them. */
  const startOver = async (estate: string) => {
    await cloud.control('POST', '/reset', { estate });
    await workbench().viewAction('Refresh All');
  };

  it('shows the clusters of the fast regions before a slow one answers', async () => {
    await workbench().page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await cloud.fault({ host: 'polardb.us-west-1.aliyuncs.com' }, { kind: 'latency', ms: 5000 });
    await workbench().openSideBar('ClusterDeck');
    await workbench().sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true }).click();
    const early = await described('7 of 8 regions');
    assert.deepEqual(shown(early, 3), CLUSTERS.slice(0, -1));
    await workbench().screenshot('tree-slow-region');
    const late = await described('14 clusters');
    assert.deepEqual(shown(late, 1)[0], ['Sample Cloud', 'sample']);
    assert.deepEqual(shown(late, 3), CLUSTERS);
    await cloud.clearFaults();
  });

  it('shows nodes and endpoints of a cluster, the writer first', async () => {
    await tree().expand('orders-production');
    const rows = await tree().until('nodes and endpoints', (all) => shown(all, 4).length === 7);
    const below = shown(rows, 4);
    const facts = below.map(([label, description]) => [
      label,
      description?.split(' · ').slice(0, -1).join(' · '),
    ]);
    assert.deepEqual(facts, [
      ['Writer', 'cn-hangzhou-i · Running · polar.mysql.x4.xlarge'],
      ['Reader', 'cn-hangzhou-i · Running · hot replica · polar.mysql.x4.xlarge'],
      ['Reader', 'cn-hangzhou-j · Running · standby storage · polar.mysql.x4.large'],
      ['Reader', 'cn-hangzhou-j · Running · standby storage · polar.mysql.x4.xlarge'],
      ['Primary', 'ReadWrite'],
      ['Cluster', 'ReadWrite'],
      ['reports', 'Custom · ReadOnly'],
    ]);
    assert.match(below[0]?.[1] ?? '', / · pi-bp1[a-z0-9]+$/);
    assert.match(below[4]?.[1] ?? '', / · pc-bp1[a-z0-9]+\.mysql\.polardb\.rds\.aliyuncs\.com:3306$/);
    await workbench().screenshot('tree-cluster');
  });

  it('tells more in tooltips, as text', async () => {
    assert.match(
      await tree().tooltip('Writer'),
      /^pi-bp1\w+\nRole: Writer\nZone: cn-hangzhou-i\nClass: polar\.mysql\.x4\.xlarge\nStatus: Running\nStorage cluster: Primary\nFailover priority: 15$/,
    );
    assert.match(
      await tree().tooltip('Cluster'),
      /Private: pc-bp1\w+\.rwlb.*:3306\nPublic: orders-public\.rwlb/,
    );
    assert.match(await tree().tooltip('PolarDB'), /PolarDB: 14 clusters\ncn-hangzhou: 3\ncn-beijing: 2/);
    assert.match(
      await tree().tooltip('logistics'),
      /ID: pc-8vb\w+\nStatus: MinorVersionUpgrading\nEngine: MySQL 8\.0/,
    );
    await tree().collapse('orders-production');
  });

  it('shows names and tags that look like icons, markup or links as plain text', async () => {
    const row = tree().row(HOSTILE);
    await row.waitFor();
    assert.equal(await row.locator('img, .codicon-bug').count(), 0);
    assert.match(await tree().tooltip(HOSTILE), /Tags: \[link\]\(command:x\)=\$\{env:HOME\}/);
    await workbench().screenshot('tree-tooltip');
    const hover = workbench().page.locator('.workbench-hover').filter({ visible: true });
    assert.equal(await hover.locator('a, img').count(), 0);
  });

  it('copies the ids of clusters and nodes, and the host of an endpoint', async () => {
    assert.match(await copyId('wallet'), /^pc-gs5[a-z0-9]{14}$/);
    await tree().expand('wallet');
    await tree().row('Primary').waitFor();
    assert.match(await copyId('Writer'), /^pi-gs5[a-z0-9]+$/);
    assert.match(await copyId('Primary'), /^pc-gs5[a-z0-9]+\.mysql\.polardb\..*rds\.aliyuncs\.com$/);
    await tree().collapse('wallet');
  });

  it('refreshes one cluster by itself, then a whole profile', async () => {
    const wallet = await copyId('wallet');
    const sessions = await copyId('sessions');
    for (const id of [wallet, sessions])
      await cloud.control('POST', `/clusters/${id}`, { DBClusterStatus: 'ClassChanging' });
    const before = (await cloud.requests()).length;
    await tree().rowAction('wallet', 'Refresh');
    await tree().until('the new status', (all) =>
      shown(all, 3).some((row) => row.join(' ') === 'wallet ClassChanging · ap-southeast-1a'),
    );
    const asked = (await cloud.requests()).slice(before).map(({ action }) => action);
    assert.deepEqual(asked.sort(), [
      'DescribeDBClusterAttribute',
      'DescribeDBClusterEndpoints',
      'DescribeScheduleTasks',
    ]);
    const others = shown(await tree().rows(), 3).filter(([label]) => label !== 'wallet');
    assert.deepEqual(
      others,
      CLUSTERS.filter(([label]) => label !== 'wallet'),
    );
    await tree().rowAction('PolarDB', 'Refresh');
    await tree().until('the other one', (all) => shown(all, 3).at(-1)?.[1] === 'ClassChanging · us-west-1a');
    for (const id of [wallet, sessions])
      await cloud.control('POST', `/clusters/${id}`, { DBClusterStatus: 'Running' });
    await tree().contextMenu('Sample Cloud', 'Refresh');
    const rows = await tree().until(
      'both as before',
      (all) => !JSON.stringify(all).includes('ClassChanging'),
    );
    assert.deepEqual(shown(rows, 3), CLUSTERS);
  });

  it('drops a cluster that was deleted while it was shown', async () => {
    const id = await copyId('geo-service');
    await cloud.control('POST', `/clusters/${id}/delete`);
    // It is gone before it is open.
    await tree().clearTooltip();
    await tree().row('geo-service').locator('.monaco-tl-twistie').click();
    const rows = await described('13 clusters');
    assert.deepEqual(
      shown(rows, 3),
      CLUSTERS.filter(([label]) => label !== 'geo-service'),
    );
    assert.equal((await workbench().notifications.texts()).length, 0);
    await startOver('small');
    await described('14 clusters');
  });

  it('shows what of one cluster could not be read, and reads it again on Retry', async () => {
    const id = await copyId('analytics');
    await cloud.fault(
      { clusterId: id, action: 'DescribeDBClusterEndpoints' },
      { kind: 'answer', status: 403, code: 'Forbidden.RAM' },
    );
    await tree().expand('analytics');
    const rows = await tree().until('the problem', (all) =>
      all.some(({ label }) => label === 'Endpoints not read'),
    );
    assert.deepEqual(
      shown(rows, 4).map(([label]) => label),
      ['Writer', 'Reader', 'Reader', 'Endpoints not read'],
    );
    assert.match(
      shown(rows, 4)[3]?.[1] ?? '',
      /^Profile Sample Cloud has no permission for DescribeDBClusterEndpoints/,
    );
    await workbench().screenshot('tree-cluster-problem');
    await cloud.clearFaults();
    await tree().rowAction('Endpoints not read', 'Retry');
    await tree().row('Primary').waitFor();
    await tree().collapse('analytics');
  });

  it('keeps the other regions when one fails, and heals it on Retry', async () => {
    const host = 'polardb.eu-central-1.aliyuncs.com';
    await cloud.fault({ host }, { kind: 'answer', status: 503, headers: { 'x-acs-retry-after': '50' } });
    await workbench().reload();
    await workbench().openSideBar('ClusterDeck');
    const failed = await described('1 region failed, 14 clusters');
    assert.deepEqual(
      shown(failed, 3).map(([label]) => label),
      CLUSTERS.flatMap(([label]) => (label === LEDGER ? [label, 'eu-central-1'] : label)),
    );
    assert.match(shown(failed, 3)[12]?.[1] ?? '', /^as of \d\d:\d\d · eu-central-1a$/);
    assert.equal(
      shown(failed, 3)[13]?.[1],
      'The cloud had an error of its own in DescribeDBClusters in eu-central-1 (ServiceUnavailable). Try again in a while. If it stays, give the request id to the cloud’s support.',
    );
    assert.match(
      await tree().tooltip('eu-central-1'),
      /Code: ServiceUnavailable\nThe cloud says: .*\nRequest ID: [0-9A-F-]{36}/,
    );
    await workbench().screenshot('tree-region-failed');
    await cloud.clearFaults();
    const before = (await cloud.requests()).length;
    await tree().rowAction('eu-central-1', 'Retry');
    assert.deepEqual(shown(await described('14 clusters'), 3), CLUSTERS);
    assert.deepEqual(
      (await cloud.requests()).slice(before).map(({ action, region }) => `${action} ${region}`),
      ['DescribeDBClusters eu-central-1'],
      'only what failed is read again',
    );
  });

  it('says that an account is empty', async () => {
    await startOver('empty');
    const rows = await described('no clusters');
    assert.deepEqual(shown(rows, 3), [['No clusters', 'in the regions of this profile']]);
    await workbench().screenshot('tree-empty');
  });

  it('follows all pages of a region', async () => {
    await workbench().page.setViewportSize({ width: 1400, height: 6000 });
    await startOver('250');
    const rows = await described('250 clusters');
    const labels = shown(rows, 3).map(([label]) => label ?? '');
    assert.equal(labels.length, 250);
    assert.equal(new Set(labels).size, 250);
    const inFirst = shown(rows, 3).filter(([, zone]) => zone?.startsWith('cn-hangzhou'));
    assert.ok(inFirst.length > 100, 'more than one page of the first region');
    assert.deepEqual([...inFirst].sort(), inFirst, 'in the order of their names');
  });
});
