import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ProfileFiles } from '../../../src/profiles/profileFiles';

describe('the files of profiles', () => {
  let folder: string;
  let open: ProfileFiles[];
  const said: string[] = [];
  const files = () => {
    const one = new ProfileFiles(folder, (problem) => said.push(problem));
    open.push(one);
    return one;
  };
  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-profiles-')), 'profiles');
    open = [];
    said.length = 0;
  });
  afterEach(() => {
    for (const each of open) each.dispose();
    fs.rmSync(path.dirname(folder), { recursive: true, force: true });
  });
  const ids = (of: ProfileFiles) => of.all().map(({ id }) => id);

  it('are none where there is no folder, and reading makes none', () => {
    assert.deepEqual(files().all(), []);
    assert.ok(!fs.existsSync(folder));
  });

  it('keep their order when one is written again, and forget what is removed', async () => {
    const one = files();
    for (const id of ['b', 'a', 'c/../d']) await one.write(id, { name: id });
    await one.write('b', { name: 'renamed' });
    assert.deepEqual(files().all(), [
      { id: 'b', value: { name: 'renamed' } },
      { id: 'a', value: { name: 'a' } },
      { id: 'c/../d', value: { name: 'c/../d' } },
    ]);
    await one.remove('a');
    await one.remove('a');
    assert.deepEqual(ids(one), ['b', 'c/../d']);
    assert.deepEqual(fs.readdirSync(path.dirname(folder)), ['profiles'], 'an id is no way out of the folder');
  });

  it('lose nothing where two windows write at the same time, and each sees it at once', async () => {
    const [one, other] = [files(), files()];
    assert.deepEqual([ids(one), ids(other)], [[], []]);
    await Promise.all([one.write('a', 1), other.write('b', 2), one.write('c', 3), other.write('d', 4)]);
    assert.deepEqual(
      [ids(one).sort(), ids(other).sort()],
      [
        ['a', 'b', 'c', 'd'],
        ['a', 'b', 'c', 'd'],
      ],
    );
    await one.write('a', 5);
    assert.deepEqual(other.all().find(({ id }) => id === 'a')?.value, 5);
  });

  it('are told when another window writes one', async () => {
    const one = files();
    const heard = new Promise<void>((resolve) => one.onDidChange(resolve));
    await files().write('a', 1);
    await heard;
    assert.deepEqual(ids(one), ['a']);
    assert.deepEqual(said, []);
  });

  it('stay as they are where one cannot be read, and hide no other', async () => {
    const one = files();
    await one.write('a', 1);
    fs.writeFileSync(path.join(folder, 'broken.json'), '{"order":1,"prof');
    fs.writeFileSync(path.join(folder, 'left-over.tmp'), 'half');
    fs.writeFileSync(path.join(folder, '100%.json'), '{}');
    fs.mkdirSync(path.join(folder, 'folder.json'));
    assert.deepEqual(
      files()
        .all()
        .map(({ id, value }) => [id, value]),
      [
        ['broken', undefined],
        ['folder', undefined],
        ['a', 1],
      ],
    );
    await one.write('b', 2);
    assert.ok(fs.existsSync(path.join(folder, 'broken.json')));
  });

  it('are there again as soon as they can be read, though nothing of the folder changed', async () => {
    const one = files();
    await one.write('a', 1);
    const file = path.join(folder, 'a.json');
    const kept = fs.readFileSync(file);
    fs.rmSync(file);
    fs.mkdirSync(file);
    const before = new Date(Date.now() - 60_000);
    fs.utimesSync(folder, before, before);
    assert.deepEqual(one.all(), [{ id: 'a', value: undefined }]);
    fs.rmdirSync(file);
    fs.writeFileSync(file, kept);
    fs.utimesSync(folder, before, before);
    assert.deepEqual(one.all(), [{ id: 'a', value: 1 }]);
  });

  it('are as before where one cannot be written', async () => {
    const one = files();
    await one.write('a', 1);
    fs.mkdirSync(path.join(folder, 'b.json'));
    await assert.rejects(one.write('b', 2));
    fs.rmdirSync(path.join(folder, 'b.json'));
    assert.deepEqual(fs.readdirSync(folder), ['a.json']);
  });

  it('say once that their folder cannot be watched', () => {
    fs.writeFileSync(folder, 'a file in its place');
    files().onDidChange(() => undefined);
    assert.equal(said.length, 1);
    assert.match(said[0]!, /cannot be watched/);
  });
});
