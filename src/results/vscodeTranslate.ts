import * as vscode from 'vscode';
import { translated } from '../clouds/text';
import type { Say } from '../profiles/say';

/** The sentence in VS Code's display language. */
export const vscodeTranslate: Say = (text) =>
  translated(text, (template, args) => vscode.l10n.t(template, args));
