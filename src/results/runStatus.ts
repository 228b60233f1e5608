import * as vscode from 'vscode';
import { text } from '../clouds/text';
import type { Operation } from '../operations/operation';
import { Gathered } from '../profiles/gathered';
import type { Say } from '../profiles/say';
import type { RunStore } from '../runs/runStore';
import { type RunSummary, runSummary } from './runSummary';

export interface RunStatusParts {
  readonly runs: Pick<RunStore, 'all' | 'onDidChange' | 'onDidRemove'>;
  readonly operation: (id: string) => Operation | undefined;
  readonly say: Say;
  /** Shows the number of runs under way at the view; told at once and after changes. */
  readonly badge: (badge: vscode.ViewBadge | undefined) => void;
}

/** The status bar's item while runs are under way, and their number for the tree's badge. */
export class RunStatus {
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor({ runs, operation, say, badge }: RunStatusParts) {
    this.#item = vscode.window.createStatusBarItem('clusterdeck.runs', vscode.StatusBarAlignment.Left);
    this.#item.name = say(text('ClusterDeck runs'));
    const show = () => {
      const summary = runSummary(runs.all(), operation, say);
      badge(summary && { value: summary.count, tooltip: summary.said });
      this.#show(summary);
    };
    const gathered = new Gathered(show);
    const soon = () => gathered.soon();
    this.#subscriptions = [runs.onDidChange(soon), runs.onDidRemove(soon), gathered];
    show();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  #show(summary: RunSummary | undefined): void {
    if (!summary) {
      this.#item.hide();
      return;
    }
    const { said, icon, lines, newest } = summary;
    this.#item.text = `$(${icon}) ${said}`;
    this.#item.accessibilityInformation = { label: said };
    this.#item.tooltip = lines.join('\n');
    this.#item.command = { command: 'clusterdeck.openRun', title: said, arguments: [newest.id] };
    this.#item.show();
  }
}
