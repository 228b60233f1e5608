import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';

declare const PROJECT_ROOT: string;

interface Ready {
  readonly control: string;
  readonly token: string;
  readonly pid: number;
  readonly hosts: Record<string, string>;
  readonly accessKeys: readonly { readonly accessKeyId: string }[];
}

describe('the process of the sample cloud', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sample-process-'));
  const script = path.join(folder, 'sampleCloud.js');
  const children: ChildProcess[] = [];
  let state = '';
  let count = 0;

  before(() =>
    esbuild.build({
      absWorkingDir: PROJECT_ROOT,
      entryPoints: ['src/sampleCloud/main.ts'],
      outfile: script,
      bundle: true,
      platform: 'node',
      target: 'node20',
    }),
  );
  beforeEach(() => (state = path.join(folder, `state${++count}`)));
  afterEach(async () => {
    await Promise.all(
      children.splice(0).map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }),
    );
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  function start(...args: string[]): {
    child: ChildProcess;
    ready: Promise<Ready>;
    exit: Promise<number | null>;
  } {
    const child = spawn(process.execPath, [script, '--state', state, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let out = '';
    const ready = new Promise<Ready>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        const line = /^READY (.*)\n/.exec(out)?.[1];
        if (line !== undefined) resolve(JSON.parse(line) as Ready);
      });
      child.stderr.on('data', (chunk: Buffer) => reject(new Error(chunk.toString())));
    });
    const exit = once(child, 'exit').then(([code]) => code as number | null);
    return { child, ready, exit };
  }
  const health = async ({ control, token }: Ready) =>
    (await fetch(`${control}/health`, { headers: { 'x-control-token': token } })).status;
  const file = () => path.join(state, 'process.json');

  it('says where it listens, on standard output and in a file for its owner only', async () => {
    const { ready } = start();
    const info = await ready;
    assert.equal(await health(info), 200);
    assert.deepEqual(JSON.parse(fs.readFileSync(file(), 'utf8')), info);
    if (process.platform !== 'win32') assert.equal(fs.statSync(file()).mode & 0o777, 0o600);
    const addresses = Object.values(info.hosts);
    assert.ok(info.hosts['polardb.aliyuncs.com'] && info.hosts['sts.aliyuncs.com']);
    assert.equal(new Set([...addresses, info.control]).size, addresses.length + 1);
    for (const address of addresses) assert.match(address, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('is there once a folder: a second one points to the first and ends', async () => {
    const first = start();
    const info = await first.ready;
    const second = start();
    assert.deepEqual(await second.ready, info);
    assert.equal(await second.exit, 0);
    assert.equal(await health(info), 200);
  });

  for (const stale of [false, true])
    it(`is there once even when several start together${stale ? ' after one was killed' : ''}`, async () => {
      if (stale) {
        const first = start();
        await first.ready;
        first.child.kill('SIGKILL');
        await first.exit;
      }
      const started = [start(), start(), start()];
      const infos = await Promise.all(started.map(({ ready }) => ready));
      assert.equal(new Set(infos.map(({ pid }) => pid)).size, 1);
    });

  it('ends when told to and leaves no trace but its state', async () => {
    const { child, ready, exit } = start();
    await ready;
    child.kill('SIGTERM');
    assert.equal(await exit, 0);
    assert.deepEqual(fs.readdirSync(state).sort(), ['nonces.log', 'state.json']);
  });

  it('takes over from one that was killed', async () => {
    const first = start();
    const { pid } = await first.ready;
    first.child.kill('SIGKILL');
    await first.exit;
    assert.ok(fs.existsSync(file()));
    const info = await start().ready;
    assert.notEqual(info.pid, pid);
    assert.equal(await health(info), 200);
  });

  it('ends by itself when nobody asks for anything', async () => {
    const { ready, exit } = start('--idle-minutes', '0.01');
    await ready;
    assert.equal(await exit, 0);
    assert.ok(!fs.existsSync(file()));
  });

  it('refuses a command line that makes no sense', async () => {
    for (const args of [['--speed', '0'], ['--estate', 'huge'], ['--idle-minutes', 'x'], ['--what']]) {
      const { ready, exit } = start(...args);
      await assert.rejects(ready);
      assert.equal(await exit, 1);
    }
  });
});
