import assert from 'node:assert/strict';
import type { CloudCall } from '../../../src/clouds/cloudClient';
import { CloudError, type CloudErrorKind } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import type { EstateChange } from '../../../src/inventory/estate';
import { polardbReader } from '../../../src/inventory/polardbReader';
import { createProductEstate } from '../../../src/inventory/productEstate';
import { attribute, fakeClient, listed, page } from '../support/fakeClient';
import { flush } from '../support/virtualClock';

const SLOW = 'cn-beijing';
const FAST = 'cn-hangzhou';
const at = (id: string, region = FAST) => ({ region, id });

const cloudError = (kind: CloudErrorKind, code?: string) =>
  new CloudError({ kind, explanation: text('It failed.'), ...(code ? { code } : {}) });

interface Asked {
  readonly call: CloudCall;
  readonly answer: (value: unknown) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** An estate whose every read waits for the test to answer it. */
function setUp(regions: readonly string[] = [FAST, SLOW]) {
  const asked: Asked[] = [];
  const client = fakeClient(
    (call, signal) =>
      new Promise((resolve, reject) => {
        // These tests are about a cluster and its endpoints; its scheduled tasks are there at once.
        if (call.action === 'DescribeScheduleTasks') {
          resolve({ Data: { TimerInfos: [] } });
          return;
        }
        asked.push({
          call,
          signal,
          answer: async (value) => {
            resolve(value);
            await flush();
          },
          fail: async (error) => {
            reject(error);
            await flush();
          },
        });
      }),
  );
  let now = 1000;
  const estate = createProductEstate({
    client,
    reader: polardbReader,
    regions: () => regions,
    now: () => (now += 1),
  });
  const changes: EstateChange[] = [];
  estate.onDidChange((change) => changes.push(change));
  const open = (region: string, action = 'DescribeDBClusters'): Asked => {
    const found = asked.findLast(({ call }) => call.region === region && call.action === action);
    assert.ok(found, `${action} was not asked in ${region}`);
    return found;
  };
  const shown = (region = FAST) => {
    const load = estate.regions().find((each) => each.region === region)!;
    return [load.state, load.resources.map(({ id }) => id), load.total] as const;
  };
  const load = async (region: string, ids: readonly string[]) => {
    const refreshed = estate.refresh(region);
    await open(region).answer(page(ids.map((id) => listed(id))));
    await refreshed;
  };
  return { estate, asked, changes, open, shown, load, time: () => now };
}

describe('the estate of a profile', () => {
  it('loads nothing until it is asked to, then each region that is idle, once', async () => {
    const { estate, asked, shown } = setUp();
    assert.deepEqual(
      estate.regions().map(({ region, state }) => [region, state]),
      [
        [FAST, 'idle'],
        [SLOW, 'idle'],
      ],
    );
    await flush();
    assert.equal(asked.length, 0);
    estate.load();
    estate.load();
    await flush();
    assert.deepEqual(
      asked.map(({ call }) => call.region),
      [FAST, SLOW],
    );
    assert.deepEqual(shown(), ['loading', [], undefined]);
  });

  it('shows a fast region while a slow one is under way', async () => {
    const { estate, open, shown, changes } = setUp();
    estate.load();
    await flush();
    await open(FAST).answer(page([listed('pc-1')]));
    assert.deepEqual(shown(FAST), ['loaded', ['pc-1'], 1]);
    assert.deepEqual(shown(SLOW), ['loading', [], undefined]);
    assert.deepEqual(changes.at(-1), { region: FAST });
    await open(SLOW).answer(page([listed('pc-2')]));
    assert.deepEqual(shown(SLOW), ['loaded', ['pc-2'], 1]);
  });

  it('shows each page as it arrives, with the total', async () => {
    const { estate, open, shown } = setUp();
    estate.load();
    await flush();
    await open(FAST).answer(page([listed('pc-1'), listed('pc-2')], 3));
    assert.deepEqual(shown(), ['loading', ['pc-1', 'pc-2'], 3]);
    assert.equal(open(FAST).call.parameters['PageNumber'], 2);
    await open(FAST).answer(page([listed('pc-3')], 3));
    assert.deepEqual(shown(), ['loaded', ['pc-1', 'pc-2', 'pc-3'], 3]);
  });

  it('carries the error of a region that fails, and leaves the others alone', async () => {
    const { estate, open, shown } = setUp();
    estate.load();
    await flush();
    await open(FAST).fail(cloudError('credentials'));
    await open(SLOW).answer(page([listed('pc-2')]));
    assert.deepEqual(shown(FAST), ['failed', [], undefined]);
    assert.equal(estate.regions()[0]!.error?.kind, 'credentials');
    assert.deepEqual(shown(SLOW), ['loaded', ['pc-2'], 1]);
    estate.load();
    await flush();
    assert.deepEqual(shown(FAST)[0], 'failed', 'it is not loaded again by itself');
  });

  it('keeps what arrived when a later page fails', async () => {
    const { estate, open, shown } = setUp();
    estate.load();
    await flush();
    await open(FAST).answer(page([listed('pc-1')], 2));
    await open(FAST).fail(cloudError('network'));
    assert.deepEqual(shown(), ['failed', ['pc-1'], 2]);
  });

  it('keeps the old clusters, the same objects, when a refresh fails, and recovers', async () => {
    const { estate, open, shown, load } = setUp();
    await load(FAST, ['pc-1', 'pc-2']);
    const before = estate.regions()[0]!.resources;
    const refreshed = estate.refresh(FAST);
    assert.deepEqual(shown(), ['loading', ['pc-1', 'pc-2'], 2], 'shown while it loads');
    await open(FAST).fail(cloudError('network'));
    await refreshed;
    assert.deepEqual(shown(), ['failed', ['pc-1', 'pc-2'], 2]);
    assert.equal(estate.regions()[0]!.resources, before);
    await load(FAST, ['pc-1']);
    assert.deepEqual(shown(), ['loaded', ['pc-1'], 1]);
    assert.equal(estate.regions()[0]!.error, undefined);
  });

  it('does not load a region twice at once', async () => {
    const { estate, asked, open } = setUp();
    estate.load();
    const refreshed = [estate.refresh(), estate.refresh(FAST)];
    await flush();
    assert.equal(asked.length, 2);
    await open(FAST).answer(page([]));
    await open(SLOW).answer(page([]));
    await Promise.all(refreshed);
    const again = estate.refresh(FAST);
    await open(FAST).answer(page([]));
    await again;
    assert.equal(asked.length, 3);
  });

  it('keeps the object of a cluster that did not change, and replaces one that did', async () => {
    const { estate, open, load } = setUp();
    await load(FAST, ['pc-1', 'pc-2']);
    const [one, two] = estate.regions()[0]!.resources;
    const refreshed = estate.refresh(FAST);
    await open(FAST).answer(page([listed('pc-1'), listed('pc-2', { DBClusterStatus: 'Switching' })]));
    await refreshed;
    const [same, other] = estate.regions()[0]!.resources;
    assert.equal(same, one);
    assert.notEqual(other, two);
    assert.equal(other!.status, 'Switching');
  });

  it('drops clusters that are gone, except where some could not be read', async () => {
    const { estate, open, shown, load } = setUp();
    await load(FAST, ['pc-1', 'pc-2', 'pc-3']);
    const partly = estate.refresh(FAST);
    await open(FAST).answer(page([listed('pc-1'), { DBClusterId: 'pc-2' }]));
    await partly;
    assert.deepEqual(shown(), ['loaded', ['pc-1', 'pc-2', 'pc-3'], 2]);
    assert.equal(estate.regions()[0]!.problems?.length, 1);
    await load(FAST, ['pc-1', 'pc-2']);
    assert.deepEqual(shown(), ['loaded', ['pc-1', 'pc-2'], 2]);
    assert.equal(estate.regions()[0]!.problems, undefined);
  });

  describe('a cluster’s own reading', () => {
    const readDetail = async (setup: ReturnType<typeof setUp>, more: object = {}) => {
      const refreshed = setup.estate.refreshResource(at('pc-1'));
      await flush();
      await setup.open(FAST, 'DescribeDBClusterAttribute').answer(attribute('pc-1', more));
      await setup.open(FAST, 'DescribeDBClusterEndpoints').answer({
        Items: [{ DBEndpointId: 'pe-1', EndpointType: 'Primary' }],
      });
      await refreshed;
    };

    it('is laid over the list and outlives the next list', async () => {
      const setup = setUp();
      const { estate, load, changes } = setup;
      await load(FAST, ['pc-1']);
      assert.equal(estate.resource(at('pc-1'))!.detailed, false);
      await readDetail(setup);
      assert.deepEqual(changes.at(-1), { region: FAST, resourceId: 'pc-1' });
      const detailed = estate.resource(at('pc-1'))!;
      assert.deepEqual([detailed.detailed, detailed.dataSyncMode], [true, 'SemiSync']);
      assert.equal(estate.regions()[0]!.resources[0], detailed, 'the tree and the detail show one cluster');
      assert.deepEqual(
        estate.detail(at('pc-1'))!.parts.endpoints!.map(({ id }) => id),
        ['pe-1'],
      );
      await load(FAST, ['pc-1']);
      assert.equal(estate.resource(at('pc-1')), detailed, 'the list brought nothing new');
    });

    it('gives way to a newer list in what the list tells', async () => {
      const setup = setUp();
      const { estate, open } = setup;
      await readDetail(setup);
      const refreshed = estate.refresh(FAST);
      await open(FAST).answer(page([listed('pc-1', { DBClusterStatus: 'Switching' })]));
      await refreshed;
      const now = estate.resource(at('pc-1'))!;
      assert.deepEqual([now.status, now.dataSyncMode, now.zones.length], ['Switching', 'SemiSync', 2]);
      assert.deepEqual([now.nodes[0]!.subCluster, now.nodes[0]!.status], ['Primary', undefined]);
    });

    it('no longer says which storage cluster the nodes belong to once a list shows another writer', async () => {
      const setup = setUp();
      const { estate, open } = setup;
      await readDetail(setup);
      const refreshed = estate.refresh(FAST);
      const nodes = [
        { DBNodeId: 'pc-1-w', DBNodeRole: 'Reader' },
        { DBNodeId: 'pc-1-r', DBNodeRole: 'Writer' },
      ];
      await open(FAST).answer(page([listed('pc-1', { DBNodes: { DBNode: nodes } })]));
      await refreshed;
      assert.deepEqual(
        estate
          .resource(at('pc-1'))!
          .nodes.map(({ role, subCluster, status, failoverPriority }) => [
            role,
            subCluster,
            status,
            failoverPriority,
          ]),
        [
          ['Reader', undefined, undefined, 15],
          ['Writer', undefined, undefined, 3],
        ],
      );
    });

    it('is not undone by a list that was asked for before it', async () => {
      const setup = setUp();
      const { estate, open, load } = setup;
      await load(FAST, ['pc-1']);
      const slow = estate.refresh(FAST);
      await flush();
      const list = open(FAST);
      await readDetail(setup, { DBClusterStatus: 'Switching' });
      await list.answer(page([listed('pc-1')]));
      await slow;
      assert.equal(estate.resource(at('pc-1'))!.status, 'Switching');
    });

    it('is read once at a time', async () => {
      const { estate, asked, open } = setUp();
      const both = [estate.refreshResource(at('pc-1')), estate.refreshResource(at('pc-1'))];
      await flush();
      assert.equal(asked.length, 2, 'the cluster and its endpoints');
      assert.equal(estate.detail(at('pc-1'))!.state, 'loading');
      await open(FAST, 'DescribeDBClusterAttribute').answer(attribute('pc-1'));
      await open(FAST, 'DescribeDBClusterEndpoints').answer({ Items: [] });
      await Promise.all(both);
      assert.equal(estate.detail(at('pc-1'))!.state, 'loaded');
    });

    it('shows the cluster where only its endpoints fail', async () => {
      const { estate, open } = setUp();
      const refreshed = estate.refreshResource(at('pc-1'));
      await flush();
      await open(FAST, 'DescribeDBClusterEndpoints').fail(cloudError('permission'));
      await open(FAST, 'DescribeDBClusterAttribute').answer(attribute('pc-1'));
      await refreshed;
      const detail = estate.detail(at('pc-1'))!;
      assert.deepEqual(
        [detail.state, detail.problems.endpoints?.kind, estate.resource(at('pc-1'))?.id],
        ['loaded', 'permission', 'pc-1'],
      );
    });

    it('keeps what was known when it fails', async () => {
      const setup = setUp();
      const { estate, open } = setup;
      await readDetail(setup);
      const refreshed = estate.refreshResource(at('pc-1'));
      await flush();
      await open(FAST, 'DescribeDBClusterAttribute').fail(cloudError('network'));
      await open(FAST, 'DescribeDBClusterEndpoints').answer({ Items: [] });
      await refreshed;
      const detail = estate.detail(at('pc-1'))!;
      assert.deepEqual(
        [detail.state, detail.error?.kind, detail.parts.endpoints?.length],
        ['failed', 'network', 1],
      );
      assert.equal(estate.resource(at('pc-1'))!.status, 'Running');
    });

    for (const code of ['InvalidDBClusterId.NotFound', 'InvalidDBCluster.NotFound'])
      it(`makes the cluster disappear that answers ${code}`, async () => {
        const { estate, open, shown, load, changes } = setUp();
        await load(FAST, ['pc-1', 'pc-2']);
        const refreshed = estate.refreshResource(at('pc-1'));
        await flush();
        await open(FAST, 'DescribeDBClusterEndpoints').fail(cloudError('refused', code));
        await open(FAST, 'DescribeDBClusterAttribute').fail(cloudError('refused', code));
        await refreshed;
        assert.deepEqual(shown(), ['loaded', ['pc-2'], 1]);
        assert.deepEqual([estate.resource(at('pc-1')), estate.detail(at('pc-1'))], [undefined, undefined]);
        assert.deepEqual(changes.at(-1), { region: FAST });
      });
  });

  describe('a reading made elsewhere', () => {
    it('is taken over, and only a change is told', async () => {
      const { estate, load, changes, time } = setUp();
      await load(FAST, ['pc-1']);
      const switching = { ...estate.resource(at('pc-1'))!, status: 'Switching' };
      estate.put(switching, time());
      assert.equal(estate.resource(at('pc-1'))!.status, 'Switching');
      assert.deepEqual(changes.at(-1), { region: FAST, resourceId: 'pc-1' });
      const told = changes.length;
      estate.put({ ...switching }, time());
      estate.put({ of: 'another shape' }, time());
      assert.equal(changes.length, told);
    });

    it('is ignored where a newer one is known, and taken at the same time', async () => {
      const { estate, load, time } = setUp();
      await load(FAST, ['pc-1']);
      const known = estate.resource(at('pc-1'))!;
      const stamp = time();
      estate.put({ ...known, status: 'Switching' }, stamp);
      estate.put({ ...known, status: 'Rebooting' }, stamp - 1);
      assert.equal(estate.resource(at('pc-1'))!.status, 'Switching');
      estate.put({ ...known, status: 'Rebooting' }, stamp);
      assert.equal(estate.resource(at('pc-1'))!.status, 'Rebooting');
    });

    it('is not dropped by a list that was asked for before it', async () => {
      const { estate, open, load, shown, time } = setUp();
      await load(FAST, ['pc-1']);
      const known = estate.resource(at('pc-1'))!;
      const refreshed = estate.refresh(FAST);
      await flush();
      estate.put({ ...known, id: 'pc-new' }, time() + 1);
      await open(FAST).answer(page([listed('pc-1')]));
      await refreshed;
      assert.deepEqual(shown()[1], ['pc-1', 'pc-new']);
    });
  });

  describe('what could not be read since', () => {
    const failList = async (
      { estate, open }: ReturnType<typeof setUp>,
      error = cloudError('credentials'),
    ) => {
      const refreshed = estate.refresh(FAST);
      await flush();
      await open(FAST).fail(error);
      await refreshed;
      return error;
    };

    it('stays, and is known to be old from the first failed list until one is answered', async () => {
      const world = setUp();
      const { estate, load, time } = world;
      await load(FAST, ['pc-1']);
      const answeredAt = time();
      const readAt = answeredAt - 1;
      assert.equal(estate.stale(at('pc-1')), undefined);
      const error = await failList(world);
      const since = time();
      assert.deepEqual(estate.stale(at('pc-1')), { readAt, error });
      const again = estate.refresh(FAST);
      await flush();
      assert.deepEqual(estate.stale(at('pc-1')), { readAt, error }, 'it is as old while it is read again');
      await world.open(FAST).fail(error);
      await again;
      assert.deepEqual(estate.regions()[0]!.failing, { since, at: time(), error });
      assert.equal(estate.regions()[0]!.answeredAt, answeredAt);
      await load(FAST, ['pc-1']);
      assert.equal(estate.stale(at('pc-1')), undefined);
      assert.equal(estate.regions()[0]!.failing, undefined);
    });

    it('is not old where a run has read it after the failure', async () => {
      const world = setUp();
      await world.load(FAST, ['pc-1', 'pc-2']);
      await failList(world);
      world.estate.put({ ...world.estate.resource(at('pc-1'))!, status: 'Switching' }, world.time() + 1);
      assert.equal(world.estate.stale(at('pc-1')), undefined);
      assert.ok(world.estate.stale(at('pc-2')));
    });

    it('is known of one resource alone, where only its own call failed', async () => {
      const { estate, load, open } = setUp();
      await load(FAST, ['pc-1', 'pc-2']);
      const error = cloudError('network');
      const reading = estate.refreshResource(at('pc-1'));
      await flush();
      await open(FAST, 'DescribeDBClusterEndpoints').fail(error);
      await open(FAST, 'DescribeDBClusterAttribute').fail(error);
      await reading;
      assert.equal(estate.stale(at('pc-1'))?.error, error);
      assert.equal(estate.stale(at('pc-2')), undefined);
      await load(FAST, ['pc-1', 'pc-2']);
      assert.equal(estate.stale(at('pc-1')), undefined, 'the list told its state after that');
    });

    it('is nothing where nothing was ever read', async () => {
      const world = setUp();
      await failList(world);
      assert.equal(world.estate.stale(at('pc-1')), undefined);
    });
  });

  it('cancels what is under way when it is disposed, and is silent then', async () => {
    const { estate, asked, changes } = setUp();
    const running = [estate.refresh(), estate.refreshResource(at('pc-1'))];
    await flush();
    const told = changes.length;
    estate.dispose();
    assert.ok(asked.every(({ signal }) => signal?.aborted));
    for (const each of asked) await each.fail(cloudError('cancelled'));
    await Promise.all([...running, estate.refresh(), estate.refreshResource(at('pc-2'))]);
    assert.equal(changes.length, told);
    assert.equal(asked.length, 4, 'nothing more is asked');
  });

  it('never rejects, also for what is not a CloudError', async () => {
    const { estate, open } = setUp();
    const refreshed = estate.refresh(FAST);
    await flush();
    await open(FAST).fail(new TypeError('a fault of ours'));
    await refreshed;
    assert.match(estate.regions()[0]!.error!.message, /a fault of ours/);
  });
});
