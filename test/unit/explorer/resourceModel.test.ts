import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { ResourceModel } from '../../../src/explorer/resourceModel';
import { Pins } from '../../../src/explorer/pins';
import { keysProblem } from '../../../src/explorer/keysProblem';
import { moreView } from '../../../src/explorer/moreView';
import { RefreshQueue } from '../../../src/explorer/refreshQueue';
import { isTreeNode, type TreeNode } from '../../../src/explorer/treeNode';
import type { ProfileClient } from '../../../src/profiles/connections';
import type { Profile } from '../../../src/profiles/profile';
import { Listeners } from '../../../src/profiles/listeners';
import { aProfile } from '../profiles/aProfile';
import { aCluster, endpoint } from '../support/clusters';
import { aConnection, aHuaweiInstance } from '../support/huaweiInstances';
import { anInstance } from '../support/instances';
import { fakeClient } from '../support/fakeClient';
import { FakeEstate } from './fakeEstate';

const error = new CloudError({ kind: 'server', code: 'InternalError', explanation: text('It broke.') });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** What comes in one moment is told together. */
const moment = () => pause(30);

describe('the tree', () => {
  let estates: Record<string, FakeEstate>;
  /** Of the other products. */
  const others = new FakeEstate();
  let profiles: string[];
  let model: ResourceModel;
  let drawn: (readonly string[] | undefined)[];
  let cloud: Profile['cloud'];
  /** The profiles whose keys were to be tried again. */
  const triedAgain: string[] = [];
  let key: ProfileClient['key'];
  let pins: Pins;
  const profileChanged = new Listeners<{ id: string; credentials: boolean }>();
  const dropped = new Listeners<string>();
  const runChanged = new Listeners<{ profileId: string; resourceId: string }>();

  beforeEach(() => {
    profiles = ['a'];
    estates = { a: new FakeEstate('cn-hangzhou', 'cn-beijing'), b: new FakeEstate('cn-hangzhou') };
    triedAgain.length = 0;
    drawn = [];
    key = undefined;
    const state = new Map<string, unknown>();
    pins = new Pins({
      get: (name: string) => state.get(name) as never,
      update: (name: string, value: unknown) => {
        state.set(name, JSON.parse(JSON.stringify(value)));
        return Promise.resolve();
      },
    });
    cloud = 'alibaba';
    model = new ResourceModel({
      profiles: {
        list: () => profiles.map((id) => aProfile(id, { cloud })),
        get: (id) => (profiles.includes(id) ? aProfile(id, { cloud }) : undefined),
        onDidChange: profileChanged.event,
      },
      connections: {
        client: () => ({ ...fakeClient(() => undefined), ...(key ? { key } : {}) }),
        estate: (id, product) => (product === 'polardb' ? estates[id]! : (estates[product] ?? others)),
        onDidDrop: dropped.event,
        tryAgain: (profileId) => {
          triedAgain.push(profileId);
          if (key?.problem()) key.tryAgain();
        },
      },
      pins,
      onDidChangeRun: runChanged.event,
    });
    model.onDidChange((nodes) => drawn.push(nodes?.map(({ id }) => id)));
  });
  afterEach(() => {
    model.dispose();
  });

  const product = (profile = 'a'): TreeNode =>
    model.children(model.children().find(({ profileId }) => profileId === profile))[0]!;
  const under = (node = product()) => model.children(node);
  const ids = (nodes: readonly TreeNode[]) => nodes.map(({ id }) => id);
  const orders = (region = 'cn-hangzhou') => aCluster({ id: 'pc-1', region });

  it('loads when a profile is opened, and not before', () => {
    assert.deepEqual(ids(model.children()), ['a']);
    assert.deepEqual(estates['a']!.asked, []);
    assert.deepEqual(ids(under()), ['a/polardb/loading']);
    assert.deepEqual(estates['a']!.asked, ['load']);
    assert.deepEqual(drawn, [], 'what opening a branch starts does not redraw it');
  });

  it('shows a region as soon as it answers, whatever the slow ones do', async () => {
    under();
    estates['a']!.set('cn-beijing', { resources: [orders('cn-beijing')] });
    await moment();
    assert.deepEqual(drawn, [['a/polardb']]);
    assert.deepEqual(ids(under()), ['a/polardb/cn-beijing/pc-1']);
  });

  it('gathers a burst of answers into one redraw and loses none', async () => {
    under();
    for (let count = 1; count <= 50; count += 1)
      estates['a']!.set('cn-hangzhou', {
        resources: Array.from({ length: count }, (_, index) => aCluster({ id: `pc-${index}` })),
      });
    await pause(600);
    assert.deepEqual(drawn, [['a/polardb']]);
    assert.equal(under().length, 50);
  });

  it('tells a burst of readings once, each cluster in it once', async () => {
    under();
    const clusters = Array.from({ length: 100 }, (_, index) => aCluster({ id: `pc-${index}` }));
    estates['a']!.set('cn-hangzhou', { resources: clusters });
    under();
    await pause(600);
    drawn = [];
    for (const state of ['loading', 'loaded'] as const)
      for (const cluster of clusters) estates['a']!.setDetail(cluster, { state });
    await pause(600);
    assert.deepEqual(drawn, [clusters.map(({ id }) => `a/polardb/cn-hangzhou/${id}`)]);
  });

  it('does not double clusters when it is refreshed, and keeps their objects', async () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    const [before] = under();
    await model.refresh();
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    const after = under();
    assert.equal(after.length, 1);
    assert.equal(after[0], before);
  });

  it('takes a thing that the cloud lists twice once', () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders(), orders()] });
    assert.equal(under().length, 1);
  });

  it('redraws a changed cluster alone', async () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    const [cluster] = under();
    await pause(300);
    drawn = [];
    estates['a']!.setDetail(orders(), { state: 'loaded' });
    await moment();
    assert.deepEqual(drawn, [[cluster!.id]]);
  });

  it('redraws the cluster that a run is on', async () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    const [cluster] = under();
    await pause(300);
    drawn = [];
    runChanged.fire({ profileId: 'b', resourceId: 'pc-1' });
    runChanged.fire({ profileId: 'a', resourceId: 'pc-1' });
    await moment();
    assert.deepEqual(drawn, [[cluster!.id]]);
  });

  it('tells equal clusters of two profiles and two regions apart', () => {
    profiles = ['a', 'b'];
    under(product('a'));
    under(product('b'));
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    estates['a']!.set('cn-beijing', { resources: [orders('cn-beijing')] });
    estates['b']!.set('cn-hangzhou', { resources: [orders()] });
    const all = [...under(product('a')), ...under(product('b'))];
    assert.equal(new Set(ids(all)).size, 3);
  });

  it('reads a cluster when it is opened: its nodes are there at once, its endpoints follow', () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    const [cluster] = under();
    const kinds = () => under(cluster).map(({ kind }) => kind);
    assert.deepEqual(kinds(), ['member', 'member', 'member', 'loading']);
    assert.deepEqual(kinds().length, 4);
    assert.deepEqual(
      estates['a']!.asked.filter((asked) => asked === 'read pc-1').length,
      1,
      'drawing it again reads nothing',
    );
    estates['a']!.setDetail(orders(), { parts: { endpoints: [endpoint('pe-1'), endpoint('pe-2')] } });
    assert.deepEqual(kinds(), ['member', 'member', 'member', 'member', 'member']);
  });

  it('shows what of a cluster failed beside what is there, and reads it again on Retry', async () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    const [cluster] = under();
    under(cluster);
    estates['a']!.setDetail(orders(), { problems: { endpoints: error } });
    const problem = under(cluster).at(-1)!;
    assert.equal(problem.kind, 'resourceProblem');
    assert.equal(estates['a']!.asked.filter((asked) => asked === 'read pc-1').length, 1);
    await model.refresh(problem);
    assert.equal(estates['a']!.asked.filter((asked) => asked === 'read pc-1').length, 2);
  });

  it('says once for the whole profile that it needs other keys, and keeps what it knew', async () => {
    const [profile] = model.children();
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders()], answeredAt: 1 });
    const refused = new CloudError({ kind: 'credentials', explanation: text('The token has expired.') });
    const failing = { since: 2, at: 2, error: refused };
    drawn = [];
    for (const region of ['cn-hangzhou', 'cn-beijing']) {
      const resources = region === 'cn-hangzhou' ? [orders()] : [];
      estates['a']!.set(region, { state: 'failed', error: refused, failing, resources });
    }
    await pause(300);
    assert.ok(drawn.flat().includes('a'), 'the profile is drawn anew');
    const [problem, polardb] = model.children(profile);
    assert.deepEqual([problem!.kind, problem!.id], ['keysProblem', 'a/keysProblem']);
    assert.equal(model.parent(problem!), profile);
    assert.deepEqual(ids(under(polardb)), ['a/polardb/cn-hangzhou/pc-1'], 'no region says it again');
    await model.retry(problem!);
    assert.ok(estates['a']!.asked.includes('refresh all'));
    for (const region of ['cn-hangzhou', 'cn-beijing']) estates['a']!.set(region, { answeredAt: 3 });
    assert.equal(model.children(profile)[0]!.kind, 'product');
  });

  it('has what is pinned first, whatever its region, and forgets it with its profile', async () => {
    under();
    const named = (region: string, name: string) => aCluster({ id: `pc-${name}`, name, region });
    estates['a']!.set('cn-hangzhou', { resources: [named('cn-hangzhou', 'a'), named('cn-hangzhou', 'b')] });
    estates['a']!.set('cn-beijing', { resources: [named('cn-beijing', 'c')] });
    await pause(600);
    const [, , c] = under();
    drawn = [];
    await pins.set(c!.id, true);
    await moment();
    assert.deepEqual(drawn, [['a/polardb']]);
    const last = () => ids(under()).map((id) => id.split('/').at(-1));
    assert.deepEqual(last(), ['pc-c', 'pc-a', 'pc-b']);
    assert.ok(model.isPinned(c as never));
    await pins.set(c!.id, true);
    await pins.set(c!.id, false);
    assert.deepEqual(last(), ['pc-a', 'pc-b', 'pc-c']);
    await pins.set(c!.id, true);
    await pins.forget('b/');
    assert.ok(pins.has(c!.id));
    await pins.forget('a/');
    assert.ok(!pins.has(c!.id));
  });

  it('shows under a filter what fits, and says how many of how many', async () => {
    under();
    const named = (id: string) => aCluster({ id, name: `name-${id}` });
    estates['a']!.set('cn-hangzhou', { resources: [named('pc-1'), named('pc-2'), named('pc-12')] });
    const [all] = [ids(under())];
    await pause(300);
    drawn = [];
    model.filterBy('pc-1');
    assert.ok(drawn.flat().includes('a/polardb'));
    assert.deepEqual(ids(under()), ['a/polardb/cn-hangzhou/pc-1', 'a/polardb/cn-hangzhou/pc-12']);
    assert.equal(model.shown({ profileId: 'a', product: 'polardb' }), 2);
    assert.equal(model.hidesAll(), false);
    model.filterBy('pc-3');
    assert.equal(model.hidesAll(), true);
    assert.deepEqual(under(), [], 'no row says that there are no clusters');
    model.filterBy('');
    assert.equal(model.hidesAll(), false);
    assert.deepEqual(ids(under()), all);
    assert.equal(model.shown({ profileId: 'a', product: 'polardb' }), undefined);
  });

  describe('with more resources than VS Code draws fast', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const name = `c${String(index).padStart(5, '0')}`;
        return aCluster({ id: `pc-${name}`, name });
      });
    const last = () => ids(under()).at(-1)?.split('/').at(-1);

    it('shows a thousand, and all of just so many', async () => {
      under();
      estates['a']!.set('cn-hangzhou', { resources: many(1000) });
      await moment();
      assert.deepEqual([under().length, last()], [1000, 'pc-c00999']);
      estates['a']!.set('cn-hangzhou', { resources: many(1001) });
      assert.deepEqual([under().length, under().at(-1)!.kind], [1001, 'more']);
      assert.equal(model.parent(under().at(-1)!), product());
    });

    it('shows the next ones when a person asks, at once, and says what is left', async () => {
      under();
      estates['a']!.set('cn-hangzhou', { resources: many(2500) });
      await pause(600);
      const more = under().at(-1)!;
      assert.ok(more.kind === 'more');
      assert.deepEqual([more.after, model.matching(more)], [1000, 2500]);
      const { label, description, command } = moreView(more.after, model.matching(more), plain);
      assert.deepEqual([label, description], ['Show 1000 more', '1000 of 2500 shown']);
      assert.equal(command?.id, 'clusterdeck.showMore');
      drawn = [];
      model.showMore(more);
      assert.deepEqual(drawn, [['a/polardb']]);
      const next = under().at(-1)!;
      assert.ok(next.kind === 'more' && next !== more);
      assert.equal(moreView(next.after, 2500, plain).label, 'Show 500 more');
      model.showMore(more);
      assert.equal(under().length, 2001, 'a row that is gone shows nothing more');
      model.showMore(next);
      assert.deepEqual([under().length, last()], [2500, 'pc-c02499']);
    });

    it('still shows regions that failed and what is pinned', async () => {
      under();
      estates['a']!.set('cn-hangzhou', { resources: many(3000) });
      estates['a']!.set('cn-beijing', { state: 'failed', error });
      await moment();
      assert.deepEqual(
        under()
          .slice(-2)
          .map(({ kind }) => kind),
        ['regionsProblem', 'more'],
      );
      await pins.set('a/polardb/cn-hangzhou/pc-c02999', true);
      assert.deepEqual(
        ids(under())
          .slice(0, 2)
          .map((id) => id.split('/').at(-1)),
        ['pc-c02999', 'pc-c00000'],
      );
    });

    it('counts neither regions that failed nor what a cloud lists twice as resources', async () => {
      under();
      const [one, ...others] = many(1001);
      estates['a']!.set('cn-hangzhou', { state: 'failed', error });
      estates['a']!.set('cn-beijing', {
        resources: [one!, one!, ...others].map((each) => ({ ...each, region: 'cn-beijing' })),
      });
      await moment();
      const kinds = under().map(({ kind }) => kind);
      assert.deepEqual([kinds.length, kinds[0], kinds.at(-1)], [1002, 'regionsProblem', 'more']);
    });

    it('has one shown that a search has found behind them, with those before it', async () => {
      under();
      estates['a']!.set('cn-hangzhou', { resources: many(3000) });
      await moment();
      const found = model.resourceNode('a', 'polardb', { region: 'cn-hangzhou', id: 'pc-c01500' });
      assert.ok(!under().includes(found));
      model.bringIntoView(found);
      assert.ok(under().includes(found));
      assert.equal(under().length, 2001);
      drawn = [];
      model.bringIntoView(found);
      assert.deepEqual(drawn, [], 'it is there');
    });

    it('looks through all of them for a filter', async () => {
      under();
      estates['a']!.set('cn-hangzhou', { resources: many(3000) });
      await moment();
      model.filterBy('c02999');
      assert.deepEqual(
        ids(under()).map((id) => id.split('/').at(-1)),
        ['pc-c02999'],
      );
    });
  });

  it('reads again only the failed regions on Retry', async () => {
    under();
    estates['a']!.set('cn-beijing', { state: 'failed', error });
    const [problem] = under();
    assert.equal(problem!.kind, 'regionsProblem');
    await model.refresh(problem);
    assert.deepEqual(estates['a']!.asked.at(-1), 'refresh cn-beijing');
    assert.ok(!estates['a']!.asked.includes('refresh all'));
  });

  it('refreshes what was opened along with the lists, and nothing of profiles never looked at', async () => {
    profiles = ['a', 'b'];
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders(), aCluster({ id: 'pc-2' })] });
    under(under()[0]);
    estates['a']!.asked.length = 0;
    await model.refresh();
    assert.deepEqual(estates['a']!.asked, ['refresh all', 'read pc-1']);
    assert.deepEqual(estates['b']!.asked, []);
  });

  it('redraws the branch when a cluster has gone', async () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    under();
    await pause(300);
    estates['a']!.loads.set('cn-hangzhou', { region: 'cn-hangzhou', state: 'loaded', resources: [] });
    drawn = [];
    estates['a']!.changed.fire({ region: 'cn-hangzhou', resourceId: 'pc-1' });
    await moment();
    assert.deepEqual(drawn, [['a/polardb']]);
  });

  it("hears nothing more of an old account's estate", async () => {
    under();
    const old = estates['a']!;
    estates['a'] = new FakeEstate('cn-hangzhou');
    dropped.fire('a');
    await pause(300);
    drawn = [];
    old.set('cn-hangzhou', { resources: [orders()] });
    await moment();
    assert.deepEqual(drawn, []);
    assert.deepEqual(ids(under()), ['a/polardb/loading']);
  });

  it('finds the way up from every node, and the cluster it belongs to', () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [orders()] });
    estates['a']!.set('cn-beijing', { state: 'failed', error });
    const walk = (node?: TreeNode): void => {
      for (const child of model.children(node)) {
        assert.equal(model.parent(child), node, child.id);
        assert.ok(isTreeNode(child));
        if (child.kind === 'resource' || child.kind === 'member')
          assert.deepEqual(model.targetOf(child), {
            profileId: 'a',
            target: { kind: `${child.product}.cluster`, region: 'cn-hangzhou', id: 'pc-1', name: 'orders' },
          });
        else if (child.kind !== 'loading') assert.equal(model.targetOf(child), undefined);
        walk(child);
      }
    };
    walk();
    for (const other of [undefined, null, 'a', {}, { kind: 'cluster' }])
      assert.equal(isTreeNode(other), false);
  });

  it('says that it loads only while there is something to wait for', () => {
    const instances = () => under(model.children(model.children()[0]).find(({ id }) => id === 'a/selectdb'));
    instances();
    others.set('cn-hangzhou', { resources: [anInstance({ detailed: false })] });
    const opened = () => ids(under(instances()[0])).map((id) => id.split('/').slice(4).join('/'));
    assert.equal(opened().at(-1), 'loading', 'the first reading');
    others.set('cn-hangzhou', { resources: [anInstance()] });
    assert.ok(!opened().includes('loading'), 'a later one, while all of it is shown');
  });

  describe('of Huawei Cloud', () => {
    const [instance, connection] = [aHuaweiInstance(), aConnection()];
    const branch = (id: string) => model.children(model.children()[0]).find((node) => node.id === `a/${id}`)!;
    /** The instance's node, with its connections read. */
    const opened = () => {
      estates['rds']!.set('cn-north-4', { resources: [instance] });
      estates['rds']!.details.set(instance.id, {
        state: 'loaded',
        parts: { connections: [connection] },
        problems: {},
      });
      return model.children(branch('rds'))[0]!;
    };
    /** The row of the connection under the instance. */
    const row = () => model.children(model.children(opened()).at(-1))[0]!;

    beforeEach(() => {
      cloud = 'huawei';
      estates['rds'] = new FakeEstate('cn-north-4');
      estates['das'] = new FakeEstate('cn-north-4');
    });

    it('has a branch for each of its products, the first of them open', () => {
      assert.deepEqual(ids(model.children(model.children()[0])), [
        'a/rds',
        'a/taurusdb',
        'a/gaussdb',
        'a/dds',
        'a/ddm',
        'a/das',
      ]);
      assert.ok(model.isFirst({ profileId: 'a', product: 'rds' }));
      assert.ok(!model.isFirst({ profileId: 'a', product: 'polardb' }));
    });

    it('does operations on a connection under its instance as on the connection of DAS that it is', () =>
      assert.deepEqual(model.targetOf(row()), {
        profileId: 'a',
        target: { kind: 'das.connection', region: 'cn-north-4', id: connection.id, name: 'root@orders' },
      }));

    it('redraws a connection that a run is on in both places', async () => {
      estates['das']!.set('cn-north-4', { resources: [connection] });
      const [listed] = model.children(branch('das'));
      const shown = row();
      await pause(300);
      drawn = [];
      runChanged.fire({ profileId: 'a', resourceId: connection.id });
      await pause(300);
      assert.deepEqual(drawn.flat().sort(), [listed!.id, shown.id].sort());
    });

    it('has keys tried again that could not be renewed, and then reads what failed', async () => {
      const [node] = under();
      await model.retry(node!);
      assert.deepEqual(triedAgain, ['a']);
    });

    it('asks for nothing but what a person retries, where the key was not accepted', async () => {
      const asked: string[] = [];
      let problem: CloudError | undefined = new CloudError({
        kind: 'keyRejected',
        code: 'APIGW.0301',
        explanation: text('The key is wrong.'),
      });
      key = {
        problem: () => problem,
        tryAgain: () => {
          asked.push('try again');
          problem = undefined;
        },
      };
      model.children(branch('rds'));
      model.children(branch('das'));
      estates['rds']!.set('cn-north-4', { state: 'failed', error: problem });
      assert.deepEqual(model.children(branch('rds')), [], 'the profile says it');
      const [failed] = model.children(model.children()[0]);
      assert.equal(failed!.kind, 'keysProblem');
      for (const estate of [estates['rds']!, estates['das']!]) estate.asked.length = 0;
      await model.refresh();
      assert.deepEqual(asked, [], 'a refresh of everything is no word about the key');
      await model.retry(failed!);
      assert.deepEqual(asked, ['try again']);
      assert.equal(estates['das']!.asked.at(-1), 'refresh all', 'all that waited for the key is read');
      const [region] = model.children(branch('rds'));
      estates['rds']!.asked.length = 0;
      assert.equal(region!.kind, 'regionsProblem', 'the key is no trouble any more');
      await model.retry(region!);
      assert.deepEqual([asked.length, estates['rds']!.asked], [1, ['refresh cn-north-4']]);
    });
  });

  it('keeps ids one of a kind when a cloud puts a slash into one', () => {
    under();
    estates['a']!.set('cn-hangzhou', { resources: [aCluster({ id: 'x/node/y', nodes: [] })] });
    assert.deepEqual(ids(under()), ['a/polardb/cn-hangzhou/x%2Fnode%2Fy']);
  });
});

describe('the keys of a profile', () => {
  const refused = new CloudError({ kind: 'credentials', explanation: text('The token has expired.') });
  const failing = (since: number, why = refused) => ({
    state: 'failed' as const,
    error: why,
    failing: { since, at: since, error: why },
  });

  it('are the trouble where all that was asked since was refused, in whatever product', () => {
    const loaded = { region: 'a', state: 'loaded' as const, resources: [], answeredAt: 1 };
    const load = (more: object) => ({ region: 'b', state: 'failed' as const, resources: [], ...more });
    assert.equal(keysProblem([]), undefined);
    assert.equal(keysProblem([loaded]), undefined);
    assert.equal(keysProblem([loaded, load(failing(2))]), refused);
    assert.equal(keysProblem([load({ ...failing(2), answeredAt: 1 })]), refused);
    assert.equal(
      keysProblem([{ ...loaded, answeredAt: 3 }, load(failing(2))]),
      undefined,
      'others still answer',
    );
    assert.equal(keysProblem([{ ...loaded, answeredAt: 2 }, load(failing(2))]), undefined, 'asked at once');
    assert.equal(keysProblem([load(failing(2, error))]), undefined, 'another trouble');
    assert.equal(keysProblem([load({ ...failing(2), state: 'loading' })]), refused, 'while it is read again');
  });
});

describe('RefreshQueue', () => {
  it('passes everything once for any mix, and not what is below something else', async () => {
    const passed: (readonly string[] | undefined)[] = [];
    const queue = new RefreshQueue<{ id: string }>((nodes) => passed.push(nodes?.map(({ id }) => id)));
    const [a, below, b] = [{ id: 'a' }, { id: 'a/b' }, { id: 'ab' }];
    queue.add(a);
    queue.add(below);
    queue.add(a);
    queue.add(b);
    await pause(300);
    queue.add(below);
    queue.add(undefined);
    await pause(300);
    assert.deepEqual(passed, [['a', 'ab'], undefined]);
    queue.dispose();
  });

  it('passes what a person waits for at once, with what waits', () => {
    const passed: (readonly string[] | undefined)[] = [];
    const queue = new RefreshQueue<{ id: string }>((nodes) => passed.push(nodes?.map(({ id }) => id)));
    queue.add({ id: 'a' });
    queue.now([{ id: 'b' }]);
    queue.now([{ id: 'c' }]);
    assert.deepEqual(passed, [['a', 'b'], ['c']]);
    queue.dispose();
  });
});
