import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildFor, thisSystem } from '../../src/profiles/keychain/nativeKeychain';
import { keychainProcess } from '../../src/profiles/keychainProcess';
import { startBus } from '../host/keyring.mjs';
import { projectRoot } from '../host/server.mjs';
import { openScene, type Scene } from './scene';

const ENTRY = JSON.stringify({
  accessKeyId: 'LTAI5tExample00001',
  accessKeySecret: 'plain-secret',
  name: '生产',
});
const NOWHERE = 'unix:path=/nowhere/bus';

describe('the installed extension and a real keyring', () => {
  let scene: Scene;
  before(async function () {
    const opened = await openScene();
    if (!opened) this.skip();
    scene = opened;
  });
  after(async () => {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- skipped before it was there
    await scene?.end();
  });
  const script = () => path.join(scene.extension, 'dist/keychain.js');
  const read = (env = scene.keyring.env, timeoutMs = 30_000, account = 'alibaba') =>
    keychainProcess({ script: script(), env, timeoutMs }).read(account, new AbortController().signal);

  /** What the process itself prints. */
  const readBy = (file: string, env: NodeJS.ProcessEnv) =>
    JSON.parse(execFileSync(process.execPath, [file, 'alibaba'], { env, encoding: 'utf8' })) as {
      kind: string;
      said?: string;
    };

  it('is small, and has a module for each system', () => {
    assert.ok(fs.statSync(path.join(projectRoot, 'out/clusterdeck.vsix')).size < 1.5 * 1024 * 1024);
    const modules = fs
      .readdirSync(path.join(scene.extension, 'dist/prebuilds'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.node'));
    assert.equal(modules.length, 8);
  });

  it('finds no entry in an empty one', async () => {
    assert.deepEqual(await read(), { kind: 'none' });
  });

  it('finds the entry that the command in the README makes', async () => {
    await scene.store(ENTRY);
    assert.deepEqual(await read(), { kind: 'entry', content: ENTRY });
    assert.deepEqual(await read(scene.keyring.env, 30_000, 'huawei'), { kind: 'none' });
  });

  it('leaves one that hangs, and reads it once it is awake', async () => {
    scene.keyring.hang();
    assert.deepEqual(await read(scene.keyring.env, 1000), { kind: 'timedOut' });
    scene.keyring.wake();
    assert.deepEqual(await read(), { kind: 'entry', content: ENTRY });
  });

  it('reads an entry of 64 KB and none larger', async () => {
    // secret-tool itself reads no more than 8 KB.
    const write = (content: string) => {
      const code = `require(process.argv[1]).setPassword('clusterdeck', 'alibaba', process.argv[2])`;
      const module = path.join(scene.extension, 'dist/prebuilds', buildFor(thisSystem()), 'keytar.node');
      execFileSync(process.execPath, ['-e', code, module, content], { env: scene.keyring.env });
    };
    const most = 'x'.repeat(64 * 1024);
    write(most);
    const answer = await read();
    assert.ok(answer.kind === 'entry' && answer.content === most, answer.kind);
    write(`${most}x`);
    assert.deepEqual(await read(), { kind: 'tooBig' });
    await scene.store(ENTRY);
    assert.deepEqual(await read(), { kind: 'entry', content: ENTRY }, 'the command replaces the entry');
  });

  it('says that one is locked only where it has the entry', async () => {
    await scene.keyring.lock();
    assert.deepEqual(await read(), { kind: 'locked' });
    assert.deepEqual(await read(scene.keyring.env, 30_000, 'huawei'), { kind: 'none' });
  });

  it('says that there is no Secret Service on the bus', async () => {
    const folder = path.join(scene.root, 'bus');
    fs.mkdirSync(folder);
    const bus = await startBus(folder);
    try {
      assert.equal((await read(bus.env)).kind, 'noService');
    } finally {
      await bus.stop();
    }
  });

  it('says that libsecret is missing', () => {
    const copy = path.join(scene.root, 'copy');
    fs.cpSync(path.join(scene.extension, 'dist'), copy, { recursive: true });
    const builds = fs.readdirSync(path.join(copy, 'prebuilds')).filter((name) => name.startsWith('linux'));
    for (const build of builds) {
      const file = path.join(copy, 'prebuilds', build, 'keytar.node');
      const module = fs.readFileSync(file, 'latin1');
      assert.ok(module.includes('libsecret-1.so.0'));
      // A library that no system has.
      fs.writeFileSync(file, module.replaceAll('libsecret-1.so.0', 'libsecret-x.so.0'), 'latin1');
    }
    const { kind, said } = readBy(path.join(copy, 'keychain.js'), scene.keyring.env);
    assert.equal(kind, 'noLibsecret', said);
  });

  it('says that there is no bus', async () => {
    const env = { ...scene.keyring.env, DBUS_SESSION_BUS_ADDRESS: NOWHERE };
    assert.deepEqual(await read(env), { kind: 'noBus' });
    assert.equal(readBy(script(), env).kind, 'noBus', 'of a bus that has gone meanwhile');
  });
});
