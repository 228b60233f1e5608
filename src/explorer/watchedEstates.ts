import type { Estate, EstateChange } from '../inventory/estate';
import type { ProductId } from '../inventory/target';
import type { Connections } from '../profiles/connections';
import type { Branch } from './childNodes';

interface Watched {
  readonly estate: Estate;
  readonly subscription: { dispose(): void };
}

/** The estates behind the branches that were opened, each followed as long as it is its profile's. */
export class WatchedEstates {
  readonly #connections: Pick<Connections, 'estate'>;
  readonly #changed: (branch: Branch, change: EstateChange) => void;
  /** By profile and product: asked for each row that is drawn. */
  readonly #watched = new Map<string, Map<ProductId, Watched>>();

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
    const watched = this.#watched.get(profileId)?.get(product);
    if (watched?.estate === estate) return estate;
    watched?.subscription.dispose();
    const subscription = estate.onDidChange((change) => {
      this.#changed({ profileId, product }, change);
    });
    const products = this.#watched.get(profileId) ?? new Map<ProductId, Watched>();
    this.#watched.set(profileId, products.set(product, { estate, subscription }));
    return estate;
  }

  /** Undefined where the branch was not opened. */
  opened({ profileId, product }: Branch): Estate | undefined {
    return this.#watched.get(profileId)?.get(product)?.estate;
  }

  /** Of all branches of a profile that were opened. */
  of(profileId: string): readonly Estate[] {
    return [...(this.#watched.get(profileId)?.values() ?? [])].map(({ estate }) => estate);
  }

  forget(profileId: string): void {
    for (const { subscription } of this.#watched.get(profileId)?.values() ?? []) subscription.dispose();
    this.#watched.delete(profileId);
  }

  dispose(): void {
    for (const profileId of [...this.#watched.keys()]) this.forget(profileId);
  }
}
