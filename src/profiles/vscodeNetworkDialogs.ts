import * as vscode from 'vscode';
import { text } from '../clouds/text';
import { harmless } from './displayText';
import type { NetworkDialogs } from './networkSteps';
import type { Say } from './say';

export const vscodeNetworkDialogs = (say: Say): NetworkDialogs => ({
  confirm: async (question, detail, yes) =>
    (await vscode.window.showWarningMessage(
      harmless(question),
      { modal: true, detail: harmless(detail) },
      yes,
    )) === yes,
  pickCaFile: async () => {
    const [picked] =
      (await vscode.window.showOpenDialog({
        title: say(text('The file with the certificate authority, in PEM form')),
        openLabel: say(text('Use File')),
        filters: { PEM: ['pem', 'crt', 'cer'], [say(text('All Files'))]: ['*'] },
      })) ?? [];
    return picked?.fsPath;
  },
});
