import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MultiStep } from '../../src/profiles/multiStep';
import { BACK, type StepKit } from '../../src/profiles/multiStepFrame';
import { vscodeStepKit } from '../../src/profiles/vscodeStepKit';

/** The real quick input, and the box that is on screen. */
function watchedKit() {
  let box: vscode.QuickInput | undefined;
  const kit: StepKit = {
    ...vscodeStepKit,
    window: {
      createQuickPick: <T extends vscode.QuickPickItem>() => {
        const pick = vscode.window.createQuickPick<T>();
        box = pick;
        return pick;
      },
      createInputBox: () => (box = vscode.window.createInputBox()),
    },
  };
  return { steps: new MultiStep(kit), box: () => box };
}

/** VS Code sends a box to the window in a timer of its own; commands sent after it arrive after it. */
const shown = () => new Promise((resolve) => setTimeout(resolve, 50));
const press = async (command: string): Promise<void> => {
  await shown();
  await vscode.commands.executeCommand(command);
};
const ENTER = 'workbench.action.acceptSelectedQuickOpenItem';
const ESCAPE = 'workbench.action.closeQuickOpen';
const GO_BACK = 'workbench.action.quickInputBack';
const frame = { title: 'Add Cloud Profile', step: 2, totalSteps: 6, back: true };

describe('steps in the real quick input', () => {
  it('take what stands in the box on Enter', async () => {
    const { steps } = watchedKit();
    const answer = steps.input({ ...frame, prompt: 'Name', value: 'prod' });
    await press(ENTER);
    assert.equal(await answer, 'prod');
  });

  it('tell Back from Escape', async () => {
    const { steps } = watchedKit();
    const back = steps.input({ ...frame, prompt: 'Name' });
    await press(GO_BACK);
    assert.equal(await back, BACK);
    const left = steps.pick({ ...frame, placeholder: '', items: [{ value: 1, label: 'one' }] });
    await press(ESCAPE);
    assert.equal(await left, undefined);
  });

  it('show a problem inline and stay open', async () => {
    const { steps, box } = watchedKit();
    const answer = steps.input({
      ...frame,
      prompt: 'Name',
      value: 'prod',
      onAccept: () => Promise.resolve('Name: refused'),
    });
    await press(ENTER);
    await shown();
    assert.equal((box() as vscode.InputBox).validationMessage, 'Name: refused');
    await press(GO_BACK);
    assert.equal(await answer, BACK);
  });

  it('have the likely entry of a list focused', async () => {
    const { steps } = watchedKit();
    const items = ['a', 'b', 'c'].map((label) => ({ value: label, key: label, label }));
    const answer = steps.pick({ ...frame, placeholder: '', items, active: 'b' });
    await press(ENTER);
    assert.equal(await answer, 'b');
  });

  it('start with the given entries selected where several can be', async () => {
    const { steps } = watchedKit();
    const items = ['a', 'b', 'c'].map((label) => ({
      value: label,
      key: label,
      label,
      picked: label !== 'b',
    }));
    const answer = steps.pickMany({ ...frame, placeholder: '', items });
    await press(ENTER);
    assert.deepEqual(await answer, ['a', 'c']);
  });

  it('follow one another without the box of the step before answering again', async () => {
    const { steps } = watchedKit();
    const answers: unknown[] = [];
    const asking = (async () => {
      answers.push(await steps.input({ ...frame, prompt: 'One', value: '1' }));
      answers.push(await steps.input({ ...frame, prompt: 'Two', value: '2' }));
    })();
    await press(ENTER);
    await press(ENTER);
    await asking;
    assert.deepEqual(answers, ['1', '2']);
  });

  it('end when another quick input takes the place', async () => {
    const { steps } = watchedKit();
    const first = steps.input({ ...frame, prompt: 'One' });
    await shown();
    const second = steps.input({ ...frame, prompt: 'Two', value: '2' });
    assert.equal(await first, undefined);
    await press(ENTER);
    assert.equal(await second, '2');
  });
});
