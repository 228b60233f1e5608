import type { Back, StepKit } from './multiStepFrame';
import { showInput, type InputOptions } from './multiStepInput';
import { showPick, type PickOptions } from './multiStepPick';

/**
 * Asks one thing after the other in VS Code's quick input. Each step answers once: a value, BACK, or undefined when
 * the person left (Escape, or another quick input took the place). Leaving is never an error. A step stays open when
 * the window loses the focus, and is disposed once it has answered.
 */
export class MultiStep {
  readonly #kit: StepKit;

  constructor(kit: StepKit) {
    this.#kit = kit;
  }

  /** One of a list. */
  async pick<T>(options: PickOptions<T>): Promise<T | Back | undefined> {
    const picked = await showPick(this.#kit, options, false);
    return Array.isArray(picked) ? (picked as readonly T[])[0] : (picked as Back | undefined);
  }

  /** Any number of a list, in the list's order. `validate` decides whether none will do. */
  pickMany<T>(options: PickOptions<T>): Promise<readonly T[] | Back | undefined> {
    return showPick(this.#kit, options, true);
  }

  /** A line of text, not trimmed. */
  input(options: InputOptions): Promise<string | Back | undefined> {
    return showInput(this.#kit, options);
  }
}
