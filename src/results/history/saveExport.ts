import os from 'node:os';
import * as vscode from 'vscode';
import { text, type Text } from '../../clouds/text';
import { harmless } from '../../profiles/displayText';
import type { Say } from '../../profiles/say';
import type { ExportFormat } from './runExport';

const KINDS: Readonly<Record<ExportFormat, { readonly extension: string; readonly kind: string }>> = {
  markdown: { extension: 'md', kind: 'Markdown' },
  json: { extension: 'json', kind: 'JSON' },
};

export interface Exported {
  /** The file's name to offer, without its extension. */
  readonly name: string;
  readonly format: ExportFormat;
  readonly content: string;
}

/** Asks where to, writes the file, and offers to open it. Rejects where it cannot be written. */
export async function saveExport({ name, format, content }: Exported, say: Say): Promise<void> {
  const { extension, kind } = KINDS[format];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir());
  const file = await vscode.window.showSaveDialog({
    title: say(text('Export')),
    saveLabel: say(text('Export')),
    defaultUri: vscode.Uri.joinPath(folder, `${name}.${extension}`),
    filters: { [kind]: [extension] },
  });
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
  void offerToOpen(file, text('Exported to {file}', { file: file.path }), say);
}

async function offerToOpen(file: vscode.Uri, said: Text, say: Say): Promise<void> {
  const open = say(text('Open'));
  if ((await vscode.window.showInformationMessage(harmless(say(said)), open)) === open)
    await vscode.window.showTextDocument(file);
}
