import type { Clock } from '../../src/clouds/clock';

/** Time that goes `rate` times as fast from `origin` on: the same in every process that is given the same two. */
export class FastClock implements Clock {
  constructor(
    readonly origin: number,
    readonly rate: number,
    /** How far it was set forward, in milliseconds. */
    public ahead = 0,
  ) {}

  now(): number {
    return this.origin + (Date.now() - this.origin) * this.rate + this.ahead;
  }

  monotonic(): number {
    return this.now();
  }

  /** The clock is set forward; who sleeps sleeps as long as before. */
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
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', abort);
        resolve();
      }, ms / this.rate);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
}
