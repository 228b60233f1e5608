import * as vscode from 'vscode';
import type { ResourceAddress } from '../inventory/estate';
import { readerOf } from '../inventory/readers';
import { holderOf, type Target } from '../inventory/target';
import type { Say } from '../profiles/say';
import { branchView } from './branchView';
import { DrawnTree } from './drawnTree';
import type { KeysInTree } from './keysInTree';
import type { ItemView } from './itemView';
import {
  emptyView,
  keysProblemView,
  loadingView,
  regionsProblemView,
  resourceProblemView,
  unreadableView,
} from './problemView';
import type { ActiveRun } from './productView';
import { viewOf } from './productViews';
import { profileView } from './profileView';
import { ResourceModel, type ResourceModelDeps } from './resourceModel';
import { pinnedView } from './pinnedView';
import { staleMemberView, staleView } from './staleView';
import type { MemberNode, NodeTarget, TreeNode } from './treeNode';

export interface ResourceTreeDeps extends ResourceModelDeps {
  readonly say: Say;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly keys: Pick<KeysInTree, 'of' | 'onDidChange'>;
  /** The run that is under way on a resource or on anything in it; with `part`, on that alone. */
  readonly activeRun: (address: ResourceAddress, part?: Pick<Target, 'kind' | 'id'>) => ActiveRun | undefined;
}

/** What the view `clusterdeck.resources` shows. */
export class ResourceTree implements vscode.TreeDataProvider<TreeNode> {
  readonly model: ResourceModel;
  readonly #deps: ResourceTreeDeps;
  readonly #drawn: DrawnTree;
  readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(deps: ResourceTreeDeps) {
    this.#deps = deps;
    this.model = new ResourceModel(deps);
    this.#drawn = new DrawnTree({
      children: (node) => this.model.children(node),
      view: (node) => this.#view(node),
    });
    deps.keys.onDidChange((profileId) => this.#redraw([this.model.profileNode(profileId)]));
    this.model.onDidChange((nodes) => {
      if (!nodes) this.#drawn.clear();
      this.#redraw(nodes);
    });
  }

  /** Of these nodes and what is below them, or of all, those that look different now. */
  #redraw(nodes: readonly TreeNode[] | undefined): void {
    const outdated = nodes && this.#drawn.outdated(nodes);
    if (outdated?.length !== 0) this.#changed.fire(outdated && [...outdated]);
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
    const view = this.#view(node);
    this.#drawn.draw(node, view);
    const item = new vscode.TreeItem(view.label, COLLAPSIBLE[view.children]);
    item.id = node.id;
    if (view.description !== undefined) item.description = view.description;
    if (view.icon)
      item.iconPath = new vscode.ThemeIcon(
        view.icon.name,
        view.icon.color === undefined ? undefined : new vscode.ThemeColor(view.icon.color),
      );
    item.contextValue = view.contextValue;
    item.accessibilityInformation = { label: view.spoken };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    item.tooltip = this.#view(node).tooltip();
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

  /** What is under way on what a member stands for, which may be a listed resource of another product. */
  #runOn(node: MemberNode): ActiveRun | undefined {
    const target = this.targetOf(node)?.target;
    return target && this.#deps.activeRun(holderOf(target), target);
  }

  #view(node: TreeNode): ItemView {
    const { say, profiles, activeRun, keys, now } = this.#deps;
    const { model } = this;
    if (node.kind === 'profile') {
      const profile = profiles.get(node.profileId);
      const needsKeys = model.keysProblem(node.profileId) !== undefined;
      return profile ? profileView(profile, say, needsKeys, keys.of(node.profileId)) : loadingView(say);
    }
    if (node.kind === 'keysProblem') return keysProblemView(model.keysProblem(node.profileId), say);
    const view = viewOf(node.product);
    const reader = readerOf(node.product);
    const loads = () => model.estate(node).regions();
    switch (node.kind) {
      case 'product':
        return branchView(reader, { isFirst: model.isFirst(node), shown: model.shown(node) }, loads(), say);
      case 'resource': {
        const resource = model.resource(node);
        const run = activeRun(node.address);
        if (!resource) return loadingView(say);
        const stale = model.estate(node).stale(node.address);
        const plain = view.resource(resource, run, say);
        const look = model.isPinned(node) ? pinnedView(plain, say) : plain;
        return stale ? staleView(look, stale, now(), say) : look;
      }
      case 'member': {
        const member = model.member(node);
        const run = member?.target && this.#runOn(node);
        if (!member) return loadingView(say);
        const stale = model.estate(node).stale(node.address);
        const look = member.view(say, run);
        return stale ? staleMemberView(look, stale, now(), say) : look;
      }
      case 'regionsProblem': {
        const failed = loads().filter(({ region }) => node.regions.includes(region));
        return regionsProblemView(failed, say);
      }
      case 'unreadable': {
        const load = loads().find(({ region }) => region === node.regions[0]);
        return unreadableView(load, reader, say);
      }
      case 'resourceProblem':
        return resourceProblemView(model.detail(node), node.part, view, say);
      case 'empty':
        return emptyView(reader, say);
      case 'loading':
        return loadingView(say);
    }
  }
}

const COLLAPSIBLE = {
  none: vscode.TreeItemCollapsibleState.None,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
  open: vscode.TreeItemCollapsibleState.Expanded,
} as const;

/** The view itself; its badge and message are the caller's. */
export const createResourceView = (tree: ResourceTree): vscode.TreeView<TreeNode> =>
  vscode.window.createTreeView('clusterdeck.resources', { treeDataProvider: tree, showCollapseAll: true });
