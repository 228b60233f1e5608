import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { clusterView } from '../../../src/explorer/clusterView';
import { RunsInTree } from '../../../src/explorer/runsInTree';
import { switchRole } from '../../../src/operations/switchRole';
import type { Cluster } from '../../../src/inventory/polardbCluster';
import { Listeners } from '../../../src/profiles/listeners';
import { runSummary } from '../../../src/results/runSummary';
import { runView } from '../../../src/results/runView';
import { isOver, type Run, type RunState } from '../../../src/runs/run';
import type { RunStore } from '../../../src/runs/runStore';
import { aCluster } from '../support/clusters';
import { aRun } from '../support/runs';

const STARTED = 1000;

/** Everything that shows runs, on runs that a test sets. */
class Screen {
  runs: readonly Run[] = [];
  readonly put: [Cluster, number | undefined][] = [];
  readonly changed = new Listeners<Run>();
  readonly drawn: string[] = [];
  readonly inTree = new RunsInTree({
    runs: { all: () => this.runs, onDidChange: this.changed.event } as unknown as RunStore,
    operation: () => switchRole,
    connections: {
      estate: () =>
        ({
          detail: () => undefined,
          put: (cluster: Cluster, at?: number) => this.put.push([cluster, at]),
        }) as never,
    },
    say: plain,
    clock: { now: () => STARTED },
  });

  constructor() {
    this.inTree.onDidChangeRun(({ resourceId }) => this.drawn.push(resourceId));
  }

  show(...runs: readonly Run[]): void {
    this.runs = runs;
    for (const run of runs) this.changed.fire(run);
  }

  /** What each place says of the cluster's runs. */
  get says() {
    const summary = runSummary(this.runs, () => switchRole, plain);
    const cluster = clusterView(
      aCluster(),
      this.inTree.activeRun({ region: 'cn-hangzhou', id: 'pc-bp1test' }),
      plain,
    );
    const panels = this.runs.map((run) => runView(run, switchRole, plain, 'en'));
    return {
      badge: summary?.count ?? 0,
      statusBar: summary?.lines ?? [],
      icons: [summary?.icon, cluster.icon?.name],
      panelIcons: panels.map(({ icon }) => icon),
      // The writer's zone follows.
      tree: cluster.description?.split(' · ')[0],
      operating: cluster.contextValue.endsWith('.operating'),
      panels: panels.map(({ word, closedAt }) => (closedAt === undefined ? word : `over: ${word}`)),
    };
  }
}

const inState = (state: RunState, more: Partial<Run> = {}): Run => aRun({ state, ...more });
const over = (state: RunState): Run => inState(state, { closedAt: aRun().createdAt + 1000 });

describe('status bar, badge, tree and panel', () => {
  const going: readonly [Run, string, string, string][] = [
    [inState('sending'), 'Sending', 'switching over…', 'sync~spin'],
    [inState('scheduled'), 'Scheduled', 'scheduled', 'watch'],
    [inState('settling'), 'Settling', 'switching over…', 'sync~spin'],
    [inState('unknown'), 'Unknown', 'outcome unknown', 'question'],
    [
      inState('settling', { waitingFor: 'network' }),
      'Settling, waiting for the network',
      'waiting for the network',
      'debug-pause',
    ],
    [
      inState('unknown', { waitingFor: 'credentials' }),
      'Unknown, waiting for keys that work',
      'waiting for keys that work',
      'key',
    ],
  ];
  for (const [run, word, brief, icon] of going)
    it(`say the same of a run that is ${word.toLowerCase()}`, () => {
      const screen = new Screen();
      screen.show(run);
      assert.deepEqual(screen.says, {
        badge: 1,
        statusBar: [`Switch Primary: orders, ${brief}`],
        icons: [icon, icon],
        panelIcons: [icon],
        tree: brief,
        operating: true,
        panels: [word],
      });
    });

  for (const state of ['settled', 'failed', 'refused', 'unknown', 'abandoned'] as const)
    it(`say nothing of a run that is over, but for its panel: ${state}`, () => {
      const screen = new Screen();
      screen.show(inState('settling'));
      screen.show(over(state));
      const { panels, panelIcons, ...rest } = screen.says;
      assert.deepEqual(rest, {
        badge: 0,
        statusBar: [],
        icons: [undefined, 'database'],
        tree: 'cn-hangzhou-i',
        operating: false,
      });
      assert.match(panels[0]!, /^over: /);
      assert.doesNotMatch(panelIcons[0]!, /~spin$/);
      assert.deepEqual(screen.drawn, ['pc-bp1test', 'pc-bp1test'], 'the cluster is drawn again');
    });

  it('count two runs on one cluster, and still show the one that is left', () => {
    const screen = new Screen();
    const newer = inState('scheduled', { id: 'run-2' });
    screen.show(newer, inState('settling'));
    assert.equal(screen.says.badge, 2);
    assert.equal(screen.says.statusBar.length, 2);
    assert.equal(screen.says.tree, 'scheduled (+1)');
    screen.show({ ...newer, state: 'abandoned', closedAt: newer.createdAt }, inState('settling'));
    assert.equal(screen.says.badge, 1);
    assert.equal(screen.says.tree, 'switching over…');
    assert.ok(screen.runs.some(isOver));
  });

  it('shows a cluster as busy under every profile that reaches it', () => {
    const screen = new Screen();
    screen.show(inState('settling', { profile: { id: 'another', name: 'Another' } }));
    assert.ok(screen.says.operating);
  });
});

describe('where else a run shows', () => {
  const connection = {
    kind: 'das.connection',
    region: 'cn-north-4',
    id: 'c-1',
    name: 'root@orders',
  } as const;
  const instance = { kind: 'rds.instance', region: 'cn-north-4', id: 'i-1', name: 'orders' } as const;

  /** What is read again after a run, where the list of these products and these instances have been opened. */
  function readAgain(target: Run['target'], run: Partial<Run>, opened: readonly string[]): readonly string[] {
    const read: string[] = [];
    const changed = new Listeners<Run>();
    const inTree = new RunsInTree({
      runs: { all: () => [], onDidChange: changed.event } as unknown as RunStore,
      operation: () => undefined,
      connections: {
        estate: (_profile, product) => {
          const isOpen = opened.includes(product);
          const resources = product === 'rds' ? [{ ...instance }, { ...instance, id: 'i-2' }] : [];
          return {
            regions: () => [{ region: 'cn-north-4', state: isOpen ? 'loaded' : 'idle', resources }],
            resource: () => undefined,
            detail: ({ id }: { id: string }) =>
              opened.includes(id)
                ? { parts: { connections: id === 'i-1' ? [{ id: 'c-1' }] : [] } }
                : undefined,
            put: () => undefined,
            refresh: (region: string) => (read.push(`${product} of ${region}`), Promise.resolve()),
            refreshResource: ({ id }: { id: string }) => (read.push(id), Promise.resolve()),
          } as never;
        },
      },
      say: plain,
      clock: { now: () => STARTED },
    });
    changed.fire(aRun({ target, ...run }));
    inTree.dispose();
    return read;
  }
  const settled = { state: 'settled', closedAt: 1 } as const;

  it('reads a deleted connection’s list and its instance, where they were opened, once it is over', () => {
    const opened = ['das', 'rds', 'i-1'];
    assert.deepEqual(readAgain(connection, settled, opened), ['das of cn-north-4', 'i-1']);
    assert.deepEqual(readAgain(connection, { state: 'settling' }, opened), []);
    assert.deepEqual(readAgain(connection, settled, ['rds', 'i-2']), [], 'an instance without it');
    assert.deepEqual(readAgain(connection, settled, []), []);
  });

  it('reads the list of connections after one was created on an instance', () => {
    assert.deepEqual(readAgain(instance, settled, ['das', 'rds', 'i-1']), ['i-1', 'das of cn-north-4']);
    assert.deepEqual(readAgain(instance, settled, ['rds']), []);
  });

  it('asks nothing in a region that the profile has no more', () =>
    assert.deepEqual(readAgain({ ...connection, region: 'cn-east-3' }, settled, ['das', 'rds', 'i-1']), []));
});

describe('readings of runs in the tree', () => {
  it('carry the time at which they began', () => {
    const screen = new Screen();
    screen.show(inState('settling', { after: aCluster(), readAt: 1234 }));
    assert.deepEqual(screen.put, [[aCluster(), 1234]]);
  });

  it('from before this window are no state to show: the journal keeps runs for long', () => {
    const screen = new Screen();
    screen.show(inState('settled', { after: aCluster(), readAt: STARTED - 1 }));
    assert.deepEqual(screen.put, []);
    screen.show(inState('settled', { after: aCluster(), readAt: STARTED }));
    assert.equal(screen.put.length, 1);
  });

  it('are, of a run of an earlier version, no newer than its last line', () => {
    const screen = new Screen();
    const run = inState('settling', { after: aCluster() });
    screen.show(run);
    assert.deepEqual(screen.put, [[aCluster(), run.updatedAt]]);
  });
});
