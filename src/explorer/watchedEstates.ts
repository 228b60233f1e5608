import type { Estate, EstateChange } from '../inventory/estate';
import type { Connections } from '../profiles/connections';
import type { Branch } from './childNodes';
import { productNodeId } from './treeNode';

interface Watched {
  readonly profileId: string;
  readonly estate: Estate;
  readonly subscription: { dispose(): void };
}

/** The estates behind the branches that were opened, each followed as long as it is its profile's. */
export class WatchedEstates {
  readonly #connections: Pick<Connections, 'estate'>;
  readonly #changed: (branch: Branch, change: EstateChange) => void;
  /** By the product branch's node id. */
  readonly #watched = new Map<string, Watched>();

  constructor(
    connections: Pick<Connections, 'estate'>,
    changed: (branch: Branch, change: EstateChange) => void,
  ) {
    this.#connections = connections;
    this.#changed = changed;
  }

  /** Follows it from now on. */
  open({ profileId, product }: Branch): Estate {
    const estate = this.#connections.estate(profileId, product);
    const key = productNodeId(profileId, product);
    const watched = this.#watched.get(key);
    if (watched?.estate === estate) return estate;
    watched?.subscription.dispose();
    const subscription = estate.onDidChange((change) => {
      this.#changed({ profileId, product }, change);
    });
    this.#watched.set(key, { profileId, estate, subscription });
    return estate;
  }

  /** Undefined where the branch was not opened. */
  opened({ profileId, product }: Branch): Estate | undefined {
    return this.#watched.get(productNodeId(profileId, product))?.estate;
  }

  /** Of all branches of a profile that were opened. */
  of(profileId: string): readonly Estate[] {
    return [...this.#watched.values()].flatMap((each) => (each.profileId === profileId ? each.estate : []));
  }

  forget(profileId: string): void {
    for (const [key, watched] of this.#watched)
      if (watched.profileId === profileId) {
        watched.subscription.dispose();
        this.#watched.delete(key);
      }
  }

  dispose(): void {
    for (const { subscription } of this.#watched.values()) subscription.dispose();
    this.#watched.clear();
  }
}
