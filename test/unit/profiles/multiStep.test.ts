import assert from 'node:assert/strict';
import { MultiStep } from '../../../src/profiles/multiStep';
import { BACK } from '../../../src/profiles/multiStepFrame';
import type { PickEntry, PickSource } from '../../../src/profiles/multiStepPick';
import { fakeStepKit, settle } from './fakeQuickInput';

const frame = { title: 'Add', step: 2, totalSteps: 3, back: true };
const item = (label: string) => ({ value: label, key: label, label });

class Growing implements PickSource<string> {
  list: PickEntry<string>[] = [];
  listeners = new Set<() => void>();
  entries = () => this.list;
  busy = () => this.list.length < 3;
  onDidChange = (listener: () => void) => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };
  set(...labels: string[]): void {
    this.list = labels.map(item);
    for (const listener of this.listeners) listener();
  }
}

describe('MultiStep.input', () => {
  it('answers with what was typed, and goes once the next step could take its place', async () => {
    const kit = fakeStepKit();
    const answer = new MultiStep(kit).input({ ...frame, prompt: 'Name' });
    const box = kit.last();
    assert.deepEqual([box.title, box.step, box.ignoreFocusOut, box.shown], ['Add', 2, true, true]);
    box.type('prod');
    box.enter();
    assert.equal(await answer, 'prod');
    assert.equal(box.disposed, false);
    await settle();
    assert.equal(box.disposed, true);
  });

  it('tells Back from leaving, and neither is an error', async () => {
    const kit = fakeStepKit();
    const steps = new MultiStep(kit);
    const back = steps.input({ ...frame, prompt: 'Name' });
    kit.last().back();
    assert.equal(await back, BACK);
    const left = steps.input({ ...frame, prompt: 'Name' });
    kit.last().hide();
    assert.equal(await left, undefined);
    await settle();
    assert.equal(kit.last().disposed, true);
  });

  it('says beside the prompt what the value comes to, while it can stand', () => {
    const kit = fakeStepKit();
    void new MultiStep(kit).input({
      ...frame,
      prompt: 'Local time.',
      value: '14:30',
      validate: (value) => (value === 'soon' ? 'Not a time' : undefined),
      echo: (value) => (value === '' ? undefined : `That is ${value}.`),
    });
    const box = kit.last();
    assert.equal(box.prompt, 'Local time. That is 14:30.');
    box.type('15:00');
    assert.equal(box.prompt, 'Local time. That is 15:00.');
    box.type('soon');
    assert.deepEqual([box.prompt, box.validationMessage], ['Local time.', 'Not a time']);
    box.type('');
    assert.deepEqual([box.prompt, box.validationMessage], ['Local time.', undefined]);
  });

  it('has no Back button on a first step', () => {
    const kit = fakeStepKit();
    void new MultiStep(kit).input({ ...frame, back: false, prompt: 'Name' });
    assert.deepEqual(kit.last().buttons, []);
  });

  it('says why a value cannot stand, while typing and on Enter, and stays', async () => {
    const kit = fakeStepKit();
    const validate = (value: string) => (value === '' ? 'Name is missing' : undefined);
    const answer = new MultiStep(kit).input({ ...frame, prompt: 'Name', validate });
    const box = kit.last();
    assert.equal(box.validationMessage, undefined, 'nothing is said before the person did something');
    box.enter();
    await settle();
    assert.deepEqual([box.validationMessage, box.disposed], ['Name is missing', false]);
    box.type('x');
    assert.equal(box.validationMessage, undefined);
    box.enter();
    assert.equal(await answer, 'x');
  });

  it('lets only the newest of several slow judgements speak', async () => {
    const kit = fakeStepKit();
    const answers = new Map<string, (problem: string | undefined) => void>();
    const validate = (value: string) =>
      new Promise<string | undefined>((resolve) => answers.set(value, resolve));
    void new MultiStep(kit).input({ ...frame, prompt: 'Name', validate });
    kit.last().type('a');
    kit.last().type('ab');
    answers.get('ab')!(undefined);
    await settle();
    answers.get('a')!('too short');
    await settle();
    assert.equal(kit.last().validationMessage, undefined);
  });

  it('works once for two Enters, shows that it is busy and why it failed, and keeps what was typed', async () => {
    const kit = fakeStepKit();
    const finish: ((problem: string | undefined) => void)[] = [];
    const onAccept = () => new Promise<string | undefined>((resolve) => finish.push(resolve));
    const answer = new MultiStep(kit).input({ ...frame, prompt: 'Secret', password: true, onAccept });
    const box = kit.last();
    box.type('s3cret');
    box.enter();
    box.enter();
    await settle();
    assert.deepEqual([finish.length, box.busy], [1, true]);
    finish[0]!('The secret is wrong');
    await settle();
    assert.deepEqual([box.busy, box.validationMessage, box.value], [false, 'The secret is wrong', 's3cret']);
    box.enter();
    await settle();
    finish[1]!(undefined);
    assert.equal(await answer, 's3cret');
  });

  it('aborts the work when the person goes back, and ignores what it says later', async () => {
    const kit = fakeStepKit();
    let seen: AbortSignal | undefined;
    let finish: (problem: string | undefined) => void = () => undefined;
    const answer = new MultiStep(kit).input({
      ...frame,
      prompt: 'Secret',
      onAccept: (_value, signal) => {
        seen = signal;
        return new Promise((resolve) => (finish = resolve));
      },
    });
    kit.last().enter();
    await settle();
    kit.last().back();
    finish(undefined);
    assert.equal(await answer, BACK);
    assert.equal(seen?.aborted, true);
  });

  it('aborts the work when the person types on, so that a value is never accepted unread', async () => {
    const kit = fakeStepKit();
    const finish: ((problem: string | undefined) => void)[] = [];
    const onAccept = () => new Promise<string | undefined>((resolve) => finish.push(resolve));
    const answer = new MultiStep(kit).input({ ...frame, prompt: 'Secret', onAccept });
    const box = kit.last();
    box.type('a');
    box.enter();
    await settle();
    box.type('ab');
    finish[0]!(undefined);
    await settle();
    assert.deepEqual([box.busy, box.disposed], [false, false]);
    box.enter();
    await settle();
    finish[1]!(undefined);
    assert.equal(await answer, 'ab');
  });

  it('hands on what the work throws', async () => {
    const kit = fakeStepKit();
    const onAccept = () => Promise.reject(new Error('bug'));
    const answer = new MultiStep(kit).input({ ...frame, prompt: 'Secret', onAccept });
    kit.last().enter();
    await assert.rejects(answer, /bug/);
  });
});

describe('MultiStep.pick', () => {
  it('has the likely entry focused and answers with its value', async () => {
    const kit = fakeStepKit();
    const answer = new MultiStep(kit).pick({
      ...frame,
      placeholder: '',
      items: ['a', 'b'].map(item),
      active: 'b',
    });
    kit.last().enterFocused();
    assert.equal(await answer, 'b');
  });

  it("breaks the icon syntax and the line breaks of a cloud's own words", () => {
    const kit = fakeStepKit();
    void new MultiStep(kit).pick({
      ...frame,
      placeholder: '',
      items: [{ value: 1, label: '$(check) ok\u202e\nfine', icon: 'server' }],
    });
    assert.deepEqual(kit.last().labels(), ['$(server) $\u200b(check) ok fine']);
  });

  it('fills while shown, keeps what the person focused, and stops listening when left', async () => {
    const kit = fakeStepKit();
    const source = new Growing();
    const answer = new MultiStep(kit).pick({ ...frame, placeholder: '', items: source, active: 'c' });
    const box = kit.last();
    assert.equal(box.busy, true);
    source.set('b', 'd');
    await settle();
    box.focus('d');
    source.set('a', 'b', 'c', 'd');
    await settle();
    assert.deepEqual([box.activeItems[0]?.label, box.busy], ['d', false]);
    box.hide();
    assert.equal(await answer, undefined);
    assert.equal(source.listeners.size, 0);
  });

  it('focuses the likely entry when it arrives late and nobody has moved', async () => {
    const kit = fakeStepKit();
    const source = new Growing();
    void new MultiStep(kit).pick({ ...frame, placeholder: '', items: source, active: 'c' });
    source.set('a', 'b');
    await settle();
    source.set('a', 'b', 'c');
    await settle();
    assert.equal(kit.last().activeItems[0]?.label, 'c');
  });

  it('does what an action entry says and stays', async () => {
    const kit = fakeStepKit();
    let again = 0;
    const answer = new MultiStep(kit).pick({
      ...frame,
      placeholder: '',
      items: [item('a'), { label: 'Retry', icon: 'refresh', act: () => (again += 1) }],
    });
    kit.last().focus('$(refresh) Retry');
    kit.last().enterFocused();
    assert.deepEqual([again, kit.last().disposed], [1, false]);
    kit.last().back();
    assert.equal(await answer, BACK);
  });

  it('tells actions of one name apart', async () => {
    const kit = fakeStepKit();
    const done: string[] = [];
    const retry = (of: string) => ({ label: 'Retry', act: () => void done.push(of) });
    void new MultiStep(kit).pick({ ...frame, placeholder: '', items: [retry('a'), retry('b')] });
    const box = kit.last();
    box.activeItems = box.items.slice(1);
    box.enterFocused();
    await settle();
    assert.deepEqual(done, ['b']);
  });

  it('does nothing on Enter over an empty list', async () => {
    const kit = fakeStepKit();
    const answer = new MultiStep(kit).pick({ ...frame, placeholder: '', items: [] });
    kit.last().enter();
    await settle();
    assert.equal(kit.last().disposed, false);
    kit.last().hide();
    assert.equal(await answer, undefined);
  });
});

describe('MultiStep.pickMany', () => {
  it('starts with the given selection, keeps it while the list fills, and answers in the order of the list', async () => {
    const kit = fakeStepKit();
    const source = new Growing();
    source.list = [{ ...item('a'), picked: true }, { heading: 'More' }, item('b')];
    const answer = new MultiStep(kit).pickMany({ ...frame, placeholder: '', items: source });
    const box = kit.last();
    assert.deepEqual(
      box.selectedItems.map(({ label }) => label),
      ['a'],
    );
    await settle();
    box.selectedItems = [box.items[2]!];
    source.list = [...source.list, { ...item('c'), picked: true }];
    for (const listener of source.listeners) listener();
    box.enter();
    assert.deepEqual(await answer, ['b', 'c']);
  });

  it('says in the title why a selection cannot stand', async () => {
    const kit = fakeStepKit();
    const validate = (values: readonly string[]) => (values.length === 0 ? 'choose one' : undefined);
    const answer = new MultiStep(kit).pickMany({ ...frame, placeholder: '', items: [item('a')], validate });
    const box = kit.last();
    box.enter();
    assert.equal(box.title, 'Add: choose one');
    box.selectedItems = box.items;
    box.selected.fire(box.items);
    assert.equal(box.title, 'Add');
    box.enter();
    assert.deepEqual(await answer, ['a']);
  });
});
