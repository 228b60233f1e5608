import type { ResourceAddress } from '../inventory/estate';
import type { ProductId } from '../inventory/target';
import { ResourceNodes } from './resourceNodes';
import {
  childId,
  productNodeId,
  profileNodeId,
  type MemberNode,
  type ResourceNode,
  type TreeNode,
} from './treeNode';

/** The nodes made so far: the same object for the same id, because VS Code tells nodes apart by identity. */
export class NodeRegistry {
  readonly #resources = new ResourceNodes();
  /** All others, by id. */
  readonly #nodes = new Map<string, Exclude<TreeNode, ResourceNode>>();

  /** The node with this id: the one made before, or this one. */
  the<N extends Exclude<TreeNode, ResourceNode>>(node: N): N {
    const known = this.#nodes.get(node.id);
    // An id says what kind of node it is.
    if (known) return known as N;
    this.#nodes.set(node.id, node);
    return node;
  }

  profile(profileId: string): TreeNode {
    return this.the({ kind: 'profile', id: profileNodeId(profileId), profileId });
  }

  keysProblem(profileId: string): TreeNode {
    const id = childId(profileNodeId(profileId), 'keysProblem');
    return this.the({ kind: 'keysProblem', id, profileId });
  }

  product(profileId: string, product: ProductId): TreeNode {
    return this.the({ kind: 'product', id: productNodeId(profileId, product), profileId, product });
  }

  resource(profileId: string, product: ProductId, address: ResourceAddress): ResourceNode {
    return this.#resources.the(profileId, product, address);
  }

  /** The resource's node, where it was shown. */
  shown(profileId: string, product: ProductId, address: ResourceAddress): ResourceNode | undefined {
    return this.#resources.get(profileId, product, address);
  }

  /** A resource that is gone. */
  delete({ profileId, product, address }: ResourceNode): void {
    this.#resources.delete(profileId, product, address);
  }

  /** The resources of a profile that were shown; only those of this id, where there is one. */
  resources(profileId: string, id?: string): readonly ResourceNode[] {
    return id === undefined ? this.#resources.of(profileId) : this.#resources.withId(profileId, id);
  }

  /** What stands under resources of a profile and was shown. */
  members(profileId: string): readonly MemberNode[] {
    return [...this.#nodes.values()].filter(
      (node): node is MemberNode => node.kind === 'member' && node.profileId === profileId,
    );
  }

  forget(profileId: string): void {
    this.#resources.forget(profileId);
    for (const node of this.#nodes.values()) if (node.profileId === profileId) this.#nodes.delete(node.id);
  }
}

/** A cloud that lists a thing twice must not break the tree, which takes each id once. */
export function unique(nodes: readonly TreeNode[]): readonly TreeNode[] {
  const once = new Set(nodes);
  return once.size === nodes.length ? nodes : [...once];
}
