import * as vscode from 'vscode';
import type { FlowDialogs, FlowEditor } from './flowHost';

const REQUEST_SCHEME = 'clusterdeck-request';

export const vscodeDialogs: FlowDialogs = {
  ask: async (message, detail, buttons) =>
    vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons),
  fail: async (message, buttons) => vscode.window.showErrorMessage(message, ...buttons),
  inform: async (message, buttons) => vscode.window.showInformationMessage(message, ...buttons),
};

/** Read-only texts of the flow. They live as long as their documents are open. */
export class RequestDocuments implements FlowEditor, vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: { dispose(): unknown }[];

  constructor() {
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(REQUEST_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async showText(name: string, content: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: REQUEST_SCHEME, path: `/${name.replaceAll('/', '_')}.txt` });
    this.#texts.set(uri.toString(), content);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }

  async copy(words: string): Promise<void> {
    await vscode.env.clipboard.writeText(words);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
