import type { Clock } from '../../../src/clouds/clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that moves only when told to. */
export class VirtualClock implements Clock {
  private sleepers: Sleeper[] = [];

  constructor(private time = Date.UTC(2026, 0, 15, 8, 30)) {}

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const abort = () => {
        this.sleepers = this.sleepers.filter((each) => each !== sleeper);
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        at: this.time + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.sleepers.push(sleeper);
    });
  }

  /** Time until the next sleeper wakes, or undefined where nobody sleeps. */
  get nextWake(): number | undefined {
    return this.sleepers.length ? Math.min(...this.sleepers.map(({ at }) => at)) - this.time : undefined;
  }

  /** Moves on by `ms`, waking sleepers in order and letting what they start run before the next wakes. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settleMicrotasks();
    for (;;) {
      const next = this.sleepers
        .filter(({ at }) => at <= end)
        .reduce<Sleeper | undefined>(
          (first, each) => (first && first.at <= each.at ? first : each),
          undefined,
        );
      if (!next) break;
      this.sleepers = this.sleepers.filter((each) => each !== next);
      this.time = Math.max(this.time, next.at);
      next.wake();
      await settleMicrotasks();
    }
    this.time = end;
    await settleMicrotasks();
  }
}

/** Lets pending promises, and real file operations that were started, come to rest. */
async function settleMicrotasks(): Promise<void> {
  for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
}
