import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in VS Code', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('clusterdeck.clusterdeck');
    assert.ok(extension, 'VS Code has loaded the extension');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('has something behind every command that its manifest shows', async () => {
    const extension = vscode.extensions.getExtension('clusterdeck.clusterdeck');
    const { contributes } = extension?.packageJSON as { contributes: { commands?: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const shown = (contributes.commands ?? []).map(({ command }) => command);
    assert.ok(shown.includes('clusterdeck.addProfile'));
    assert.deepEqual(
      shown.filter((command) => !registered.has(command)),
      [],
    );
    // The first one loads what is behind all of them, and fails where one has nothing.
    await vscode.commands.executeCommand('clusterdeck.clearFilter');
  });
});
