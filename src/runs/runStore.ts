import type { Target } from '../inventory/target';
import type { Check, Form, Operation } from '../operations/operation';
import type { Place } from './conflicts';
import type { Run } from './run';

/** What a person has confirmed, ready to be journaled and sent. */
export interface RunPlan {
  readonly operation: Operation;
  readonly profile: { readonly id: string; readonly name: string };
  readonly target: Target;
  readonly form: Form;
  /** The live data read at the confirmation. */
  readonly live: unknown;
  readonly checks: readonly Check[];
  readonly inverseOf?: string;
  readonly changeTicket?: string;
}

/** Runs as the user interface sees them. */
export interface RunStore {
  /** Called after every change of a run, with the run as it is now. */
  onDidChange(listener: (run: Run) => void): { dispose(): void };
  /** Called with the ids of runs that are in the journal no more, whichever window deleted them. */
  onDidRemove(listener: (ids: readonly string[]) => void): { dispose(): void };
  /** Newest first. */
  all(): readonly Run[];
  get(id: string): Run | undefined;
  /**
   * Runs on this resource, what holds it or its parts that are not over, whichever window and profile sent them: a resource's id is the same for
   * all who may reach it. Reads the journal first.
   */
  activeOn(target: Place): Promise<readonly Run[]>;
  /**
   * Journals and sends. Resolves once journaled; rejects, with nothing sent, where that failed or (IdenticalRunError)
   * where the very same request is still being sent, by any window.
   */
  start(plan: RunPlan): Promise<Run>;
  /** Ends the watching, not the operation. */
  stopWatching(id: string): Promise<void>;
  /** Reads the live state now, in this window, whatever the run waits for. Does nothing for a run that is over. */
  readNow(id: string): Promise<void>;
  /** Deletes runs for all windows. Those that are not over stay. Resolves with how many are gone. */
  remove(ids: readonly string[]): Promise<number>;
}
