import assert from 'node:assert/strict';
import { Collection, type StepOrder } from '../../../src/flow/collection';
import type { Form } from '../../../src/operations/operation';

const step = (
  field: string,
  dependsOn: string[] = [],
  known: (form: Form) => { value: unknown } | undefined = () => undefined,
): StepOrder => ({ field, dependsOn, known: (_live, form) => known(form) });

/** a; b depends on a; c on b; d is known to be 'no' unless a is 1. */
const steps = [
  step('a'),
  step('b', ['a']),
  step('c', ['b']),
  step('d', ['a'], ({ a }) => (a === 1 ? undefined : { value: 'no' })),
];

/** The field that is asked, or undefined at the end. */
const asks = (c: Collection<StepOrder>): string | undefined => c.current?.field;

describe('Collection', () => {
  it('asks one after the other, and fills in what is known without asking', () => {
    const c = new Collection(steps, {});
    assert.equal(asks(c), 'a');
    assert.equal(c.canGoBack, false);
    for (const value of [0, 'b', 'c']) c.answer(value);
    assert.equal(asks(c), undefined);
    assert.deepEqual(c.form, { a: 0, b: 'b', c: 'c', d: 'no' });
  });

  it('keeps on Back what was answered', () => {
    const c = new Collection(steps, {});
    for (const value of [0, 'b', 'c']) c.answer(value);
    assert.ok(c.back());
    assert.equal(asks(c), 'c');
    assert.ok(c.back());
    c.answer('b');
    assert.equal(asks(c), 'c');
    assert.equal(c.form['c'], 'c');
  });

  it('clears what depends on a changed answer, and what depends on that', () => {
    const c = new Collection(steps, {});
    for (const value of [0, 'b', 'c']) c.answer(value);
    c.back();
    c.back();
    c.back();
    c.answer(2);
    assert.deepEqual(c.form, { a: 2 });
  });

  it('counts only the steps that are asked', () => {
    const c = new Collection(steps, {});
    c.answer(0);
    assert.deepEqual(c.position, { step: 2, total: 3 });
    c.back();
    c.answer(1);
    assert.deepEqual(c.position, { step: 2, total: 4 });
  });

  it('asks nothing where all is known', () => {
    const c = new Collection([step('x', [], () => ({ value: null }))], {});
    assert.equal(asks(c), undefined);
    assert.equal(c.canGoBack, false);
    assert.equal(c.back(), false);
    assert.deepEqual(c.form, { x: null });
  });

  it('goes to the end with a form filled in beforehand, and Back leads through it', () => {
    const c = new Collection(steps, {}, { a: 1, b: 'b', c: 'c', d: 'yes' });
    c.skipAnswered();
    assert.equal(asks(c), undefined);
    assert.deepEqual(c.form, { a: 1, b: 'b', c: 'c', d: 'yes' });
    c.back();
    assert.equal(asks(c), 'd');
  });

  it('stops at the first gap of a form filled in beforehand', () => {
    const c = new Collection(steps, {}, { a: 1, c: 'c', d: 'yes' });
    c.skipAnswered();
    assert.equal(asks(c), 'b');
    assert.equal(c.canGoBack, true);
    c.answer('b');
    assert.equal(asks(c), 'c', 'c depends on b');
    c.answer('c');
    assert.equal(asks(c), undefined);
  });

  it('after a jump comes straight back where the rest still holds', () => {
    const c = new Collection(steps, {}, { a: 1, b: 'b', c: 'c', d: 'yes' });
    c.skipAnswered();
    assert.ok(c.jump('c'));
    c.answer('other');
    assert.equal(asks(c), undefined);
    assert.ok(c.jump('a'));
    c.answer(2);
    assert.equal(asks(c), 'b');
    assert.equal(c.jump('d'), false, 'd is known now');
    assert.equal(c.jump('nothing'), false);
  });

  it('holds its promises on any walk', () => {
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * n);
    };
    let ends = 0;
    for (let walk = 0; walk < 300; walk++) {
      const c = new Collection(steps, {}, random(4) === 0 ? { a: random(2), c: 1 } : {});
      if (random(3) === 0) c.skipAnswered();
      const path: string[] = [];
      for (let move = 0; move < 40; move++) {
        const here = asks(c);
        const before = { ...c.form };
        const { step: at, total } = c.position;
        assert.ok(at >= 1 && at <= total && total <= steps.length, `${at} of ${total}`);
        if (here !== undefined)
          assert.equal(steps.find(({ field }) => field === here)?.known({}, c.form), undefined);
        if (here === undefined) {
          ends++;
          assert.deepEqual(Object.keys(c.form).sort(), ['a', 'b', 'c', 'd']);
          if (c.form['a'] !== 1) assert.equal(c.form['d'], 'no');
        }
        const choice = random(4);
        if (choice === 0) {
          const could = c.canGoBack;
          assert.equal(c.back(), could);
          if (could) assert.notEqual(asks(c), here);
          else assert.equal(asks(c), here);
          assert.deepEqual(c.form, before, 'Back loses nothing');
        } else if (here === undefined) {
          c.jump(['a', 'b', 'c', 'd'][random(4)]!);
          assert.deepEqual(c.form, before, 'a jump loses nothing');
        } else {
          const value = random(3);
          c.answer(value);
          assert.equal(c.form[here], value);
          if (before[here] === value) assert.ok(Object.keys(before).every((k) => k in c.form));
          else if (here === 'a') {
            assert.ok(!('b' in c.form) && !('c' in c.form));
          }
          assert.notEqual(asks(c), here);
        }
        path.push(here ?? 'end');
      }
      assert.ok(path.length === 40);
    }
    assert.ok(ends > 300);
  });
});
