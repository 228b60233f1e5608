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
 * leaves the step, and nowhere else. `changed` is called to have a value judged that the box does not report, because it
 * was set, and to have the prompt drawn anew.
 */
export class PasswordButtons {
  readonly #kit: StepKit;
  readonly #box: vscode.InputBox;
  readonly #generator: PasswordGenerator;
  readonly #changed: (value: string) => void;
  /** Those of the step itself. */
  readonly #others: readonly vscode.QuickInputButton[];
  #generated: string | undefined;
  #isCopied = false;

  constructor(
    kit: StepKit,
    box: vscode.InputBox,
    generator: PasswordGenerator,
    changed: (value: string) => void,
  ) {
    this.#kit = kit;
    this.#box = box;
    this.#generator = generator;
    this.#changed = changed;
    this.#others = box.buttons;
    const { words } = generator;
    const generate = this.#button('wand', words.generate);
    const show = this.#button('eye', words.show);
    const hide = this.#button('eye-closed', words.hide);
    const copy = this.#button('copy', words.copy);
    const draw = () => {
      const own = box.value === '' ? [generate] : [generate, box.password ? show : hide, copy];
      box.buttons = [...this.#others, ...own];
    };
    draw();
    box.onDidChangeValue((value) => {
      this.#typed(value);
      draw();
    });
    box.onDidTriggerButton((pressed) => {
      if (pressed === generate) this.#generate();
      else if (pressed === show || pressed === hide) box.password = pressed === hide;
      else if (pressed === copy) void this.#copy();
      draw();
    });
  }

  /** What to say in place of the step's own prompt, where there is something. */
  prompt(): string | undefined {
    const { words } = this.#generator;
    if (this.#isCopied) return words.copied;
    return this.#generated === undefined ? undefined : words.generated;
  }

  #button(icon: string, tooltip: string): vscode.QuickInputButton {
    return { iconPath: this.#kit.icon(icon), tooltip };
  }

  /** What a person types is theirs to show; what was shown before is not shown on. */
  #typed(value: string): void {
    if (value === this.#generated) return;
    if (this.#generated !== undefined) this.#box.password = true;
    this.#generated = undefined;
    this.#isCopied = false;
  }

  #generate(): void {
    this.#generated = this.#generator.make();
    this.#isCopied = false;
    this.#box.password = false;
    this.#box.value = this.#generated;
    this.#changed(this.#generated);
  }

  async #copy(): Promise<void> {
    await this.#generator.copy(this.#box.value);
    this.#isCopied = true;
    this.#changed(this.#box.value);
  }
}
