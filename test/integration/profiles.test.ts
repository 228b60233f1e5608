import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { MultiStep } from '../../src/profiles/multiStep';
import { BACK } from '../../src/profiles/multiStepFrame';
import { ENTER, ESCAPE, GO_BACK, Screen, shown } from './support/screen';

/** The steps in the real quick input of a screen. */
function onScreen() {
  const screen = new Screen();
  return { steps: new MultiStep(screen.kit), screen };
}

const frame = { title: 'Add Cloud Profile', step: 2, totalSteps: 6, back: true };

describe('steps in the real quick input', () => {
  it('take what stands in the box on Enter', async () => {
    const { steps, screen } = onScreen();
    const answer = steps.input({ ...frame, prompt: 'Name', value: 'prod' });
    await screen.press(ENTER);
    assert.equal(await answer, 'prod');
  });

  it('tell Back from Escape', async () => {
    const { steps, screen } = onScreen();
    const back = steps.input({ ...frame, prompt: 'Name' });
    await screen.press(GO_BACK);
    assert.equal(await back, BACK);
    const left = steps.pick({ ...frame, placeholder: '', items: [{ value: 1, label: 'one' }] });
    await screen.press(ESCAPE);
    assert.equal(await left, undefined);
  });

  it('show a problem inline and stay open', async () => {
    const { steps, screen } = onScreen();
    const answer = steps.input({
      ...frame,
      prompt: 'Name',
      value: 'prod',
      onAccept: () => Promise.resolve('Name: refused'),
    });
    await screen.press(ENTER);
    await shown();
    assert.equal((screen.box as vscode.InputBox).validationMessage, 'Name: refused');
    await screen.press(GO_BACK);
    assert.equal(await answer, BACK);
  });

  it('have the likely entry of a list focused', async () => {
    const { steps, screen } = onScreen();
    const items = ['a', 'b', 'c'].map((label) => ({ value: label, key: label, label }));
    const answer = steps.pick({ ...frame, placeholder: '', items, active: 'b' });
    await screen.press(ENTER);
    assert.equal(await answer, 'b');
  });

  it('start with the given entries selected where several can be', async () => {
    const { steps, screen } = onScreen();
    const items = ['a', 'b', 'c'].map((label) => ({
      value: label,
      key: label,
      label,
      picked: label !== 'b',
    }));
    const answer = steps.pickMany({ ...frame, placeholder: '', items });
    await screen.press(ENTER);
    assert.deepEqual(await answer, ['a', 'c']);
  });

  it('follow one another without the box of the step before answering again', async () => {
    const { steps, screen } = onScreen();
    const answers: unknown[] = [];
    const asking = (async () => {
      answers.push(await steps.input({ ...frame, prompt: 'One', value: '1' }));
      answers.push(await steps.input({ ...frame, prompt: 'Two', value: '2' }));
    })();
    await screen.press(ENTER);
    await screen.press(ENTER);
    await asking;
    assert.deepEqual(answers, ['1', '2']);
  });

  it('end when another quick input takes the place', async () => {
    const { steps, screen } = onScreen();
    const first = steps.input({ ...frame, prompt: 'One' });
    await shown();
    const second = steps.input({ ...frame, prompt: 'Two', value: '2' });
    assert.equal(await first, undefined);
    await screen.press(ENTER);
    assert.equal(await second, '2');
  });
});
