import * as vscode from 'vscode';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import { harmless } from './displayText';
import { errorLine, errorSentence } from './errorSentence';
import type { Say } from './say';

export interface CommandHost {
  readonly say: Say;
  readonly log: Pick<vscode.LogOutputChannel, 'debug' | 'error' | 'show'>;
}

/**
 * Registers a command. What it throws becomes one message that leads to the log; a cancel stays silent. `id` is
 * without the prefix `clusterdeck.`.
 */
export function registerCommand(
  { say, log }: CommandHost,
  id: string,
  run: (...args: unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(`clusterdeck.${id}`, async (...args: unknown[]) => {
    try {
      return await run(...args);
    } catch (error) {
      if (isCancel(error)) return undefined;
      log.error(`${id}: ${errorLine(error)}`);
      const showLog = say(text('Show Log'));
      void vscode.window.showErrorMessage(harmless(errorSentence(error, say)), showLog).then((chosen) => {
        if (chosen === showLog) log.show();
      });
      return undefined;
    }
  });
}

const isCancel = (error: unknown): boolean =>
  error instanceof vscode.CancellationError || (error instanceof CloudError && error.kind === 'cancelled');
