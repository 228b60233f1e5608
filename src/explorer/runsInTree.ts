import type { Connections } from '../profiles/connections';
import type { Say } from '../profiles/say';
import type { AlsoShown, ResourceAddress } from '../inventory/estate';
import { readerOf } from '../inventory/readers';
import { holderOf, productOf, type Target } from '../inventory/target';
import type { Clock } from '../clouds/clock';
import { text } from '../clouds/text';
import type { Operation } from '../operations/operation';
import { runWords, underWay } from '../results/runWords';
import { isOver, type Run } from '../runs/run';
import type { RunStore } from '../runs/runStore';
import type { ActiveRun } from './productView';
import type { RunChange } from './resourceModel';

export interface RunsInTreeDeps {
  readonly runs: RunStore;
  readonly operation: (id: string) => Operation | undefined;
  readonly connections: Pick<Connections, 'estate'>;
  readonly say: Say;
  readonly clock: Pick<Clock, 'now'>;
}

/** Brings what the runs know into the tree: what is busy, and each newer reading of a watched resource. */
export class RunsInTree {
  readonly #deps: RunsInTreeDeps;
  readonly #subscription: { dispose(): void };
  /** What is under way, by the listed resource: each row that is drawn asks. */
  #active:
    { readonly of: readonly Run[]; readonly byHolder: ReadonlyMap<string, readonly Run[]> } | undefined;

  constructor(deps: RunsInTreeDeps) {
    this.#deps = deps;
    const since = deps.clock.now();
    this.#subscription = deps.runs.onDidChange((run) => {
      const product = productOf(run.target.kind);
      const estate = deps.connections.estate(run.profile.id, product);
      const address = holderOf(run.target);
      // A run of an earlier version does not know when it was read: not before its last line.
      const readAt = run.readAt ?? run.updatedAt;
      // What a run of last month saw is no state to show.
      if (readAt >= since) estate.put(run.after, readAt);
      // What stands under the resource may have changed as well, where somebody looks at it.
      if (!isOver(run) && run.state !== 'scheduled') return;
      if (estate.detail(address)) void estate.refreshResource(address);
      for (const also of readerOf(product).alsoShownIn ?? []) this.#refreshWhereRead(run, also);
    });
  }

  /** Reads again what shows the run's target as well, where somebody looks at that. */
  #refreshWhereRead({ profile, target: { region, id } }: Run, { product, where }: AlsoShown): void {
    const estate = this.#deps.connections.estate(profile.id, product);
    const load = estate.regions().find((each) => each.region === region);
    if (!load || load.state === 'idle') return;
    if (where === 'list') void estate.refresh(region);
    else
      for (const resource of load.resources)
        if (Object.values(estate.detail(resource)?.parts ?? {}).some((part) => holds(part, id)))
          void estate.refreshResource(resource);
  }

  /**
   * What is under way on a resource or on anything in it, in words, whichever profile sent it; the newest run's, where
   * there are several. With `part`, on that alone.
   */
  activeRun = (address: ResourceAddress, part?: Pick<Target, 'kind' | 'id'>): ActiveRun | undefined => {
    const { operation, say } = this.#deps;
    const active = this.#activeOn(address).filter(
      ({ target }) => !part || (target.kind === part.kind && target.id === part.id),
    );
    const [newest] = active;
    if (!newest) return undefined;
    const { brief, icon } = runWords(newest, operation(newest.operation)?.doing);
    const said = say(brief);
    const more = active.length - 1;
    return { icon, say: more === 0 ? said : say(text('{run} (+{more})', { run: said, more })) };
  };

  #activeOn(address: ResourceAddress): readonly Run[] {
    const all = this.#deps.runs.all();
    // The list is another one once anything in it has changed.
    if (this.#active?.of !== all)
      this.#active = { of: all, byHolder: groupBy(underWay(all), ({ target }) => keyOf(holderOf(target))) };
    return this.#active.byHolder.get(keyOf(address)) ?? [];
  }

  onDidChangeRun = (listener: (change: RunChange) => void): { dispose(): void } =>
    this.#deps.runs.onDidChange(({ target }) => {
      listener({ resourceId: holderOf(target).id });
    });

  dispose(): void {
    this.#subscription.dispose();
  }
}

/** A region's id has no blank in it. */
const keyOf = ({ region, id }: ResourceAddress): string => `${region} ${id}`;

function groupBy<T>(list: readonly T[], keyOfEach: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const group = groups.get(keyOfEach(each));
    if (group) group.push(each);
    else groups.set(keyOfEach(each), [each]);
  }
  return groups;
}

/** Whether a part of a resource is a list with something of this id. */
const holds = (part: unknown, id: string): boolean =>
  Array.isArray(part) &&
  part.some((each: unknown) => each instanceof Object && 'id' in each && each.id === id);
