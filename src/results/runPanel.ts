import * as vscode from 'vscode';
import type { Clock } from '../clouds/clock';
import { text, type Text } from '../clouds/text';
import type { Form, Operation } from '../operations/operation';
import { policyText, policyWords } from '../operations/permissions';
import type { Run } from '../runs/run';
import type { RunStore } from '../runs/runStore';
import { cliCommand, productOfRun } from './cliCommand';
import { answersAsReceived, requestAsSent } from './exchangeView';
import { fromPanel, type ToPanel } from './panelMessages';
import { RUN_LABELS } from './runLabels';
import { runAsMarkdown } from './history/runExport';
import { inverseOf, runRequestId, runView } from './runView';
import type { RunAction, RunView } from './runViewShape';
import type { Say } from '../profiles/say';

/** What the panel cannot do itself. */
export interface RunPanelActions {
  /** Starts an operation on the run's target with this form, at its review. */
  startAgain(run: Run, operation: string, form: Form, inverseOf?: string): Promise<void>;
  openConsole(run: Run): Promise<void>;
  /** Asks for the keys of the run's profile. */
  updateCredentials(run: Run): Promise<void>;
  /** Opens a read-only text in the editor. */
  showText(name: string, content: string): Promise<void>;
}

export interface RunPanelParts {
  readonly panel: vscode.WebviewPanel;
  readonly runId: string;
  readonly runs: RunStore;
  readonly operation: (id: string) => Operation | undefined;
  readonly actions: RunPanelActions;
  readonly translate: Say;
  readonly clock: Clock;
  readonly title: (run: Run | undefined) => string;
}

/** One open run panel: sends the run to the page, and does what its buttons ask for. */
export class RunPanel {
  readonly #parts: RunPanelParts;

  constructor(parts: RunPanelParts) {
    this.#parts = parts;
    parts.panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
  }

  reveal(): void {
    this.#parts.panel.reveal();
  }

  update(run: Run): void {
    const { panel, title, clock } = this.#parts;
    const name = title(run);
    if (panel.title !== name) panel.title = name;
    this.#post({ type: 'run', view: this.#view(run), now: clock.now() });
  }

  /** The run is in the journal no more. */
  gone(): void {
    const say = this.#parts.translate(RUN_LABELS.gone);
    this.#post({ type: 'gone', say, language: vscode.env.language });
  }

  dispose(): void {
    this.#parts.panel.dispose();
  }

  #view(run: Run): RunView {
    return runView(run, this.#parts.operation(run.operation), this.#parts.translate, vscode.env.language);
  }

  #post(message: ToPanel): void {
    // False only for a page that is hidden or gone: it asks again when it starts.
    void this.#parts.panel.webview.postMessage(message);
  }

  async #receive(message: unknown): Promise<void> {
    const parsed = fromPanel.safeParse(message);
    if (!parsed.success) return;
    const { runs, runId, translate } = this.#parts;
    const run = runs.get(runId);
    if (!run) {
      this.gone();
      return;
    }
    if (parsed.data.type === 'ready') {
      this.update(run);
      return;
    }
    try {
      const said = await this.#act(run, parsed.data.action);
      if (said) this.#post({ type: 'said', say: translate(said) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#post({ type: 'said', say: translate(text('That did not work: {reason}', { reason })) });
    }
  }

  /** Does what a button asks for; returns what to say about it. */
  async #act(run: Run, action: RunAction): Promise<Text | undefined> {
    const { runs, actions, operation, translate } = this.#parts;
    switch (action) {
      case 'switchBack': {
        const inverse = inverseOf(run, operation(run.operation));
        if (!inverse) return undefined;
        await actions.startAgain(
          { ...run, target: inverse.target ?? run.target },
          inverse.operation ?? run.operation,
          inverse.form,
          run.id,
        );
        return undefined;
      }
      case 'runAgain':
        await actions.startAgain(run, run.operation, run.form);
        return undefined;
      case 'retry':
        await runs.readNow(run.id);
        return undefined;
      case 'updateCredentials':
        await actions.updateCredentials(run);
        return undefined;
      case 'stopWatching':
        await runs.stopWatching(run.id);
        return text('The watching has ended. The operation itself goes on in the cloud.');
      case 'openConsole':
        await actions.openConsole(run);
        return undefined;
      case 'copyRequestId':
        return copy(runRequestId(run) ?? '', text('The request id is on the clipboard.'));
      case 'copyCommand':
        return copy(runCommand(run), text('The command is on the clipboard.'));
      case 'copyRequest':
        return copy(requestAsSent(run.request), text('The request is on the clipboard.'));
      case 'copyResponse':
        return copy(answersAsReceived(run), text('The response is on the clipboard.'));
      case 'openRequest':
        await actions.showText(`${run.request.action} ${run.target.id}`, requestAsSent(run.request));
        return undefined;
      case 'openResponse':
        await actions.showText(`${run.request.action} ${run.target.id} response`, answersAsReceived(run));
        return undefined;
      case 'copyPolicy': {
        const known = operation(run.operation);
        return known && copy(policyText(known, run.target) ?? '', policyWords(known).copied);
      }
      case 'copyReport':
        return copy(
          runAsMarkdown(run, translate, vscode.env.language),
          text('The report is on the clipboard.'),
        );
    }
  }
}

const runCommand = (run: Run): string => cliCommand(productOfRun(run), run.request);

async function copy(words: string, said: Text): Promise<Text> {
  await vscode.env.clipboard.writeText(words);
  return said;
}
