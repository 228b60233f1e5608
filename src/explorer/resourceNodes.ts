import type { ResourceAddress } from '../inventory/estate';
import type { ProductId } from '../inventory/target';
import { resourceNodeId, type ResourceNode } from './treeNode';

type ById = Map<string, ResourceNode>;
type ByRegion = Map<string, ById>;

/** The resources' nodes by where they are: there may be very many, and making an id takes longer than finding one. */
export class ResourceNodes {
  readonly #profiles = new Map<string, Map<ProductId, ByRegion>>();

  /** The one made before, or a new one. */
  the(profileId: string, product: ProductId, { region, id }: ResourceAddress): ResourceNode {
    const products = made(this.#profiles, profileId, () => new Map<ProductId, ByRegion>());
    const regions = made(products, product, (): ByRegion => new Map());
    return made(
      made(regions, region, (): ById => new Map()),
      id,
      () => {
        const address = { region, id };
        const nodeId = resourceNodeId(profileId, product, address);
        return { kind: 'resource', id: nodeId, profileId, product, address };
      },
    );
  }

  get(profileId: string, product: ProductId, { region, id }: ResourceAddress): ResourceNode | undefined {
    return this.#profiles.get(profileId)?.get(product)?.get(region)?.get(id);
  }

  delete(profileId: string, product: ProductId, { region, id }: ResourceAddress): void {
    this.#profiles.get(profileId)?.get(product)?.get(region)?.delete(id);
  }

  of(profileId: string): readonly ResourceNode[] {
    return this.#regions(profileId).flatMap((nodes) => [...nodes.values()]);
  }

  withId(profileId: string, id: string): readonly ResourceNode[] {
    return this.#regions(profileId).flatMap((nodes) => nodes.get(id) ?? []);
  }

  forget(profileId: string): void {
    this.#profiles.delete(profileId);
  }

  #regions(profileId: string): readonly ById[] {
    const products = this.#profiles.get(profileId);
    return products ? [...products.values()].flatMap((regions) => [...regions.values()]) : [];
  }
}

function made<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  map.set(key, fresh);
  return fresh;
}
