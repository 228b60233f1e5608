import type * as vscode from 'vscode';
import type { StepKit } from '../../../src/profiles/multiStepFrame';

class Signal<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly on = (listener: (value: T) => unknown) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
  get size(): number {
    return this.#listeners.size;
  }
}

type Row = vscode.QuickPickItem;
const SEPARATOR: unknown = -1;

/** A quick pick or an input box as VS Code behaves: replacing the rows of a pick focuses the first one. */
export class FakeBox {
  value = '';
  title: string | undefined;
  prompt: string | undefined;
  placeholder: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  busy = false;
  ignoreFocusOut = false;
  canSelectMany = false;
  validationMessage: string | undefined;
  buttons: readonly vscode.QuickInputButton[] = [];
  selectedItems: readonly Row[] = [];
  activeItems: readonly Row[] = [];
  shown = false;
  disposed = false;
  readonly hid = new Signal<undefined>();
  readonly accepted = new Signal<undefined>();
  readonly changed = new Signal<string>();
  readonly selected = new Signal<readonly Row[]>();
  readonly pressed = new Signal<vscode.QuickInputButton>();
  readonly onDidHide = this.hid.on;
  readonly onDidAccept = this.accepted.on;
  readonly onDidChangeValue = this.changed.on;
  readonly onDidChangeSelection = this.selected.on;
  readonly onDidTriggerButton = this.pressed.on;
  #items: readonly Row[] = [];

  get items(): readonly Row[] {
    return this.#items;
  }
  set items(rows: readonly Row[]) {
    this.#items = rows;
    this.selectedItems = [];
    this.activeItems = rows.filter(({ kind }) => kind !== SEPARATOR).slice(0, 1);
  }
  show(): void {
    this.shown = true;
  }
  hide(): void {
    this.shown = false;
    this.hid.fire(undefined);
  }
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    if (this.shown) this.hide();
  }

  type(value: string): void {
    this.value = value;
    this.changed.fire(value);
  }
  enter(): void {
    this.accepted.fire(undefined);
  }
  back(): void {
    this.pressed.fire(this.buttons[0]!);
  }
  press(tooltip: string): void {
    const button = this.buttons.find((each) => each.tooltip === tooltip);
    if (!button) throw new Error(`There is no button ${tooltip}.`);
    this.pressed.fire(button);
  }
  focus(label: string): void {
    this.activeItems = this.#items.filter((row) => row.label === label);
  }
  /** Enter on the row that has the focus. */
  enterFocused(): void {
    this.selectedItems = this.activeItems;
    this.enter();
  }
  /** Those that are drawn: not of headings without words. */
  labels(): string[] {
    return this.#items.map(({ label }) => label).filter(Boolean);
  }
}

const icon = (id: string) => ({ id }) as unknown as vscode.ThemeIcon;

/** A window whose boxes tests drive; `boxes` holds them in the order they were made. */
export function fakeStepKit(): StepKit & {
  readonly boxes: FakeBox[];
  last(): FakeBox;
} {
  const boxes: FakeBox[] = [];
  const make = () => {
    const box = new FakeBox();
    boxes.push(box);
    return box;
  };
  return {
    boxes,
    last: () => boxes.at(-1)!,
    window: { createQuickPick: make, createInputBox: make } as unknown as StepKit['window'],
    backButton: { iconPath: icon('arrow-left') },
    separator: SEPARATOR as vscode.QuickPickItemKind,
    icon,
    caughtUp: () => Promise.resolve(),
  };
}

/** Lets promises and zero timers run. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
