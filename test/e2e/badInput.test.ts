import assert from 'node:assert/strict';
import { useWorkbench } from './support/openWorkbench';
import { startSampleCloud, type SampleCloud } from './support/sampleCloud';
import { ofFirstProfile, type TreeRow } from './support/tree';

const HTML = '<!DOCTYPE html><html><body>Please sign in to the guest network</body></html>';
/** Asks for a retry at once, so that the test does not wait for the patience of a client. */
const SOON = { 'x-acs-retry-after': '20' };
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toUTCString();

interface Case {
  readonly name: string;
  readonly fault: Record<string, unknown>;
  /** What the tree says in place of the regions that failed. */
  readonly says: RegExp;
  /** Said once for the whole profile. */
  readonly ofProfile?: boolean;
}

const CASES: readonly Case[] = [
  {
    name: 'a key that the cloud does not know',
    fault: { kind: 'answer', status: 404, code: 'InvalidAccessKeyId.NotFound' },
    says: /^The cloud does not know the AccessKey id of profile Sample Cloud\. Update its credentials/,
    ofProfile: true,
  },
  {
    name: 'a token that has expired',
    fault: { kind: 'answer', status: 400, code: 'InvalidSecurityToken.Expired' },
    says: /^The security token of profile Sample Cloud has expired\. Get a new temporary AccessKey/,
    ofProfile: true,
  },
  {
    name: 'a key without permission',
    fault: { kind: 'answer', status: 403, code: 'Forbidden.RAM' },
    says: /^Profile Sample Cloud has no permission for DescribeDBClusters \(Forbidden\.RAM\)\. Ask the account/,
  },
  {
    name: 'a clock that is off',
    fault: {
      kind: 'answer',
      status: 400,
      code: 'InvalidTimeStamp.Expired',
      // Read when the fault is set: the tests before this one may have taken minutes.
      headers: {
        ...SOON,
        get date() {
          return minutesAgo(42);
        },
      },
    },
    says: /this machine’s clock is 4[123] minutes ahead\. Set this machine’s clock/,
  },
  {
    name: 'throttling that does not end',
    fault: { kind: 'answer', status: 429, code: 'Throttling.User', headers: SOON },
    says: /^The cloud limits how often DescribeDBClusters may be called \(Throttling\.User\)\. Wait a moment/,
  },
  {
    name: 'a sign-in page with status 200',
    fault: { kind: 'answer', status: 200, body: HTML, contentType: 'text/html' },
    says: /^\S+ answered DescribeDBClusters with a web page instead of data \(status 200\)\. A proxy/,
  },
  {
    name: 'a web page with status 502',
    fault: { kind: 'answer', status: 502, body: HTML, contentType: 'text/html', headers: SOON },
    says: /^\S+ answered DescribeDBClusters with a web page instead of data \(status 502\)\. A proxy/,
  },
  {
    name: 'an empty answer',
    fault: { kind: 'answer', status: 200, body: '' },
    says: /^\S+ answered DescribeDBClusters with nothing \(status 200\)/,
  },
  {
    name: 'a list that is a text',
    fault: { kind: 'answer', status: 200, body: '{"RequestId":"R-1","Items":{"DBCluster":"none"}}' },
    says: /^The answer to DescribeDBClusters cannot be used: Items is a string\. Refresh\./,
  },
  {
    name: 'half an answer',
    fault: { kind: 'halfBody' },
    says: /^The connection to \S+ broke before the whole answer to DescribeDBClusters was in/,
  },
  {
    name: 'broken connections',
    fault: { kind: 'resetBeforeAnswer' },
    says: /^The connection to \S+ broke before the whole answer to DescribeDBClusters was in \(\w+\)\. Check/,
  },
];

describe('bad input from the cloud', () => {
  let cloud: SampleCloud;
  before(async () => {
    cloud = await startSampleCloud();
  });
  after(() => cloud.stop());
  const workbench = useWorkbench(() => ({ env: cloud.env }));
  const tree = () => workbench().tree('Resources');
  const input = () => workbench().quickInput;
  const names = (rows: readonly TreeRow[]) =>
    ofFirstProfile(rows)
      .filter(({ level }) => level === 3)
      .map(({ label }) => label);
  const healthy = () => tree().until('all clusters', ([, product]) => product?.description === '14 clusters');
  let clusters: string[];

  before(async () => {
    await workbench().openSideBar('ClusterDeck');
    await workbench().sideBar.getByRole('button', { name: 'Explore the Sample Cloud', exact: true }).click();
    clusters = names(await healthy());
  });
  afterEach(() => cloud.clearFaults());

  const polardb = (rows: readonly TreeRow[]) => rows.find(({ label }) => label === 'PolarDB');
  const KEYS_NEEDED = 'Credentials needed';

  for (const { name, fault, says, ofProfile = false } of CASES)
    it(`says what and why for ${name}, keeps the clusters, and heals on Retry`, async () => {
      await cloud.fault({ action: 'DescribeDBClusters' }, fault);
      await tree().rowAction('PolarDB', 'Refresh');
      const failed = await tree().until(
        'all regions failed',
        (rows) => polardb(rows)?.description.startsWith('8 regions failed') === true,
      );
      assert.equal(polardb(failed)?.description, '8 regions failed, 14 clusters');
      const trouble = ofProfile ? KEYS_NEEDED : '8 regions';
      const problems = failed.filter(({ label }) => [KEYS_NEEDED, '8 regions'].includes(label));
      assert.deepEqual(
        problems.map(({ label }) => label),
        [trouble],
      );
      assert.match(problems[0]?.description ?? '', says);
      assert.deepEqual(
        names(failed).filter((label) => label !== '8 regions'),
        clusters,
      );
      for (const { label, level, description } of ofFirstProfile(failed))
        if (level === 3 && clusters.includes(label)) assert.match(description, /^as of \d\d:\d\d · /, label);
      await workbench().screenshot(`bad-input-${name}`);
      await cloud.clearFaults();
      await tree().rowAction(trouble, 'Retry');
      const healed = await healthy();
      assert.deepEqual(names(healed), clusters);
      await tree().until('nothing old', (rows) =>
        rows.every(({ description }) => !/as of /.test(description)),
      );
      assert.deepEqual(await workbench().notifications.texts(), [], 'the tree has said it already');
    });

  it('offers to update the credentials where the key is the trouble', async () => {
    await cloud.fault(
      { action: 'DescribeDBClusters' },
      { kind: 'answer', status: 400, code: 'InvalidAccessKeyId.Inactive' },
    );
    await tree().rowAction('PolarDB', 'Refresh');
    await tree().row(KEYS_NEEDED).waitFor();
    await tree().rowAction(KEYS_NEEDED, 'Update Credentials…');
    await input().shows('Update Credentials of Sample Cloud (1/3)');
    await workbench().screenshot('bad-input-update-credentials');
    await input().cancel();
    await tree().contextMenu(KEYS_NEEDED, 'Update Credentials…');
    await input().shows('Update Credentials of Sample Cloud (1/3)');
    await input().cancel();
    await cloud.clearFaults();
    await tree().rowAction(KEYS_NEEDED, 'Retry');
    await healthy();
  });

  it('shows the clusters that can be read beside one that cannot', async () => {
    const good = {
      DBClusterId: 'pc-bp1good',
      DBClusterDescription: 'good',
      DBClusterStatus: 'Running',
      Tags: 'none',
      DBNodes: { DBNode: [{ DBNodeId: 'pi-1', DBNodeRole: 'Writer', ZoneId: 7 }] },
    };
    const bad = { ...good, DBClusterId: 'pc-bp1bad', DBClusterStatus: { is: 'odd' } };
    const body = JSON.stringify({ TotalRecordCount: 2, Items: { DBCluster: [good, bad] } });
    await cloud.fault({ region: 'us-west-1' }, { kind: 'answer', status: 200, body });
    await workbench().reload();
    await workbench().openSideBar('ClusterDeck');
    const rows = await tree().until('the odd region', (all) => all.some(({ label }) => label === 'good'));
    assert.deepEqual(names(rows).slice(0, -3), clusters.slice(0, -1));
    const [cluster, last, problem] = ofFirstProfile(rows)
      .filter(({ level }) => level === 3)
      .slice(-3);
    assert.deepEqual([cluster?.label, cluster?.description], ['good', 'us-west-1 · 7']);
    assert.equal(last?.label, clusters.at(-1), 'it may be what cannot be read');
    assert.match(last?.description ?? '', /^as of \d\d:\d\d · us-west-1a$/);
    assert.deepEqual(
      [problem?.label, problem?.description.split('. ')[0]],
      [
        'us-west-1: 1 cluster cannot be shown',
        'The answer to DescribeDBClusters cannot be used: pc-bp1bad.DBClusterStatus is an object',
      ],
    );
    await workbench().screenshot('bad-input-unreadable-cluster');
    await cloud.clearFaults();
    await tree().rowAction('us-west-1: 1 cluster cannot be shown', 'Retry');
    assert.deepEqual(names(await healthy()), clusters);
  });

  it('stays with the old key where an edit brings one that the cloud refuses', async () => {
    const expired = cloud.ready.accessKeys.find(
      ({ securityToken, note }) => securityToken && /expired/.test(note),
    );
    assert.ok(expired);
    await tree().contextMenu('Sample Cloud', 'Edit Cloud Profile…');
    await input().shows('(1/6)');
    await input().accept();
    await input().shows('(2/6)');
    await input().enter(expired.accessKeyId);
    await input().shows('(3/6)');
    await input().enter(expired.accessKeySecret);
    await input().shows('(4/6)');
    await input().enter(expired.securityToken ?? '');
    await input().says('The security token of profile Sample Cloud has expired.');
    await workbench().screenshot('bad-input-expired-token');
    await input().enter('not-a-token-at-all');
    await input().says('The security token of profile Sample Cloud is missing or does not fit its AccessKey');
    await input().cancel();
    await tree().rowAction('PolarDB', 'Refresh');
    assert.deepEqual(names(await healthy()), clusters);
  });

  it('shows nothing of the old account once a key of another one is in', async () => {
    const other = cloud.ready.accessKeys.find(({ note }) => note.startsWith('Account without any cluster'));
    assert.ok(other);
    await tree().contextMenu('Sample Cloud', 'Edit Cloud Profile…');
    await input().shows('(1/6)');
    await input().accept();
    await input().shows('(2/6)');
    await input().enter(other.accessKeyId);
    await input().shows('(3/6)');
    await input().enter(other.accessKeySecret);
    await input().shows('(4/6)');
    await input().accept();
    await input().shows('(5/7)');
    await input().row('Enter other keys').waitFor();
    assert.match((await input().rows())[0] ?? '', /Those of account \d+\. Account \d+ better gets a profile/);
    await workbench().screenshot('bad-input-other-account');
    await input().pick('Use the keys of account');
    await input().shows('(6/7)');
    await input().row('cn-hangzhou').waitFor();
    await input().accept();
    await input().shows('(7/7)');
    await input().accept();
    const rows = await tree().until(
      'the empty account',
      ([, product]) => product?.description === 'no clusters',
    );
    assert.deepEqual(names(rows), ['No clusters']);
  });

  it('writes a line for each request and no secret into the log', () => {
    const log = workbench().outputText('ClusterDeck');
    assert.match(log, /DescribeDBClusters/);
    assert.match(log, /InvalidTimeStamp\.Expired/);
    for (const { accessKeySecret, securityToken } of cloud.ready.accessKeys)
      for (const secret of [accessKeySecret, securityToken])
        if (secret) assert.ok(!log.includes(secret), 'a secret is in the log');
  });
});
