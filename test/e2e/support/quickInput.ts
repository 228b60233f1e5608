import type { Locator, Page } from 'playwright-core';
import { clean, type PageElement } from './pageElement';
import { waitUntil } from './waitUntil';

/** The quick input at the top of the window: the palette, pick lists and input boxes. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get root(): Locator {
    return this.#page.locator('.quick-input-widget').filter({ visible: true });
  }

  get input(): Locator {
    return this.root.locator('.quick-input-filter input');
  }

  /** The title with its step, as in "Add Cloud Profile (2/6)". */
  async title(): Promise<string> {
    return (await this.root.locator('.quick-input-title').innerText()).trim();
  }

  /** Waits for the step whose title has `text`. */
  async shows(text: string | RegExp): Promise<void> {
    await this.root.locator('.quick-input-title', { hasText: text }).waitFor();
  }

  /** The line below the input: the prompt, or what is wrong with the value. */
  async message(): Promise<string> {
    return (await this.root.locator('.quick-input-message').innerText()).trim();
  }

  /** Waits until the line below the input has `text`. */
  async says(text: string | RegExp): Promise<void> {
    await this.root.locator('.quick-input-message', { hasText: text }).waitFor();
  }

  /** The rows in view, each as section, label, description and detail joined by " | ". */
  async rows(): Promise<string[]> {
    return await this.#read('.quick-input-list .monaco-list-row');
  }

  row(text: string | RegExp): Locator {
    return this.root.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }

  /** The row that Enter would take. */
  async focusedRow(): Promise<string> {
    const [row] = await this.#read('.quick-input-list .monaco-list-row.focused');
    if (row === undefined) throw new Error('no row has the focus');
    return row;
  }

  async #read(rows: string): Promise<string[]> {
    const parts = await this.root.locator(rows).evaluateAll((elements: unknown) => {
      const shown = '.quick-input-list-separator, .label-name, .label-description';
      return [...(elements as Iterable<PageElement>)].map((row) => ({
        index: Number(row.getAttribute('data-index')),
        texts: [...row.querySelectorAll(shown)]
          .filter((part) => part.checkVisibility())
          .map((part) => part.textContent),
      }));
    });
    return parts
      .sort((a, b) => a.index - b.index)
      .map(({ texts }) => texts.map(clean).filter(Boolean).join(' | '));
  }

  /** Replaces what is in the input. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Takes the row that has `text`, waiting for it to be there. In a list with check boxes it toggles the row. */
  async pick(text: string | RegExp): Promise<void> {
    const row = this.row(text);
    await row.waitFor();
    await row.locator('.quick-input-list-row').first().click();
  }

  /** Types into the input and accepts it. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  async back(): Promise<void> {
    await this.button('Back').click();
  }

  /** A button in the title bar of the quick input or beside the input, by its tooltip. */
  button(name: string): Locator {
    return this.root.locator(`a.action-label[aria-label^="${name}"]`).first();
  }

  async cancel(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.isGone();
  }

  async isGone(): Promise<void> {
    await waitUntil('the quick input closed', async () =>
      (await this.root.count()) === 0 ? true : undefined,
    );
  }
}
