import assert from 'node:assert/strict';
import { isUsable } from '../../../../src/profiles/importers/foundKeys';
import { keychainKeys } from '../../../../src/profiles/importers/keychain';
import type { KeychainProblem } from '../../../../src/profiles/keychain/keychainAnswer';
import { only, shown, taken, tellsNothing } from './keyBench';

const SECRET = 'plain-secret-of-example';
const NO_KEY = /It is no JSON with accessKeyId and accessKeySecret, or was cut off\./;
const KEY = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: SECRET };
const entry = (content: string) => keychainKeys('alibaba', { kind: 'entry', content }).found;
const of = (value: unknown) => entry(JSON.stringify(value));

describe('the entry in the operating system’s keychain', () => {
  it('is one key', () => {
    const keys = of({ ...KEY, region: 'cn-beijing', name: 'prod', note: 'mine' });
    assert.equal(only(keys), 'prod | LTAI…0001 | cn-beijing | - | usable | ');
    assert.deepEqual(taken(keys[0]), KEY);
    assert.equal(keys[0]?.where, 'clusterdeck/alibaba');
    tellsNothing(keys, SECRET);
  });

  it('may have a token', () => {
    const keys = of({ ...KEY, accessKeyId: 'STS.NUgYrLnoC37mZZCNnAbez', securityToken: 'CAIS+of/example==' });
    assert.equal(only(keys), ' | STS.…Abez | - | - | usable | Temporary key');
    assert.equal(taken(keys[0]).securityToken, 'CAIS+of/example==');
    tellsNothing(keys, SECRET, 'CAIS');
  });

  it('may be several', () => {
    assert.deepEqual(
      shown(
        of([
          { ...KEY, name: 'a' },
          { ...KEY, name: 'b' },
        ]),
      ),
      ['a | LTAI…0001 | - | - | usable | ', 'b | LTAI…0001 | - | - | usable | '],
    );
    assert.equal(of(new Array(20).fill(KEY)).length, 20);
    assert.match(only(of(new Array(21).fill(KEY))), NO_KEY);
  });

  it('is of the cloud whose name it has', () => {
    const content = JSON.stringify({ ...KEY, accessKeyId: 'AKIDEXAMPLE000000001' });
    const [keys] = keychainKeys('huawei', { kind: 'entry', content }).found;
    assert.deepEqual([keys?.cloud, keys?.where], ['huawei', 'clusterdeck/huawei']);
    assert.ok(keys && isUsable(keys));
  });

  const utf16 = (bytes: Buffer) => bytes.toString('utf8');
  const json = JSON.stringify({ ...KEY, name: 'prod' });
  for (const [how, content] of Object.entries({
    'in UTF-16, as cmdkey writes it': utf16(Buffer.from(json, 'utf16le')),
    'in UTF-16 with a mark': utf16(Buffer.from(`\ufeff${json}`, 'utf16le')),
    'in UTF-16 with the high byte first': utf16(Buffer.from(`\ufeff${json}`, 'utf16le').swap16()),
    'in UTF-8 with a mark': `\ufeff${json}`,
    'with a line break at its end': `${json}\r\n`,
  }))
    it(`is read ${how}`, () => {
      const keys = entry(content);
      assert.equal(only(keys), 'prod | LTAI…0001 | - | - | usable | ');
      assert.deepEqual(taken(keys[0]), KEY);
    });

  for (const [what, content, reason] of [
    [
      'no secret',
      JSON.stringify({ accessKeyId: KEY.accessKeyId }),
      /^ \| LTAI…0001 .* accessKeySecret is missing/,
    ],
    ['no id', JSON.stringify({ accessKeySecret: SECRET }), /accessKeyId is missing/],
    [
      'an id that is none',
      JSON.stringify({ ...KEY, accessKeyId: SECRET.repeat(20) }),
      /^ \| plai…mple \| - \| - \| (?!usable)/,
    ],
    [
      'a secret that is no text',
      JSON.stringify({ ...KEY, accessKeySecret: { SECRET } }),
      /accessKeySecret is missing/,
    ],
    ['the secret alone', SECRET, NO_KEY],
    ['the secret as JSON', JSON.stringify(SECRET), NO_KEY],
    ['a number', '12', NO_KEY],
    ['nothing in a list', '[]', NO_KEY],
    ['nothing', '', NO_KEY],
    ['what a prompt cut off', JSON.stringify(KEY).slice(0, 60), NO_KEY],
    ['an error after the secret', `{"accessKeySecret":"${SECRET}",}`, NO_KEY],
  ] as const)
    it(`tells why it cannot be used: ${what}`, () => {
      const keys = entry(content);
      assert.match(only(keys), reason);
      tellsNothing(keys, SECRET);
    });

  it('has a name that cannot redraw the list', () => {
    const [keys] = of({ ...KEY, name: `a\n\u202eb${'c'.repeat(100)}` });
    assert.ok(keys);
    assert.equal(keys.name.length, 60);
    assert.match(keys.name, /^a bc+$/);
  });
});

describe('a keychain that gives nothing', () => {
  const told = (kind: KeychainProblem, said?: string) => {
    const { found, absent } = keychainKeys('alibaba', { kind, said });
    return [only(found).split(' | ')[4], absent];
  };

  it('is no news where it has no entry', () => {
    assert.deepEqual(keychainKeys('alibaba', { kind: 'none' }), { found: [], absent: false });
  });

  it('says what to do where something of the person may be missing', () => {
    assert.deepEqual(told('locked'), ['It is locked. Unlock it, then try again.', false]);
    assert.deepEqual(told('timedOut'), ['It did not answer in time. Unlock it, then try again.', false]);
    assert.deepEqual(told('tooBig'), ['Its entry is larger than 64 KB. Is it the right one?', false]);
    assert.deepEqual(told('failed', 'SIGSEGV'), ['Reading it failed (SIGSEGV). Enter the keys.', false]);
  });

  it('says what the system said, in one short line', () => {
    const said = `User interaction\n is not allowed.${'!'.repeat(200)}`;
    const [reason] = told('refused', said);
    assert.match(
      String(reason),
      /^It says: User interaction {2}is not allowed\.!+ Allow access, then try again\.$/,
    );
    assert.ok(String(reason).length < 160);
  });

  it('is absent where this machine has none that can be read', () => {
    assert.deepEqual(told('noLibsecret'), [
      'It needs libsecret. Install libsecret-1-0 (RPM: libsecret).',
      true,
    ]);
    assert.deepEqual(told('noBus'), ['There is no D-Bus session. Start VS Code from a desktop.', true]);
    assert.deepEqual(told('noService'), ['No Secret Service runs. Start GNOME Keyring or KWallet.', true]);
    assert.deepEqual(told('noBuild'), ['There is no keychain module for this system. Enter the keys.', true]);
    assert.deepEqual(told('notLoaded', 'bad image'), [
      'Its module cannot be loaded (bad image). Enter the keys.',
      true,
    ]);
  });
});
