import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Clock } from '../clouds/clock';
import { text } from '../clouds/text';
import type { Operation } from '../operations/operation';
import { isOver, type Run } from '../runs/run';
import type { RunStore } from '../runs/runStore';
import { panelState } from './panelMessages';
import { runHtml } from './runHtml';
import { RUN_LABELS } from './runLabels';
import { RunPanel, type RunPanelActions } from './runPanel';
import { RUN_VIEW_TYPE } from './runViewType';
import { runTitle } from './runWords';
import type { Say } from '../profiles/say';

export interface RunPanelsParts {
  readonly extensionUri: vscode.Uri;
  readonly runs: RunStore;
  /** The operation of this id, where this version knows it. */
  readonly operation: (id: string) => Operation | undefined;
  readonly actions: RunPanelActions;
  readonly translate: Say;
  readonly clock: Clock;
  /** Resolves once the runs of earlier windows are known. */
  readonly loaded: Promise<unknown>;
}

/** The run panels of this window, one a run; they come back after a reload. */
export class RunPanels implements vscode.WebviewPanelSerializer {
  readonly #parts: RunPanelsParts;
  readonly #panels = new Map<string, RunPanel>();
  readonly #subscriptions: { dispose(): void }[] = [];

  constructor(parts: RunPanelsParts) {
    this.#parts = parts;
    this.#subscriptions.push(
      parts.runs.onDidChange((run) => this.#panels.get(run.id)?.update(run)),
      parts.runs.onDidRemove((ids) => {
        for (const id of ids) this.#panels.get(id)?.gone();
      }),
    );
  }

  /** Opens the panel of this run, or brings it to the front. */
  open(runId: string): void {
    const open = this.#panels.get(runId);
    if (open) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      RUN_VIEW_TYPE,
      this.#title(this.#parts.runs.get(runId)),
      vscode.ViewColumn.Active,
    );
    this.#fill(panel, runId);
  }

  /** Called by VS Code with what the panel kept over a reload. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.#parts.loaded;
    const kept = panelState.safeParse(state);
    if (!kept.success || this.#panels.has(kept.data.runId)) panel.dispose();
    else this.#fill(panel, kept.data.runId);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
  }

  #fill(panel: vscode.WebviewPanel, runId: string): void {
    const { extensionUri, runs, operation, actions, translate, clock } = this.#parts;
    const roots = {
      dist: vscode.Uri.joinPath(extensionUri, 'dist'),
      media: vscode.Uri.joinPath(extensionUri, 'media'),
    };
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: Object.values(roots) };
    const shown = new RunPanel({
      panel,
      runId,
      runs,
      operation,
      actions,
      translate,
      clock,
      title: (run) => this.#title(run),
    });
    this.#panels.set(runId, shown);
    panel.onDidDispose(() => this.#panels.delete(runId));
    webview.html = runHtml({
      runId,
      language: vscode.env.language,
      title: this.#title(runs.get(runId)),
      script: webview.asWebviewUri(vscode.Uri.joinPath(roots.dist, 'runPanel.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(roots.media, 'runPanel.css')).toString(),
      nonce: randomUUID(),
    });
  }

  #title(run: Run | undefined): string {
    const { translate } = this.#parts;
    if (!run) return translate(RUN_LABELS.run);
    const title = runTitle(run, translate);
    return isOver(run) ? title : translate(text('{title} (under way)', { title }));
  }
}
