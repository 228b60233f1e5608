import type { ResourceAddress } from '../inventory/estate';
import type { ProductId } from '../inventory/target';
import {
  childId,
  productNodeId,
  profileNodeId,
  resourceNodeId,
  type MemberNode,
  type ResourceNode,
  type TreeNode,
} from './treeNode';

/** The nodes made so far: the same object for the same id, because VS Code tells nodes apart by identity. */
export class NodeRegistry {
  readonly #nodes = new Map<string, TreeNode>();

  /** The node with this id: the one made before, or this one. */
  the<N extends TreeNode>(node: N): N {
    const known = this.#nodes.get(node.id);
    // An id says what kind of node it is.
    if (known) return known as N;
    this.#nodes.set(node.id, node);
    return node;
  }

  get(id: string): TreeNode | undefined {
    return this.#nodes.get(id);
  }

  delete(id: string): void {
    this.#nodes.delete(id);
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

  resource(profileId: string, product: ProductId, { region, id }: ResourceAddress): ResourceNode {
    const nodeId = resourceNodeId(profileId, product, { region, id });
    return this.the({ kind: 'resource', id: nodeId, profileId, product, address: { region, id } });
  }

  /** The resources of a profile that were shown. */
  resources(profileId: string): readonly ResourceNode[] {
    return [...this.#nodes.values()].filter(
      (node): node is ResourceNode => node.kind === 'resource' && node.profileId === profileId,
    );
  }

  /** What stands under resources of a profile and was shown. */
  members(profileId: string): readonly MemberNode[] {
    return [...this.#nodes.values()].filter(
      (node): node is MemberNode => node.kind === 'member' && node.profileId === profileId,
    );
  }

  forget(profileId: string): void {
    for (const node of this.#nodes.values()) if (node.profileId === profileId) this.#nodes.delete(node.id);
  }
}

/** A cloud that lists a thing twice must not break the tree, which takes each id once. */
export const unique = (nodes: readonly TreeNode[]): readonly TreeNode[] => [...new Set(nodes)];
