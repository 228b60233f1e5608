import type { ItemView } from './itemView';
import type { TreeNode } from './treeNode';

export interface TreeLooks {
  readonly children: (node: TreeNode) => readonly TreeNode[];
  readonly view: (node: TreeNode) => ItemView;
}

/**
 * What VS Code was last given of the tree, so that only what looks different is drawn again. Drawing a node again
 * makes VS Code forget everything below it until it has asked for it once more: a menu that is open on a row there
 * would act on nothing.
 */
export class DrawnTree {
  readonly #looks: TreeLooks;
  readonly #views = new Map<string, string>();
  readonly #children = new Map<string, readonly TreeNode[]>();

  constructor(looks: TreeLooks) {
    this.#looks = looks;
  }

  /** VS Code is given this look of the node. */
  draw(node: TreeNode, view: ItemView): void {
    this.#views.set(node.id, fingerprint(view));
  }

  /** VS Code is given these children of the node. */
  open(node: TreeNode, children: readonly TreeNode[]): void {
    this.#children.set(node.id, children);
  }

  /** Of these nodes and what is drawn below them, the topmost that look different from what VS Code was given. */
  outdated(nodes: readonly TreeNode[]): readonly TreeNode[] {
    return nodes.flatMap((node) => this.#outdated(node));
  }

  clear(): void {
    this.#views.clear();
    this.#children.clear();
  }

  #outdated(node: TreeNode): readonly TreeNode[] {
    const drawn = this.#views.get(node.id);
    // VS Code has not asked for it, so it shows nothing of it.
    if (drawn === undefined) return [];
    if (drawn !== fingerprint(this.#looks.view(node))) return [node];
    const opened = this.#children.get(node.id);
    if (!opened) return [];
    const children = this.#looks.children(node);
    const isSame = children.length === opened.length && children.every((child, i) => child === opened[i]);
    return isSame ? this.outdated(children) : [node];
  }
}

/** The tooltip is part of it: VS Code asks for that only once a drawing. */
const fingerprint = (view: ItemView): string => JSON.stringify({ ...view, tooltip: view.tooltip() });
