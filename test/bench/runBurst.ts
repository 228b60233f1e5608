import { plain } from '../../src/clouds/text';
import { RunsInTree } from '../../src/explorer/runsInTree';
import { switchRole } from '../../src/operations/switchRole';
import { Gathered } from '../../src/profiles/gathered';
import { Listeners } from '../../src/profiles/listeners';
import { runSummary } from '../../src/results/runSummary';
import type { Run } from '../../src/runs/run';
import type { RunStore } from '../../src/runs/runStore';
import { aRun } from '../unit/support/runs';
import { BenchTree } from './benchTree';
import { startCloud } from './cloudProcess';
import { timed } from './row';

const CLUSTERS = 5000;

/** What all that shows runs takes when each of so many runs, on as many clusters of 5,000, moves on in one moment. */
export interface RunBurst {
  /** Microseconds a run. */
  readonly us: number;
  /** How often VS Code is told to draw rows again. */
  readonly events: number;
}

export async function runBurst(count: number): Promise<RunBurst> {
  const cloud = await startCloud({ regions: 1, clusters: CLUSTERS });
  try {
    const changed = new Listeners<Run>();
    let runs: readonly Run[] = [];
    const parts = {
      runs: { all: () => runs, onDidChange: changed.event } as unknown as RunStore,
      operation: () => switchRole,
      say: plain,
    };
    const inTree: RunsInTree = new RunsInTree({
      ...parts,
      connections: { estate: () => tree.estate },
      clock: { now: () => Infinity },
    });
    const tree = new BenchTree(cloud.client(), cloud.regions, inTree);
    await tree.loaded();
    const rows = tree.draw();
    tree.row(tree.product);
    let summaryMs = 0;
    const status = new Gathered(() => {
      const began = performance.now();
      runSummary(runs, () => switchRole, plain);
      summaryMs += performance.now() - began;
    });
    changed.event(() => status.soon());
    await settled();
    tree.redrawn();
    runs = rows.slice(0, count).map((node, n) => runOn(node.id.split('/').at(-1) ?? '', n));
    tree.toldMs = 0;
    const fired = await timed(() => {
      for (const run of runs) {
        // As the window's runs have it: another list once anything in it has changed.
        runs = [...runs];
        changed.fire(run);
      }
    });
    await settled();
    const events = tree.told.length;
    const drawn = await timed(() => tree.redrawn(count));
    status.dispose();
    inTree.dispose();
    tree.dispose();
    return { us: ((fired + tree.toldMs + drawn + summaryMs) * 1000) / count, events };
  } finally {
    cloud.stop();
  }
}

const runOn = (id: string, n: number): Run =>
  aRun({ id: `run-${n}`, state: 'settling', target: { ...aRun().target, region: 'region-0', id } });

const settled = () => new Promise((resolve) => setTimeout(resolve, 600));
