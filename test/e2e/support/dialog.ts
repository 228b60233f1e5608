import type { Locator, Page } from 'playwright-core';

/** A modal dialog. */
export class Dialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get root(): Locator {
    return this.#page.locator('.monaco-dialog-box');
  }

  /** The message and the detail. */
  async text(): Promise<string> {
    return (await this.root.locator('.dialog-message-container').innerText()).trim();
  }

  async buttons(): Promise<string[]> {
    return (await this.root.locator('.dialog-buttons .monaco-button').allInnerTexts()).map((text) =>
      text.trim(),
    );
  }

  async click(button: string): Promise<void> {
    await this.root.getByRole('button', { name: button, exact: true }).click();
    await this.root.waitFor({ state: 'detached' });
  }
}
