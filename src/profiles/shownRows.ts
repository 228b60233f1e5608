import type * as vscode from 'vscode';
import type { StepKit } from './multiStepFrame';

/** A row that keeps its key where the list is replaced. Headings have an empty one. */
export interface KeyedRow extends vscode.QuickPickItem {
  readonly key: string;
}

type Box = Pick<
  vscode.QuickPick<KeyedRow>,
  'items' | 'activeItems' | 'selectedItems' | 'canSelectMany' | 'value' | 'onDidHide'
>;

export interface Showing<R extends KeyedRow> {
  readonly rows: readonly R[];
  /** The key of the row that is to have the focus; VS Code gives it to the first where there is none. */
  readonly focus?: string | undefined;
  /** Those with a tick. */
  readonly checked?: readonly R[];
}

/**
 * The rows of a quick pick that are replaced while a person moves and types in it.
 *
 * VS Code's window names a row by its index alone. What is done in a list while the next one is on its way there thus
 * arrives as done to whichever row of the next one has that index: Enter would start something on another cluster than
 * the one on screen. Here no two lists that follow one another share an
 * index, unless their rows keep their places: headings without words, which VS Code
 * does not draw, stand in the places that the list before had its rows at, with the keys of those.
 */
export class ShownRows<R extends KeyedRow> {
  readonly #box: Box;
  readonly #kit: Pick<StepKit, 'caughtUp' | 'separator'>;
  #rows: readonly R[] = [];
  /** The index of the first of them in VS Code's list. */
  #start = 0;
  #isOnItsWay = false;
  /** What to show once the window has shown what it was given. */
  #next: (() => void) | undefined;
  #isGone = false;

  constructor(box: Box, kit: Pick<StepKit, 'caughtUp' | 'separator'>) {
    this.#box = box;
    this.#kit = kit;
    box.onDidHide(() => (this.#isGone = true));
  }

  get rows(): readonly R[] {
    return this.#rows;
  }

  /** The row that has the focus in the window. */
  get active(): R | undefined {
    return this.#current(this.#box.activeItems[0]);
  }

  /** The row that was taken with Enter or a click; undefined where it is gone meanwhile. */
  get taken(): R | undefined {
    return this.#current(this.#box.selectedItems[0]);
  }

  /** The keys of the rows with a tick. */
  get checked(): ReadonlySet<string> {
    return new Set(this.#box.selectedItems.map(({ key }) => key));
  }

  /** Shows what `make` gives: now, or when the window has shown what it was given before. Only the last one waits. */
  show(make: () => Showing<R>): void {
    if (this.#isGone) return;
    if (this.#isOnItsWay) {
      this.#next = () => this.show(make);
      return;
    }
    const { rows, focus, checked = [] } = make();
    this.#give(
      rows,
      checked,
      rows.find(({ key }) => key !== '' && key === focus),
    );
  }

  #give(rows: readonly R[], checked: readonly R[], focused: R | undefined): void {
    const box = this.#box;
    const typed = box.value;
    const before = this.#rows;
    if (before.some(({ key }, index) => key !== rows[index]?.key)) box.items = this.#apart(rows);
    else box.items = [...box.items.slice(0, this.#start), ...rows];
    this.#rows = rows;
    if (box.canSelectMany) box.selectedItems = checked;
    if (focused) box.activeItems = [focused];
    this.#isOnItsWay = true;
    void this.#kit.caughtUp().then(() => {
      this.#isOnItsWay = false;
      if (this.#isGone) return;
      if (focused && box.value !== typed) {
        // What was typed meanwhile may hide that row, and VS Code would take it all the same.
        const ticked = this.checked;
        box.activeItems = [];
        this.#give(
          rows,
          rows.filter(({ key }) => ticked.has(key)),
          undefined,
        );
        return;
      }
      const next = this.#next;
      this.#next = undefined;
      next?.();
    });
  }

  /** The rows at other indexes than those of before, at which stand placeholders with their keys. */
  #apart(rows: readonly R[]): KeyedRow[] {
    const before = this.#rows.map(({ key }) => this.#placeholder(key));
    const blank = (count: number) => Array.from({ length: count }, () => this.#placeholder(''));
    const [start, end] = [this.#start, this.#start + before.length];
    if (rows.length <= start) {
      this.#start = 0;
      return [...rows, ...blank(start - rows.length), ...before];
    }
    this.#start = end;
    return [...blank(start), ...before, ...rows];
  }

  #placeholder(key: string): KeyedRow {
    return { key, label: '', kind: this.#kit.separator };
  }

  #current(row: KeyedRow | undefined): R | undefined {
    if (!row) return undefined;
    return (
      this.#rows.find((each) => each === row) ?? this.#rows.find(({ key }) => key !== '' && key === row.key)
    );
  }
}
