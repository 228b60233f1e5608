import * as vscode from 'vscode';
import type { Clock } from '../../clouds/clock';
import type { Confirm } from '../../profiles/keys/consent';
import type { MultiStep } from '../../profiles/multiStep';
import type { StepKit } from '../../profiles/multiStepFrame';
import { type CommandHost, registerCommand } from '../../profiles/registerCommand';
import type { RunService } from '../../runs/runService';
import { HistoryCommands } from './historyCommands';
import { HistoryExports } from './historyExports';
import { HistoryKeeper } from './historyKeeper';
import { type HistoryNode, HistoryTree } from './historyTree';
import { atMidnight } from './midnight';
import { saveExport } from './saveExport';

export interface HistoryParts {
  readonly host: CommandHost;
  readonly runs: RunService;
  /** Resolves once the runs of earlier windows are known. */
  readonly loaded: Promise<unknown>;
  readonly steps: MultiStep;
  readonly kit: StepKit;
  readonly clock: Clock;
  readonly confirm: Confirm;
  readonly open: (runId: string) => void;
  readonly view: Pick<vscode.TreeView<HistoryNode>, 'onDidChangeVisibility'>;
  /** Disposes them with the rest. */
  readonly keep: (...parts: { dispose(): unknown }[]) => void;
}

/** The tree of the view `clusterdeck.history`, the commands that are about runs, and the deleting of old ones. */
export function registerHistory(parts: HistoryParts): HistoryTree {
  const { host, view, runs, loaded, clock, steps, keep } = parts;
  const { say } = host;
  const { language } = vscode.env;
  const tree = new HistoryTree({ runs, loaded, clock, say, language });
  const exports = new HistoryExports({
    tree,
    steps,
    clock,
    say,
    language,
    save: (exported) => saveExport(exported, say),
  });
  const commands = new HistoryCommands({ ...parts, say, language, exports });
  const keeper = new HistoryKeeper({ runs, loaded, report: (problem) => host.log.error(problem) });
  const register = (id: string, run: (at?: unknown) => Promise<void>) => registerCommand(host, id, run);
  register('openRun', (at) => commands.openRun(at));
  register('searchHistory', () => commands.search());
  register('stopWatching', (at) => commands.stopWatching(at));
  register('exportRun', (at) => commands.exportRun(at));
  register('exportHistory', (at) => commands.exportHistory(at));
  register('copyRequestId', (at) => commands.copyRequestId(at));
  register('deleteRun', (at) => commands.deleteRun(at));
  register('clearHistory', () => commands.clear());
  keep(
    tree,
    keeper,
    // A window that was hidden, or a machine that slept, over midnight.
    view.onDidChangeVisibility(({ visible }) => visible && tree.refresh()),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && tree.refresh()),
    atMidnight(
      () => clock.now(),
      () => {
        tree.refresh();
        keeper.soon();
      },
    ),
  );
  return tree;
}
