import * as vscode from 'vscode';
import type { Say } from '../profiles/say';

/** The sentence in VS Code's display language. */
export const vscodeTranslate: Say = ({ text, args }) =>
  args ? vscode.l10n.t(text, args) : vscode.l10n.t(text);
