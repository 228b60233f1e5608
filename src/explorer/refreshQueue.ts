import { Gathered } from '../profiles/gathered';

/** Passes on what changed, a burst together. `undefined` stands for everything. */
export class RefreshQueue<T extends { readonly id: string }> {
  readonly #pass: (changed: readonly T[] | undefined) => void;
  readonly #waiting = new Set<T | undefined>();
  readonly #gathered = new Gathered(() => this.#flush());

  constructor(pass: (changed: readonly T[] | undefined) => void) {
    this.#pass = pass;
  }

  add(changed: T | undefined): void {
    this.#waiting.add(changed);
    this.#gathered.soon();
  }

  /** Passes these on at once, with what waits: a person types and looks at the answer. */
  now(changed: readonly T[]): void {
    for (const each of changed) this.#waiting.add(each);
    this.#gathered.now();
  }

  dispose(): void {
    this.#gathered.dispose();
    this.#waiting.clear();
  }

  #flush(): void {
    const all = [...this.#waiting];
    this.#waiting.clear();
    if (all.includes(undefined)) this.#pass(undefined);
    else if (all.length > 0) this.#pass(topmost(all.filter((node) => node !== undefined)));
  }
}

/** Without those that are redrawn anyway because one above them is. */
function topmost<T extends { readonly id: string }>(nodes: readonly T[]): readonly T[] {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.filter(({ id }) => {
    for (let end = id.lastIndexOf('/'); end > 0; end = id.lastIndexOf('/', end - 1))
      if (ids.has(id.slice(0, end))) return false;
    return true;
  });
}
