import { harmless } from './displayText';
import { BACK, setUpFrame, settleOnce, type Back, type StepFrame, type StepKit } from './multiStepFrame';
import { PasswordButtons, type PasswordGenerator } from './passwordBox';

export interface InputOptions extends StepFrame {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  /** Hides what is typed. */
  readonly password?: boolean;
  /** Offers to make the password: buttons that generate, show and copy it. */
  readonly generator?: PasswordGenerator;
  /** Why the value cannot stand, asked on every change and on Enter; undefined where it can. */
  validate?(value: string): string | undefined | Promise<string | undefined>;
  /** What the value comes to, shown after the prompt while it can stand. */
  echo?(value: string): string | undefined;
  /**
   * Work to do before the step is left; the box shows that it is busy. Why it failed is shown inline and the box
   * stays. Aborted when the person goes back, leaves or types on.
   */
  onAccept?(value: string, signal: AbortSignal): Promise<string | undefined>;
}

/** One input box. See MultiStep.input. Rejects with what `validate` or `onAccept` throws. */
export function showInput(kit: StepKit, options: InputOptions): Promise<string | Back | undefined> {
  const box = kit.window.createInputBox();
  box.value = options.value ?? '';
  box.placeholder = options.placeholder;
  box.password = options.password ?? false;
  let passwords: PasswordButtons | undefined;
  // The newest judgement wins: an older one that is still running is aborted and must not speak.
  let current = new AbortController();
  const begin = () => {
    current.abort();
    current = new AbortController();
    box.busy = false;
    return current.signal;
  };
  const isCurrent = (signal: AbortSignal) => current.signal === signal;
  const show = (problem: string | undefined) => {
    box.validationMessage = problem === undefined ? undefined : harmless(problem);
    const echo = problem === undefined ? options.echo?.(box.value) : undefined;
    const prompt = passwords?.prompt() ?? options.prompt;
    box.prompt = harmless(echo === undefined ? prompt : `${prompt} ${echo}`);
  };
  box.onDidHide(begin);

  return settleOnce<string>(box, (answer, fail) => {
    setUpFrame(kit, box, options, () => {
      begin();
      answer(BACK);
    });
    const judge = async (value: string, signal: AbortSignal) => {
      const judged = options.validate?.(value);
      const problem = judged instanceof Promise ? await judged : judged;
      if (isCurrent(signal)) show(problem);
      return problem;
    };
    const work = async (value: string, signal: AbortSignal) => {
      if (!options.onAccept || !isCurrent(signal)) return undefined;
      box.busy = true;
      const problem = await options.onAccept(value, signal);
      if (!isCurrent(signal)) return problem;
      box.busy = false;
      show(problem);
      return problem;
    };
    const accept = async (value: string, signal: AbortSignal) => {
      const problem = (await judge(value, signal)) ?? (await work(value, signal));
      if (problem === undefined && isCurrent(signal)) answer(value);
    };
    const guarded = (job: Promise<unknown>, signal: AbortSignal) =>
      void job.catch((error: unknown) => {
        if (isCurrent(signal)) fail(error as Error);
      });
    const changed = (value: string) => {
      const signal = begin();
      guarded(judge(value, signal), signal);
    };
    if (options.generator) passwords = new PasswordButtons(kit, box, options.generator, changed);
    box.onDidChangeValue(changed);
    show(undefined);
    let accepting: AbortSignal | undefined;
    box.onDidAccept(() => {
      if (accepting && !accepting.aborted) return;
      const signal = (accepting = begin());
      guarded(
        accept(box.value, signal).finally(() => {
          if (accepting === signal) accepting = undefined;
        }),
        signal,
      );
    });
  });
}
