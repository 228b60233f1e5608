import type { FrameLocator } from 'playwright-core';
import { waitUntil } from './waitUntil';
import type { Workbench } from './workbench';

/** Gives the window so little room that a run's panel, which is in front, is narrower than 400 pixels. */
export async function narrow({ page }: Workbench, panel: FrameLocator): Promise<void> {
  await page.setViewportSize({ width: 640, height: 900 });
  const body = panel.locator('body');
  await waitUntil('a narrow panel', async () => ((await body.boundingBox())?.width ?? 0) < 400 || undefined);
}

/** What reaches beyond the right edge of a panel's page, with all of it opened: of each element the markup's begin. */
export async function sticksOut(panel: FrameLocator): Promise<string[]> {
  const closed = panel.locator('details:not([open]) > summary');
  while ((await closed.count()) > 0) await closed.first().click();
  return await panel.locator('body *').evaluateAll(stickingOut);
}

/** Wide tables may, where they stand in a scroller. */
function stickingOut(elements: unknown): string[] {
  interface Box {
    readonly outerHTML: string;
    readonly ownerDocument: { readonly documentElement: { readonly clientWidth: number } };
    closest(selector: string): unknown;
    getBoundingClientRect(): { readonly right: number };
  }
  return [...(elements as Iterable<Box>)]
    .filter((box) => box.closest('.scroller:has(th:nth-child(3))') === null)
    .filter((box) => box.getBoundingClientRect().right > box.ownerDocument.documentElement.clientWidth + 1)
    .map(({ outerHTML }) => outerHTML.slice(0, 80));
}
