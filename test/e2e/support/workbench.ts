import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { projectRoot } from '../../host/server.mjs';
import { Dialog } from './dialog';
import { Notifications } from './notifications';
import { QuickInput } from './quickInput';
import { Tree } from './tree';
import { waitUntil } from './waitUntil';

/** A VS Code window as a person uses it. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly dialog: Dialog;
  readonly notifications: Notifications;
  readonly #data: string;

  /** @param data the data folder of the server behind the page */
  constructor(page: Page, data: string) {
    this.page = page;
    this.#data = data;
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.notifications = new Notifications(page);
  }

  /** Waits until the window is there and knows the extension. */
  async isReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.activityBarItem('ClusterDeck').waitFor();
  }

  /** Reloads as a person does, with VS Code's own command: it keeps what is open, where a browser's reload may not. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.isReady();
  }

  /** Runs a command from the palette, by the whole title it has there. */
  async command(title: string): Promise<void> {
    const row = this.quickInput.row(title);
    // The list is made when the palette opens: one whose extension was not scanned yet is opened again, and so is one
    // that was closed by a window which gives the focus to a view that has just come.
    await waitUntil(`"${title}" in the command palette`, async () => {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput.input.fill(`>${title}`, { timeout: 3000 });
        await row.click({ timeout: 3000 });
        return true;
      } catch {
        await this.quickInput.cancel();
        return undefined;
      }
    });
  }

  activityBarItem(name: string): Locator {
    return this.page.locator(`.activitybar .action-item a[aria-label^="${name}"]`);
  }

  /** The whole of it: a badge lies over the icon and takes the clicks. */
  activityBarEntry(name: string): Locator {
    const icon = this.page.locator(`a[aria-label^="${name}"]`);
    return this.page.locator('.activitybar .action-item').filter({ has: icon });
  }

  /** Shows a view container from the activity bar. */
  async openSideBar(name: string): Promise<void> {
    const title = this.sideBar.locator('.composite.title', { hasText: new RegExp(name, 'i') });
    // A window that is starting shows the container it showed before; a click just then hides it again.
    await waitUntil(`the side bar of ${name}`, async () => {
      if (await title.isVisible()) return true;
      await this.activityBarEntry(name).click();
      return await title.waitFor({ timeout: 2000 }).then(
        () => true,
        () => undefined,
      );
    });
  }

  tree(view: string): Tree {
    return new Tree(this.page, view);
  }

  /** The side bar as text: for a view's welcome content and message. */
  get sideBar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** Gives the side bar as little room as a person with a small screen does, in pixels. */
  async narrowSideBar(width = 220): Promise<void> {
    const box = await this.sideBar.boundingBox();
    if (!box) throw new Error('the side bar is closed');
    const { mouse } = this.page;
    await mouse.move(box.x + box.width, box.y + 300);
    await mouse.down();
    await mouse.move(box.x + width, box.y + 300, { steps: 5 });
    await mouse.up();
    await this.page.locator('.part.statusbar').hover();
  }

  /** Clicks a button in the title of a view; it shows while the mouse is over the side bar. */
  async viewAction(name: string): Promise<void> {
    const button = this.sideBar
      .locator('.title-actions, .pane-header .actions')
      .locator(`a.action-label[aria-label^="${name}"]`)
      .first();
    const pane = this.sideBar.locator('.pane').filter({ has: button });
    // One over a row that came under the mouse may lie over the title.
    await this.tree('').clearTooltip();
    await ((await pane.count()) > 0 ? pane.first() : this.sideBar).hover();
    await button.click();
  }

  /** The document inside the webview whose title begins so. */
  async webview(title: string): Promise<FrameLocator> {
    const outer = this.page.locator('iframe.webview.ready');
    return await waitUntil(`a webview titled ${title}`, async () => {
      for (let index = 0; index < (await outer.count()); index++) {
        const frame = outer.nth(index).contentFrame();
        const inner = frame.locator(`iframe#active-frame[title^="${title}"]`);
        if ((await inner.count()) > 0) return inner.contentFrame();
      }
      return undefined;
    });
  }

  /** Where the server behind the page keeps everything. */
  get dataFolder(): string {
    return this.#data;
  }

  /** The titles of the open editor tabs. */
  async editorTabs(): Promise<string[]> {
    return (await this.page.locator('.tabs-container .tab .label-name').allInnerTexts()).map((text) =>
      text.trim(),
    );
  }

  /** Everything that an output channel of the extension has said, in all extension hosts of this server. */
  outputText(channel: string): string {
    const logs = path.join(this.#data, 'data/logs');
    if (!fs.existsSync(logs)) return '';
    return fs
      .readdirSync(logs, { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === `${channel}.log`)
      .sort()
      .map((file) => fs.readFileSync(path.join(logs, file), 'utf8'))
      .join('');
  }

  /** Shows an output channel in the panel. */
  async showOutput(channel: string): Promise<void> {
    await this.command('Output: Show Output Channels...');
    await this.quickInput.pick(channel);
    await this.page.locator('.part.panel .view-lines').first().waitFor();
  }

  /** Keeps a picture of the window as out/screenshots/NAME.png. */
  async screenshot(name: string): Promise<void> {
    const file = path.join(projectRoot, 'out/screenshots', `${name.replace(/[^\w-]+/g, '-')}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }
}
