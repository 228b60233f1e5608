import * as vscode from 'vscode';
import { text, type Text } from '../clouds/text';
import { harmless, oneLine } from '../profiles/displayText';
import type { MultiStep } from '../profiles/multiStep';
import type { ProfileStore } from '../profiles/profileStore';
import { registerCommand, type CommandHost } from '../profiles/registerCommand';
import type { ClusterEndpoint } from '../inventory/polardbCluster';
import { openConsole } from './openConsole';
import type { ResourceTree } from './resourceTree';
import { isTreeNode, type TreeNode } from './treeNode';

export interface ResourceCommandsDeps {
  readonly host: CommandHost;
  readonly tree: ResourceTree;
  readonly view: Pick<vscode.TreeView<TreeNode>, 'selection'>;
  readonly steps: MultiStep;
  readonly profiles: Pick<ProfileStore, 'get'>;
}

const COPIED_MS = 4000;

/** Refresh, Retry, Copy ID and Open in Console. Without a node they take the one selected in the tree. */
export function registerResourceCommands(deps: ResourceCommandsDeps): readonly vscode.Disposable[] {
  const register = (id: string, run: (node: TreeNode | undefined) => Promise<void>) =>
    registerCommand(deps.host, id, (node) => run(isTreeNode(node) ? node : undefined));
  return [
    register('refresh', (node) => refresh(deps, node)),
    register('retry', (node) => refresh(deps, node ?? deps.view.selection[0])),
    register('copyId', (node) => copyId(deps, node ?? deps.view.selection[0])),
    register('openInConsole', (node) => openInConsole(deps, node ?? deps.view.selection[0])),
  ];
}

async function refresh({ tree }: ResourceCommandsDeps, node: TreeNode | undefined): Promise<void> {
  const location = { viewId: 'clusterdeck.resources' };
  await vscode.window.withProgress({ location }, () => tree.model.refresh(node));
}

async function copyId(deps: ResourceCommandsDeps, node: TreeNode | undefined): Promise<void> {
  const id = node && (await idOf(deps, node));
  if (id === undefined) {
    if (!node || !COPYABLE.has(node.kind))
      inform(deps, text('Select a cluster, node or endpoint in the tree first, then copy its id.'));
    return;
  }
  await vscode.env.clipboard.writeText(id);
  const said = deps.host.say(text('Copied {id}', { id: oneLine(id) }));
  vscode.window.setStatusBarMessage(harmless(said), COPIED_MS);
}

const COPYABLE: ReadonlySet<TreeNode['kind']> = new Set(['cluster', 'node', 'endpoint']);

/** Undefined where there is none, or the person left the choice between several. */
function idOf(deps: ResourceCommandsDeps, node: TreeNode): Promise<string | undefined> {
  if (node.kind === 'cluster') return Promise.resolve(node.address.id);
  if (node.kind === 'node') return Promise.resolve(node.nodeId);
  if (node.kind !== 'endpoint') return Promise.resolve(undefined);
  const endpoint = deps.tree.model.endpoint(node);
  return endpoint ? hostOf(deps, endpoint) : Promise.resolve(node.endpointId);
}

async function hostOf(
  { host, steps }: ResourceCommandsDeps,
  endpoint: ClusterEndpoint,
): Promise<string | undefined> {
  const { addresses, id } = endpoint;
  if (addresses.length < 2) return addresses[0]?.host ?? id;
  const picked = await steps.pick<string>({
    title: host.say(text('Copy Host')),
    placeholder: host.say(text('The endpoint has several addresses')),
    back: false,
    items: addresses.map(({ host: name, port, net }) => ({
      value: name,
      key: `${net}/${name}`,
      label: name,
      description: `${net} · ${port}`,
    })),
  });
  return typeof picked === 'string' ? picked : undefined;
}

async function openInConsole(deps: ResourceCommandsDeps, node: TreeNode | undefined): Promise<void> {
  const target = node && deps.tree.targetOf(node);
  if (!target) inform(deps, text('Select a cluster in the tree first, then open it in the console.'));
  else await openConsole(deps.host.say, deps.profiles.get(target.profileId), target.target);
}

function inform({ host }: ResourceCommandsDeps, message: Text): void {
  void vscode.window.showInformationMessage(host.say(message));
}
