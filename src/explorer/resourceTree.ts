import * as vscode from 'vscode';
import type { Say } from '../profiles/say';
import { clusterView, type ActiveRun } from './clusterView';
import type { ItemView } from './itemView';
import { endpointView, nodeView } from './memberView';
import { clusterProblemView, placeholderView, regionsProblemView, unreadableView } from './problemView';
import { productView, profileView } from './profileView';
import { ResourceModel, type ResourceModelDeps } from './resourceModel';
import type { NodeTarget, TreeNode } from './treeNode';

export interface ResourceTreeDeps extends ResourceModelDeps {
  readonly say: Say;
  /** The run that is under way on a cluster, in words. */
  readonly activeRun: (profileId: string, clusterId: string) => ActiveRun | undefined;
}

/** What the view `clusterdeck.resources` shows. */
export class ResourceTree implements vscode.TreeDataProvider<TreeNode> {
  readonly model: ResourceModel;
  readonly #deps: ResourceTreeDeps;
  readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(deps: ResourceTreeDeps) {
    this.#deps = deps;
    this.model = new ResourceModel(deps);
    this.model.onDidChange((nodes) => {
      this.#changed.fire(nodes && [...nodes]);
    });
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...this.model.children(node)];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.model.parent(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const view = this.#view(node);
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

  #view(node: TreeNode): ItemView {
    const { say, profiles, activeRun } = this.#deps;
    const { model } = this;
    switch (node.kind) {
      case 'profile': {
        const profile = profiles.get(node.profileId);
        return profile ? profileView(profile, say) : placeholderView('loading', false, say);
      }
      case 'product':
        return productView(model.estate(node.profileId).regions(), say);
      case 'cluster': {
        const cluster = model.cluster(node);
        if (!cluster) return placeholderView('loading', false, say);
        return clusterView(cluster, activeRun(node.profileId, node.address.id), say);
      }
      case 'node': {
        const member = model.cluster(node)?.nodes.find(({ id }) => id === node.nodeId);
        return member ? nodeView(member, say) : placeholderView('loading', false, say);
      }
      case 'endpoint': {
        const endpoint = model.endpoint(node);
        return endpoint ? endpointView(endpoint, say) : placeholderView('loading', false, say);
      }
      case 'regionsProblem': {
        const loads = model.estate(node.profileId).regions();
        return regionsProblemView(
          loads.filter(({ region }) => node.regions.includes(region)),
          say,
        );
      }
      case 'unreadable': {
        const loads = model.estate(node.profileId).regions();
        return unreadableView(
          loads.find(({ region }) => region === node.regions[0]),
          say,
        );
      }
      case 'clusterProblem':
        return clusterProblemView(model.detail(node), say);
      default:
        return placeholderView(node.kind, node.address !== undefined, say);
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
