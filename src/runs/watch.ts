import type { Clock } from '../clouds/clock';

const FIRST_MS = 3000;
const LONGEST_MS = 30_000;
const GROWTH = 1.5;
/** Between two readings of a run whose time has not come: soon enough to notice that somebody cancelled it. */
export const SELDOM_MS = 5 * 60_000;
/** Sleeping is done in pieces, so that a machine that wakes up is noticed before the pause is over. */
const PIECE_MS = 5000;
/** A piece that took this much longer: the machine slept, or its clock was set forward. */
const GAP_MS = 10_000;

/**
 * The pauses between two readings of one run: growing to 30 s, each shortened by up to a third, so that many runs do
 * not all ask at once and none asks more often than every 2 s. They start anew when something moved and after a gap.
 */
export class BackOff {
  private pause = FIRST_MS;

  constructor(
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /**
   * Resolves when it is time to read again; at once where the machine slept meanwhile or its clock was set forward.
   * `notBefore`, milliseconds since the epoch: nothing is expected before then, so reading is done seldom until then.
   */
  async wait(signal: AbortSignal, notBefore?: number): Promise<void> {
    const ahead = (notBefore ?? 0) - this.clock.now();
    if (ahead > 0) {
      this.reset();
      // Many may be scheduled for the same full hour.
      await this.sleep(Math.min(this.shortened(SELDOM_MS), ahead + this.random() * FIRST_MS), signal);
      return;
    }
    const ms = this.shortened(this.pause);
    this.pause = Math.min(LONGEST_MS, this.pause * GROWTH);
    if (await this.sleep(ms, signal)) this.reset();
  }

  /** Resolves after five minutes at most: for what passes, and must not be asked about all the time. */
  async seldom(signal: AbortSignal): Promise<void> {
    await this.wait(signal, Infinity);
  }

  /** Resolves only where the machine slept meanwhile: what has to happen is up to a person. */
  async rest(signal: AbortSignal): Promise<void> {
    while (!(await this.sleep(SELDOM_MS, signal)));
    this.reset();
  }

  reset(): void {
    this.pause = FIRST_MS;
  }

  private shortened(ms: number): number {
    return Math.round(ms * (1 - this.random() / 3));
  }

  /** Whether it ended early, after a gap. */
  private async sleep(ms: number, signal: AbortSignal): Promise<boolean> {
    const { clock } = this;
    for (let left = ms; left > 0; left -= PIECE_MS) {
      const piece = Math.min(left, PIECE_MS);
      const [wall, time] = [clock.now(), clock.monotonic()];
      await clock.sleep(piece, signal);
      if (Math.max(clock.now() - wall, clock.monotonic() - time) > piece + GAP_MS) return true;
    }
    return false;
  }
}

/** Longer than one reading that goes well and the pause before it take; what is more, the machine slept. */
const MOST_BETWEEN_MS = 60_000;

/** How long something has gone on, by the times at which it was seen; time in which nobody looked does not count. */
export class SeenFor {
  private last: number | undefined;
  private ms = 0;

  /** Seen once more, at this monotonic time. Milliseconds since it was first seen, this time included. */
  seen(at: number): number {
    this.ms += Math.max(0, Math.min(at - (this.last ?? at), MOST_BETWEEN_MS));
    this.last = at;
    return this.ms;
  }

  /** The time until it is seen again does not count. */
  pause(): void {
    this.last = undefined;
  }

  /** It was not so this time: counts from zero. */
  reset(): void {
    this.last = undefined;
    this.ms = 0;
  }
}
