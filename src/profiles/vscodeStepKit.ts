import * as vscode from 'vscode';
import { systemClock as clock } from '../clouds/clock';
import type { StepKit } from './multiStepFrame';

/** The real quick input of this window. */
export const vscodeStepKit: StepKit = {
  window: vscode.window,
  backButton: vscode.QuickInputButtons.Back,
  separator: vscode.QuickPickItemKind.Separator,
  icon: (name) => new vscode.ThemeIcon(name),
  clock,
};
