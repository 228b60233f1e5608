import * as vscode from 'vscode';
import { retention } from '../../runs/retention';
import { isOver } from '../../runs/run';
import type { RunService } from '../../runs/runService';

const SECTION = 'clusterdeck.history';
/** Runs end in batches when a window starts, and nobody waits for the deleting. */
const SOON_MS = 5000;

export interface HistoryKeeperParts {
  readonly runs: Pick<RunService, 'prune' | 'onDidChange'>;
  /** Resolves once the runs of earlier windows are known. */
  readonly loaded: Promise<unknown>;
  readonly report: (problem: string) => void;
}

/** Keeps the history within what the settings say: after the start, when runs end, and when the settings change. */
export class HistoryKeeper {
  readonly #parts: HistoryKeeperParts;
  readonly #subscriptions: { dispose(): void }[];
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: HistoryKeeperParts) {
    this.#parts = parts;
    this.#subscriptions = [
      parts.runs.onDidChange((run) => isOver(run) && this.soon()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) this.soon();
      }),
    ];
    this.soon();
  }

  soon(): void {
    this.#timer ??= setTimeout(() => void this.#prune(), SOON_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #prune(): Promise<void> {
    this.#timer = undefined;
    try {
      await this.#parts.loaded;
      const settings = vscode.workspace.getConfiguration(SECTION);
      await this.#parts.runs.prune(retention(settings.get('days'), settings.get('runs')));
    } catch (error) {
      this.#parts.report(`Old runs could not be deleted: ${String(error)}`);
    }
  }
}
