import type * as vscode from 'vscode';
import type { StepKit } from './multiStepFrame';

/** A row that keeps its key where the list is replaced. Headings have an empty one. */
export interface KeyedRow extends vscode.QuickPickItem {
  readonly key: string;
}

type Box<R extends KeyedRow> = Pick<
  vscode.QuickPick<R>,
  | 'items'
  | 'activeItems'
  | 'selectedItems'
  | 'canSelectMany'
  | 'value'
  | 'onDidChangeActive'
  | 'onDidChangeSelection'
  | 'onDidHide'
>;

/**
 * The rows of a quick pick that are replaced while a person moves and types in it.
 *
 * VS Code names a row by its index. What a person does in a list while the next one is on its way to the window so
 * arrives as done to a row of that next one: the extension would act on another cluster than the one on screen. So it
 * is kept here which list the window may still show, until it has surely shown the new one.
 */
export class ShownRows<R extends KeyedRow> {
  readonly #box: Box<R>;
  readonly #kit: Pick<StepKit, 'caughtUp'>;
  #isOnItsWay = false;
  /** The list that the window may still show while the new one is on its way. Nothing can be done in an empty one. */
  #before: readonly R[] | undefined;
  /** How often it told which row has the focus: until now, and until the new list was given. */
  #told = 0;
  #toldBefore = 0;
  #arrival = Promise.resolve();
  /** What to show once the window has shown what it was given. */
  #next: (() => void) | undefined;
  /** The ticks, as far as they are known while a list is on its way. */
  #checked: ReadonlySet<string> = new Set();
  #isGone = false;

  constructor(box: Box<R>, kit: Pick<StepKit, 'caughtUp'>) {
    this.#box = box;
    this.#kit = kit;
    box.onDidChangeActive(() => (this.#told += 1));
    box.onDidChangeSelection((rows) => {
      if (rows.every((row) => this.#isSame(row))) this.#checked = keysOf(rows);
    });
    box.onDidHide(() => (this.#isGone = true));
  }

  /** The key of the row that has the focus. To be asked before the next rows are shown. */
  get active(): string | undefined {
    return this.#box.activeItems[0]?.key;
  }

  /** The keys of the rows with a tick. */
  get checked(): ReadonlySet<string> {
    return this.#before ? this.#checked : keysOf(this.#box.selectedItems);
  }

  /**
   * Shows what `make` gives, at once or after the window has shown what it was given before. Only the last one waits.
   */
  show(
    make: () => {
      readonly rows: readonly R[];
      readonly focus?: string | undefined;
      readonly checked?: readonly R[];
    },
  ): void {
    if (this.#isGone) return;
    if (this.#isOnItsWay) {
      this.#next = () => this.show(make);
      return;
    }
    const { rows, focus, checked = [] } = make();
    const focused = rows.find(({ key }) => key !== '' && key === focus);
    this.#give(rows, checked, focused);
  }

  /**
   * Calls `act` with what a person took with Enter or a click: at once, or as soon as it is sure which row was meant.
   * Not where that cannot be known, or where the row is gone.
   */
  take(act: (row: R) => void): void {
    const [row] = this.#box.selectedItems;
    if (!row) return;
    const take = (key: string | undefined) => {
      const found = this.#box.items.find((each) => each.key === key);
      if (found && key !== '') act(found);
    };
    const told = this.#told;
    // The first that the window tells of a new list is which row has the focus; until then all it tells is of the
    // one before, and where it tells no more of the focus it has told that.
    if (this.#isSame(row)) act(row);
    else if (told === this.#toldBefore) take(this.#before?.[this.#box.items.indexOf(row)]?.key);
    else
      void this.#arrival.then(() => {
        if (told === this.#told) take(row.key);
      });
  }

  #give(rows: readonly R[], checked: readonly R[], focused: R | undefined): void {
    const box = this.#box;
    const typed = box.value;
    this.#isOnItsWay = true;
    this.#before = box.items.length > 0 ? box.items : undefined;
    this.#toldBefore = this.#told;
    box.items = rows;
    if (box.canSelectMany) box.selectedItems = checked;
    this.#checked = keysOf(checked);
    if (focused) box.activeItems = [focused];
    this.#arrival = this.#kit.caughtUp();
    void this.#arrival.then(() => {
      const mayBeWrong = this.#before !== undefined && !isSameSet(keysOf(box.selectedItems), this.#checked);
      this.#isOnItsWay = false;
      this.#before = undefined;
      if (this.#isGone) return;
      if (focused && box.value !== typed) {
        // What was typed meanwhile may hide that row, and VS Code would take it all the same.
        box.activeItems = [];
        this.#give(box.items, this.#stillChecked(), undefined);
        return;
      }
      if (box.canSelectMany && mayBeWrong) box.selectedItems = this.#stillChecked();
      const next = this.#next;
      this.#next = undefined;
      next?.();
    });
  }

  #stillChecked(): R[] {
    return this.#box.items.filter(({ key }) => this.#checked.has(key));
  }

  /** Whether the row has the same place in each list that the window may show. */
  #isSame(row: R): boolean {
    return !this.#before || this.#before[this.#box.items.indexOf(row)]?.key === row.key;
  }
}

const keysOf = (rows: readonly KeyedRow[]): ReadonlySet<string> => new Set(rows.map(({ key }) => key));

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));
