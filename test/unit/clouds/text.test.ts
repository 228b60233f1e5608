import assert from 'node:assert/strict';
import { plain, text } from '../../../src/clouds/text';

describe('text', () => {
  it('fills placeholders and leaves unknown ones alone', () => {
    assert.equal(plain(text('{a} of {b} {c}', { a: 1, b: 'two' })), '1 of two {c}');
  });
  it('does not take placeholders from the prototype', () => {
    assert.equal(plain(text('{toString}', {})), '{toString}');
  });
});
