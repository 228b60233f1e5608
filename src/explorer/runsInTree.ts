import type { Connections } from '../profiles/connections';
import type { Say } from '../profiles/say';
import { cluster as clusterSchema } from '../inventory/polardbCluster';
import type { Operation } from '../operations/operation';
import { isOver } from '../runs/run';
import type { RunStore } from '../runs/runStore';
import type { ActiveRun } from './clusterView';

export interface RunsInTreeDeps {
  readonly runs: RunStore;
  readonly operation: (id: string) => Operation | undefined;
  readonly connections: Pick<Connections, 'estate'>;
  readonly say: Say;
}

/** Brings what the runs know into the tree: which clusters are busy, and each newer reading of a watched cluster. */
export class RunsInTree {
  readonly #deps: RunsInTreeDeps;
  readonly #subscription: { dispose(): void };

  constructor(deps: RunsInTreeDeps) {
    this.#deps = deps;
    this.#subscription = deps.runs.onDidChange(({ profile, after }) => {
      const read = clusterSchema.safeParse(after);
      if (read.success) deps.connections.estate(profile.id).put(read.data);
    });
  }

  /** The run that is under way on a cluster, in words. */
  activeRun = (profileId: string, clusterId: string): ActiveRun | undefined => {
    const { runs, operation, say } = this.#deps;
    const active = runs
      .all()
      .find((run) => !isOver(run) && run.profile.id === profileId && run.target.id === clusterId);
    if (!active) return undefined;
    return { say: say(operation(active.operation)?.doing ?? active.title) };
  };

  onDidChangeRun = (
    listener: (change: { readonly profileId: string; readonly clusterId: string }) => void,
  ): { dispose(): void } =>
    this.#deps.runs.onDidChange(({ profile, target }) => {
      listener({ profileId: profile.id, clusterId: target.id });
    });

  dispose(): void {
    this.#subscription.dispose();
  }
}
