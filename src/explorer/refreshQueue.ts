/** How long changes are gathered after some were shown, in milliseconds. */
const WINDOW_MS = 250;

/**
 * Passes on what changed: the first at once, and what follows within a quarter of a second together, so that a burst
 * of answers does not redraw the tree for each. `undefined` stands for everything.
 */
export class RefreshQueue<T extends { readonly id: string }> {
  readonly #pass: (changed: readonly T[] | undefined) => void;
  readonly #waiting = new Set<T | undefined>();
  #timer: NodeJS.Timeout | undefined;

  constructor(pass: (changed: readonly T[] | undefined) => void) {
    this.#pass = pass;
  }

  add(changed: T | undefined): void {
    this.#waiting.add(changed);
    if (this.#timer === undefined) this.#flush();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#waiting.size === 0) return;
    const all = [...this.#waiting];
    this.#waiting.clear();
    this.#timer = setTimeout(() => {
      this.#flush();
    }, WINDOW_MS);
    if (all.includes(undefined)) this.#pass(undefined);
    else this.#pass(topmost(all.filter((node) => node !== undefined)));
  }
}

/** Without those that are redrawn anyway because one above them is. */
function topmost<T extends { readonly id: string }>(nodes: readonly T[]): readonly T[] {
  return nodes.filter(({ id }) => !nodes.some((other) => id.startsWith(`${other.id}/`)));
}
