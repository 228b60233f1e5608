import * as vscode from 'vscode';
import type { Confirm } from './keys/consent';

/** Asks in a dialog that stops everything; leaving it is a no. */
export const vscodeConfirm: Confirm = async ({ message, detail, button }) =>
  (await vscode.window.showWarningMessage(message, { modal: true, detail }, button)) === button;
