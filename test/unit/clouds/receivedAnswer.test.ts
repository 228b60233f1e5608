import assert from 'node:assert/strict';
import { KEPT_CHARACTERS, receivedAnswer } from '../../../src/clouds/receivedAnswer';

const keep = (body: string, secrets: string[] = []) =>
  receivedAnswer({ headers: { 'content-type': 'application/json' }, body }, secrets);

describe('what is kept of an answer', () => {
  it('is the text as received, to the digit', () => {
    const body = '{ "RequestId" : "R", "OrderId": 212345678901234567 }';
    assert.deepEqual(keep(body), { contentType: 'application/json', text: body });
  });
  it('has no secret, whether named as one or known, in strings, numbers or objects', () => {
    for (const body of [
      '{"Password":"hunter2x"}',
      '{"Password":77777777}',
      '{"a":{"AccessKeySecret":{"x":"hunter2x"}}}',
      '{"a":"{\\"Password\\":\\"hunter2x\\"}"}',
      'the string to sign is hunter2x&',
      '<html>hunter2x</html>',
      '{"Message":"bad hunter2x"',
    ])
      assert.doesNotMatch(keep(body, ['hunter2x']).text, /hunter2x|7777/, body);
  });
  it('is whole up to the limit, and cut one past it, with the length it had', () => {
    assert.deepEqual(keep('x'.repeat(KEPT_CHARACTERS)).length, undefined);
    const cut = keep('x'.repeat(KEPT_CHARACTERS + 1));
    assert.deepEqual([cut.text.length, cut.length], [KEPT_CHARACTERS, KEPT_CHARACTERS + 1]);
  });
  it('has no half of a secret at the cut', () => {
    const { text } = keep(`${'x'.repeat(KEPT_CHARACTERS - 4)}hunter2x and more`, ['hunter2x']);
    assert.ok(text.endsWith('x****'));
  });
  it('is not thrown off by an answer nested without end', () => {
    const body = `${'['.repeat(20_000)}"hunter2x"${']'.repeat(20_000)}`;
    assert.ok(!keep(body, ['hunter2x']).text.includes('hunter2x'));
  });
});
