import type { Clock } from '../../../src/clouds/clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that stands still until a test moves it. */
export class VirtualClock implements Clock {
  private readonly sleepers = new Set<Sleeper>();

  private readonly start: number;

  constructor(private time = Date.parse('2026-01-15T08:30:00Z')) {
    this.start = time;
  }

  /** How far the wall clock is ahead of the time that passes. */
  private ahead = 0;

  now(): number {
    return this.time + this.ahead;
  }

  monotonic(): number {
    return this.time - this.start;
  }

  /**
   * The clock is set forward, or back where `ms` is negative. Also a machine that sleeps for `ms`, on systems whose
   * timers and monotonic time stand still meanwhile.
   */
  jump(ms: number): void {
    this.ahead += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const abort = () => {
        this.sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        at: this.time + ms,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.sleepers.add(sleeper);
    });
  }

  /** How many wait. */
  get sleeping(): number {
    return this.sleepers.size;
  }

  /** When the next one wakes, where one waits. */
  get nextAt(): number | undefined {
    const at = this.first(Infinity)?.at;
    return at === undefined ? undefined : at + this.ahead;
  }

  /** Moves time on, waking sleepers in the order of their times and letting what they do run before the next wakes. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await flush();
    for (let next = this.first(end); next; next = this.first(end)) {
      this.sleepers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.wake();
      await flush();
    }
    this.time = end;
    await flush();
  }

  /** Moves time on until the promise is settled, and gives what it came to. Fails where nothing more can wake it. */
  async run<T>(promise: Promise<T>): Promise<T> {
    const state = { over: false };
    const settled = promise.finally(() => (state.over = true));
    settled.catch(() => undefined);
    await flush();
    while (!state.over) {
      const next = this.first(Infinity);
      if (!next) throw new Error('nothing is sleeping, and the promise is not settled');
      await this.advance(next.at - this.time);
    }
    return await settled;
  }

  private first(until: number): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.sleepers)
      if (sleeper.at <= until && (!first || sleeper.at < first.at)) first = sleeper;
    return first;
  }
}

/** Lets everything that is ready to go on, go on. */
export const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
