import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CloudError } from '../../../../src/clouds/cloudError';
import { runProgram, type ProgramRun } from '../../../../src/profiles/keys/runProgram';

describe('a program that writes keys', () => {
  let folder: string;
  const never = new AbortController().signal;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-program-'))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const node = (script: string, more: Partial<ProgramRun> = {}, signal = never) =>
    runProgram(
      {
        program: process.execPath,
        args: ['-e', script],
        cwd: folder,
        env: process.env,
        timeoutMs: 15_000,
        ...more,
      },
      signal,
    );
  const fails = (running: Promise<string>, words: RegExp) =>
    assert.rejects(running, (error) => {
      assert.ok(error instanceof CloudError);
      assert.match(error.message, words);
      assert.ok(!JSON.stringify(error).includes('s3cret'), 'nothing that it wrote is told');
      return true;
    });
  const alive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  it('runs in the folder it is given, and what it writes is taken', async () => {
    assert.equal(await node('process.stdout.write(process.cwd())'), fs.realpathSync(folder));
  });

  it('gets its arguments as they are: no shell reads them', async () => {
    const args = [
      '-e',
      'process.stdout.write(JSON.stringify(process.argv.slice(1)))',
      '$HOME',
      '`id`',
      'a b',
      '*',
    ];
    assert.equal(await node('', { args }), '["$HOME","`id`","a b","*"]');
  });

  it('has nobody to talk to, and nothing of VS Code’s own in its environment', async () => {
    const env = { ...process.env, VSCODE_X: '1', ELECTRON_RUN_AS_NODE: '1', ALIBABA_CLOUD_PROFILE: 'p' };
    const script = `let n = 0; process.stdin.on('data', () => n++).on('end', () => process.stdout.write(
      [n, process.env.VSCODE_X, process.env.ELECTRON_RUN_AS_NODE, process.env.ALIBABA_CLOUD_PROFILE].join()))`;
    assert.equal(await node(script, { env }), '0,,,p');
  });

  it('that fails is told by its code, not by its words', async () => {
    await fails(node('console.error("s3cret"); console.log("s3cret"); process.exit(3)'), /failed \(3\)/);
    await fails(node('process.kill(process.pid, "SIGTERM")'), /failed \(SIGTERM\)/);
  });

  it('that is not there, or is no program, is told', async () => {
    await fails(
      runProgram(
        { program: 'no-such-program-here', args: [], cwd: folder, env: process.env, timeoutMs: 5000 },
        never,
      ),
      /could not be started \(ENOENT\)/,
    );
    const file = path.join(folder, 'no-program');
    fs.writeFileSync(file, 'text', { mode: 0o600 });
    await fails(node('', { program: file, args: [] }), /could not be started \(EACCES\)/);
  });

  it('may write as much as keys are long, and is ended at one byte more', async () => {
    const write = (bytes: number) => node(`process.stdout.write('s3cret'.padEnd(${bytes}, 'x'))`);
    assert.equal((await write(64 * 1024)).length, 64 * 1024);
    await fails(write(64 * 1024 + 1), /wrote more/);
  });

  it('that takes too long is ended with all that it started', async () => {
    const pidFile = path.join(folder, 'pid');
    const child = `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => 0, 1000)`;
    const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => 0, 1000)`;
    const stop = new AbortController();
    const running = node(script, {}, stop.signal);
    running.catch(() => undefined);
    while (!fs.existsSync(pidFile) || fs.readFileSync(pidFile, 'utf8') === '')
      await new Promise((done) => setTimeout(done, 20));
    const pid = Number(fs.readFileSync(pidFile, 'utf8'));
    stop.abort();
    await assert.rejects(running, { kind: 'cancelled' });
    while (alive(pid)) await new Promise((done) => setTimeout(done, 20));
    await fails(node('setInterval(() => 0, 1000)', { timeoutMs: 300 }), /no keys after 0.3 seconds/);
  });

  it('is not started where nobody waits any more', async () => {
    await assert.rejects(node('', {}, AbortSignal.abort()), { kind: 'cancelled' });
  });
});
