/** Work that many ask for at once: one piece of it serves all who asked before it began. */
export class SharedWork<T> {
  private next: Promise<T> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly work: () => Promise<T>) {}

  /** What the work came to that began after this call. */
  run(): Promise<T> {
    this.next ??= this.queued();
    return this.next;
  }

  private queued(): Promise<T> {
    const begin = () => {
      this.next = undefined;
      return this.work();
    };
    const done = this.last.then(begin, begin);
    this.last = done;
    return done;
  }
}
