import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { systemClock as clock } from '../../../src/clouds/clock';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { plain } from '../../../src/clouds/text';
import { KeysInTree } from '../../../src/explorer/keysInTree';
import { ResourceTree } from '../../../src/explorer/resourceTree';
import type { TreeNode } from '../../../src/explorer/treeNode';
import { Connections } from '../../../src/profiles/connections';
import { createSampleProfiles } from '../../../src/profiles/exploreSampleCloud';
import { ProfileStore } from '../../../src/profiles/profileStore';
import { SampleCloudProcess } from '../../../src/profiles/sampleCloudProcess';
import { FakeStorage } from '../../unit/profiles/fakeStorage';
import { quietKeyMachine } from '../../unit/profiles/keyMachine';

/** The tree on a sample cloud of its own, with a profile of each cloud, inside VS Code but not in its view. */
export class TreeWorld {
  readonly profiles = new ProfileStore(new FakeStorage());
  readonly connections: Connections;
  readonly tree: ResourceTree;
  readonly #stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'explorer-'));
  readonly #sampleCloud: SampleCloudProcess;

  constructor() {
    const extension = vscode.extensions.getExtension('clusterdeck.clusterdeck');
    assert.ok(extension);
    this.#sampleCloud = new SampleCloudProcess({
      script: path.join(extension.extensionPath, 'dist', 'sampleCloud.js'),
      stateDir: this.#stateDir,
      clock,
    });
    const { profiles } = this;
    this.connections = new Connections({
      keyMachine: quietKeyMachine(),
      profiles,
      sampleCloud: this.#sampleCloud,
      transport: createNodeTransport(),
      ownTransport: () => createNodeTransport(),
      clock,
      random: Math.random,
      nonce: randomUUID,
      log: () => undefined,
      language: () => 'en-us',
    });
    this.tree = new ResourceTree({
      profiles,
      keys: new KeysInTree({ connections: this.connections, clock, say: plain }),
      connections: this.connections,
      say: plain,
      now: Date.now,
      pins: { has: () => false, isEmpty: true, onDidChange: () => ({ dispose: () => undefined }) },
      activeRun: () => undefined,
      onDidChangeRun: () => ({ dispose: () => undefined }),
    });
  }

  async start(): Promise<void> {
    const { profiles, connections } = this;
    const now = () => clock.now();
    await createSampleProfiles({
      say: plain,
      profiles,
      connections,
      sampleCloud: this.#sampleCloud,
      now,
      newId: randomUUID,
    })();
  }

  async stop(): Promise<void> {
    this.tree.dispose();
    this.connections.dispose();
    const file = path.join(this.#stateDir, 'process.json');
    const { pid } = JSON.parse(await fs.promises.readFile(file, 'utf8')) as { pid: number };
    process.kill(pid);
    fs.rmSync(this.#stateDir, { recursive: true, force: true });
  }

  /** Waits, on the tree's own events, until it looks as wanted. */
  async until(wanted: () => boolean): Promise<void> {
    if (wanted()) return;
    await new Promise<void>((resolve) => {
      const subscription = this.tree.onDidChangeTreeData(() => {
        if (!wanted()) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  describing(node: TreeNode): string {
    return String(this.tree.getTreeItem(node).description);
  }

  /** Asks the sample cloud's control server. */
  async control(method: string, route: string, body?: unknown): Promise<unknown> {
    const { control: origin, token } = await this.#sampleCloud.running();
    const response = await fetch(`${origin}${route}`, {
      method,
      headers: { 'x-control-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${route}: ${response.status}`);
    return response.json();
  }
}
