import * as vscode from 'vscode';
import { DrawnTree } from './drawnTree';
import { ResourceModel, type ResourceModelDeps } from './resourceModel';
import { TreeLooks, type TreeLooksDeps } from './treeLooks';
import type { NodeTarget, TreeNode } from './treeNode';

export type ResourceTreeDeps = ResourceModelDeps & TreeLooksDeps;

export type RevealingView = Pick<vscode.TreeView<TreeNode>, 'reveal'>;

/** What the view `clusterdeck.resources` shows. */
export class ResourceTree implements vscode.TreeDataProvider<TreeNode> {
  readonly model: ResourceModel;
  readonly #looks: TreeLooks;
  readonly #drawn: DrawnTree;
  readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #revealing = 0;
  /** What changed while a node is being revealed. */
  readonly #later: (readonly TreeNode[] | undefined)[] = [];

  constructor(deps: ResourceTreeDeps) {
    this.model = new ResourceModel(deps);
    this.#looks = new TreeLooks(this.model, deps);
    this.#drawn = new DrawnTree({
      children: (node) => this.model.children(node),
      look: (node) => this.#looks.of(node),
    });
    deps.keys.onDidChange((profileId) => this.#redraw([this.model.profileNode(profileId)]));
    this.model.onDidChange((nodes) => this.#redraw(nodes));
  }

  /** Of these nodes and what is below them, or of all, those that look different now. */
  #redraw(nodes: readonly TreeNode[] | undefined): void {
    if (this.#revealing > 0) {
      this.#later.push(nodes);
      return;
    }
    if (!nodes) this.#drawn.clear();
    const outdated = nodes && this.#drawn.outdated(nodes);
    if (outdated?.length !== 0) this.#changed.fire(outdated && [...outdated]);
  }

  /**
   * Selects a node in the view. VS Code gives up on a node where its branch is read again while it looks for it: so the
   * view opens what is above it first, what waits to be drawn is drawn before, and what changes meanwhile afterwards.
   */
  async reveal(view: RevealingView, node: TreeNode, { expand = false } = {}): Promise<void> {
    this.model.drawNow();
    this.#revealing += 1;
    try {
      // VS Code waits for the last drawing it was told of, but for one of those that it still gathers.
      for (let mayBeDrawn = 2; ; mayBeDrawn -= 1)
        try {
          for (const above of this.#above(node))
            await view.reveal(above, { select: false, focus: false, expand: true });
          await view.reveal(node, { select: true, focus: true, expand });
          return;
        } catch (error) {
          if (mayBeDrawn === 0) throw error;
        }
    } finally {
      this.#revealing -= 1;
      if (this.#revealing === 0) for (const nodes of this.#later.splice(0)) this.#redraw(nodes);
    }
  }

  #above(node: TreeNode): TreeNode[] {
    const parent = this.model.parent(node);
    return parent ? [...this.#above(parent), parent] : [];
  }

  getChildren(node?: TreeNode): TreeNode[] {
    const children = this.model.children(node);
    if (node) this.#drawn.open(node, children);
    return [...children];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.model.parent(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const look = this.#looks.of(node);
    this.#drawn.draw(node, look);
    const view = look.view();
    const item = new vscode.TreeItem(view.label, COLLAPSIBLE[view.children]);
    item.id = node.id;
    if (view.description !== undefined) item.description = view.description;
    if (view.icon)
      item.iconPath = new vscode.ThemeIcon(
        view.icon.name,
        view.icon.color === undefined ? undefined : new vscode.ThemeColor(view.icon.color),
      );
    item.contextValue = view.contextValue;
    if (view.command)
      item.command = { command: view.command.id, title: view.command.title, arguments: [node] };
    item.accessibilityInformation = { label: view.spoken };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    item.tooltip = this.#looks.of(node).view().tooltip();
    return item;
  }

  /** What an operation started on this node is done to. */
  targetOf(node: TreeNode): NodeTarget | undefined {
    return this.model.targetOf(node);
  }

  dispose(): void {
    this.model.dispose();
    this.#changed.dispose();
  }
}

const COLLAPSIBLE = {
  none: vscode.TreeItemCollapsibleState.None,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
  open: vscode.TreeItemCollapsibleState.Expanded,
} as const;
