import * as vscode from 'vscode';
import { text, type Text } from '../clouds/text';
import { harmless, oneLine } from '../profiles/displayText';
import type { MultiStep } from '../profiles/multiStep';
import type { ProfileStore } from '../profiles/profileStore';
import { registerCommand, type CommandHost } from '../profiles/registerCommand';
import { openConsole } from './openConsole';
import type { Pins } from './pins';
import type { Copyable } from './productView';
import type { ResourceTree } from './resourceTree';
import { isTreeNode, type TreeNode } from './treeNode';

export interface ResourceCommandsDeps {
  readonly host: CommandHost;
  readonly tree: ResourceTree;
  readonly view: Pick<vscode.TreeView<TreeNode>, 'selection'>;
  readonly steps: MultiStep;
  readonly profiles: Pick<ProfileStore, 'get'>;
  readonly pins: Pick<Pins, 'set'>;
}

const COPIED_MS = 4000;

/** Refresh, Retry, Copy ID and Open in Console. From the palette they take the node selected in the tree. */
export function registerResourceCommands(deps: ResourceCommandsDeps): readonly vscode.Disposable[] {
  const register = (id: string, run: (node: TreeNode | undefined) => Promise<void>) =>
    registerCommand(deps.host, id, (...args) => {
      const [node] = args;
      // A menu whose row was drawn again in that moment gives no node; the selected one may be another.
      return run(isTreeNode(node) ? node : args.length === 0 ? deps.view.selection[0] : undefined);
    });
  return [
    registerCommand(deps.host, 'refresh', (node) => refresh(deps, isTreeNode(node) ? node : undefined)),
    register('retry', (node) => retry(deps, node)),
    register('copyId', (node) => copyId(deps, node)),
    register('openInConsole', (node) => openInConsole(deps, node)),
    register('pin', (node) => pin(deps, node, true)),
    register('unpin', (node) => pin(deps, node, false)),
  ];
}

async function refresh({ tree }: ResourceCommandsDeps, node: TreeNode | undefined): Promise<void> {
  await inView(() => tree.model.refresh(node));
}

const inView = (work: () => Promise<void>): Thenable<void> =>
  vscode.window.withProgress({ location: { viewId: 'clusterdeck.resources' } }, work);

/** Without a node there is nothing that failed. */
async function retry({ tree }: ResourceCommandsDeps, node: TreeNode | undefined): Promise<void> {
  if (node) await inView(() => tree.model.retry(node));
}

async function copyId(deps: ResourceCommandsDeps, node: TreeNode | undefined): Promise<void> {
  const copies = node && copiesOf(deps, node);
  if (!copies?.length) {
    inform(
      deps,
      text('Select a cluster or instance, or something in it, in the tree first, then copy its id.'),
    );
    return;
  }
  const value = copies.length === 1 ? copies[0]?.value : await pickCopy(deps, copies);
  if (value === undefined) return;
  await vscode.env.clipboard.writeText(value);
  const said = deps.host.say(text('Copied {id}', { id: oneLine(value) }));
  vscode.window.setStatusBarMessage(harmless(said), COPIED_MS);
}

function copiesOf({ tree }: ResourceCommandsDeps, node: TreeNode): readonly Copyable[] {
  if (node.kind === 'resource') return [{ value: node.address.id }];
  return node.kind === 'member' ? (tree.model.member(node)?.copies ?? []) : [];
}

/** Undefined where the person left the choice. */
async function pickCopy(
  { host, steps }: ResourceCommandsDeps,
  copies: readonly Copyable[],
): Promise<string | undefined> {
  const picked = await steps.pick<string>({
    title: host.say(text('Copy ID')),
    placeholder: host.say(text('There are several to choose from')),
    back: false,
    items: copies.map(({ value, description }) => ({
      value,
      key: `${description ?? ''}/${value}`,
      label: value,
      ...(description === undefined ? {} : { description }),
    })),
  });
  return typeof picked === 'string' ? picked : undefined;
}

async function openInConsole(deps: ResourceCommandsDeps, node: TreeNode | undefined): Promise<void> {
  const target = node && deps.tree.targetOf(node);
  if (!target)
    inform(deps, text('Select a cluster or instance in the tree first, then open it in the console.'));
  else await openConsole(deps.host.say, deps.profiles.get(target.profileId), target.target);
}

async function pin(deps: ResourceCommandsDeps, node: TreeNode | undefined, pinned: boolean): Promise<void> {
  if (node?.kind === 'resource') await deps.pins.set(node.id, pinned);
  else inform(deps, text('Select a cluster or instance in the tree first, then pin or unpin it.'));
}

function inform({ host }: ResourceCommandsDeps, message: Text): void {
  void vscode.window.showInformationMessage(host.say(message));
}
