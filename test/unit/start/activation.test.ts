import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import Module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';

declare const PROJECT_ROOT: string;

type Load = (request: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };

/** What of VS Code the start may use, and nothing else: anything else is not there. */
function standIn(asked: string[]) {
  const register = (what: string) => () => {
    asked.push(what);
    return { dispose: () => undefined };
  };
  return {
    EventEmitter: class {
      readonly event = () => ({ dispose: () => undefined });
    },
    window: {
      createTreeView: register('view'),
      registerWebviewPanelSerializer: register('run panels'),
    },
    commands: { registerCommand: register('command') },
  };
}

describe('the start of the extension', () => {
  const load = loader._load;
  const asked: string[] = [];
  let root: string;
  let restore: (() => void)[] = [];
  before(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'start-'));
    const vs = standIn(asked);
    loader._load = (request, ...rest) => (request === 'vscode' ? vs : load(request, ...rest));
  });
  after(() => {
    loader._load = load;
    fs.rmSync(root, { recursive: true, force: true });
  });
  afterEach(() => {
    for (const each of restore) each();
    restore = [];
  });

  /** Counts the calls of a function of a module from now on. */
  const count = <T extends object>(of: T, name: keyof T & string): { calls: number } => {
    const whole = of[name] as (...args: unknown[]) => unknown;
    const counted = { calls: 0 };
    const spy = (...args: unknown[]) => {
      counted.calls += 1;
      return whole.apply(of, args);
    };
    of[name] = spy as T[typeof name];
    restore.push(() => (of[name] = whole as T[typeof name]));
    return counted;
  };

  it('reads the names in one folder, and no network, secret, setting or file', async () => {
    const { activate } = await import('../../../src/extension');
    const folders = count(fs.promises, 'readdir');
    const nothing = [
      ...(['readFile', 'open', 'stat', 'writeFile'] as const).map((name) => count(fs.promises, name)),
      ...(['readFileSync', 'readdirSync', 'existsSync', 'writeFileSync'] as const).map((name) =>
        count(fs, name),
      ),
      count(http, 'request'),
      count(https, 'request'),
      count(globalThis, 'fetch'),
    ];
    const packageJSON: unknown = JSON.parse(
      await fs.promises.readFile(path.join(PROJECT_ROOT, 'package.json'), 'utf8'),
    );
    for (const each of nothing) each.calls = 0;
    const subscriptions: vscode.Disposable[] = [];
    // No secrets, no globalState: whoever asks for them fails.
    const context = {
      subscriptions,
      extension: { packageJSON },
      globalStorageUri: { fsPath: path.join(root, 'storage') },
    } as unknown as vscode.ExtensionContext;
    activate(context);
    const commands = (packageJSON as { contributes: { commands: unknown[] } }).contributes.commands.length;
    assert.ok(commands > 30);
    assert.deepEqual(
      [asked.filter((what) => what === 'command').length, asked.filter((what) => what !== 'command')],
      [commands, ['view', 'view', 'run panels']],
    );
    for (let waited = 0; folders.calls === 0 && waited < 5000; waited += 10)
      await new Promise((done) => setTimeout(done, 10));
    await new Promise((done) => setTimeout(done, 100));
    assert.equal(folders.calls, 1);
    assert.deepEqual(
      nothing.map(({ calls }) => calls),
      nothing.map(() => 0),
    );
    for (const part of subscriptions) part.dispose();
  });
});
