import assert from 'node:assert/strict';
import { password, PASSWORD_SPECIALS } from '../../../src/operations/accountRules';
import { generatePassword } from '../../../src/operations/generatePassword';
import { SeededRandom } from '../../matrix/seededRandom';

describe('a generated password', () => {
  it('satisfies every rule, whatever the random numbers', () => {
    const random = new SeededRandom(4711);
    const made = Array.from({ length: 20_000 }, () => generatePassword((limit) => random.int(0, limit - 1)));
    for (const each of [...made, generatePassword(() => 0), generatePassword((limit) => limit - 1)]) {
      assert.ok(password.safeParse(each).success, each);
      for (const kind of [/[A-Z]/, /[a-z]/, /[2-9]/, /[!@#$%^&*()_+\-=]/]) assert.match(each, kind);
    }
    assert.equal(new Set(made).size, made.length);
  });

  it('comes from the system’s random numbers, and uses every character it may', () => {
    const made = Array.from({ length: 2_000 }, () => generatePassword());
    assert.equal(new Set(made).size, made.length);
    const used = new Set(made.join(''));
    for (const character of `ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789${PASSWORD_SPECIALS}`)
      assert.ok(used.has(character), character);
    for (const lookAlike of '0O1lI') assert.ok(!used.has(lookAlike), lookAlike);
  });

  it('has no place that tells its kind', () => {
    const made = Array.from({ length: 2_000 }, () => generatePassword());
    for (let place = 0; place < 20; place += 1)
      assert.ok(new Set(made.map((each) => each.charAt(place))).size > 40, `place ${place}`);
  });
});
