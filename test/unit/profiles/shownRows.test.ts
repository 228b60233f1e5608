import assert from 'node:assert/strict';
import { ShownRows } from '../../../src/profiles/shownRows';
import { randomInput } from '../clouds/randomInput';
import { FarPick } from './farPick';

function scene(...first: string[]) {
  const box = new FarPick();
  const shown = new ShownRows(box, box);
  const taken: (string | undefined)[] = [];
  box.onDidAccept(() => taken.push(shown.taken?.key));
  /** As a list does that keeps the focus where it is. */
  const give = (...keys: string[]) => {
    shown.show(() => ({ rows: keys.map((key) => ({ key, label: key })), focus: shown.active?.key }));
  };
  give(...first);
  return { box, taken, give };
}

describe('the rows of a list that fills', () => {
  it('are taken as they are on screen, though the list on its way has others in their place', async () => {
    const { box, taken, give } = scene('b', 'c');
    await box.rests();
    box.down();
    await box.rests();
    give('a', 'b', 'c');
    assert.equal(box.enter(), 'c');
    await box.rests();
    assert.deepEqual(taken, ['c']);
    assert.equal(box.focused, 'c', 'the focus stays');
  });

  it('are taken so, too, where the person moves before or after the window has shown the new list', async () => {
    for (const isShown of [false, true]) {
      const { box, taken, give } = scene('b', 'c', 'd');
      await box.rests();
      give('a', 'b', 'c', 'd');
      if (isShown) box.arrives();
      box.down();
      assert.equal(box.enter(), 'c');
      await box.rests();
      assert.deepEqual(taken, ['c']);
    }
  });

  it('are not taken where the new list does not have them', async () => {
    const { box, taken, give } = scene('b', 'c');
    await box.rests();
    give('a', 'c');
    assert.equal(box.enter(), 'b');
    await box.rests();
    assert.deepEqual(taken, [undefined]);
  });

  it('follow what is typed while a list is on its way', async () => {
    const { box, taken, give } = scene('wallet', 'orders');
    await box.rests();
    give('carts', 'wallet', 'orders');
    box.type('orders');
    await box.rests();
    assert.equal(box.focused, 'orders');
    box.enter();
    await box.rests();
    assert.deepEqual(taken, ['orders']);
  });

  it('are not taken where nothing matches what was typed', async () => {
    const { box, taken, give } = scene('wallet', 'orders');
    await box.rests();
    give('carts', 'wallet', 'orders');
    box.type('zzz');
    await box.rests();
    assert.equal(box.enter(), undefined);
    box.type('car');
    await box.rests();
    assert.equal(box.enter(), 'carts');
    await box.rests();
    assert.deepEqual(taken, [undefined, 'carts']);
  });

  it('are never taken for others, whatever a person does and however late each side hears of it', async () => {
    let sure = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const { random, pick } = randomInput(seed);
      const { box, taken, give } = scene('k');
      await box.rests();
      const onScreen: (string | undefined)[] = [];
      const done: string[] = [];
      for (let step = 0; step < 30; step += 1) {
        const act = pick(['give', 'give', 'down', 'type', 'enter', 'arrives', 'tells']);
        done.push(act);
        if (act === 'give') give(...'abcdefghij'.split('').filter(() => random() < 0.6), 'k');
        else if (act === 'down') box.down();
        else if (act === 'type') box.type(pick(['', '', 'c', 'k']));
        else if (act === 'enter') onScreen.push(box.enter());
        else if (act === 'arrives') box.arrives();
        else await box.tells();
      }
      await box.rests();
      assert.equal(taken.length, onScreen.length);
      taken.forEach((key, at) => {
        // Gone meanwhile, or nothing matched. `k` is in every list.
        if (key === undefined && onScreen[at] !== 'k') return;
        sure += 1;
        assert.equal(key, onScreen[at], `seed ${seed}: ${done.join(' ')}`);
      });
    }
    assert.ok(sure > 500, `only ${sure} were taken at all`);
  });
});
