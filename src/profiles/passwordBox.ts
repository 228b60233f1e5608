import type * as vscode from 'vscode';
import type { StepKit } from './multiStepFrame';

/** Makes passwords for an input box. Words are translated. */
export interface PasswordGenerator {
  readonly make: () => string;
  readonly copy: (password: string) => Promise<void>;
  readonly words: Readonly<Record<'generate' | 'copy' | 'show' | 'hide' | 'generated' | 'copied', string>>;
}

/**
 * Buttons to generate, show and copy a password. A generated one is shown in the box itself until the person types or
 * leaves the step, and nowhere else. `changed` is told of a value that the box does not report, because it was set.
 */
export function offerPassword(
  kit: StepKit,
  box: vscode.InputBox,
  { make, copy, words }: PasswordGenerator,
  changed: (value: string) => void,
): void {
  const prompt = box.prompt;
  const others = box.buttons;
  const button = (icon: string, tooltip: string) => ({ iconPath: kit.icon(icon), tooltip });
  const generate = button('wand', words.generate);
  const show = button('eye', words.show);
  const hide = button('eye-closed', words.hide);
  const toCopy = button('copy', words.copy);
  let generated: string | undefined;
  const draw = () => {
    const own = box.value === '' ? [generate] : [generate, box.password ? show : hide, toCopy];
    box.buttons = [...others, ...own];
  };
  draw();
  box.onDidChangeValue((value) => {
    if (value !== generated) {
      // What a person types is theirs to show; what was shown before is not shown on.
      if (generated !== undefined) box.password = true;
      generated = undefined;
      box.prompt = prompt;
    }
    draw();
  });
  box.onDidTriggerButton((pressed) => {
    if (pressed === generate) {
      generated = make();
      box.password = false;
      box.value = generated;
      box.prompt = words.generated;
      changed(generated);
    } else if (pressed === show || pressed === hide) {
      box.password = pressed === hide;
    } else if (pressed === toCopy) {
      void copy(box.value).then(() => {
        box.prompt = words.copied;
      });
    }
    draw();
  });
}
