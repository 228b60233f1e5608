/** How long the first of a burst waits for the others, in milliseconds: less than a person sees. */
const MOMENT_MS = 20;
/** How long is gathered after something was told. */
const WINDOW_MS = 250;

/**
 * Tells of a burst once: what comes in one moment together, and what follows within a quarter of a second after that
 * together again, so that not each of very many changes is drawn.
 */
export class Gathered {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #waiting = false;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** There is something to tell. */
  soon(): void {
    this.#waiting = true;
    this.#timer ??= setTimeout(() => this.now(), MOMENT_MS);
  }

  /** Tells at once, with what waits: a person looks for it. */
  now(): void {
    clearTimeout(this.#timer);
    this.#waiting = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiting) this.now();
    }, WINDOW_MS);
    this.#tell();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting = false;
  }
}
