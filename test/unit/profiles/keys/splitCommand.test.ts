import assert from 'node:assert/strict';
import { plain } from '../../../../src/clouds/text';
import { splitCommand } from '../../../../src/profiles/keys/splitCommand';

const split = (command: string, windows = false): string[] | string => {
  const parts = splitCommand(command, windows);
  return 'problem' in parts ? plain(parts.problem) : [parts.program, ...parts.args];
};

describe('a process_command is split as the vendor’s command line splits it', () => {
  for (const [command, ...parts] of [
    ['cmd arg1 arg2', 'cmd', 'arg1', 'arg2'],
    ['  cmd   arg1\targ2  ', 'cmd', 'arg1', 'arg2'],
    ["'/usr/local/my tools/cred' arg", '/usr/local/my tools/cred', 'arg'],
    ['tool --name "First Last"', 'tool', '--name', 'First Last'],
    ['tool arg\\ with\\ space', 'tool', 'arg with space'],
    ['tool "say \\"hi\\""', 'tool', 'say "hi"'],
    ['tool "" arg', 'tool', '', 'arg'],
    ["tool '' arg", 'tool', '', 'arg'],
    ['tool "a b"\'c d\'', 'tool', 'a bc d'],
    ['tool arg1 \\\n arg2', 'tool', 'arg1', 'arg2'],
    ['tool "a\\\nb"', 'tool', 'ab'],
    ['tool "a\\nb" \'a\\b\'', 'tool', 'a\\nb', 'a\\b'],
    ['tool "\\$HOME" $HOME *', 'tool', '$HOME', '$HOME', '*'],
    ['tool a;rm -rf /|cat>x', 'tool', 'a;rm', '-rf', '/|cat>x'],
    ['tool\u00a0a', 'tool', 'a'],
    ['"C:\\Program Files\\t.exe" get', 'C:\\Program Files\\t.exe', 'get'],
  ] as const)
    it(JSON.stringify(command), () => assert.deepEqual(split(command), parts));

  for (const [command, ...parts] of [
    ['C:\\tools\\cred.exe get', 'C:\\tools\\cred.exe', 'get'],
    ['"C:\\Program Files\\tool\\cred.exe" get', 'C:\\Program Files\\tool\\cred.exe', 'get'],
    ['tool "say \\"hi\\"" a\\', 'tool', 'say "hi"', 'a\\'],
  ] as const)
    it(`${JSON.stringify(command)} on Windows`, () => assert.deepEqual(split(command, true), parts));

  it('or says why it cannot be', () => {
    assert.match(String(split('   ')), /is empty/);
    assert.match(String(split('""')), /is empty/);
    assert.match(String(split('"C:\\tool.exe')), /not closed/);
    assert.match(String(split("'/usr/bin/tool")), /not closed/);
    assert.match(String(split('tool\\')), /ends with a backslash/);
  });
});
