/** What the page objects read of an element inside the page, where the DOM's own types are not loaded. */
export interface PageElement {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  checkVisibility(): boolean;
  getBoundingClientRect(): { x: number; y: number; width: number; height: number };
}

/** Text as a person reads it: VS Code pads labels with no-break spaces. */
export function clean(text: string | null | undefined): string {
  return (text ?? '').replaceAll('\u00a0', ' ').trim();
}
