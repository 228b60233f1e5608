import type { Choice, Form, InputStep, Operation, PickStep, Step } from '../operations/operation';
import { text } from '../clouds/text';
import { MultiStep } from '../profiles/multiStep';
import { BACK, type Back, type StepFrame } from '../profiles/multiStepFrame';
import type { PasswordGenerator } from '../profiles/passwordBox';
import type { PickEntry } from '../profiles/multiStepPick';
import type { Say } from '../profiles/say';
import type { Collection } from './collection';
import type { FlowParts } from './flowHost';
import type { Remedy } from './liveRead';

export interface AskStepsParts extends Pick<FlowParts, 'kit' | 'editor' | 'translate' | 'clock'> {
  readonly operation: Operation;
  readonly title: string;
  /** Puts the RAM policy that the operation needs on the clipboard, where it is known. */
  readonly policy: Remedy | undefined;
}

/** A value, boxed: any value may be a good answer. */
interface Answer {
  readonly value: unknown;
}

/**
 * Asks what is open in `collection`. Resolves with 'done', BACK (from the first step) or undefined where the person
 * left.
 */
export async function askSteps(
  parts: AskStepsParts,
  collection: Collection<Step>,
  live: unknown,
): Promise<'done' | Back | undefined> {
  const steps = new MultiStep(parts.kit);
  for (let step = collection.current; step; step = collection.current) {
    const answer = await askStep(parts, steps, collection, step, live);
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      if (!collection.back()) return BACK;
    } else collection.answer(answer.value);
  }
  return 'done';
}

async function askStep(
  parts: AskStepsParts,
  steps: MultiStep,
  collection: Collection<Step>,
  step: Step,
  live: unknown,
): Promise<Answer | Back | undefined> {
  const { operation, title, translate, clock } = parts;
  const { form, position, canGoBack } = collection;
  const asked: Asked = {
    frame: {
      title: `${title}: ${translate(step.title)}`,
      step: position.step,
      totalSteps: position.total,
      back: canGoBack,
    },
    form,
    live,
    problem: (value) => {
      const found = operation.fieldProblem(step.field, value, live, form, clock.now());
      return found && translate(found);
    },
  };
  if (step.kind === 'input') return askInput(parts, steps, step, asked);
  const typed = step.typed(live, form);
  return typed ? askInput(parts, steps, typed, asked) : askPick(parts, steps, step, asked);
}

/** A step as it is put to the person. */
interface Asked {
  readonly frame: StepFrame;
  readonly form: Form;
  readonly live: unknown;
  readonly problem: (value: unknown) => string | undefined;
}

async function askInput(
  { editor, translate, clock, policy }: AskStepsParts,
  steps: MultiStep,
  step: InputStep,
  { frame, form, live, problem }: Asked,
): Promise<Answer | Back | undefined> {
  const held = Object.hasOwn(form, step.field) ? step.show(form[step.field]) : '';
  const keep = (typed: string) => step.keep(typed, form, clock.now());
  const typed = await steps.input({
    ...frame,
    ...(step.forbidden && policy
      ? { buttons: [{ icon: 'copy', tooltip: policy.label, act: () => void policy.act() }] }
      : {}),
    prompt: translate(step.prompt),
    password: step.secret,
    ...(step.generate ? { generator: passwordGenerator(step.generate, editor, translate) } : {}),
    value: held || step.initial(live, form, clock.now()),
    validate: (value) => problem(keep(value)),
    echo: (value) => {
      const said = step.echo(keep(value));
      return said && translate(said);
    },
  });
  return typeof typed === 'string' ? { value: keep(typed) } : typed;
}

async function askPick(
  { translate }: AskStepsParts,
  steps: MultiStep,
  step: PickStep,
  { frame, form, live, problem }: Asked,
): Promise<Answer | Back | undefined> {
  const placeholder = translate(step.placeholder);
  const choices = step.choices(live, form);
  const likely = likelyValue(step, live, form);
  if (!step.many)
    return steps.pick<Answer>({
      ...frame,
      placeholder,
      items: entries(choices, translate),
      active: choiceKey(likely),
      validate: ([answer]) => problem(answer?.value),
    });
  const valuesOf = (answers: readonly Answer[]) => answers.map(({ value }) => value);
  const picked = await steps.pickMany<Answer>({
    ...frame,
    placeholder,
    items: entries(choices, translate, Array.isArray(likely) ? likely.map(choiceKey) : []),
    validate: (answers) => problem(valuesOf(answers)),
  });
  return picked === undefined || picked === BACK ? picked : { value: valuesOf(picked) };
}

const passwordGenerator = (
  make: () => string,
  editor: AskStepsParts['editor'],
  translate: Say,
): PasswordGenerator => ({
  make,
  copy: (password) => editor.copy(password),
  words: {
    generate: translate(text('Generate Password')),
    copy: translate(text('Copy Password')),
    show: translate(text('Show Password')),
    hide: translate(text('Hide Password')),
    generated: translate(text('This is the new password, shown only here. Copy it now, then press Enter.')),
    copied: translate(text('The password is on the clipboard. Press Enter to go on.')),
  },
});

const likelyValue = (step: PickStep, live: unknown, form: Form): unknown =>
  Object.hasOwn(form, step.field) ? form[step.field] : step.likely(live, form);

export const choiceKey = (value: unknown): string => `choice:${typeof value}:${JSON.stringify(value)}`;

/**
 * Suitable choices first; the others below a heading, each with its reason. They can still be picked. `picked`: the
 * keys of those to have selected at first.
 */
export function entries(
  choices: readonly Choice[],
  translate: Say,
  picked: readonly string[] = [],
): PickEntry<Answer>[] {
  if (choices.length === 0)
    return [
      {
        label: translate(text('There is nothing to choose from')),
        icon: 'info',
        act: () => undefined,
      },
    ];
  const suitable = choices.filter(({ unsuitable }) => unsuitable === undefined);
  const others = choices.filter(({ unsuitable }) => unsuitable !== undefined);
  return [
    ...suitable.map((choice) => entry(choice, translate, picked)),
    ...(others.length > 0 ? [{ heading: translate(text('Not suitable')) }] : []),
    ...others.map((choice) => entry(choice, translate, picked)),
  ];
}

function entry(choice: Choice, translate: Say, picked: readonly string[]): PickEntry<Answer> {
  const { value, label, description, icon } = choice;
  const detail = [choice.unsuitable, choice.detail]
    .flatMap((part) => (part ? [translate(part)] : []))
    .join(' · ');
  return {
    value: { value },
    key: choiceKey(value),
    label: typeof label === 'string' ? label : translate(label),
    ...(description ? { description: translate(description) } : {}),
    ...(detail ? { detail } : {}),
    ...(icon === undefined ? {} : { icon }),
    ...(picked.includes(choiceKey(value)) ? { picked: true } : {}),
  };
}
