import * as vscode from 'vscode';
import { text, type Text } from '../../clouds/text';
import type { Confirm } from '../../profiles/keys/consent';
import { isOver, type Run } from '../../runs/run';
import type { RunStore } from '../../runs/runStore';
import { runRequestId } from '../runView';
import { runTitle } from '../runWords';
import type { HistoryExports } from './historyExports';
import { historyNode } from './historyTree';
import { type RunSearchParts, searchRuns } from './runSearch';

export interface HistoryCommandsParts extends RunSearchParts {
  readonly runs: RunStore;
  /** Resolves once the runs of earlier windows are known. */
  readonly loaded: Promise<unknown>;
  readonly exports: HistoryExports;
  readonly confirm: Confirm;
  readonly open: (runId: string) => void;
}

/** Which runs a command is for, and what it says where there are none. */
interface Wanted {
  readonly title: Text;
  readonly none: Text;
  readonly fit: (run: Run) => boolean;
  readonly exports?: boolean;
}

const NO_RUNS = text('There are no runs on this machine yet.');
const GONE_FOR_GOOD = text(
  'This holds for all windows and cannot be undone. What is to be kept can be exported first.',
);
const COPIED_MS = 4000;

const any = (title: Text, exports = false): Wanted => ({ title, none: NO_RUNS, fit: () => true, exports });
const ACTIVE: Wanted = {
  title: text('Stop Watching'),
  none: text('No run is under way.'),
  fit: (run) => !isOver(run),
};
const KNOWN_TO_CLOUD: Wanted = {
  title: text('Copy Request ID'),
  none: text('No run has a request id.'),
  fit: (run) => runRequestId(run) !== undefined,
};
const OVER: Wanted = {
  title: text('Delete from History'),
  none: text('There is no run that is over.'),
  fit: isOver,
};

/** The commands that are about runs. Called without one, from the palette, they offer the list of them. */
export class HistoryCommands {
  readonly #parts: HistoryCommandsParts;

  constructor(parts: HistoryCommandsParts) {
    this.#parts = parts;
  }

  /** `at`: the id of the run, its row, or nothing. */
  async openRun(at?: unknown, title = text('Open Run')): Promise<void> {
    const run = await this.#run(at, any(title, true));
    if (run) this.#parts.open(run.id);
  }

  search(): Promise<void> {
    return this.openRun(undefined, text('Search History'));
  }

  async stopWatching(at?: unknown): Promise<void> {
    const run = await this.#run(at, ACTIVE);
    if (run) await this.#parts.runs.stopWatching(run.id);
  }

  async copyRequestId(at?: unknown): Promise<void> {
    const run = await this.#run(at, KNOWN_TO_CLOUD);
    const id = run && runRequestId(run);
    if (id === undefined) return;
    await vscode.env.clipboard.writeText(id);
    const said = this.#parts.say(text('The request id is on the clipboard.'));
    vscode.window.setStatusBarMessage(said, COPIED_MS);
  }

  async exportRun(at?: unknown): Promise<void> {
    const run = await this.#run(at, any(text('Export Run'), true));
    if (run) await this.#parts.exports.run(run);
  }

  /** Of the day whose row it was called on, or of what is picked. */
  async exportHistory(at?: unknown): Promise<void> {
    const { runs, loaded, exports } = this.#parts;
    await loaded;
    const node = historyNode(at);
    if (runs.all().length === 0) this.#inform(NO_RUNS);
    else await (node?.kind === 'day' ? exports.day(node.key) : exports.any());
  }

  async clear(): Promise<void> {
    const { runs, loaded, confirm, say } = this.#parts;
    await loaded;
    const all = runs.all();
    const over = all.filter(isOver);
    const staying = all.length - over.length;
    if (over.length === 0) {
      this.#inform(staying === 0 ? NO_RUNS : text('There is nothing to clear: all runs are under way.'));
      return;
    }
    const [ask, stay] = [clearQuestion(over.length), staysText(staying)];
    const detail = [GONE_FOR_GOOD, ...(stay ? [stay] : [])].map(say).join('\n\n');
    const button = say(text('Clear History'));
    if (await confirm({ message: say(ask), detail, button })) await this.#remove(over);
  }

  async deleteRun(at?: unknown): Promise<void> {
    const { confirm, say } = this.#parts;
    const run = await this.#run(at, OVER);
    if (!run) return;
    const message = say(text('Delete {run} from the history?', { run: runTitle(run, say) }));
    if (await confirm({ message, detail: say(GONE_FOR_GOOD), button: say(text('Delete')) }))
      await this.#remove([run]);
  }

  async #remove(over: readonly Run[]): Promise<void> {
    const gone = await this.#parts.runs.remove(over.map(({ id }) => id));
    const count = over.length - gone;
    if (count > 0)
      this.#inform(
        text('Not deleted: {count}. What its file says cannot be read, or is not over.', { count }),
      );
  }

  /** The run of this id or of this row, where it fits, or one that is picked. */
  async #run(at: unknown, { title, none, fit, exports = false }: Wanted): Promise<Run | undefined> {
    const { runs, loaded, say } = this.#parts;
    await loaded;
    const node = historyNode(at);
    const id = typeof at === 'string' ? at : node?.kind === 'run' ? node.runId : undefined;
    if (id !== undefined) {
      const run = runs.get(id);
      if (!run) this.#inform(text('This run is in the history no more.'));
      return run && fit(run) ? run : undefined;
    }
    const offered = runs.all().filter(fit);
    if (offered.length === 0) this.#inform(none);
    const answer =
      offered.length > 0 && (await searchRuns(this.#parts, { title: say(title), runs: offered, exports }));
    if (!answer) return undefined;
    if (answer.kind === 'picked') return runs.get(answer.id);
    await this.#parts.exports.found(answer.found, answer.typed);
    return undefined;
  }

  #inform(said: Text): void {
    void vscode.window.showInformationMessage(this.#parts.say(said));
  }
}

const clearQuestion = (count: number): Text =>
  count === 1
    ? text('Delete 1 run from the history?')
    : text('Delete {count} runs from the history?', { count });

function staysText(count: number): Text | undefined {
  if (count === 0) return undefined;
  return count === 1
    ? text('1 run is under way and stays.')
    : text('{count} runs are under way and stay.', { count });
}
