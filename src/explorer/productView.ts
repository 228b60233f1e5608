import type { Text } from '../clouds/text';
import type { Detail, Parts, Resource, ResourceAddress } from '../inventory/estate';
import type { ProductId, Target } from '../inventory/target';
import type { Profile } from '../profiles/profile';
import type { Say } from '../profiles/say';
import type { ItemView } from './itemView';

/** What a run that is under way says of itself: "switching over…". */
export interface ActiveRun {
  readonly say: string;
  /** A codicon's name. */
  readonly icon: string;
}

/** Something that Copy ID can take. */
export interface Copyable {
  readonly value: string;
  /** What tells it from the others, where there are several: "Private · 3306". */
  readonly description?: string;
}

/** Something under a resource: a node, an endpoint, an account. */
export interface Member {
  /** What it is and its id, so that it is one of a kind among its siblings: `['node', 'pi-1']`. */
  readonly key: readonly [string, ...string[]];
  view(say: Say, run: ActiveRun | undefined): ItemView;
  /** What Copy ID takes; a person chooses where there are several. */
  readonly copies: readonly Copyable[];
  /** What operations started on it are done to, where there are any. */
  readonly target?: Pick<Target, 'kind' | 'id' | 'name'>;
  readonly members?: readonly Member[];
}

/**
 * How one product looks in the tree. Methods, not properties, so that the views of all products fit in one list: a
 * view gets only what the product's own reader gave.
 */
export interface ProductView<R extends Resource = Resource, P extends Parts = Parts> {
  readonly product: ProductId;
  /** A listed resource. Its context value begins with its kind. */
  resource(resource: R, run: ActiveRun | undefined, say: Say): ItemView;
  /** What stands under it, in the order shown: what is known so far. */
  members(resource: R, detail: Detail<P> | undefined): readonly Member[];
  /** The line where a part could not be read: "Endpoints not read". */
  notRead(part: keyof P): Text;
  /** A resource's page in the vendor's console, or its product's. `site`: which of the vendor's, where it has several. */
  consoleUrl(address: ResourceAddress, site?: Profile['site']): string;
}
