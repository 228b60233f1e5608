import type { Locator, Page } from 'playwright-core';

/** The notifications that pop up at the lower right. */
export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async texts(): Promise<string[]> {
    const texts = await this.#page
      .locator('.notifications-toasts .notification-list-item-message')
      .allInnerTexts();
    return texts.map((text) => text.trim());
  }

  with(text: string | RegExp): Locator {
    return this.#page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();
  }

  /** Waits for one with `text` and gives its whole message. */
  async shows(text: string | RegExp): Promise<string> {
    const message = this.with(text).locator('.notification-list-item-message');
    await message.waitFor();
    return (await message.innerText()).trim();
  }

  async click(text: string | RegExp, button: string): Promise<void> {
    await this.with(text).hover();
    await this.with(text).getByRole('button', { name: button, exact: true }).click();
  }

  async dismissAll(): Promise<void> {
    const toasts = this.#page.locator('.notifications-toasts .notification-list-item');
    while ((await toasts.count()) > 0) {
      await toasts.first().hover();
      await toasts.first().locator('a.action-label[aria-label^="Clear Notification"]').click();
    }
  }
}
