import assert from 'node:assert/strict';
import { plain, text, type Text } from '../../../src/clouds/text';
import {
  accessKeyIdProblem,
  nameProblem,
  regionsProblem,
  secretProblem,
  securityTokenProblem,
} from '../../../src/profiles/profileForm';

const said = (problem: Text | undefined) => problem && plain(problem);

describe('the form of a profile', () => {
  it('takes names of 1 to 60 characters, counted as people see them', () => {
    assert.equal(nameProblem('x', []), undefined);
    assert.equal(nameProblem('字'.repeat(60), []), undefined);
    assert.equal(nameProblem('🐘'.repeat(60), []), undefined);
    assert.match(said(nameProblem('x'.repeat(61), []))!, /Name: at most 60 characters; this has 61/);
    assert.match(said(nameProblem('   ', []))!, /Name/);
  });

  it('refuses a name that is taken, whatever its case and blanks around it', () => {
    assert.match(said(nameProblem(' PROD ', ['prod']))!, /Name: another profile/);
    assert.equal(nameProblem('prod2', ['prod']), undefined);
  });

  it('refuses control characters in a name', () => {
    for (const name of ['a\nb', 'a\u0000b', 'a\u0085b', 'a\u2028b'])
      assert.match(said(nameProblem(name, []))!, /Name: line breaks and other control characters/);
  });

  it('takes key ids of 10 to 128 characters, trimmed', () => {
    assert.equal(accessKeyIdProblem('  LTAI5tExample00001\n', text('AccessKey ID')), undefined);
    assert.equal(accessKeyIdProblem('STS.NUgYrLnoC37mZZCNnAbez', text('AccessKey ID')), undefined);
    assert.equal(accessKeyIdProblem('a'.repeat(10), text('AccessKey ID')), undefined);
    assert.equal(accessKeyIdProblem('a'.repeat(128), text('AccessKey ID')), undefined);
    assert.match(said(accessKeyIdProblem('a'.repeat(9), text('AccessKey ID')))!, /AccessKey ID: at least 10/);
    assert.match(
      said(accessKeyIdProblem('a'.repeat(129), text('AccessKey ID')))!,
      /AccessKey ID: at most 128/,
    );
    assert.match(said(accessKeyIdProblem('', text('AccessKey ID')))!, /AccessKey ID/);
  });

  it('explains what was pasted with a key id', () => {
    assert.match(said(accessKeyIdProblem('LTAI5tExample00001 secret', text('AccessKey ID')))!, /space/);
    assert.match(said(accessKeyIdProblem('"LTAI5tExample00001"', text('AccessKey ID')))!, /quot/);
    assert.match(
      said(accessKeyIdProblem('LTAI5tExample=0001', text('AccessKey ID')))!,
      /only letters, digits/,
    );
    assert.match(
      said(accessKeyIdProblem('LTAI5tExämple00001', text('AccessKey ID')))!,
      /only letters, digits/,
    );
  });

  it('takes secrets of 10 to 128 characters without blanks, and never repeats one', () => {
    assert.equal(secretProblem('a'.repeat(10), text('AccessKey secret')), undefined);
    assert.equal(secretProblem('a/+='.repeat(32), text('AccessKey secret')), undefined);
    for (const [secret, why] of [
      ['a'.repeat(9), /at least 10/],
      ['a'.repeat(129), /at most 128/],
      ['abc def ghi jkl', /space/],
      ['"abcdefghijkl"', /quot/],
      ['abcdefghijklmnö', /character/],
      ['', /enter it/],
    ] as const) {
      const problem = said(secretProblem(secret, text('AccessKey secret')))!;
      assert.match(problem, /^AccessKey secret/);
      assert.match(problem, why);
      assert.ok(secret === '' || !problem.includes(secret));
    }
  });

  it('asks for a token with a temporary key only', () => {
    assert.equal(securityTokenProblem('', 'LTAI5tExample00001'), undefined);
    assert.match(said(securityTokenProblem('', 'STS.Example00001'))!, /Security token: a temporary key/);
    assert.equal(securityTokenProblem('x'.repeat(8192), 'STS.Example00001'), undefined);
    assert.match(said(securityTokenProblem('x'.repeat(8193), 'STS.Example00001'))!, /at most 8192/);
    assert.match(said(securityTokenProblem('a b', 'STS.Example00001'))!, /space/);
  });

  it('asks for at least one region, and for nothing that could leave the host name', () => {
    assert.equal(regionsProblem(['cn-hangzhou']), undefined);
    assert.match(said(regionsProblem([]))!, /Regions: choose at least one/);
    assert.match(said(regionsProblem(['cn-hangzhou', 'evil.example/']))!, /evil\.example/);
  });
});
