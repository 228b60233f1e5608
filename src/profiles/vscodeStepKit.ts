import * as vscode from 'vscode';
import type { StepKit } from './multiStepFrame';

/** The real quick input of this window. */
export const vscodeStepKit: StepKit = {
  window: vscode.window,
  backButton: vscode.QuickInputButtons.Back,
  separator: vscode.QuickPickItemKind.Separator,
  icon: (name) => new vscode.ThemeIcon(name),
  // VS Code sends boxes in a timer of its own, and the window does what it is sent in that order.
  caughtUp: async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    await vscode.commands.executeCommand('setContext', 'clusterdeck.caughtUp', true);
  },
};
