import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../host/server.mjs';
import { installVsix, VSIX } from '../host/vsix.mjs';
import { filesInZip } from './vsixFiles';

const MOST_BYTES = 1.5 * 1024 * 1024;
const SYSTEMS = [
  ...['darwin-arm64', 'darwin-x64', 'win32-arm64', 'win32-x64'],
  ...['linux-arm64', 'linux-armv7l', 'linux-x64', 'linuxmusl-x64'],
];
const ALONE = ['extension.js', 'keychain.js', 'runPanel.js', 'sampleCloud.js', 'undici.js'];
/** What the extension loads when it is first used; the build names these by what is in them. */
const LATER = /^(parts|chunk)-[A-Z0-9]{8}\.js$/;
/** Minified, in bytes: what is loaded when VS Code starts. */
const MOST_AT_START = 200 * 1024;
/** vsce gives these names of its own. */
const RENAMED = ['LICENSE.txt', 'changelog.md', 'readme.md'];

/** The files below a folder or a file of the project, by their paths in it. */
function filesOf(name: string): string[] {
  const root = path.join(projectRoot, name);
  if (!fs.existsSync(root)) return [];
  return fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => fs.statSync(path.join(root, file)).isFile())
    .map((file) => `${name}/${file.replaceAll(path.sep, '/')}`);
}

describe('what is in the VSIX', () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-contents-'));
  let extension: string;
  before(async () => {
    extension = await installVsix(path.join(root, 'extensions'));
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));
  const text = (file: string) => fs.readFileSync(path.join(extension, file), 'utf8');
  const bundles = () => fs.readdirSync(path.join(extension, 'dist')).filter((name) => name.endsWith('.js'));

  it('is what the extension needs, and nothing else', () => {
    const texts = fs.readdirSync(projectRoot).filter((name) => /^package\.nls(\.[\w-]+)?\.json$/.test(name));
    const wanted = [
      'package.json',
      ...RENAMED,
      ...texts,
      ...filesOf('l10n'),
      ...filesOf('media'),
      'dist/ThirdPartyNotices.txt',
      ...bundles().map((name) => `dist/${name}`),
      ...SYSTEMS.map((name) => `dist/prebuilds/${name}/keytar.node`),
    ].map((name) => `extension/${name}`);
    assert.deepEqual(
      filesInZip(VSIX).sort(),
      [...wanted, '[Content_Types].xml', 'extension.vsixmanifest'].sort(),
    );
    assert.deepEqual(
      bundles().filter((name) => !LATER.test(name)),
      ALONE,
    );
    assert.deepEqual(
      [...filesOf('media'), ...filesOf('l10n')].filter((name) => path.basename(name).startsWith('.')),
      [],
    );
  });

  it('is small', () => {
    assert.ok(fs.statSync(VSIX).size <= MOST_BYTES, `${fs.statSync(VSIX).size} bytes`);
  });

  it('starts with little', () => {
    // Whatever one of them requires outside a promise is loaded with it.
    const loaded = new Set<string>();
    const load = (name: string) => {
      if (loaded.has(name)) return;
      loaded.add(name);
      for (const [, later, wanted] of text(`dist/${name}`).matchAll(
        /(\(\)=>\w+\()?require\("\.\/([\w-]+\.js)"\)/g,
      ))
        if (later === undefined) load(wanted!);
    };
    load('extension.js');
    const bytes = [...loaded].reduce((sum, name) => sum + Buffer.byteLength(text(`dist/${name}`)), 0);
    assert.ok(bytes <= MOST_AT_START, `${bytes} bytes in ${[...loaded].join(', ')}`);
    assert.ok(![...loaded].some((name) => name.startsWith('parts-')), 'the parts come later');
    assert.ok(bundles().some((name) => name.startsWith('parts-')));
  });

  it('has no picture or style that nothing shows', () => {
    const sources = filesOf('src').filter((name) => name.endsWith('.ts'));
    const shown = ['package.json', ...filesOf('media').filter((name) => name.endsWith('.md')), ...sources]
      .map((name) => fs.readFileSync(path.join(projectRoot, name), 'utf8'))
      .join('\n');
    const unused = filesOf('media').filter((name) => !shown.includes(path.basename(name)));
    assert.deepEqual(unused, []);
  });

  it('has a page without pictures: VS Code would show a broken one for each', () => {
    assert.match(text('readme.md'), /^# ClusterDeck\n\n\w/);
    assert.doesNotMatch(text('readme.md'), /!\[|<img/);
  });

  it('is built for production, without source maps and without paths of the machine that built it', () => {
    for (const name of bundles()) {
      const code = text(`dist/${name}`);
      assert.ok(!code.includes('sourceMappingURL'), name);
      assert.ok(!code.includes(projectRoot) && !code.includes(os.homedir() + path.sep), name);
      assert.ok(code.split('\n').length < 200, `${name} is minified`);
    }
  });

  it('names what it has of others, with the texts of their licences', () => {
    const notices = text('dist/ThirdPartyNotices.txt')
      .split(/^={80}\n/m)
      .slice(1);
    const named = notices.map((notice) => {
      const [, name, licence] = /^(\S+)(?: [\d.]+)? \((\S+)\), /.exec(notice) ?? [];
      assert.match(notice, /copyright[^]*permission[^]*without warranty/i, name);
      return `${name} ${licence}`;
    });
    const table = text('readme.md').split('\n## License\n')[1] ?? '';
    const rows = [...table.matchAll(/^\| (@?\w[\w/-]*) +\| (\w\S*) +\|/gm)].map(
      ([, name, licence]) => `${name} ${licence}`,
    );
    assert.deepEqual(rows.slice(1), named, 'the table in the README');
    assert.ok(named.length > 0);
  });

  it('depends on no package that is not named', () => {
    const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
    const notices = text('dist/ThirdPartyNotices.txt');
    for (const [name, version] of Object.entries(dependencies)) {
      const [, alias, exact = version] = /^npm:(.+)@(.+)$/.exec(version) ?? [];
      assert.ok(notices.includes(`\n${alias ?? name} ${exact} (`), `${name} ${version}`);
    }
  });
});
