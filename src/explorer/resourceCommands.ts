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
import { isTreeNode, nodesOf, topmostOf, type TreeNode } from './treeNode';

export interface ResourceCommandsDeps {
  readonly host: CommandHost;
  readonly tree: ResourceTree;
  readonly view: Pick<vscode.TreeView<TreeNode>, 'selection'>;
  readonly steps: MultiStep;
  readonly profiles: Pick<ProfileStore, 'get'>;
  readonly pins: Pick<Pins, 'set'>;
}

const COPIED_MS = 4000;

/**
 * Refresh, Retry, Copy ID, Pin and Open in Console. From the palette they take what is selected in the tree, from a
 * menu its row, and where that is one of several selected, all of these.
 */
export function registerResourceCommands(deps: ResourceCommandsDeps): void {
  const register = (id: string, run: (nodes: readonly TreeNode[]) => Promise<void>) =>
    registerCommand(deps.host, id, (...args) =>
      // A menu whose row was drawn again in that moment gives no node; the selected one may be another.
      run(args.length === 0 ? deps.view.selection : nodesOf(args)),
    );
  registerCommand(deps.host, 'refresh', (...args) => refresh(deps, nodesOf(args)));
  // A command of its own: in the title of the view VS Code calls commands with the row that has the focus.
  registerCommand(deps.host, 'refreshAll', () => refresh(deps, []));
  register('retry', (nodes) => retry(deps, nodes));
  registerCommand(deps.host, 'showMore', (node) => {
    if (isTreeNode(node) && node.kind === 'more') deps.tree.model.showMore(node);
  });
  register('copyId', (nodes) => copyId(deps, nodes));
  register('openInConsole', ([node]) => openInConsole(deps, node));
  register('pin', (nodes) => pin(deps, nodes, true));
  register('unpin', (nodes) => pin(deps, nodes, false));
}

/** Without a node, everything that was read. What stands under another of the nodes is read with that. */
async function refresh({ tree }: ResourceCommandsDeps, nodes: readonly TreeNode[]): Promise<void> {
  const { model } = tree;
  if (nodes.length === 0) await inView(() => model.refresh());
  else {
    const topmost = topmostOf(nodes, (node) => model.parent(node));
    await inView(() => Promise.all(topmost.map((node) => model.refresh(node))));
  }
}

const inView = (work: () => Promise<unknown>): Thenable<unknown> =>
  vscode.window.withProgress({ location: { viewId: 'clusterdeck.resources' } }, work);

/** Without a node there is nothing that failed. */
async function retry({ tree }: ResourceCommandsDeps, nodes: readonly TreeNode[]): Promise<void> {
  await inView(() => Promise.all(nodes.map((node) => tree.model.retry(node))));
}

async function copyId(deps: ResourceCommandsDeps, nodes: readonly TreeNode[]): Promise<void> {
  const [first = [], ...others] = nodes
    .map((node) => copiesOf(deps, node))
    .filter(({ length }) => length > 0);
  const [copy] = first;
  if (!copy) {
    inform(
      deps,
      text('Select a cluster or instance, or something in it, in the tree first, then copy its id.'),
    );
    return;
  }
  // Of several rows the first that each has to copy: nobody wants to be asked for each.
  const ids = [...new Set([copy, ...others.flatMap(([each = copy]) => each)].map(({ value }) => value))];
  const value = others.length > 0 ? ids.join('\n') : await oneOf(deps, first);
  if (value === undefined) return;
  await vscode.env.clipboard.writeText(value);
  const said =
    ids.length > 1
      ? text('Copied {count} ids', { count: ids.length })
      : text('Copied {id}', { id: oneLine(value) });
  vscode.window.setStatusBarMessage(harmless(deps.host.say(said)), COPIED_MS);
}

const oneOf = (deps: ResourceCommandsDeps, copies: readonly Copyable[]): Promise<string | undefined> =>
  copies.length > 1 ? pickCopy(deps, copies) : Promise.resolve(copies[0]?.value);

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

async function pin(deps: ResourceCommandsDeps, nodes: readonly TreeNode[], pinned: boolean): Promise<void> {
  const resources = nodes.filter(({ kind }) => kind === 'resource');
  if (resources.length === 0)
    inform(deps, text('Select a cluster or instance in the tree first, then pin or unpin it.'));
  for (const { id } of resources) await deps.pins.set(id, pinned);
}

function inform({ host }: ResourceCommandsDeps, message: Text): void {
  void vscode.window.showInformationMessage(host.say(message));
}
