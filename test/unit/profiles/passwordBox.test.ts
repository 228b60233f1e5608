import assert from 'node:assert/strict';
import { MultiStep } from '../../../src/profiles/multiStep';
import { type FakeBox, fakeStepKit, settle } from './fakeQuickInput';

const words = {
  generate: 'Generate Password',
  copy: 'Copy Password',
  show: 'Show Password',
  hide: 'Hide Password',
  generated: 'Copy it now',
  copied: 'On the clipboard',
};

function ask(value = '') {
  const kit = fakeStepKit();
  const copied: string[] = [];
  const validate = (typed: string) => (typed.length < 8 ? 'too short' : undefined);
  const answer = new MultiStep(kit).input({
    title: 'Password',
    back: true,
    prompt: 'Type one',
    password: true,
    value,
    validate,
    generator: {
      make: () => 'Generated-1',
      copy: (password) => Promise.resolve(void copied.push(password)),
      words,
    },
  });
  const box = kit.last() as FakeBox & { password: boolean };
  const press = (tooltip: string) => {
    const button = box.buttons.find((each) => each.tooltip === tooltip);
    assert.ok(button, `there is no button ${tooltip}`);
    box.pressed.fire(button);
  };
  return { box, press, answer, copied, offered: () => box.buttons.slice(1).map(({ tooltip }) => tooltip) };
}

describe('a password that is asked for', () => {
  it('is hidden, and offers to be generated', () => {
    const { box, offered } = ask();
    assert.equal(box.password, true);
    assert.deepEqual(offered(), ['Generate Password']);
  });

  it('is shown once it was generated, copied on demand, and taken with Enter', async () => {
    const { box, press, answer, copied, offered } = ask();
    press('Generate Password');
    await settle();
    assert.deepEqual([box.value, box.password, box.prompt], ['Generated-1', false, 'Copy it now']);
    assert.equal(box.validationMessage, undefined);
    assert.deepEqual(offered(), ['Generate Password', 'Hide Password', 'Copy Password']);
    press('Copy Password');
    await settle();
    assert.deepEqual([copied, box.prompt], [['Generated-1'], 'On the clipboard']);
    box.enter();
    assert.equal(await answer, 'Generated-1');
  });

  it('is hidden again as soon as a person types another one', async () => {
    const { box, press } = ask();
    press('Generate Password');
    box.type('Generated-1');
    assert.equal(box.password, false, 'the box reports the value that was set');
    box.type('Gen');
    await settle();
    assert.deepEqual([box.password, box.prompt, box.validationMessage], [true, 'Type one', 'too short']);
  });

  it('is hidden where a person comes back to it, and shown on demand', () => {
    const { box, press, offered } = ask('Chosen-before-1');
    assert.equal(box.password, true);
    assert.deepEqual(offered(), ['Generate Password', 'Show Password', 'Copy Password']);
    press('Show Password');
    assert.equal(box.password, false);
    press('Hide Password');
    assert.equal(box.password, true);
  });
});
