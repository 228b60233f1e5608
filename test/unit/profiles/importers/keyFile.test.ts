import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { plain } from '../../../../src/clouds/text';
import { aliyunCliKeys } from '../../../../src/profiles/importers/aliyunCli';
import { MOST_BYTES, readKeyFile } from '../../../../src/profiles/importers/keyFile';
import { KeyBench, only } from './keyBench';

describe('a file of keys', () => {
  let bench: KeyBench;
  beforeEach(() => (bench = new KeyBench()));
  afterEach(() => bench.remove());

  async function read(content: Uint8Array | string): Promise<string> {
    const file = await readKeyFile(fs.promises, bench.write('file', content));
    return file.kind === 'unreadable' ? plain(file.problem) : file.kind === 'text' ? file.text : file.kind;
  }
  const problemAt = async (at: string) => {
    const file = await readKeyFile(fs.promises, at);
    return file.kind === 'unreadable' ? plain(file.problem) : file.kind;
  };
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');

  it('is read with and without a mark, in UTF-8 and both kinds of UTF-16', async () => {
    const text = '{"name":"会员"}';
    for (const bytes of [
      text,
      `\ufeff${text}`,
      utf16(text),
      utf16(`\ufeff${text}`),
      utf16(text).swap16(),
      utf16(`\ufeff${text}`).swap16(),
    ])
      assert.equal(await read(bytes), text);
    assert.equal(await read(''), '');
    assert.equal(
      await read(Buffer.concat([utf16(`\ufeff${text}`), Buffer.from([0x7d])])),
      text,
      'cut in a character',
    );
  });

  it('is read up to 1 MB and refused one byte beyond', async () => {
    assert.equal((await read('x'.repeat(MOST_BYTES))).length, MOST_BYTES);
    assert.match(await read('x'.repeat(MOST_BYTES + 1)), /larger than 1 MB/);
  });

  it('is not read where something else is in its place, and nothing waits for it', async () => {
    assert.match(await problemAt(bench.home), /It is not a file/);
    if (process.platform === 'win32') return;
    const pipe = path.join(bench.home, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    assert.match(await problemAt(pipe), /It is not a file/);
    assert.match(await problemAt('/dev/zero'), /It is not a file/);
  });

  it('is read through a symbolic link, and not where links lead in a circle or nowhere', async function () {
    if (process.platform === 'win32') this.skip();
    const link = (target: string, name: string) => {
      const at = path.join(bench.home, name);
      fs.symlinkSync(target, at);
      return at;
    };
    bench.write('real', 'text');
    assert.deepEqual(await readKeyFile(fs.promises, link('real', 'good')), { kind: 'text', text: 'text' });
    link('loop-b', 'loop-a');
    assert.match(await problemAt(link('loop-a', 'loop-b')), /symbolic links lead in a circle/);
    assert.equal(await problemAt(link('gone', 'dangling')), 'missing');
  });

  for (const [code, why] of [
    ['EACCES', /You may not read it/],
    ['EPERM', /You may not read it/],
    ['EBUSY', /Another program has it locked/],
    ['EIO', /It cannot be read \(EIO\)/],
  ] as const)
    it(`that gives ${code} is listed with what that means, and nothing of the message`, async () => {
      const said = only(await aliyunCliKeys(bench.refusing(code)));
      assert.match(said, why);
      assert.doesNotMatch(said, /what-stands-there/);
    });

  it('is closed however the reading went', async () => {
    let closed = 0;
    const open = (code: string) => () =>
      Promise.resolve({
        stat: () => Promise.resolve({ isFile: () => code !== 'dir' }),
        read: () => Promise.reject(Object.assign(new Error(), { code })),
        close: () => Promise.resolve((closed += 1)),
      });
    for (const code of ['EIO', 'dir']) await readKeyFile({ open: open(code) as never }, 'any');
    assert.equal(closed, 2);
  });
});
