import type { Locator, Page } from 'playwright-core';
import { clean, type PageElement } from './pageElement';
import { waitUntil } from './waitUntil';

export interface TreeRow {
  label: string;
  description: string;
  /** 1 for the roots. */
  level: number;
  expanded: boolean | undefined;
}

/** The rows of the first profile: the sample cloud comes with one of each cloud. */
export function ofFirstProfile(rows: readonly TreeRow[]): readonly TreeRow[] {
  const second = rows.findIndex(({ level }, index) => index > 0 && level === 1);
  return second < 0 ? rows : rows.slice(0, second);
}

/** For how long nothing may have moved before something is clicked. */
const A_WHILE_MS = 250;

/** A tree view of the extension, by the name of its view. */
export class Tree {
  readonly #page: Page;
  readonly #view: string;

  constructor(page: Page, view: string) {
    this.#page = page;
    this.#view = view;
  }

  get root(): Locator {
    return this.#page.getByRole('tree', { name: this.#view });
  }

  /** The row with exactly this label. */
  row(label: string): Locator {
    return this.root
      .locator('.monaco-list-row')
      .filter({ has: this.#page.locator('.label-name').getByText(label, { exact: true }) })
      .first();
  }

  /** All rows in view, from top to bottom. VS Code redraws row by row, so what counts is what two looks agree on. */
  async rows(): Promise<TreeRow[]> {
    return await this.#atRest(50);
  }

  /** The rows, once they stay the same for so long: as long as regions answer, rows move away from under the mouse. */
  async #atRest(ms: number): Promise<TreeRow[]> {
    let last = await this.#look();
    return await waitUntil('a tree at rest', async () => {
      await this.#page.waitForTimeout(ms);
      const now = await this.#look();
      if (JSON.stringify(now) === JSON.stringify(last)) return now;
      last = now;
      return undefined;
    });
  }

  async #look(): Promise<TreeRow[]> {
    const rows = await this.root.locator('.monaco-list-row').evaluateAll((elements: unknown) =>
      [...(elements as Iterable<PageElement>)].map((row) => ({
        index: Number(row.getAttribute('data-index')),
        label: row.querySelector('.label-name')?.textContent,
        description: row.querySelector('.label-description')?.textContent,
        level: Number(row.getAttribute('aria-level')),
        expanded: row.getAttribute('aria-expanded'),
      })),
    );
    return rows
      .sort((a, b) => a.index - b.index)
      .map(({ label, description, level, expanded }) => ({
        label: clean(label),
        description: clean(description),
        level,
        expanded: expanded === null ? undefined : expanded === 'true',
      }));
  }

  /** Waits until the rows in view are as wanted, and gives them. */
  async until(what: string, wanted: (rows: TreeRow[]) => boolean, ms?: number): Promise<TreeRow[]> {
    let last: TreeRow[] = [];
    try {
      return await waitUntil(
        what,
        async () => {
          last = await this.rows();
          return wanted(last) ? last : undefined;
        },
        ms,
      );
    } catch (error) {
      throw new Error(`${String(error)}\nThe tree shows:\n${last.map(line).join('\n')}`, { cause: error });
    }
  }

  async descriptionOf(label: string): Promise<string> {
    return clean(await this.row(label).locator('.label-description').textContent());
  }

  /**
   * Waits until a row is described so: after a run, until its resource is drawn as before. What stands below is drawn
   * anew with it, and a menu opened on a row that goes in that moment acts on nothing.
   */
  async describes(label: string, description: string): Promise<void> {
    await this.until(`${label} described as ${description}`, (rows) =>
      rows.some((row) => row.label === label && row.description === description),
    );
  }

  async expand(label: string): Promise<void> {
    await this.#turn(label, true);
  }

  async collapse(label: string): Promise<void> {
    await this.#turn(label, false);
  }

  async #turn(label: string, expanded: boolean): Promise<void> {
    const row = this.row(label);
    await row.waitFor();
    await this.#atRest(A_WHILE_MS);
    if ((await row.getAttribute('aria-expanded')) === String(expanded)) return;
    await this.clearTooltip();
    await row.locator('.monaco-tl-twistie').click();
    await this.root
      .locator(`.monaco-list-row[aria-expanded="${String(expanded)}"]`)
      .filter({ has: this.#label(label) })
      .first()
      .waitFor();
  }

  #label(label: string): Locator {
    return this.#page.locator('.label-name').getByText(label, { exact: true });
  }

  /** Right-clicks a row and takes an item of its menu. */
  async contextMenu(label: string, item: string): Promise<void> {
    await this.openMenu(label);
    const entry = this.menuItem(item);
    // VS Code ignores the mouse on a menu that has just opened, so take the item with the keyboard once it has the focus.
    await entry.hover();
    await this.#page.locator('.action-item.focused').filter({ has: entry }).waitFor();
    await this.#page.keyboard.press('Enter');
    await entry.waitFor({ state: 'hidden' });
  }

  async openMenu(label: string): Promise<void> {
    const menu = this.#page.getByRole('menu').first();
    await this.row(label).waitFor();
    await this.#atRest(A_WHILE_MS);
    await this.clearTooltip();
    // A window that is starting closes the menu when it gives the focus to a view that has just come.
    await waitUntil(`the menu of ${label}`, async () => {
      await this.row(label).click({ button: 'right' });
      return await menu.waitFor({ timeout: 3000 }).then(
        () => true,
        () => undefined,
      );
    });
  }

  menuItem(item: string): Locator {
    return this.#page.getByRole('menuitem', { name: item, exact: true });
  }

  /** The titles in the open menu. */
  async menuItems(): Promise<string[]> {
    const texts = await this.#page.getByRole('menuitem').allInnerTexts();
    return texts.map(clean).filter(Boolean);
  }

  /** Takes an action that shows on the row while the mouse is over it. */
  async rowAction(label: string, action: string): Promise<void> {
    await this.row(label).waitFor();
    await this.#atRest(A_WHILE_MS);
    await this.row(label).hover();
    await this.row(label).locator(`a.action-label[aria-label^="${action}"]`).click();
  }

  /** Takes the mouse away from a row whose tooltip may lie over what is to be clicked. */
  async clearTooltip(): Promise<void> {
    const hovers = this.#page.locator('.workbench-hover').filter({ visible: true });
    const bar = this.#page.locator('.part.statusbar');
    await bar.hover();
    await waitUntil('no tooltip', async () => {
      const [box] = await hovers.evaluateAll((elements: unknown) =>
        [...(elements as Iterable<PageElement>)].map((element) => element.getBoundingClientRect()),
      );
      if (!box) return true;
      // VS Code takes one away a while after the mouse leaves it: one that came when the mouse had left its row already
      // is entered and left by hand.
      await this.#page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
      await bar.hover();
      await this.#page.waitForTimeout(2 * A_WHILE_MS);
      return undefined;
    });
  }

  /** The tooltip of a row, shown by resting the mouse on it. */
  async tooltip(label: string): Promise<string> {
    const hovers = this.#page.locator('.workbench-hover').filter({ visible: true });
    // One that still shows for another row would be read in its place.
    await this.clearTooltip();
    await this.row(label).locator('.label-name').hover();
    await hovers.first().waitFor();
    let last = '';
    return await waitUntil(`the tooltip of ${label}`, async () => {
      // One of something else may come late and go when the row's is there.
      await this.#page.waitForTimeout(3 * A_WHILE_MS);
      const [text = ''] = (await hovers.allInnerTexts()).map((each) => each.trim());
      const stays = text !== '' && text !== 'Loading...' && text === last;
      last = text;
      return stays ? text : undefined;
    });
  }
}

const line = (row: TreeRow): string => `${'  '.repeat(row.level)}${row.label}  ${row.description}`;
