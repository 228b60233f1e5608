import type { Clock } from '../clouds/clock';

const FIRST_MS = 2000;
const LONGEST_MS = 30_000;
const GROWTH = 1.5;

/**
 * The pauses between two readings: from 2 s to 30 s, each off by up to a fifth, so that many runs do not all ask at
 * once. Starts again from 2 s when something moved.
 */
export class BackOff {
  private pause = FIRST_MS;

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  async wait(signal: AbortSignal): Promise<void> {
    const jitter = 1 + (this.random() - 0.5) * 0.4;
    await this.clock.sleep(Math.round(this.pause * jitter), signal);
    this.pause = Math.min(LONGEST_MS, this.pause * GROWTH);
  }

  reset(): void {
    this.pause = FIRST_MS;
  }
}

/** Longer than a reading with all its repeats and the pause before it take; what is more, the machine slept. */
const MOST_BETWEEN_MS = 3 * 60_000;

/** For how long readings have failed in a row. The time for which this machine slept between two does not count. */
export class FailingReads {
  private last: number | undefined;
  private ms = 0;

  /** Milliseconds since the first of the failures in a row, this one included. */
  failed(at: number): number {
    this.ms += Math.max(0, Math.min(at - (this.last ?? at), MOST_BETWEEN_MS));
    this.last = at;
    return this.ms;
  }

  reset(): void {
    this.last = undefined;
    this.ms = 0;
  }
}
