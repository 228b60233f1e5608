import * as vscode from 'vscode';
import { text, type Text } from '../clouds/text';
import type { MultiStep } from '../profiles/multiStep';
import type { Run } from '../runs/run';
import type { RunStore } from '../runs/runStore';
import { runItems } from './runItems';
import { underWay } from './runWords';
import type { Say } from '../profiles/say';

export interface RunCommandsParts {
  readonly runs: RunStore;
  readonly steps: MultiStep;
  readonly translate: Say;
  readonly open: (runId: string) => void;
}

/** The commands that are about runs. Called without a run, from the palette, they offer a list. */
export class RunCommands {
  readonly #parts: RunCommandsParts;

  constructor(parts: RunCommandsParts) {
    this.#parts = parts;
  }

  /** `clusterdeck.openRun`: the run of this id, or one picked from all. */
  async openRun(runId?: unknown): Promise<void> {
    const { runs, open } = this.#parts;
    const id =
      typeof runId === 'string'
        ? runId
        : await this.#pick(runs.all(), text('Open Run'), text('There are no runs on this machine yet.'));
    if (id !== undefined) open(id);
  }

  /** `clusterdeck.stopWatching`: the run of this id, or one picked from those under way. */
  async stopWatching(runId?: unknown): Promise<void> {
    const { runs } = this.#parts;
    const id =
      typeof runId === 'string'
        ? runId
        : await this.#pick(underWay(runs.all()), text('Stop Watching'), text('No run is under way.'));
    if (id !== undefined) await runs.stopWatching(id);
  }

  async #pick(runs: readonly Run[], title: Text, none: Text): Promise<string | undefined> {
    const { steps, translate } = this.#parts;
    if (runs.length === 0) {
      void vscode.window.showInformationMessage(translate(none));
      return undefined;
    }
    const picked = await steps.pick({
      title: translate(title),
      placeholder: translate(text('Pick a run')),
      back: false,
      items: runItems(runs, translate, vscode.env.language),
    });
    return typeof picked === 'string' ? picked : undefined;
  }
}
