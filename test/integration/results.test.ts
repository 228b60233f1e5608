import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock } from '../../src/clouds/clock';
import { text } from '../../src/clouds/text';
import { RequestDocuments } from '../../src/flow/vscodeFlowHost';
import { runHtml } from '../../src/results/runHtml';
import { RunPanel } from '../../src/results/runPanel';
import { vscodeTranslate } from '../../src/results/vscodeTranslate';
import type { Run } from '../../src/runs/run';
import { aRun } from '../unit/support/runs';

const root = (): vscode.Uri => {
  const extension = vscode.extensions.getExtension('clusterdeck.clusterdeck');
  assert.ok(extension);
  return extension.extensionUri;
};

/** A panel like the extension's, and what its page says. */
function openPanel(run: Run) {
  const panel = vscode.window.createWebviewPanel('clusterdeck.test', 'Run', vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(root(), 'dist'), vscode.Uri.joinPath(root(), 'media')],
  });
  const heard: unknown[] = [];
  const ready = new Promise<void>((resolve) => {
    panel.webview.onDidReceiveMessage((message: unknown) => {
      heard.push(message);
      resolve();
    });
  });
  const shown = new RunPanel({
    panel,
    runId: run.id,
    runs: {
      onDidChange: () => ({ dispose: () => undefined }),
      onDidRemove: () => ({ dispose: () => undefined }),
      all: () => [run],
      get: () => run,
      activeOn: () => Promise.resolve([]),
      start: () => Promise.reject(new Error('not here')),
      stopWatching: () => Promise.resolve(),
      readNow: () => Promise.resolve(),
      remove: () => Promise.resolve(0),
    },
    operation: () => undefined,
    actions: {
      startAgain: () => Promise.resolve(),
      openConsole: () => Promise.resolve(),
      updateCredentials: () => Promise.resolve(),
      showText: () => Promise.resolve(),
    },
    translate: vscodeTranslate,
    clock: systemClock,
    title: ({ target } = run) => `Run on ${target.name}`,
  });
  const at = (...path: string[]) =>
    panel.webview.asWebviewUri(vscode.Uri.joinPath(root(), ...path)).toString();
  panel.webview.html = runHtml({
    runId: run.id,
    language: 'en',
    title: 'Run',
    script: at('dist', 'runPanel.js'),
    style: at('media', 'runPanel.css'),
    nonce: 'n0',
  });
  return { panel, shown, heard, ready };
}

describe('the run panel in VS Code', () => {
  it('runs its script under its own security policy, asks for the run, and takes its title', async () => {
    const { panel, heard, ready } = openPanel(aRun());
    try {
      await ready;
      assert.deepEqual(heard[0], { type: 'ready' });
      assert.equal(panel.title, 'Run on orders');
    } finally {
      panel.dispose();
    }
  });
});

describe('the request document', () => {
  it('is never an unsaved file, and shows the newest text when opened again', async () => {
    const documents = new RequestDocuments();
    try {
      await documents.showText('FailoverDBCluster pc-1', 'first');
      const { document } = vscode.window.activeTextEditor ?? assert.fail('no editor');
      assert.equal(document.getText(), 'first');
      assert.equal(document.uri.scheme, 'clusterdeck-request');
      assert.equal(document.isUntitled, false);
      const changed = new Promise((resolve) => vscode.workspace.onDidChangeTextDocument(resolve));
      await documents.showText('FailoverDBCluster pc-1', 'second');
      await changed;
      assert.equal(document.getText(), 'second');
      assert.equal(document.isDirty, false);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      documents.dispose();
    }
  });
});

describe('translated texts', () => {
  it('fill their placeholders through VS Code', () => {
    assert.equal(vscodeTranslate(text('{name} is in {region}', { name: 'a', region: 'r' })), 'a is in r');
    assert.equal(vscodeTranslate(text('Nothing to fill')), 'Nothing to fill');
  });
});
