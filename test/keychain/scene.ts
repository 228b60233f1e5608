import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Keyring, startKeyring } from '../host/keyring.mjs';
import { installVsix } from '../host/vsix.mjs';

/** A keyring of its own, and the extension installed from the VSIX. */
export interface Scene {
  readonly root: string;
  /** Where the extension is installed, and the folder of it. */
  readonly extensions: string;
  readonly extension: string;
  readonly keyring: Keyring;
  /** Makes the entry with the command for Linux that the README has. */
  store(content: string): Promise<void>;
  end(): Promise<void>;
}

/** Undefined where no keyring can be had: see keychain.mjs. */
export async function openScene(): Promise<Scene | undefined> {
  if (process.env['CLUSTERDECK_NO_KEYRING']) return undefined;
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-keychain-'));
  const extensions = path.join(root, 'extensions');
  const extension = await installVsix(extensions);
  const keyring = await startKeyring(root);
  const command = /^secret-tool store .*$/m.exec(
    fs.readFileSync(path.join(extension, 'readme.md'), 'utf8'),
  )?.[0];
  assert.ok(command, 'the command in the README');
  return {
    root,
    extensions,
    extension,
    keyring,
    store: async (content) => {
      await keyring.shell(command, content);
    },
    end: async () => {
      await keyring.stop();
      fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
