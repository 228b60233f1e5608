import * as vscode from 'vscode';
import { text } from '../clouds/text';
import { isOver, type Run } from '../runs/run';
import type { RunStore } from '../runs/runStore';
import { runWords } from './runWords';
import { singleLine } from './singleLine';
import type { Translate } from './translate';

/** Runs that are not over, newest first. */
export const underWay = (runs: readonly Run[]): readonly Run[] => runs.filter((run) => !isOver(run));

/** The status bar's item while runs are under way, and their number for the tree's badge. */
export class RunStatus {
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: { dispose(): void };

  /** `badge` is told the number of runs under way, at once and after every change. */
  constructor(runs: RunStore, translate: Translate, badge: (count: number) => void) {
    this.#item = vscode.window.createStatusBarItem('clusterdeck.runs', vscode.StatusBarAlignment.Left);
    this.#item.name = translate(text('ClusterDeck runs'));
    const show = () => {
      const active = underWay(runs.all());
      badge(active.length);
      this.#show(active, translate);
    };
    this.#subscription = runs.onDidChange(show);
    show();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #show(active: readonly Run[], translate: Translate): void {
    const [newest] = active;
    if (!newest) {
      this.#item.hide();
      return;
    }
    const count = active.length;
    const said = translate(count === 1 ? text('1 run under way') : text('{count} runs under way', { count }));
    this.#item.text = `$(sync~spin) ${said}`;
    this.#item.accessibilityInformation = { label: said };
    this.#item.tooltip = active
      .slice(0, 10)
      .map((run) =>
        singleLine(`${translate(run.title)}: ${run.target.name}, ${translate(runWords(run).word)}`),
      )
      .join('\n');
    this.#item.command = { command: 'clusterdeck.openRun', title: said, arguments: [newest.id] };
    this.#item.show();
  }
}
