import * as vscode from 'vscode';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import { harmless } from './displayText';
import { errorLine, errorSentence } from './errorSentence';
import type { Say } from './say';

/** What is run for a command, by its id. VS Code was told of them all when the extension started. */
export type CommandTable = Map<string, (...args: unknown[]) => Promise<unknown>>;

export interface CommandHost {
  readonly commands: CommandTable;
  readonly say: Say;
  readonly log: Pick<vscode.LogOutputChannel, 'debug' | 'error' | 'show'>;
}

/**
 * Puts a command in the table. What it throws becomes one message that leads to the log; a cancel stays silent. `id` is
 * without the prefix `clusterdeck.`.
 */
export function registerCommand(
  { commands, say, log }: CommandHost,
  id: string,
  run: (...args: unknown[]) => unknown,
): void {
  commands.set(`clusterdeck.${id}`, async (...args: unknown[]) => {
    try {
      return await run(...args);
    } catch (error) {
      if (isCancel(error)) return undefined;
      log.error(`${id}: ${errorLine(error)}`);
      void report(error, { say, log });
      return undefined;
    }
  });
}

async function report(error: unknown, { say, log }: Pick<CommandHost, 'say' | 'log'>): Promise<void> {
  const showLog = say(text('Show Log'));
  const openSettings = say(text('Open Settings'));
  const setting = error instanceof CloudError ? error.setting : undefined;
  // The network of a profile is none of VS Code's settings.
  const more = setting && setting !== 'network' ? [openSettings] : [];
  const message = harmless(errorSentence(error, say));
  const chosen = await vscode.window.showErrorMessage(message, ...more, showLog);
  if (chosen === showLog) log.show();
  else if (chosen === openSettings)
    await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
}

const isCancel = (error: unknown): boolean =>
  error instanceof vscode.CancellationError || (error instanceof CloudError && error.kind === 'cancelled');
