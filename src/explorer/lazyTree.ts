import * as vscode from 'vscode';

/** Stands for a tree that is loaded when VS Code first asks for its rows. */
export class LazyTree<T> implements vscode.TreeDataProvider<T> {
  readonly #load: () => Promise<vscode.TreeDataProvider<T>>;
  readonly #changed = new vscode.EventEmitter<T | T[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #tree: vscode.TreeDataProvider<T> | undefined;

  constructor(load: () => Promise<vscode.TreeDataProvider<T>>) {
    this.#load = load;
  }

  /** From now on rows are given as the tree gives them, and its changes are passed on. */
  loaded(tree: vscode.TreeDataProvider<T>): void {
    this.#tree = tree;
    tree.onDidChangeTreeData?.((changed) => this.#changed.fire(changed ?? undefined));
  }

  getChildren(node?: T): vscode.ProviderResult<T[]> {
    return this.#tree ? this.#tree.getChildren(node) : this.#load().then((tree) => tree.getChildren(node));
  }

  getTreeItem(node: T): vscode.TreeItem | Thenable<vscode.TreeItem> {
    return this.#whole.getTreeItem(node);
  }

  getParent(node: T): vscode.ProviderResult<T> {
    return this.#whole.getParent?.(node);
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    node: T,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.#whole.resolveTreeItem?.(item, node, token);
  }

  /** There is no node before the tree is there. */
  get #whole(): vscode.TreeDataProvider<T> {
    if (!this.#tree) throw new Error('The tree is not loaded');
    return this.#tree;
  }
}
