import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { systemClock as clock } from '../../../src/clouds/clock';
import { plain } from '../../../src/clouds/text';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { KeysInTree } from '../../../src/explorer/keysInTree';
import { registerOperationCommands } from '../../../src/explorer/operationCommands';
import { ResourceTree } from '../../../src/explorer/resourceTree';
import type { TreeNode } from '../../../src/explorer/treeNode';
import type { FlowDialogs } from '../../../src/flow/flowHost';
import { OperationFlow } from '../../../src/flow/operationFlow';
import { RequestDocuments } from '../../../src/flow/vscodeFlowHost';
import { operations } from '../../../src/operations/index';
import type { Operation } from '../../../src/operations/operation';
import { Connections } from '../../../src/profiles/connections';
import { createSampleProfiles } from '../../../src/profiles/exploreSampleCloud';
import { ProfileStore } from '../../../src/profiles/profileStore';
import type { CommandTable } from '../../../src/profiles/registerCommand';
import { SampleCloudProcess } from '../../../src/profiles/sampleCloudProcess';
import { vscodeTranslate as say } from '../../../src/results/vscodeTranslate';
import { Journal } from '../../../src/runs/journal';
import type { Run } from '../../../src/runs/run';
import { RunService } from '../../../src/runs/runService';
import { FakeStorage } from '../../unit/profiles/fakeStorage';
import { waitUntil } from '../../e2e/support/waitUntil';
import { ESCAPE, Screen } from './screen';
import { quietKeyMachine } from '../../unit/profiles/keyMachine';

/** A change, as the sample cloud's log has it. */
export interface Effect {
  readonly action: string;
  readonly detail: Readonly<Record<string, string | boolean>>;
}

/** The answer to a modal, which nothing in the extension host can click: the button, or undefined for Cancel. */
export type Answer = (buttons: readonly string[]) => string | undefined;

/** The commands of the extension's own already stand in this window; these are the same beside them. */
const aside = (operation: Operation): Operation => ({ ...operation, id: `test.${operation.id}` });
const OPERATIONS = operations.map(aside);

/** The operations' commands with all that they lead to, on a sample cloud and a profile for production. */
export class FlowWorld {
  readonly screen = new Screen();
  /** What the flow said or asked, in this order. */
  readonly said: string[] = [];
  /** How the next modals are answered; one that nobody expects fails the flow. */
  readonly answers: Answer[] = [];
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'flows-'));
  readonly #sampleCloud: SampleCloudProcess;
  readonly #connections: Connections;
  readonly #tree: ResourceTree;
  readonly #runs: RunService;
  readonly #subscriptions: { dispose(): unknown }[];

  private constructor(
    extensionPath: string,
    readonly profiles: ProfileStore,
  ) {
    const now = { clock, random: Math.random };
    this.#sampleCloud = new SampleCloudProcess({
      script: path.join(extensionPath, 'dist', 'sampleCloud.js'),
      stateDir: this.#folder,
      clock,
    });
    const connections = new Connections({
      keyMachine: quietKeyMachine(),
      profiles,
      sampleCloud: this.#sampleCloud,
      transport: createNodeTransport(),
      ownTransport: () => createNodeTransport(),
      ...now,
      nonce: randomUUID,
      log: () => undefined,
      language: () => 'en-us',
    });
    this.#connections = connections;
    this.#runs = new RunService({
      journal: new Journal(path.join(this.#folder, 'runs')),
      ...now,
      newId: randomUUID,
      owner: randomUUID(),
      operation: (id) => OPERATIONS.find((operation) => operation.id === id),
      connect: (profileId) => connections.client(profileId),
      report: (problem) => this.said.push(problem),
    });
    this.#tree = new ResourceTree({
      profiles,
      keys: new KeysInTree({ connections, clock, say }),
      connections,
      say,
      now: Date.now,
      pins: { has: () => false, isEmpty: true, onDidChange: () => ({ dispose: () => undefined }) },
      activeRun: () => undefined,
      onDidChangeRun: () => ({ dispose: () => undefined }),
    });
    const documents = new RequestDocuments();
    const flow = new OperationFlow({
      kit: this.screen.kit,
      dialogs: this.#dialogs(),
      editor: documents,
      translate: say,
      clock,
      runs: this.#runs,
      profiles,
      connections,
      recent: { keys: () => [], add: () => undefined },
      openRun: () => undefined,
      addProfile: () => undefined,
      updateCredentials: () => Promise.resolve(),
    });
    const log = vscode.window.createOutputChannel('Flows under test', { log: true });
    const commands: CommandTable = new Map();
    registerOperationCommands({ commands, say, log }, OPERATIONS, flow, this.#tree);
    const registered = [...commands].map(([id, run]) => vscode.commands.registerCommand(id, run));
    this.#subscriptions = [this.#tree, connections, documents, log, ...registered];
  }

  static async open(): Promise<FlowWorld> {
    const extension = vscode.extensions.getExtension('clusterdeck.clusterdeck');
    assert.ok(extension);
    const profiles = new ProfileStore(new FakeStorage());
    const world = new FlowWorld(extension.extensionPath, profiles);
    await createSampleProfiles({
      say: plain,
      profiles,
      connections: world.#connections,
      sampleCloud: world.#sampleCloud,
      now: () => clock.now(),
      newId: randomUUID,
    })();
    for (const made of profiles.list()) await profiles.save({ ...made, safety: 'production' });
    return world;
  }

  async close(): Promise<void> {
    await this.#runs.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    const file = path.join(this.#folder, 'process.json');
    const { pid } = JSON.parse(await fs.promises.readFile(file, 'utf8')) as { pid: number };
    process.kill(pid);
    await waitUntil('the end of the sample cloud', () => Promise.resolve(isGone(pid) || undefined));
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The sample cloud as at first. What is still asked or watched of it is over. */
  async startOver(): Promise<void> {
    await vscode.commands.executeCommand(ESCAPE);
    for (const run of this.#runs.all()) await this.#runs.stopWatching(run.id);
    await this.#control('POST', '/reset', { estate: 'small' });
    this.said.length = 0;
    this.answers.length = 0;
  }

  /** Starts an operation's command, from the palette without a node. Resolves with its run where one was sent. */
  async start(operation: Operation, node?: TreeNode): Promise<Run | undefined> {
    return vscode.commands.executeCommand<Run | undefined>(
      `clusterdeck.${aside(operation).id}`,
      ...(node ? [node] : []),
    );
  }

  /** The tree's node of a listed resource, or of a part of it, by their labels. */
  node(resource: string, part?: RegExp): Promise<TreeNode> {
    return waitUntil(`${resource} ${String(part ?? '')} in the tree`, () => {
      const found = this.#below(undefined).find((node) => this.#label(node) === resource);
      const wanted = part && found ? this.#below(found).find((node) => part.test(this.#label(node))) : found;
      return Promise.resolve(wanted);
    });
  }

  /** What was changed by now. */
  async effects(): Promise<readonly Effect[]> {
    return ((await this.#control('GET', '/effects')) as { effects: Effect[] }).effects;
  }

  /** Everything under a node that there is by now, and has what is missing read; without one, down to resources. */
  #below(node: TreeNode | undefined): TreeNode[] {
    return this.#tree
      .getChildren(node)
      .flatMap((child) => (child.kind === 'resource' ? [child] : [child, ...this.#below(child)]));
  }

  #label(node: TreeNode): string {
    const { label } = this.#tree.getTreeItem(node);
    return typeof label === 'string' ? label : (label?.label ?? '');
  }

  #dialogs(): FlowDialogs {
    const tell = (message: string) => {
      this.said.push(message);
      return Promise.resolve(undefined);
    };
    return {
      ask: async (message, _detail, buttons) => {
        this.said.push(message);
        const answer = this.answers.shift();
        if (!answer) throw new Error(`nobody expected to be asked: ${message}`);
        return Promise.resolve(answer(buttons));
      },
      fail: tell,
      inform: tell,
    };
  }

  async #control(method: string, route: string, body?: unknown): Promise<unknown> {
    const { control: origin, token } = await this.#sampleCloud.running();
    const response = await fetch(`${origin}${route}`, {
      method,
      headers: { 'x-control-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = await response.text();
    assert.ok(response.ok, said);
    return said === '' ? undefined : JSON.parse(said);
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
