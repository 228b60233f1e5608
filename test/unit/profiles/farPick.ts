import type * as vscode from 'vscode';

interface Row extends vscode.QuickPickItem {
  readonly key: string;
}

interface Update {
  items?: readonly Row[];
  activeItems?: readonly number[];
}

/**
 * A quick pick whose window is another process, as VS Code's is: what either side says arrives when `arrives` or `tells`
 * is called. The window keeps its focus, filters by what is typed and names rows by their index alone.
 */
export class FarPick {
  readonly separator = SEPARATOR as vscode.QuickPickItemKind;
  readonly canSelectMany = false;
  selectedItems: readonly Row[] = [];
  #items: readonly Row[] = [];
  #active: readonly Row[] = [];
  value = '';
  #update: Update | undefined;
  readonly #sent: (() => void)[] = [];
  readonly #told: (() => void)[] = [];
  readonly #accepted: (() => void)[] = [];

  // What the window shows.
  #shown: readonly Row[] = [];
  #typed = '';
  #focus: number | undefined;

  readonly onDidAccept = (listener: () => void) => (this.#accepted.push(listener), NOTHING);
  readonly onDidHide = () => NOTHING;

  get items(): readonly Row[] {
    return this.#items;
  }
  set items(rows: readonly Row[]) {
    this.#items = rows;
    this.#send({ items: rows });
  }
  get activeItems(): readonly Row[] {
    return this.#active;
  }
  set activeItems(rows: readonly Row[]) {
    this.#active = rows;
    this.#send({ activeItems: rows.map((row) => this.#items.indexOf(row)) });
  }

  /** Settles when all that was sent has arrived, and all that was told before. */
  readonly caughtUp = (): Promise<void> =>
    new Promise((resolve) => {
      this.#update = undefined;
      this.#sent.push(() => this.#told.push(resolve));
    });

  #send(update: Update): void {
    if (!this.#update) {
      const gathered = (this.#update = {});
      this.#sent.push(() => this.#show(gathered));
    }
    Object.assign(this.#update, update);
  }

  /** What the extension sent arrives in the window. */
  arrives(): void {
    for (const each of this.#sent.splice(0)) each();
  }

  /** What the window told arrives in the extension. */
  async tells(): Promise<void> {
    for (const each of this.#told.splice(0)) each();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }

  /** Both, until neither has anything to say. */
  async rests(): Promise<void> {
    while (this.#sent.length + this.#told.length > 0) {
      this.arrives();
      await this.tells();
    }
  }

  /** In the order in which they were set. */
  #show(update: Update): void {
    for (const what of Object.keys(update)) {
      if (what === 'items') {
        this.#shown = update.items ?? [];
        this.#focusOn(this.#matching()[0], true);
      } else
        this.#focusOn(
          update.activeItems?.find((index) => this.#matching().includes(index)),
          false,
        );
    }
  }

  #matching(): number[] {
    return [...this.#shown.keys()].filter((index) => {
      const row = this.#shown[index];
      return row?.kind !== SEPARATOR && row?.label.includes(this.#typed);
    });
  }

  #focusOn(index: number | undefined, isNew: boolean): void {
    if (index === this.#focus && !(isNew && index !== undefined)) return;
    this.#focus = index;
    this.#told.push(() => {
      this.#active = index === undefined ? [] : this.#items.slice(index, index + 1);
    });
  }

  // What a person sees and does.

  get focused(): string | undefined {
    return this.#focus === undefined ? undefined : this.#shown[this.#focus]?.label;
  }
  type(text: string): void {
    this.#typed = text;
    this.#focusOn(this.#matching()[0], false);
    this.#told.push(() => (this.value = text));
  }
  down(): void {
    const matching = this.#matching();
    this.#focusOn(matching[matching.indexOf(this.#focus ?? -1) + 1], false);
  }
  /** Takes the row with the focus, and gives its label. */
  enter(): string | undefined {
    const index = this.#focus;
    this.#told.push(() => {
      this.selectedItems = index === undefined ? [] : this.#items.slice(index, index + 1);
      for (const listener of this.#accepted) listener();
    });
    return this.focused;
  }
}

const SEPARATOR: unknown = -1;
const NOTHING = { dispose: () => undefined };
