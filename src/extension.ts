import * as vscode from 'vscode';
import { LazyTree } from './explorer/lazyTree';
import type { TreeNode } from './explorer/treeNode';
import type { Parts } from './parts';
import type { HistoryNode } from './results/history/historyTree';
import { RUN_VIEW_TYPE } from './results/runViewType';
import { journalFolder } from './runs/journalNames';
import { whenRunsAreOpen } from './runs/openRuns';

let parts: Promise<Parts> | undefined;

/**
 * Tells VS Code what there is: views, commands, run panels. The parts behind them are loaded when the first is used, or
 * when a run is not over. No network, no secret and no file is read here, but the names in the journal's folder.
 */
export function activate(context: vscode.ExtensionContext): void {
  const keep = <T extends vscode.Disposable>(part: T): T => (context.subscriptions.push(part), part);
  const resources = new LazyTree<TreeNode>(async () => (await start()).tree);
  const history = new LazyTree<HistoryNode>(async () => (await start()).history);
  const common = { showCollapseAll: true };
  const resourcesView = keep(
    vscode.window.createTreeView('clusterdeck.resources', {
      treeDataProvider: resources,
      canSelectMany: true,
      ...common,
    }),
  );
  const historyView = keep(
    vscode.window.createTreeView('clusterdeck.history', { treeDataProvider: history, ...common }),
  );

  const load = async (): Promise<Parts> => {
    const { buildParts } = await import('./parts');
    const built = buildParts(context, { resourcesView, historyView });
    const idle = commands.filter((command) => !built.commands.has(command));
    if (idle.length > 0) throw new Error(`There is nothing behind ${idle.join(', ')}`);
    resources.loaded(built.tree);
    history.loaded(built.history);
    return built;
  };
  const start = () => (parts ??= load());

  const commands = commandsOf(context.extension);
  for (const command of commands)
    keep(
      vscode.commands.registerCommand(command, async (...args: unknown[]) =>
        (await start()).commands.get(command)?.(...args),
      ),
    );
  keep(
    vscode.window.registerWebviewPanelSerializer(RUN_VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state) =>
        (await start()).panels.deserializeWebviewPanel(panel, state),
    }),
  );
  keep(whenRunsAreOpen(journalFolder(context.globalStorageUri.fsPath), () => void start()));

  if (process.env.CLUSTERDECK_START === 'sample')
    void vscode.commands.executeCommand('clusterdeck.exploreSampleCloud');
}

/** Hands open runs over, so that the next window need not wait for their leases. */
export async function deactivate(): Promise<void> {
  await (await parts)?.dispose();
}

/** Those in package.json. */
const commandsOf = ({ packageJSON }: vscode.Extension<unknown>): readonly string[] =>
  (packageJSON as { contributes: { commands: { command: string }[] } }).contributes.commands.map(
    ({ command }) => command,
  );
