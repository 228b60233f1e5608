import * as vscode from 'vscode';
import type { Translate } from './translate';

/** The sentence in VS Code's display language. */
export const vscodeTranslate: Translate = ({ text, args }) =>
  args ? vscode.l10n.t(text, args) : vscode.l10n.t(text);
