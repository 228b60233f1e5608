import type { Connections } from '../profiles/connections';
import type { Say } from '../profiles/say';
import type { ResourceAddress } from '../inventory/estate';
import { holderOf, productOf, type Target } from '../inventory/target';
import type { Operation } from '../operations/operation';
import { isOver } from '../runs/run';
import type { RunStore } from '../runs/runStore';
import type { ActiveRun } from './productView';
import type { RunChange } from './resourceModel';

export interface RunsInTreeDeps {
  readonly runs: RunStore;
  readonly operation: (id: string) => Operation | undefined;
  readonly connections: Pick<Connections, 'estate'>;
  readonly say: Say;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Brings what the runs know into the tree: what is busy, and each newer reading of a watched resource. */
export class RunsInTree {
  readonly #deps: RunsInTreeDeps;
  readonly #subscription: { dispose(): void };

  constructor(deps: RunsInTreeDeps) {
    this.#deps = deps;
    this.#subscription = deps.runs.onDidChange((run) => {
      const estate = deps.connections.estate(run.profile.id, productOf(run.target.kind));
      const address = holderOf(run.target);
      estate.put(run.after, deps.now());
      // What stands under the resource may have changed as well, where somebody looks at it.
      if (isOver(run) && estate.detail(address)) void estate.refreshResource(address);
    });
  }

  /** The run that is under way on a resource or on anything in it, in words; with `part`, on that alone. */
  activeRun = (
    profileId: string,
    { region, id }: ResourceAddress,
    part?: Pick<Target, 'kind' | 'id'>,
  ): ActiveRun | undefined => {
    const { runs, operation, say } = this.#deps;
    const active = runs.all().find((run) => {
      const { target, profile } = run;
      if (isOver(run) || profile.id !== profileId) return false;
      const holder = holderOf(target);
      const isIn = holder.region === region && holder.id === id;
      return isIn && (!part || (target.kind === part.kind && target.id === part.id));
    });
    return active && { say: say(operation(active.operation)?.doing ?? active.title) };
  };

  onDidChangeRun = (listener: (change: RunChange) => void): { dispose(): void } =>
    this.#deps.runs.onDidChange(({ profile, target }) => {
      listener({ profileId: profile.id, resourceId: holderOf(target).id });
    });

  dispose(): void {
    this.#subscription.dispose();
  }
}
