import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { text } from '../clouds/text';
import { systemTimeZone } from '../operations/localTime';
import { credentialsCsvKeys } from './importers/credentialsCsv';
import { findKeys } from './importers/findKeys';
import { decodedKeyFile, MOST_BYTES, readKeyFile, TOO_BIG, type KeyFile } from './importers/keyFile';
import { keychainKeys } from './importers/keychain';
import { machineRead, type KeyImporter } from './importers/keyImporter';
import { keychainProcess } from './keychainProcess';
import type { Say } from './say';

/** Keys on the machine that this extension runs on, and in files that the person picks in VS Code's dialog. */
export function vscodeKeyImporter(
  { extensionKind, extensionPath }: Pick<vscode.Extension<unknown>, 'extensionKind' | 'extensionPath'>,
  say: Say,
): KeyImporter {
  const { remoteName, uiKind } = vscode.env;
  const keychain = keychainProcess({
    script: path.join(extensionPath, 'dist', 'keychain.js'),
    env: process.env,
  });
  return {
    machine: machineRead({
      isRemoteWindow: remoteName !== undefined || uiKind === vscode.UIKind.Web,
      runsThere: extensionKind === vscode.ExtensionKind.Workspace,
      host: os.hostname(),
    }),
    find: (cloud) =>
      findKeys(cloud, {
        files: fs.promises,
        env: process.env,
        home: os.homedir(),
        now: Date.now,
        zone: systemTimeZone,
      }),
    findInKeychain: async (cloud, signal) => keychainKeys(cloud, await keychain.read(cloud, signal)),
    pickFile: async () => {
      const [picked] =
        (await vscode.window.showOpenDialog({
          title: say(text('The credentials.csv of Huawei Cloud’s console')),
          openLabel: say(text('Read Keys')),
          filters: { CSV: ['csv'], [say(text('All Files'))]: ['*'] },
        })) ?? [];
      if (!picked) return undefined;
      const file = picked.scheme === 'file' ? readKeyFile(fs.promises, picked.fsPath) : readElsewhere(picked);
      return credentialsCsvKeys(picked.fsPath, await file);
    },
  };
}

/** A file on the other side of a remote window. */
async function readElsewhere(uri: vscode.Uri): Promise<KeyFile> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES) return { kind: 'unreadable', problem: TOO_BIG };
    return decodedKeyFile(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : 'unknown';
    return {
      kind: 'unreadable',
      problem: text('It cannot be read ({code}). Check the file, then try again.', { code }),
    };
  }
}
