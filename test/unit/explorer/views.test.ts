import assert from 'node:assert/strict';
import { CloudError, type CloudErrorFacts } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { clusterView, zonalClusterView } from '../../../src/explorer/clusterView';
import { branchSummary } from '../../../src/explorer/branchView';
import { endpointView, nodeView } from '../../../src/explorer/memberView';
import { polardbView } from '../../../src/explorer/polardbView';
import { emptyView, regionsProblemView } from '../../../src/explorer/problemView';
import { profileView } from '../../../src/explorer/profileView';
import { regionEntries } from '../../../src/explorer/regionEntries';
import { staleMemberView, staleView } from '../../../src/explorer/staleView';
import { selectdbView } from '../../../src/explorer/selectdbView';
import { problemGroups } from '../../../src/inventory/problemGroups';
import type { RegionLoad } from '../../../src/inventory/estate';
import { aProfile } from '../profiles/aProfile';
import { both } from '../support/bothTimes';
import { aCluster, endpoint, node } from '../support/clusters';
import { anInstance } from '../support/instances';

const failure = (facts: Partial<CloudErrorFacts>) =>
  new CloudError({ kind: 'server', code: 'InternalError', explanation: text('It broke.'), ...facts });
const load = (region: string, more: Partial<RegionLoad> = {}): RegionLoad => ({
  region,
  state: 'loaded',
  resources: [],
  ...more,
});
const clusters = (region: string, ...names: string[]) =>
  names.map((name) => aCluster({ region, name, id: `pc-${name}` }));

describe('a profile in the tree', () => {
  it('says production and read-only in words, and marks the sample', () => {
    assert.equal(profileView(aProfile('a'), plain).description, '');
    const production = profileView(aProfile('a', { safety: 'production' }), plain);
    assert.deepEqual([production.description, production.contextValue], ['production', 'profile.production']);
    const sample = profileView(aProfile('a', { safety: 'read-only', sample: true }), plain);
    assert.deepEqual(
      [sample.description, sample.contextValue, sample.spoken],
      ['read-only · sample', 'profile.read-only.sample', 'Cloud profile name of a, read-only, sample'],
    );
  });

  it('shows whose keys they are in the tooltip', () => {
    const identity = { accountId: '1234', arn: 'acs:ram::1234:user/dba', type: 'RAMUser', verifiedAt: 1 };
    const tooltip = profileView(aProfile('a', { identity }), plain).tooltip();
    assert.match(tooltip, /Account: 1234\nIdentity: acs:ram::1234:user\/dba/);
  });
});

describe('what could not be read since', () => {
  const now = new Date(2026, 10, 22, 14, 30).getTime();
  const error = failure({ explanation: text('The token has expired.') });
  const look = clusterView(aCluster({ status: 'Running' }), undefined, plain);

  it('says first from when it is, and is not as bright as what is known', () => {
    const stale = staleView(look, { readAt: now - 18 * 60_000, error }, now, plain);
    assert.equal(stale.description, `as of 14:12 · ${look.description}`);
    assert.deepEqual(stale.icon, { name: 'database', color: 'disabledForeground' });
    assert.match(stale.spoken, /as of 14:12$/);
    assert.match(stale.tooltip(), /^As of: 2026-11-22 14:12.*\nNot read since: The token has expired/);
    assert.equal(stale.contextValue, look.contextValue, 'a rescue is not locked out');
  });

  it('says of what is known from the last time that it is being read again', () => {
    const stale = staleView(look, { readAt: now - 18 * 60_000 }, now, plain);
    assert.equal(stale.description, `as of 14:12 · ${look.description}`);
    assert.match(
      stale.tooltip(),
      /^As of: 2026-11-22 14:12.*\nFrom the last time this was open; it is being read again\n/,
    );
  });

  it('names the day where it was another one', () =>
    assert.match(
      staleView(look, { readAt: now - 86_400_000, error }, now, plain).description ?? '',
      /^as of 2026-11-21 14:30 · /,
    ));

  it('dims what stands under it, too', () => {
    const stale = staleMemberView(look, { readAt: now, error }, now, plain);
    assert.deepEqual([stale.description, stale.icon?.color], [look.description, 'disabledForeground']);
    assert.match(stale.spoken, /as of 14:30$/);
  });
});

describe('the time a cluster or an instance was created', () => {
  const at = Date.UTC(2026, 2, 4, 5, 6, 7);
  for (const [name, created] of [
    ['cluster', (createdAt: string) => clusterView(aCluster({ createdAt }), undefined, plain)],
    ['instance', (createdAt: string) => selectdbView.resource(anInstance({ createdAt }), undefined, plain)],
  ] as const) {
    const line = (createdAt: string) => /^Created: (.*)$/m.exec(created(createdAt).tooltip())?.[1];
    it(`is told in local time with UTC beside it: ${name}`, () => {
      assert.equal(line('2026-03-04T05:06:07Z'), both(at));
      assert.equal(line('2026-03-04 05:06:07'), both(at), 'the cloud’s times are UTC');
    });
    it(`stays as the cloud says it where it is no time: ${name}`, () =>
      assert.equal(line('long\nago'), 'long ago'));
  }
});

describe('how much of a profile is there', () => {
  const summary = (...loads: RegionLoad[]) => branchSummary(loads, 'cluster', plain);
  it('counts regions until each has answered, then pages, then clusters', () => {
    assert.equal(summary(load('a', { state: 'idle' }), load('b', { state: 'idle' })), '');
    assert.equal(summary(load('a', { state: 'loading' }), load('b', { state: 'idle' })), '0 of 2 regions');
    assert.equal(summary(load('a', { state: 'loading' }), load('b')), '1 of 2 regions');
    assert.equal(
      summary(
        load('a', { state: 'loading', resources: clusters('a', 'x'), total: 312 }),
        load('b', { total: 0 }),
      ),
      '1 of 312',
    );
    assert.equal(summary(load('a', { resources: clusters('a', 'x', 'y'), total: 2 })), '2 clusters');
    assert.equal(summary(load('a', { resources: clusters('a', 'x'), total: 1 })), '1 cluster');
    assert.equal(summary(load('a', { total: 0 })), 'no clusters');
  });

  it('never shows a partial list as a whole one', () => {
    const broken = load('b', { state: 'failed', error: failure({}) });
    assert.equal(
      summary(load('a', { resources: clusters('a', 'x'), total: 1 }), broken),
      '1 region failed, 1 cluster',
    );
    const half = { ...broken, resources: clusters('b', 'x'), total: 150 };
    assert.equal(summary(half, { ...broken, region: 'c' }), '2 regions failed, 1 of 150');
    assert.equal(summary(broken), '1 region failed', 'nobody knows that there are no clusters');
    const three = load('c', { resources: clusters('c', 'x', 'y', 'z'), total: 3 });
    assert.equal(branchSummary([three], 'cluster', plain, 1), '1 of 3');
    assert.equal(branchSummary([three, broken], 'cluster', plain, 0), '1 region failed, 0 of 3');
  });
});

describe('what stands under a product', () => {
  it('keeps the order of the regions, and within one goes by name with numbers as numbers', () => {
    const entries = regionEntries([
      load('b', { resources: clusters('b', 'db10', 'DB2', 'apps') }),
      load('a', { resources: clusters('a', 'zeta') }),
    ]);
    assert.deepEqual(
      entries.flatMap((entry) => (entry.kind === 'resources' ? entry.resources.map(({ name }) => name) : [])),
      ['apps', 'DB2', 'db10', 'zeta'],
    );
  });

  it('puts the problem of a region after what it had, and leaves the others alone', () => {
    const entries = regionEntries([
      load('a', { state: 'failed', error: failure({}), resources: clusters('a', 'old') }),
      load('b', { resources: clusters('b', 'new') }),
    ]);
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['resources', 'regionsProblem', 'resources'],
    );
  });

  it('says an empty account is empty only when every region has said so', () => {
    assert.deepEqual(regionEntries([load('a'), load('b')]), [{ kind: 'empty' }]);
    assert.deepEqual(regionEntries([load('a'), load('b', { state: 'loading' })]), [{ kind: 'loading' }]);
    const entries = regionEntries([load('a'), load('b', { state: 'failed', error: failure({}) })]);
    assert.deepEqual(entries, [{ kind: 'regionsProblem', regions: ['b'] }]);
  });

  it('says wrong keys once for all regions, and different troubles apart', () => {
    const bad = (region: string, facts: Partial<CloudErrorFacts>) =>
      load(region, { state: 'failed', error: failure(facts) });
    for (const keys of [
      { kind: 'credentials', code: 'InvalidAccessKeyId.NotFound' },
      { kind: 'keyRejected', code: 'APIGW.0301' },
    ] as const)
      assert.deepEqual(problemGroups([bad('a', keys), bad('b', {}), bad('c', keys), bad('d', {})]), [
        ['a', 'c'],
        ['b'],
        ['d'],
      ]);
    const offline = { kind: 'network', code: 'ENOTFOUND' } as const;
    assert.deepEqual(problemGroups(['a', 'b', 'c'].map((region) => bad(region, offline))), [['a', 'b', 'c']]);
  });

  it('names region, reason and request of a problem, and offers to edit the profile for wrong keys', () => {
    const error = failure({
      kind: 'credentials',
      advice: text('Do this.'),
      requestId: 'REQ-7',
      cloudMessage: 'no\nno',
    });
    const view = regionsProblemView([load('cn-beijing', { state: 'failed', error })], plain);
    assert.deepEqual(
      [view.label, view.description, view.contextValue],
      ['cn-beijing', 'It broke. Do this.', 'problem.credentials'],
    );
    assert.match(view.tooltip(), /Code: InternalError\nThe cloud says: no no\nRequest ID: REQ-7/);
    const locking = failure({ kind: 'keyRejected' });
    const { contextValue } = regionsProblemView([load('a', { state: 'failed', error: locking })], plain);
    assert.equal(contextValue, 'problem.credentials');
  });

  it('offers to change the network of the profile where a setting of the network decides', () => {
    for (const setting of ['http.proxy', 'network', undefined] as const) {
      const error = failure({ kind: 'network', ...(setting ? { setting } : {}) });
      const { contextValue } = regionsProblemView([load('a', { state: 'failed', error })], plain);
      assert.equal(contextValue, setting ? 'problem.network' : 'problem');
    }
  });
});

describe('an empty account in the tree', () => {
  it('says the short thing first, and all of it to a screen reader', () => {
    const { label, description, spoken } = emptyView({ noun: 'cluster' }, plain);
    assert.deepEqual(
      [label, description, spoken],
      ['No clusters', 'in the regions of this profile', 'No clusters in the regions of this profile'],
    );
  });
});

describe('a cluster in the tree', () => {
  it('counts its nodes, and says nothing of them where the list tells none', () => {
    assert.match(clusterView(aCluster(), undefined, plain).tooltip(), /^Nodes: [1-9]/m);
    const unread = aCluster({ nodes: [], detailed: false });
    assert.doesNotMatch(zonalClusterView(unread, undefined, plain).tooltip(), /Nodes/);
  });

  it("shows the writer's zone, and before it a status when it is not running", () => {
    const running = clusterView(aCluster(), undefined, plain);
    assert.deepEqual(
      [running.label, running.description, running.contextValue],
      ['orders', 'cn-hangzhou-i', 'polardb.cluster.running'],
    );
    const changing = clusterView(aCluster({ status: 'ClassChanging' }), undefined, plain);
    assert.deepEqual(
      [changing.description, changing.contextValue],
      ['ClassChanging · cn-hangzhou-i', 'polardb.cluster.busy'],
    );
    assert.notEqual(running.icon?.name, changing.icon?.name, 'never by colour alone');
  });

  it('has a shape of its own for every phase', () => {
    const shapes = ['Running', 'ROLE_SWITCHING', 'ClassChanging', 'Stopped', 'Deleting'].map(
      (status) => clusterView(aCluster({ status }), undefined, plain).icon?.name,
    );
    assert.equal(new Set(shapes).size, 5);
  });

  it('shows a run that is under way, and a lock', () => {
    const view = clusterView(
      aCluster({ lockMode: 'ManualLock' }),
      { icon: 'sync~spin', say: 'switching over…' },
      plain,
    );
    assert.equal(view.description, 'switching over… · locked · cn-hangzhou-i');
    assert.equal(view.contextValue, 'polardb.cluster.running.locked.operating');
    assert.match(view.icon?.name ?? '', /~spin$/);
    assert.match(
      view.spoken,
      /Cluster orders, switching over…, locked, cn-hangzhou, writer in cn-hangzhou-i/,
    );
  });

  it("names the region where the writer's zone does not", () => {
    const edge = aCluster({ nodes: [node('pi-w', { role: 'Writer', zone: 'sg-singapore-9' })] });
    assert.equal(clusterView(edge, undefined, plain).description, 'cn-hangzhou · sg-singapore-9');
    assert.match(clusterView(aCluster(), undefined, plain).spoken, /Running, cn-hangzhou, writer in/);
  });

  it('survives a cluster without writer, with several, and with odd words', () => {
    assert.equal(clusterView(aCluster({ nodes: [] }), undefined, plain).description, 'cn-hangzhou');
    const writer = (id: string, zone: string) => node(id, { role: 'Writer', zone });
    const multi = aCluster({ nodes: [writer('a', 'z1'), writer('b', 'z2'), writer('c', 'z1')] });
    assert.equal(clusterView(multi, undefined, plain).description, 'cn-hangzhou · z1, z2');
    const odd = clusterView(aCluster({ name: 'a\u202e\nb', status: '\u0007' }), undefined, plain);
    assert.deepEqual([odd.label, odd.contextValue], ['a b', 'polardb.cluster.busy']);
    assert.ok(!odd.tooltip().includes('\u202e') && !odd.tooltip().includes('\u0007'));
  });

  it('shows role, zone, class and status of a node, writers first', () => {
    const view = nodeView(node('pi-1', { role: 'Writer' }), plain);
    assert.deepEqual(
      [view.label, view.description],
      ['Writer', 'cn-hangzhou-i · Running · polar.mysql.x4.large · pi-1'],
    );
    assert.match(view.tooltip(), /Failover priority: 1/);
    const { status: _, ...unread } = node('pi-2');
    assert.equal(nodeView(unread, plain).description, 'cn-hangzhou-i · polar.mysql.x4.large · pi-2');
    assert.deepEqual(
      polardbView
        .members(
          aCluster({ nodes: [node('r', { zone: 'a' }), node('w', { role: 'Writer', zone: 'z' })] }),
          undefined,
        )
        .map(({ key }) => key[1]),
      ['w', 'r'],
    );
  });

  it('shows where an endpoint answers', () => {
    const view = endpointView(endpoint('pe-1'), plain);
    assert.deepEqual(
      [view.label, view.description],
      ['Cluster', 'ReadWrite · pe-1.rwlb.rds.aliyuncs.com:3306'],
    );
    const named = endpointView(endpoint('pe-2', { addresses: [], name: 'reports' }), plain);
    assert.deepEqual([named.label, named.description], ['reports', 'Cluster · ReadWrite']);
    assert.equal(endpointView(endpoint('pe-3', { name: '', type: '' }), plain).label, 'pe-3');
  });

  it("opens the cluster's page, whatever the id holds", () => {
    assert.equal(
      polardbView.consoleUrl({ region: 'cn-hangzhou', id: 'pc-1/../?x=1#y' }),
      'https://polardb.console.aliyun.com/cn-hangzhou/cluster/pc-1%2F..%2F%3Fx%3D1%23y',
    );
  });
});
