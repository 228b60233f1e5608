import type * as vscode from 'vscode';
import { label, oneLine } from './displayText';
import { BACK, setUpFrame, settleOnce, type Back, type StepFrame, type StepKit } from './multiStepFrame';
import { ShownRows, type KeyedRow } from './shownRows';

/** One entry. Texts may be a cloud's own words: icons in them are defused. */
export interface PickItem<T> {
  readonly value: T;
  /** Tells entries apart when the list fills or changes while shown; the label where absent. */
  readonly key?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** A codicon's name. */
  readonly icon?: string;
  /** Selected at first, where several can be. */
  readonly picked?: boolean;
  readonly alwaysShow?: boolean;
}
/** A heading between entries. */
export interface PickHeading {
  readonly heading: string;
}
/** An entry that does something and leaves the step open: Retry, Check Again. */
export interface PickAction {
  /** Tells rows of one label apart, and names the one to have focused. */
  readonly key?: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly icon?: string;
  readonly act: () => void;
}
export type PickEntry<T> = PickItem<T> | PickHeading | PickAction;

/** A list that fills or changes while it is shown. */
export interface PickSource<T> {
  entries(): readonly PickEntry<T>[];
  busy(): boolean;
  onDidChange(listener: () => void): { dispose(): void };
}

export interface PickOptions<T> extends StepFrame {
  readonly placeholder: string;
  readonly items: readonly PickEntry<T>[] | PickSource<T>;
  /** The key of the entry to have focused, as soon as it is there and unless the person has moved. */
  readonly active?: string;
  /** For a list that is an array; a source says so itself. */
  readonly busy?: boolean;
  /** Why these cannot be accepted: shown in the title, and the step stays. */
  validate?(values: readonly T[]): string | undefined;
}

interface Row<T> extends KeyedRow {
  readonly entry: PickEntry<T>;
}

const isItem = <T>(entry: PickEntry<T>): entry is PickItem<T> => 'value' in entry;

const isHeading = <T>(entry: PickEntry<T>): entry is PickHeading => 'heading' in entry;
const isSource = <T>(items: PickOptions<T>['items']): items is PickSource<T> => !Array.isArray(items);

function rowOf<T>(entry: PickEntry<T>, separator: vscode.QuickPickItemKind): Row<T> {
  if (isHeading(entry)) return { key: '', entry, label: oneLine(entry.heading), kind: separator };
  return {
    key: entry.key ?? entry.label,
    entry,
    label: label(entry.label, entry.icon),
    ...(entry.description === undefined ? {} : { description: label(entry.description) }),
    ...(entry.detail === undefined ? {} : { detail: label(entry.detail) }),
    ...(isItem(entry) && !entry.alwaysShow ? {} : { alwaysShow: true }),
  };
}

/** Fills a quick pick, keeping focus and ticks by key. */
class RowFiller<T> {
  readonly shown: ShownRows<Row<T>>;
  readonly #separator: vscode.QuickPickItemKind;
  #first = true;
  #wanted: string | undefined;
  readonly #seen = new Set<string>();
  /** Those made so far: a list may fill many times, and most of what is in it stays. */
  readonly #rows = new WeakMap<PickEntry<T>, Row<T>>();

  constructor(box: vscode.QuickPick<KeyedRow>, kit: StepKit, wanted: string | undefined) {
    this.#separator = kit.separator;
    this.#wanted = wanted;
    this.shown = new ShownRows(box, kit);
  }

  fill(entries: () => readonly PickEntry<T>[]): void {
    this.shown.show(() => {
      const rows = entries().map((entry) => this.#row(entry));
      const checked = rows.filter(
        (row) => this.shown.checked.has(row.key) || (!this.#seen.has(row.key) && picked(row)),
      );
      for (const { key } of rows) this.#seen.add(key);
      return { rows, checked, focus: this.#focus(rows) };
    });
  }

  /** Of the row that is to have the focus. */
  #focus(rows: readonly Row<T>[]): string | undefined {
    const { active, rows: before } = this.shown;
    // The focus that nobody moved rests on the first entry.
    const moved = active !== undefined && active !== before.find(({ entry }) => !isHeading(entry));
    if (moved && !this.#first) this.#wanted = undefined;
    this.#first = false;
    if (!rows.some(({ key }) => key === this.#wanted)) return active?.key;
    const wanted = this.#wanted;
    this.#wanted = undefined;
    return wanted;
  }

  #row(entry: PickEntry<T>): Row<T> {
    const row = this.#rows.get(entry) ?? rowOf(entry, this.#separator);
    this.#rows.set(entry, row);
    return row;
  }
}

const picked = <T>({ entry }: Row<T>) => isItem(entry) && entry.picked === true;

/** One quick pick. See MultiStep.pick and pickMany. */
export function showPick<T>(
  kit: StepKit,
  options: PickOptions<T>,
  many: boolean,
): Promise<readonly T[] | Back | undefined> {
  const box = kit.window.createQuickPick<KeyedRow>();
  box.placeholder = options.placeholder;
  box.canSelectMany = many;
  box.matchOnDescription = true;
  box.matchOnDetail = true;
  box.keepScrollPosition = true;
  const filler = new RowFiller<T>(box, kit, options.active);
  const { items } = options;
  const show = () => {
    filler.fill(() => (isSource(items) ? items.entries() : items));
    box.busy = isSource(items) ? items.busy() : (options.busy ?? false);
  };
  return settleOnce<readonly T[]>(box, (answer) => {
    setUpFrame(kit, box, options, () => {
      answer(BACK);
    });
    show();
    const subscription = isSource(items) ? items.onDidChange(show) : undefined;
    box.onDidHide(() => subscription?.dispose());
    const calm = () => (box.title = options.title);
    box.onDidChangeSelection(calm);
    const accept = (entries: readonly PickEntry<T>[]) => {
      const values = entries.flatMap((entry) => (isItem(entry) ? [entry.value] : []));
      const problem = options.validate?.(values);
      if (problem === undefined) answer(values);
      else box.title = `${options.title}: ${problem}`;
    };
    box.onDidAccept(() => {
      const { rows, checked, taken } = filler.shown;
      if (many) accept(rows.filter(({ key }) => checked.has(key)).map(({ entry }) => entry));
      else if (taken && 'act' in taken.entry) taken.entry.act();
      else if (taken) accept([taken.entry]);
    });
  });
}
