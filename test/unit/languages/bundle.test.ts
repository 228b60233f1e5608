import assert from 'node:assert/strict';
import * as z from 'zod';
import { readProject, readSources, sourceOf } from './program';
import { isBare, placeholdersOf, templatesIn, type Templates } from './templates';

/** What has no word in Chinese: names, figures, and what the clouds' APIs call something. */
const WORDLESS = new Set([
  ...[
    'AccessKey ID',
    'The AccessKey ID',
    'AccessKey secret',
    'ID',
    'KooCLI',
    'VPC',
    'credentials.csv',
    'mongos',
  ],
  ...['DBClusterId = {primary}', 'PrivForAllDB = 1', 'RollBackForDisaster = true'],
  ...['IsSwitchOverForDisaster = false', 'IsSwitchOverForDisaster = true'],
  ...['is_save_password = false', 'is_save_password = true'],
  ...['sql_record_flag = false', 'sql_record_flag = true'],
  ...['{name} in {zone}', '{shown} of {total}'],
]);

const hasLetters = (template: string): boolean => /[A-Za-z]/.test(template.replace(/\{\w+\}/g, ''));

describe('the Chinese texts', function () {
  this.timeout(240_000);
  const chinese = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readProject('l10n/bundle.l10n.zh-cn.json')));
  let templates: Templates;
  before(() => (templates = templatesIn(readSources())));

  it('are there for each text of the sources', () => {
    const missing = [...templates.found].filter(([template]) => !isBare(template) && !(template in chinese));
    assert.deepEqual(
      missing.map(([template, place]) => `${place} ${template}`),
      [],
    );
  });

  it('can all be looked for: no text is made of what the code does not show', () => {
    assert.deepEqual(templates.hidden, []);
  });

  it('are all used', () => {
    assert.deepEqual(
      Object.keys(chinese).filter((template) => !templates.found.has(template)),
      [],
    );
  });

  it('have the placeholders of the English ones', () => {
    const wrong = Object.entries(chinese).filter(
      ([template, translation]) => placeholdersOf(template).join() !== placeholdersOf(translation).join(),
    );
    assert.deepEqual(wrong, []);
  });

  it('are translated', () => {
    const wordless = Object.entries(chinese)
      .filter(([template, translation]) => hasLetters(template) && !/\p{Script=Han}/u.test(translation))
      .map(([template]) => template);
    assert.deepEqual(wordless.sort(), [...WORDLESS].sort());
    assert.deepEqual(
      Object.values(chinese).filter((translation) => translation.trim() === ''),
      [],
    );
  });

  it('are sorted, so that two people who add some do not meet', () => {
    assert.deepEqual(Object.keys(chinese), Object.keys(chinese).sort());
  });
});

describe('the reading of texts from the sources', () => {
  const head = `
    declare function text(template: string): void;
    const NAMES = ['one', 'two'] as const;
    declare const index: 0 | 1;
    declare const some: string;
  `;
  const read = (code: string) => templatesIn(sourceOf(head + code));

  it('knows literals, choices, constants and what is put together from them', () => {
    const { found, hidden } = read(`
      const AGAIN = 'Try again.';
      text('A'); text(index ? 'B' : 'C'); text(NAMES[index]); text('D ' + 'E'); text(\`\${AGAIN} Soon.\`);
    `);
    assert.deepEqual([...found.keys()], ['A', 'B', 'C', 'one', 'two', 'D E', 'Try again. Soon.']);
    assert.deepEqual(hidden, []);
  });

  it('tells what it cannot know', () => {
    const { found, hidden } = read('text(some); text(`a ${some}`); text("b " + some); text(some || "c");');
    assert.deepEqual([...found.keys()], []);
    assert.equal(hidden.length, 4);
  });
});
