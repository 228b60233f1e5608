import assert from 'node:assert/strict';
import * as z from 'zod';
import { readProject } from './program';
import { placeholdersOf } from './templates';

/** Where VS Code shows what the manifest says. The name of the extension is a name. */
const SHOWN = new Set([
  ...['contents', 'description', 'displayName', 'label', 'markdownDeprecationMessage', 'markdownDescription'],
  ...['deprecationMessage', 'name', 'shortTitle', 'title', 'markdown', 'altText', 'contextualTitle'],
  ...['enumDescriptions', 'markdownEnumDescriptions', 'enumItemLabels', 'patternErrorMessage', 'placeholder'],
]);
const NAMES = new Set(['name', 'displayName', 'contributes.viewsContainers.activitybar.0.title']);

const texts = (file: string) => z.record(z.string(), z.string()).parse(JSON.parse(readProject(file)));
const manifest: unknown = JSON.parse(readProject('package.json'));
const english = texts('package.nls.json');
const chinese = texts('package.nls.zh-cn.json');

/** All strings of the manifest, by their paths. */
function* strings(value: unknown, path: readonly string[] = []): Generator<readonly [string[], string]> {
  if (typeof value === 'string') yield [[...path], value];
  else if (value instanceof Object)
    for (const [key, inner] of Object.entries(value)) yield* strings(inner, [...path, key]);
}

const keyOf = (value: string): string | undefined => /^%(.+)%$/.exec(value)?.[1];
const used = [...strings(manifest)].flatMap(([, value]) => keyOf(value) ?? []);

describe('the texts of the manifest', () => {
  it('are all keys', () => {
    const raw = [...strings(manifest)].filter(([path, value]) => {
      const name = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
      const inManifest = path[0] === 'contributes' || path.length === 1;
      return inManifest && SHOWN.has(name) && !NAMES.has(path.join('.')) && keyOf(value) === undefined;
    });
    assert.deepEqual(
      raw.map(([path, value]) => `${path.join('.')}: ${value}`),
      [],
    );
  });

  for (const [file, has] of Object.entries({
    'package.nls.json': english,
    'package.nls.zh-cn.json': chinese,
  })) {
    it(`are all in ${file}, and nothing else is`, () => {
      assert.deepEqual(
        used.filter((key) => !has[key]),
        [],
        'missing',
      );
      assert.deepEqual(
        Object.keys(has).filter((key) => !used.includes(key)),
        [],
        'not used',
      );
    });
  }

  it('are Chinese in the Chinese file, with the links of the English ones', () => {
    const links = (value = '') => [...value.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target);
    for (const [key, value] of Object.entries(chinese)) {
      assert.match(value, /\p{Script=Han}/u, key);
      assert.deepEqual(links(value), links(english[key]), key);
      assert.deepEqual(placeholdersOf(value), placeholdersOf(english[key] ?? ''), key);
    }
  });

  it('name the same commands where a category groups them', () => {
    const { contributes } = z
      .object({
        contributes: z.object({ commands: z.array(z.object({ command: z.string(), title: z.string() })) }),
      })
      .parse(manifest);
    for (const { command, title } of contributes.commands)
      assert.equal(title, `%command.${command.replace(/^clusterdeck\./, '')}.title%`);
  });
});
