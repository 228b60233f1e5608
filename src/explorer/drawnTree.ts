import type { ItemView } from './itemView';
import type { Look } from './treeLooks';
import type { TreeNode } from './treeNode';

export interface DrawnTreeParts {
  readonly children: (node: TreeNode) => readonly TreeNode[];
  readonly look: (node: TreeNode) => Look;
}

/**
 * What VS Code was last given of the tree, so that only what looks different is drawn again. Drawing a node again
 * makes VS Code forget everything below it until it has asked for it once more: a menu that is open on a row there
 * would act on nothing.
 */
export class DrawnTree {
  readonly #tree: DrawnTreeParts;
  readonly #looks = new Map<string, Look>();
  readonly #children = new Map<string, readonly TreeNode[]>();

  constructor(tree: DrawnTreeParts) {
    this.#tree = tree;
  }

  /** VS Code is given this look of the node. */
  draw(node: TreeNode, look: Look): void {
    this.#looks.set(node.id, look);
  }

  /** VS Code is given these children of the node. */
  open(node: TreeNode, children: readonly TreeNode[]): void {
    this.#children.set(node.id, children);
  }

  /** Of these nodes and what is drawn below them, the topmost that look different from what VS Code was given. */
  outdated(nodes: readonly TreeNode[]): readonly TreeNode[] {
    const found: TreeNode[] = [];
    for (const node of nodes) this.#find(node, found);
    return found;
  }

  clear(): void {
    this.#looks.clear();
    this.#children.clear();
  }

  #find(node: TreeNode, found: TreeNode[]): void {
    const drawn = this.#looks.get(node.id);
    // VS Code has not asked for it, so it shows nothing of it.
    if (drawn === undefined) return;
    if (!isSameLook(drawn, this.#tree.look(node))) {
      found.push(node);
      return;
    }
    const opened = this.#children.get(node.id);
    if (!opened) return;
    const children = this.#tree.children(node);
    const isSame = children.length === opened.length && children.every((child, i) => child === opened[i]);
    if (!isSame) found.push(node);
    else for (const child of children) this.#find(child, found);
  }
}

/** Most follow from what they followed from before; only the others are made, to see whether they differ. */
const isSameLook = (a: Look, b: Look): boolean =>
  (a.from.length === b.from.length && a.from.every((each, i) => each === b.from[i])) ||
  fingerprint(a.view()) === fingerprint(b.view());

/** The tooltip is part of it: VS Code asks for that only once a drawing. */
const fingerprint = (view: ItemView): string => JSON.stringify({ ...view, tooltip: view.tooltip() });
