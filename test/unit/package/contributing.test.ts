import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { operationById } from '../../../src/operations/index';

declare const PROJECT_ROOT: string;

const read = (file: string) => fs.readFileSync(path.join(PROJECT_ROOT, file), 'utf8');
const isThere = (file: string) => fs.existsSync(path.join(PROJECT_ROOT, file));
const json = (file: string): unknown => {
  const { config, error } = ts.parseConfigFileTextToJson(file, read(file)) as {
    config: unknown;
    error?: unknown;
  };
  assert.equal(error, undefined, file);
  return config;
};
const { scripts, contributes } = json('package.json') as {
  scripts: Record<string, string>;
  contributes: { commands: { command: string }[] };
};

/** What stands in `code` and in indented lines. */
const code = (text: string): string[] =>
  [...text.matchAll(/`([^`\n]+)`|^ {4}(\S.*)$/gm)].map(([, inline, line]) => inline ?? line ?? '');

for (const page of ['CONTRIBUTING.md', 'docs/architecture.md'])
  describe(page, () => {
    const pieces = code(read(page));

    it('names files that are there', () => {
      const files = pieces.filter((piece) =>
        /^[\w.]+(\/[\w.]+)*(\/|\.\w+)$|^(src|test|docs|\.ci)\/[\w./]+$/.test(piece),
      );
      assert.ok(files.length > 10, String(files.length));
      // What tests leave behind is there once they ran.
      const missing = files.filter((file) => !file.startsWith('out/') && !isCommand(file) && !isThere(file));
      assert.deepEqual(missing, []);
    });

    it('leads to pages and pictures that are there', () => {
      const links = [...read(page).matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
      assert.ok(links.length > 0);
      assert.deepEqual(
        links.filter((link) => !isThere(path.join(path.dirname(page), link))),
        [],
      );
    });

    it('names commands that can be run', () => {
      for (const piece of pieces) {
        const [, script] = /^npm (?:run )?(start|test|[\w:]+)$/.exec(piece) ?? [];
        if (script !== undefined && script !== 'ci') assert.ok(scripts[script], piece);
        const [, file, words] = /^node (\S+)(?: (.*))?$/.exec(piece) ?? [];
        if (file !== undefined) assert.ok(isThere(file), piece);
        for (const word of testWords(file, words))
          assert.ok(hasTests(suiteOf(file), word), `${piece}: ${word}`);
        if (isCommand(piece))
          assert.ok(
            contributes.commands.some(({ command }) => command === piece),
            piece,
          );
      }
    });
  });

const isCommand = (piece: string) => piece.startsWith('clusterdeck.');
const suiteOf = (script = '') => path.basename(script, '.mjs');

/** The words of a command that choose test files. */
function testWords(script: string | undefined, words = ''): string[] {
  if (!['unit', 'integration', 'e2e'].includes(suiteOf(script))) return [];
  return words
    .replace(/--grep ".*"/, '')
    .split(' ')
    .filter((word) => word !== '' && word !== 'newest');
}

const hasTests = (suite: string, word: string) =>
  fs
    .readdirSync(path.join(PROJECT_ROOT, 'test', suite), { recursive: true, encoding: 'utf8' })
    .some((file) => file.endsWith('.test.ts') && file.includes(word));

describe('the operation that CONTRIBUTING adds', () => {
  it('is one that there is, with its title', () => {
    const operation = operationById('polardbZonal.describeAccount');
    assert.ok(operation && read('CONTRIBUTING.md').includes(`**${operation.title.text}**`));
  });
});

describe('the launch configurations', () => {
  const launch = json('.vscode/launch.json') as {
    configurations: { program?: string; preLaunchTask?: string; env?: Record<string, string> }[];
  };
  const { tasks } = json('.vscode/tasks.json') as { tasks: { label: string; args: string[] }[] };

  it('start tasks and programs that are there', () => {
    for (const { program, preLaunchTask } of launch.configurations) {
      if (program) assert.ok(isThere(program.replace('${workspaceFolder}/', '')), program);
      if (preLaunchTask)
        assert.ok(
          tasks.some(({ label }) => label === preLaunchTask),
          preLaunchTask,
        );
    }
    for (const { args } of tasks) assert.ok(isThere(args[0] ?? ''), args.join(' '));
  });

  it('set no variable that the extension does not read', () => {
    const source = ['src/extension.ts', 'test/integration/index.ts'].map(read).join('\n');
    for (const name of launch.configurations.flatMap(({ env = {} }) => Object.keys(env)))
      assert.ok(source.includes(`process.env.${name}`) || source.includes(`variable('${name}')`), name);
  });
});
