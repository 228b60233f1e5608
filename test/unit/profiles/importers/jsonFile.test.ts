import assert from 'node:assert/strict';
import { plain } from '../../../../src/clouds/text';
import { parseJsonFile } from '../../../../src/profiles/importers/jsonFile';

const said = (content: string) => {
  const read = parseJsonFile(content);
  return 'problem' in read ? plain(read.problem) : 'valid';
};

describe('JSON of other tools', () => {
  it('is read whole', () => {
    assert.deepEqual(parseJsonFile('{"a":[1,-2.5e3,true,null,"\\u00e4\\n"],"b":{}}'), {
      value: { a: [1, -2500, true, null, 'ä\n'], b: {} },
    });
  });

  it('is told from one that is half written, wherever it was cut off', () => {
    const whole = '{\n "a": [1, -2.5e3, true, null, "\\u00e4\\n"],\n "b": {}, "c": [ ]\n}';
    for (let length = 0; length < whole.length; length += 1)
      assert.match(said(whole.slice(0, length)), /It ends in the middle/, whole.slice(0, length));
  });

  for (const [content, line] of [
    ['{\n"a": 1\n"b": 2\n}', 3],
    ['{\n"a": 1,\n}', 3],
    ['[\n1,\n2,\n]', 4],
    ['{"a":\n s3cret }', 2],
    ['{"a": "s3cret\n"}', 1],
    ["{\r\n'a': 1}", 2],
    ['{\r"a" 1}', 2],
    ['{}\n\n s3cret', 3],
    ['{}}', 1],
    ['[1}', 1],
    ['{1: 2}', 1],
    ['// s3cret\n{}', 1],
    ['{"a": 01}', 1],
    ['{"a": "\\x"}', 1],
    ['{"a": 1.}', 1],
  ] as const)
    it(`is said to be broken in line ${line}: ${JSON.stringify(content)}`, () => {
      assert.match(said(content), new RegExp(`in line ${line}\\.`));
      assert.doesNotMatch(said(content), /s3cret/);
    });

  it('is judged like JSON.parse does, for any change of one character', () => {
    const whole = '{"a":[1,"x\\n",{"b":null}],"c":-0.5}';
    for (let at = 0; at < whole.length; at += 1)
      for (const other of ['', '"', '{', '}', ',', ':', '\\', '0', 'n', ' ', '\n']) {
        const content = whole.slice(0, at) + other + whole.slice(at + 1);
        let isValid = true;
        try {
          JSON.parse(content);
        } catch {
          isValid = false;
        }
        assert.equal(said(content) === 'valid', isValid, content);
        assert.match(said(content), /^valid$|in line [12]\.|ends in the middle/, content);
      }
  });
});
