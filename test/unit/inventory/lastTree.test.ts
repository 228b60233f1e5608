import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import type { ProductReader, Resource } from '../../../src/inventory/estate';
import { LastTrees } from '../../../src/inventory/lastTrees';
import { createProductEstate } from '../../../src/inventory/productEstate';
import { readerOf } from '../../../src/inventory/readers';
import { aCluster } from '../support/clusters';
import { attribute, fakeClient, listed, page } from '../support/fakeClient';
import { aConnection, aHuaweiInstance } from '../support/huaweiInstances';
import { anInstance } from '../support/instances';
import { flush, VirtualClock } from '../support/virtualClock';

const HANGZHOU = 'cn-hangzhou';
const BEIJING = 'cn-beijing';
const broken = new CloudError({ kind: 'network', explanation: text('It failed.') });

interface Asked {
  readonly region: string;
  readonly action: string;
  readonly answer: (value: unknown) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

describe('the last tree', () => {
  let folder: string;
  let clock: VirtualClock;
  let owner: string | undefined;
  let reported: string[];
  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-last-')), 'lastTree');
    clock = new VirtualClock();
    owner = 'account 1';
    reported = [];
  });
  afterEach(() => fs.rmSync(path.dirname(folder), { recursive: true }));

  const file = (profile = 'p', product = 'polardb') => path.join(folder, profile, `${product}.jsonl`);
  const onDisk = (of = file()) => fs.readFileSync(of, 'utf8');
  const newTrees = () =>
    new LastTrees({ folder, clock, owner: () => owner, report: (problem) => reported.push(problem) });

  /** A window that shows the clusters of a profile; what it asks waits for the test to answer it. */
  function openWindow(regions: readonly string[] = [HANGZHOU, BEIJING], trees = newTrees()) {
    const asked: Asked[] = [];
    const client = fakeClient(
      ({ region, action }) =>
        new Promise((resolve, reject) =>
          asked.push({
            region,
            action,
            answer: (value) => (resolve(value), flush()),
            fail: (error) => (reject(error), flush()),
          }),
        ),
    );
    const reader = readerOf('polardb');
    const last = trees.of('p', reader);
    const estate = createProductEstate({
      client,
      reader,
      regions: () => regions,
      now: () => clock.now(),
      last,
    });
    const changed: (string | undefined)[] = [];
    estate.onDidChange(({ region }) => changed.push(region));
    return {
      estate,
      trees,
      asked,
      changed,
      /** Opens the branch, and waits until what was kept is there. */
      look: async () => {
        estate.load();
        await last.read();
        await flush();
      },
      asks: (region: string, action = 'DescribeDBClusters'): Asked => {
        const found = asked.findLast((each) => each.region === region && each.action === action);
        assert.ok(found, `${action} was not asked in ${region}`);
        return found;
      },
      /** Lets so much time go by that what is known is kept. */
      keep: async (ms = 3000) => {
        await clock.advance(ms);
        await last.ended();
      },
      /** Each with the time as of which it is shown, for old ones. */
      shown: () =>
        estate
          .regions()
          .flatMap(({ resources }) => resources)
          .map((resource) => [resource.id, estate.stale(resource)?.readAt]),
    };
  }

  /** A window of before, in which both regions answered. Gives when they were asked. */
  async function before(hangzhou = [listed('pc-1'), listed('pc-2')], beijing = [listed('pc-3')]) {
    const window = openWindow();
    const at = clock.now();
    await window.look();
    await window.asks(HANGZHOU).answer(page(hangzhou));
    await window.asks(BEIJING).answer(page(beijing));
    await window.keep();
    window.estate.dispose();
    await clock.advance(60_000);
    return at;
  }

  it('is shown at once, each resource as of when it was read, while every region is asked as ever', async () => {
    const at = await before();
    const window = openWindow();
    await window.look();
    assert.deepEqual(window.shown(), [
      ['pc-1', at],
      ['pc-2', at],
      ['pc-3', at],
    ]);
    assert.deepEqual(window.estate.stale({ region: HANGZHOU, id: 'pc-1' }), { readAt: at }, 'no error');
    assert.deepEqual(
      window.asked.map(({ region }) => region),
      [HANGZHOU, BEIJING],
    );
    assert.deepEqual(window.changed.slice(-2), [HANGZHOU, BEIJING], 'it is told');
    assert.ok(
      window.estate.regions().every(({ state, total }) => state === 'loading' && total === undefined),
    );
  });

  it('gives way region by region: what changed is new, what has gone goes, the rest stays old', async () => {
    const at = await before();
    const window = openWindow();
    await window.look();
    await window
      .asks(HANGZHOU)
      .answer(page([listed('pc-1', { DBClusterStatus: 'Switching' }), listed('pc-4')]));
    assert.deepEqual(window.shown(), [
      ['pc-1', undefined],
      ['pc-4', undefined],
      ['pc-3', at],
    ]);
    const [first] = window.estate.regions()[0]!.resources;
    assert.ok(first && 'status' in first);
    assert.equal(first.status, 'Switching');
  });

  it('gives way page by page', async () => {
    const at = await before();
    const window = openWindow();
    await window.look();
    await window.asks(HANGZHOU).answer(page([listed('pc-2')], 2));
    assert.deepEqual(window.shown().slice(0, 2), [
      ['pc-1', at],
      ['pc-2', undefined],
    ]);
    await window.asks(HANGZHOU).answer(page([listed('pc-5')], 2));
    assert.deepEqual(
      window.shown().map(([id]) => id),
      ['pc-2', 'pc-5', 'pc-3'],
    );
  });

  it('stays where a region fails, marked with the failure, until it answers', async () => {
    const at = await before();
    const window = openWindow();
    await window.look();
    await window.asks(BEIJING).fail(broken);
    const address = { region: BEIJING, id: 'pc-3' };
    assert.deepEqual(window.estate.stale(address), { readAt: at, error: broken });
    assert.equal(window.estate.stale(address), window.estate.stale(address), 'nothing to draw again');
    void window.estate.refresh(BEIJING);
    assert.equal(window.estate.stale(address)?.error, broken, 'also while it is tried again');
    await window.asks(BEIJING).answer(page([listed('pc-3')]));
    assert.equal(window.estate.stale(address), undefined);
  });

  it('stays where its region answers with something that cannot be read, and says so', async () => {
    const at = await before();
    const window = openWindow();
    await window.look();
    await window.asks(HANGZHOU).answer(page([listed('pc-1'), { DBClusterId: 'pc-2' }]));
    const stale = window.estate.stale({ region: HANGZHOU, id: 'pc-2' });
    assert.equal(stale?.readAt, at);
    assert.equal(stale.error, window.estate.regions()[0]!.problems![0]);
  });

  it('lends nothing to a fresh answer, not even what only the cluster’s own call tells', async () => {
    const old = openWindow([HANGZHOU]);
    await old.look();
    await old.asks(HANGZHOU).answer(page([listed('pc-1')]));
    void old.estate.refreshResource({ region: HANGZHOU, id: 'pc-1' });
    await flush();
    await old.asks(HANGZHOU, 'DescribeDBClusterAttribute').answer(attribute('pc-1'));
    await old.asks(HANGZHOU, 'DescribeDBClusterEndpoints').answer({ Items: [] });
    await old.asks(HANGZHOU, 'DescribeScheduleTasks').answer({ Data: { TimerInfos: [] } });
    await old.keep();
    const window = openWindow([HANGZHOU]);
    await window.look();
    const cluster = () => window.estate.resource({ region: HANGZHOU, id: 'pc-1' });
    assert.ok('dataSyncMode' in cluster()!, 'shown while it is old');
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    assert.ok(!('dataSyncMode' in cluster()!));
  });

  it('gives way also where the clock was set back, and to a cluster’s own reading', async () => {
    await before();
    clock.jump(-86_400_000);
    const window = openWindow();
    await window.look();
    const address = { region: HANGZHOU, id: 'pc-1' };
    clock.jump(1);
    void window.estate.refreshResource(address);
    await flush();
    await window.asks(HANGZHOU, 'DescribeDBClusterAttribute').answer(attribute('pc-1'));
    await window.asks(HANGZHOU, 'DescribeDBClusterEndpoints').answer({ Items: [] });
    await window.asks(HANGZHOU, 'DescribeScheduleTasks').answer({ Data: { TimerInfos: [] } });
    assert.equal(window.estate.stale(address), undefined);
    await window.asks(HANGZHOU).answer(page([]));
    assert.deepEqual(
      window.shown().map(([id]) => id),
      ['pc-1', 'pc-3'],
      'what was read since the list was asked stays, what is old has gone',
    );
  });

  it('comes too late where its region has answered', async () => {
    await before();
    const window = openWindow();
    window.estate.load();
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    await window.look();
    assert.deepEqual(
      window.shown().map(([id]) => id),
      ['pc-1', 'pc-3'],
    );
  });

  it('leaves out regions that are no longer the profile’s, and keeps them no longer', async () => {
    const at = await before();
    const window = openWindow([BEIJING, 'cn-shanghai']);
    await window.look();
    assert.deepEqual(window.shown(), [['pc-3', at]]);
    await window.asks(BEIJING).answer(page([listed('pc-3')]));
    await window.keep();
    assert.doesNotMatch(onDisk(), /pc-2/);
  });

  it('keeps what a slow region had, as old as it is', async () => {
    const at = await before();
    const window = openWindow();
    await window.look();
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    await window.keep();
    const next = openWindow();
    await next.look();
    assert.deepEqual(
      next.shown().map(([id, readAt]) => [id, readAt === at]),
      [
        ['pc-1', false],
        ['pc-3', true],
      ],
    );
  });

  it('is not read before a branch is opened, and not written before a load has ended', async () => {
    await before();
    const then = onDisk();
    const window = openWindow();
    await clock.advance(600_000);
    assert.deepEqual(window.shown(), []);
    await window.look();
    await window.asks(HANGZHOU).fail(broken);
    await clock.advance(600_000);
    assert.equal(onDisk(), then);
  });

  it('is written once for regions that answer one after the other, then at most every 30 seconds', async () => {
    const window = openWindow();
    await window.look();
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    await clock.advance(2000);
    assert.equal(fs.existsSync(folder), false);
    await window.asks(BEIJING).answer(page([listed('pc-3')]));
    await window.keep(1000);
    const first = onDisk();
    assert.match(first, /pc-1[^]*pc-3/);
    const refreshed = window.estate.refresh(BEIJING);
    await window.asks(BEIJING).answer(page([listed('pc-6')]));
    await refreshed;
    await clock.advance(29_000);
    assert.equal(onDisk(), first);
    await window.keep(1000);
    assert.match(onDisk(), /pc-6/);
  });

  it('is a file for its owner alone, put in place whole', async () => {
    await before();
    assert.deepEqual(fs.readdirSync(path.dirname(file())), ['polardb.jsonl']);
    if (process.platform === 'win32') return;
    assert.equal(fs.statSync(file()).mode & 0o777, 0o600);
    assert.equal(fs.statSync(path.dirname(file())).mode & 0o777, 0o700);
  });

  describe('is ignored and replaced', () => {
    const replace = (change: (lines: string[]) => readonly string[]) =>
      fs.writeFileSync(file(), change(onDisk().split('\n')).join('\n'));
    const cases: Record<string, (lines: string[]) => readonly string[]> = {
      'where it is empty': () => [],
      'where it is no JSON': () => ['\0\0\0', '{'],
      'where it is of another version': ([head = '', ...rest]) => [
        head.replace('"version":1', '"version":2'),
        ...rest,
      ],
      'where it is of another account': ([head = '', ...rest]) => [
        head.replace('account 1', 'account 2'),
        ...rest,
      ],
    };
    for (const [when, change] of Object.entries(cases))
      it(when, async () => {
        await before();
        replace(change);
        const window = openWindow();
        await window.look();
        assert.deepEqual(window.shown(), []);
        await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
        await window.keep();
        const next = openWindow();
        await next.look();
        assert.deepEqual(
          next.shown().map(([id]) => id),
          ['pc-1'],
        );
        assert.deepEqual(reported, []);
      });

    it('only as far as it is broken', async () => {
      await before();
      replace(([head = '', one = '', two = '', three = '']) => [
        head,
        one.slice(0, 40),
        two.replace('"nodes":[', '"nodes":[7,'),
        three,
        JSON.stringify({ readAt: 'now', resource: aCluster({ id: 'pc-7', region: BEIJING }) }),
        JSON.stringify({ readAt: 1e300, resource: aCluster({ id: 'pc-8', region: BEIJING }) }),
        'null',
      ]);
      const window = openWindow();
      await window.look();
      assert.deepEqual(
        window.shown().map(([id]) => id),
        ['pc-3'],
      );
    });
  });

  it('is not kept where the disk does not take it, which the log says', async () => {
    fs.writeFileSync(folder, 'no folder');
    const window = openWindow();
    await window.look();
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    await window.keep();
    assert.equal(reported.length, 1);
    assert.match(reported[0]!, /last tree could not be kept.*(ENOTDIR|EEXIST)/i);
    assert.equal(clock.sleeping, 0, 'it is not tried again before there is something new');
    fs.rmSync(folder);
  });

  it('is deleted with its profile, also while it is written, and only its own', async () => {
    const trees = newTrees();
    const window = openWindow([HANGZHOU], trees);
    await window.look();
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    await window.keep();
    const other = trees.of('q', readerOf('polardb'));
    other.renew(() => [{ readAt: 1, resource: aCluster() }]);
    await clock.advance(3000);
    await other.ended();
    const refreshed = window.estate.refresh(HANGZHOU);
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    await refreshed;
    await clock.advance(30_000);
    await trees.forget('p');
    await clock.advance(60_000);
    assert.deepEqual(fs.readdirSync(folder), ['q']);
    assert.deepEqual(reported, []);
  });

  it('of a profile whose keys changed is not read while it is being deleted', async () => {
    await before();
    const trees = newTrees();
    const forgotten = trees.forget('p');
    const window = openWindow([HANGZHOU, BEIJING], trees);
    await window.look();
    assert.deepEqual(window.shown(), []);
    await forgotten;
    assert.equal(fs.existsSync(file()), false);
  });

  it('of an account whose keys another window has replaced is not taken for that of the new one', async () => {
    const window = openWindow([HANGZHOU]);
    await window.look();
    owner = 'account 2';
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    await window.keep();
    assert.equal(fs.existsSync(file()), false);
  });

  it('of a profile that went while it was being written is not put in place', async () => {
    const window = openWindow([HANGZHOU]);
    await window.look();
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    owner = undefined;
    await window.keep();
    assert.equal(fs.existsSync(path.dirname(file())), false);
  });

  it('cleans up after windows that died and profiles that went unnoticed', async () => {
    const put = (name: string, age: number) => {
      const at = path.join(folder, name);
      fs.mkdirSync(path.dirname(at), { recursive: true });
      fs.writeFileSync(at, '');
      const then = new Date(Date.now() - age);
      fs.utimesSync(at, then, then);
    };
    put('gone/polardb.jsonl', 0);
    put('p/old.tmp', 120_000);
    put('p/new.tmp', 0);
    const trees = new LastTrees({
      folder,
      clock,
      owner: (id) => (id === 'p' ? 'account 1' : undefined),
      report: (problem) => reported.push(problem),
    });
    const window = openWindow([HANGZHOU], trees);
    await window.look();
    await window.asks(HANGZHOU).answer(page([listed('pc-1')]));
    await window.keep();
    assert.deepEqual(fs.readdirSync(folder), ['p']);
    assert.deepEqual(fs.readdirSync(path.join(folder, 'p')).sort(), ['new.tmp', 'polardb.jsonl']);
  });

  it('of a profile whose id looks like a path is a folder of its own', async () => {
    for (const id of ['..', '.', '../..', 'a/../..']) {
      const trees = newTrees();
      const last = trees.of(id, readerOf('polardb'));
      last.renew(() => [{ readAt: 5, resource: aCluster() }]);
      await clock.advance(3000);
      await last.ended();
      assert.equal((await newTrees().of(id, readerOf('polardb')).read()).length, 1);
      assert.deepEqual(fs.readdirSync(path.dirname(folder)), ['lastTree']);
      await trees.forget(id);
      assert.deepEqual(fs.readdirSync(folder), []);
    }
  });

  describe('holds what a resource’s shape names and nothing else', () => {
    const SECRET = 'Planted-s3cret';
    const secrets = {
      OTelBearerToken: SECRET,
      TenantToken: SECRET,
      adminPass: SECRET,
      more: { password: SECRET },
    };
    const kept: Record<string, readonly [ProductReader, Resource]> = {
      polardb: [readerOf('polardb'), aCluster()],
      polardbZonal: [readerOf('polardbZonal'), aCluster()],
      selectdb: [readerOf('selectdb'), anInstance()],
      rds: [readerOf('rds'), aHuaweiInstance()],
      das: [readerOf('das'), aConnection()],
    };
    for (const [product, [reader, resource]] of Object.entries(kept))
      it(product, async () => {
        const last = newTrees().of('p', reader);
        const planted = { ...resource, ...secrets, name: `orders password=${SECRET}` };
        last.renew(() => [{ readAt: 5, resource: planted }]);
        await clock.advance(3000);
        await last.ended();
        assert.doesNotMatch(onDisk(file('p', product)), new RegExp(SECRET));
        const read = await newTrees().of('p', reader).read();
        assert.deepEqual(read, [{ readAt: 5, resource: { ...resource, name: 'orders password=******' } }]);
      });

    it('and no value of a tag that is named like a secret', async () => {
      const tags = [
        { key: 'env', value: 'prod' },
        { key: 'db-password', value: SECRET },
      ];
      await before([
        listed('pc-1', { Tags: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) } }),
      ]);
      assert.doesNotMatch(onDisk(), new RegExp(SECRET));
      assert.match(onDisk(), /"value":"prod"/);
    });
  });
});
