import type { CloudError } from '../clouds/cloudError';
import type { Connections } from '../profiles/connections';
import { keysProblem } from './keysProblem';
import type { WatchedEstates } from './watchedEstates';

/** Of which profiles nothing can be read before they have other keys. */
export class KeysNeeded {
  readonly #estates: WatchedEstates;
  readonly #connections: Pick<Connections, 'client'>;
  /** The profiles that were last seen to need them. */
  readonly #seen = new Set<string>();

  constructor(estates: WatchedEstates, connections: Pick<Connections, 'client'>) {
    this.#estates = estates;
    this.#connections = connections;
  }

  /** Why nothing of the profile can be read; undefined where something can. */
  problem(profileId: string): CloudError | undefined {
    const estates = this.#estates.of(profileId);
    if (estates.length === 0) return undefined;
    const { key } = this.#connections.client(profileId);
    return key?.problem() ?? keysProblem(estates.flatMap((estate) => estate.regions()));
  }

  /** Whether it is worth a look at all regions, of which there may be many with many resources. */
  mayHaveChanged(profileId: string): boolean {
    return this.#seen.has(profileId) || this.#connections.client(profileId).key?.problem() !== undefined;
  }

  /** Looks at the profile, and tells whether it is otherwise than it was last seen. */
  hasChanged(profileId: string): boolean {
    const needsKeys = this.problem(profileId) !== undefined;
    if (needsKeys === this.#seen.has(profileId)) return false;
    if (needsKeys) this.#seen.add(profileId);
    else this.#seen.delete(profileId);
    return true;
  }

  forget(profileId: string): void {
    this.#seen.delete(profileId);
  }
}
