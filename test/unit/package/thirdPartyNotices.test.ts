import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

declare const PROJECT_ROOT: string;

interface Bundled {
  readonly folder: string;
  readonly where: string;
}
type Outputs = Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
const { bundledPackages, thirdPartyNotices } = createRequire(path.join(PROJECT_ROOT, 'package.json'))(
  './thirdPartyNotices.js',
) as {
  readonly bundledPackages: (metafiles: { outputs: Outputs }[]) => Bundled[];
  readonly thirdPartyNotices: (packages: Bundled[], modules: string) => string;
};

describe('the notices on software of others', () => {
  const modules = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-notices-'));
  after(() => fs.rmSync(modules, { recursive: true }));
  const install = (name: string, license: string | undefined, files: Record<string, string>): Bundled => {
    const all = { 'package.json': JSON.stringify({ name, version: '1.2.3', license }), ...files };
    for (const [file, content] of Object.entries(all)) {
      const target = path.join(modules, name, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
    }
    return { folder: name, where: 'in dist/a.js' };
  };

  it('are about the packages of which something is bundled, once each', () => {
    const inputs = {
      'src/a.ts': { bytesInOutput: 5 },
      'node_modules/used/index.js': { bytesInOutput: 5 },
      'node_modules/used/lib/more.js': { bytesInOutput: 5 },
      'node_modules/@scope/inner/node_modules/@scope/deep/a.js': { bytesInOutput: 5 },
      'node_modules/shaken/index.js': { bytesInOutput: 0 },
    };
    const found = bundledPackages([
      { outputs: { 'dist/a.js': { inputs } } },
      { outputs: { 'dist/b.js': { inputs: { 'node_modules/used/index.js': { bytesInOutput: 1 } } } } },
    ]);
    assert.deepEqual(found, [
      { folder: 'used', where: 'in dist/a.js, dist/b.js' },
      { folder: '@scope/inner/node_modules/@scope/deep', where: 'in dist/a.js' },
    ]);
  });

  it('have version and licence, and the licences of parts that a package took from others', () => {
    const one = install('one', 'MIT', {
      LICENSE: 'Of one',
      'lib/part/LICENSE.md': 'Of a part',
      'lib/a.js': '',
    });
    const notices = thirdPartyNotices([one], modules);
    assert.match(notices, /^one 1\.2\.3 \(MIT\), in dist\/a\.js$/m);
    assert.ok(notices.indexOf('Of one') < notices.indexOf('Of a part'), notices);
  });

  it('are not made where a package has no licence file', () => {
    assert.throws(() => thirdPartyNotices([install('bare', 'MIT', {})], modules), /bare has no licence file/);
  });

  it('are not made where a licence asks for more than its text, or is not told', () => {
    const files = { LICENSE: 'Some words' };
    for (const licence of ['GPL-3.0-only', 'MIT OR GPL-3.0-only', undefined])
      assert.throws(
        () => thirdPartyNotices([install('other', licence, files)], modules),
        /other is under .+, which is not allowed/,
      );
  });
});
