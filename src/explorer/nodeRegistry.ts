import type { ClusterAddress } from '../inventory/polardbCluster';
import { clusterNodeId, productNodeId, profileNodeId, type ClusterBranch, type TreeNode } from './treeNode';

/** The nodes made so far: the same object for the same id, because VS Code tells nodes apart by identity. */
export class NodeRegistry {
  readonly #nodes = new Map<string, TreeNode>();

  /** The node with this id: the one made before, or this one. */
  the(node: TreeNode): TreeNode {
    const known = this.#nodes.get(node.id);
    if (known) return known;
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

  product(profileId: string): TreeNode {
    return this.the({ kind: 'product', id: productNodeId(profileId), profileId });
  }

  cluster(profileId: string, { region, id }: ClusterAddress): TreeNode {
    const nodeId = clusterNodeId(profileId, { region, id });
    return this.the({ kind: 'cluster', id: nodeId, profileId, address: { region, id } });
  }

  /** The clusters of a profile that were shown. */
  clusters(profileId: string): readonly ClusterBranch[] {
    return [...this.#nodes.values()].filter(
      (node): node is ClusterBranch => node.kind === 'cluster' && node.profileId === profileId,
    );
  }

  forget(profileId: string): void {
    for (const node of this.#nodes.values()) if (node.profileId === profileId) this.#nodes.delete(node.id);
  }
}

/** A cloud that lists a thing twice must not break the tree, which takes each id once. */
export const unique = (nodes: readonly TreeNode[]): readonly TreeNode[] => [...new Set(nodes)];
