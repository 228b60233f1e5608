import * as vscode from 'vscode';
import type { StepKit } from '../../../src/profiles/multiStepFrame';
import { vscodeStepKit } from '../../../src/profiles/vscodeStepKit';
import { waitUntil } from '../../e2e/support/waitUntil';

export const ENTER = 'workbench.action.acceptSelectedQuickOpenItem';
export const ESCAPE = 'workbench.action.closeQuickOpen';
export const GO_BACK = 'workbench.action.quickInputBack';

/** VS Code sends a box to the window in a timer of its own; commands sent after it arrive after it. */
export const shown = () => new Promise((resolve) => setTimeout(resolve, 30));

type List = vscode.QuickPick<vscode.QuickPickItem>;
type Box = List | vscode.InputBox;

/** The real quick input, the box that is on screen, and what a person does with it. */
export class Screen {
  #box: Box | undefined;
  /** The box that was answered last: what comes next is another one. */
  #answered: Box | undefined;
  #taken: string | readonly string[] = '';

  readonly kit: StepKit = {
    ...vscodeStepKit,
    window: {
      createQuickPick: <T extends vscode.QuickPickItem>() => {
        const pick = vscode.window.createQuickPick<T>();
        this.#box = pick;
        return pick;
      },
      createInputBox: () => (this.#box = vscode.window.createInputBox()),
    },
  };

  get box(): Box | undefined {
    return this.#box;
  }

  /** Waits for a box that has not been answered yet and of which `look` makes something, and gives that. */
  async next<T>(what: string, look: (box: Box) => T | undefined): Promise<T> {
    return waitUntil(
      what,
      () => {
        const box = this.#box;
        return Promise.resolve(box === undefined || box === this.#answered ? undefined : look(box));
      },
      10_000,
      10,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}; on screen: ${this.#box?.title ?? 'nothing'}`);
    });
  }

  /** Presses keys in the box on screen, which is to close. */
  async press(command: string): Promise<void> {
    await shown();
    this.#answered = this.#box;
    this.#taken = this.held();
    await vscode.commands.executeCommand(command);
  }

  /** Focuses the row whose label has `label`, once it is there, and takes it. */
  async pick(label: string | RegExp): Promise<void> {
    const row = await this.next(`a row ${String(label)}`, (box) =>
      isList(box) && !box.busy ? box.items.find((item) => matches(item.label, label)) : undefined,
    );
    const list = this.#box as List;
    // The window tells which row it focused at first when it has drawn the list: that may come after ours.
    await waitUntil(`the focus on ${String(label)}`, async () => {
      list.activeItems = [row];
      await shown();
      return list.activeItems[0] === row ? true : undefined;
    });
    await this.press(ENTER);
    // It may have told in between that the first one had the focus, before it heard of this one.
    this.#taken = bare(row.label);
  }

  /** Ticks the rows with these labels, and no others, and goes on. */
  async tick(labels: readonly string[]): Promise<void> {
    const list = this.#box as List;
    list.selectedItems = list.items.filter((item) => labels.some((label) => matches(item.label, label)));
    await this.press(ENTER);
  }

  async type(text: string): Promise<void> {
    (this.#box as vscode.InputBox).value = text;
    await this.press(ENTER);
  }

  /** What Enter took last: see `held`. */
  taken(): string | readonly string[] {
    return this.#taken;
  }

  /** What Enter would take: the text, the labels of the ticked rows, or the label of the focused one. */
  held(): string | readonly string[] {
    const box = this.#box;
    if (!box || !isList(box)) return box?.value ?? '';
    return box.canSelectMany
      ? box.selectedItems.map(({ label }) => bare(label))
      : bare(box.activeItems[0]?.label ?? '');
  }
}

const isList = (box: Box): box is List => 'items' in box;

/** A label without its icon. */
const bare = (label: string): string => label.replace(/^\$\([\w-]+\) /, '');

const matches = (label: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? bare(label) === wanted : wanted.test(bare(label));
