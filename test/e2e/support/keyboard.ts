import type { FrameLocator } from 'playwright-core';
import type { Workbench } from './workbench';

/** Where the keyboard's focus is in a webview. */
export interface FocusStop {
  /** What it is called: its label, or the first line of what it shows. */
  readonly name: string;
  readonly role: string;
  /** Whether an eye can see that it has the focus. */
  readonly isSeen: boolean;
}

interface Focused {
  readonly tagName: string;
  readonly innerText: string;
  readonly ownerDocument: { readonly defaultView: { getComputedStyle(element: Focused): Look } };
  getAttribute(name: string): string | null;
}
interface Look {
  readonly outlineStyle: string;
  readonly outlineWidth: string;
}

/** Undefined where no control of the webview has the focus. */
export async function focusIn(webview: FrameLocator): Promise<FocusStop | undefined> {
  const focused = webview.locator('body *:focus');
  if ((await focused.count()) === 0) return undefined;
  return await focused.first().evaluate((element: Focused): FocusStop => {
    const { outlineStyle, outlineWidth } = element.ownerDocument.defaultView.getComputedStyle(element);
    return {
      name: (element.getAttribute('aria-label') ?? element.innerText.split('\n')[0] ?? '').trim(),
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1,
    };
  });
}

/** Presses a key again and again, and gives what has the focus after each, until the focus leaves the webview. */
export async function walk(
  { page }: Workbench,
  webview: FrameLocator,
  key: 'Tab' | 'Shift+Tab',
): Promise<FocusStop[]> {
  const stops: FocusStop[] = [];
  for (;;) {
    await page.keyboard.press(key);
    const stop = await focusIn(webview);
    if (!stop) return stops;
    stops.push(stop);
    if (stops.length > 50)
      throw new Error(`the focus is caught: ${stops.map(({ name }) => name).join(', ')}`);
  }
}
