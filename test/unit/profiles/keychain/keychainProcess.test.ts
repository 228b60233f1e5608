import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { keychainProcess } from '../../../../src/profiles/keychainProcess';

describe('the process that reads the keychain', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-keychain-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const read = (code: string, { timeoutMs = 20_000, signal = new AbortController().signal } = {}) => {
    const script = path.join(folder, 'script.js');
    fs.writeFileSync(script, code);
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'tcp:host=localhost,port=1' };
    return keychainProcess({ script, env, timeoutMs }).read('alibaba', signal);
  };
  const printing = (answer: unknown) => `process.stdout.write(${JSON.stringify(JSON.stringify(answer))})`;

  it('gives what it read, with the account and the locale that its words are in', async () => {
    const code = `process.stdout.write(JSON.stringify({
      kind: 'entry', content: [process.argv[2], process.env.LC_ALL, process.env.ELECTRON_RUN_AS_NODE].join() }))`;
    assert.deepEqual(await read(code), { kind: 'entry', content: 'alibaba,C,1' });
    assert.deepEqual(await read(printing({ kind: 'none' })), { kind: 'none' });
    assert.deepEqual(await read(printing({ kind: 'noBus', said: 'x' })), { kind: 'noBus', said: 'x' });
  });

  it('gives the largest entry whole, however much of it has to be escaped', async () => {
    const code = `process.stdout.write(JSON.stringify({ kind: 'entry', content: '\\u0000'.repeat(64 * 1024) }))`;
    assert.deepEqual(await read(code), { kind: 'entry', content: '\0'.repeat(64 * 1024) });
    assert.deepEqual(await read(`process.stdout.write('x'.repeat(1024 * 1024))`), { kind: 'tooBig' });
  });

  it('is left when it does not answer in time', async () => {
    assert.deepEqual(await read('setInterval(() => {}, 1000)', { timeoutMs: 300 }), { kind: 'timedOut' });
  });

  it('is left when the person leaves', async () => {
    const left = new AbortController();
    const pidFile = path.join(folder, 'pid');
    const reading = read(
      `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`,
      { signal: left.signal },
    );
    while (!fs.existsSync(pidFile) || fs.readFileSync(pidFile, 'utf8') === '')
      await new Promise((resolve) => setTimeout(resolve, 20));
    left.abort();
    assert.deepEqual(await reading, { kind: 'none' });
    const pid = Number(fs.readFileSync(pidFile, 'utf8'));
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(await read(printing({ kind: 'none' }), { signal: left.signal }), { kind: 'none' });
  });

  if (process.platform === 'linux')
    it('is not started where there is no session bus', async () => {
      const missing = path.join(folder, 'missing');
      const { signal } = new AbortController();
      for (const env of [
        {},
        { DBUS_SESSION_BUS_ADDRESS: `unix:path=${missing}` },
        { XDG_RUNTIME_DIR: missing },
      ])
        assert.deepEqual(await keychainProcess({ script: missing, env }).read('alibaba', signal), {
          kind: 'noBus',
        });
    });

  it('may crash, and tells nothing of what it printed', async () => {
    assert.deepEqual(await read(`process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 1000)`), {
      kind: 'failed',
      said: 'SIGSEGV',
    });
    assert.deepEqual(await read(`console.log('a-secret'); throw new Error('a-secret')`), {
      kind: 'failed',
      said: '1',
    });
    for (const nonsense of ['a-secret', '{"kind":"other"}', '{"kind":"entry"}', ''])
      assert.deepEqual(await read(`process.stdout.write(${JSON.stringify(nonsense)})`), {
        kind: 'failed',
        said: 'no answer',
      });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
