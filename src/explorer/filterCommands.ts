import * as vscode from 'vscode';
import { text } from '../clouds/text';
import { registerCommand, type CommandHost } from '../profiles/registerCommand';
import type { Say } from '../profiles/say';
import type { ResourceFilter } from './resourceFilter';
import type { ResourceTree } from './resourceTree';
import type { TreeNode } from './treeNode';

export interface FilterDeps {
  readonly host: CommandHost;
  readonly tree: ResourceTree;
  readonly view: Pick<vscode.TreeView<TreeNode>, 'message'>;
}

/** Filter and Clear Filter, in the title of the view and the palette. */
export function registerFilterCommands(deps: FilterDeps): { dispose(): void } {
  let open: vscode.InputBox | undefined;
  const explain = () => {
    const message = filterMessage(deps.tree.model, deps.host.say);
    if (deps.view.message !== message) deps.view.message = message;
  };
  const apply = (filter: string) => {
    const { model } = deps.tree;
    model.filterBy(filter);
    explain();
    const { isOn } = model.filter;
    void vscode.commands.executeCommand('setContext', 'clusterdeck.filtered', isOn);
  };
  registerCommand(deps.host, 'filterResources', () => {
    // Called again while it is open it comes to the front, with what was typed.
    if (!open) open = ask(deps, apply, () => (open = undefined));
    open.show();
  });
  registerCommand(deps.host, 'clearFilter', () => apply(''));
  // What comes in may be the first that the filter lets through.
  return deps.tree.model.onDidChange(explain);
}

/** What stands above the tree: the filter, and that it is why nothing is there; empty without one. */
export function filterMessage(
  model: { readonly filter: Pick<ResourceFilter, 'isOn' | 'text'>; hidesAll(): boolean },
  say: Say,
): string {
  const { isOn, text: words } = model.filter;
  if (!isOn) return '';
  if (!model.hidesAll()) return say(text('Filter: {words}', { words }));
  return say(text('Filter: {words}. Nothing that was read so far matches it.', { words }));
}

/** Narrows the tree while it is typed. Enter keeps the filter, Escape brings back the one before. */
function ask(
  { host, tree }: FilterDeps,
  apply: (filter: string) => void,
  closed: () => void,
): vscode.InputBox {
  const before = tree.model.filter.text;
  const box = vscode.window.createInputBox();
  let kept = false;
  box.title = host.say(text('Filter Resources'));
  box.placeholder = host.say(text('Name, id, tag, zone, engine or status'));
  box.prompt = host.say(text('The tree shows what has each of these words, of all that was read'));
  box.value = before;
  // People leave to copy an id.
  box.ignoreFocusOut = true;
  box.onDidChangeValue(apply);
  box.onDidAccept(() => {
    kept = true;
    box.hide();
  });
  box.onDidHide(() => {
    if (!kept) apply(before);
    closed();
    box.dispose();
  });
  return box;
}
