import type { Clock } from '../../src/clouds/clock';
import { Journal } from '../../src/runs/journal';
import type { Run } from '../../src/runs/run';

/** When a window dies: right before or right after its journal's write with this number, 1 for the first. */
export interface Death {
  readonly when: 'before' | 'after';
  readonly write: number;
}

/** Something that can end in the middle: from then on nothing it waited for ever comes back to it. */
export class Mortal {
  alive = true;
  /** Called once, at the end. */
  onDeath: () => void = () => undefined;

  die(): void {
    if (!this.alive) return;
    this.alive = false;
    this.onDeath();
  }

  async guard<T>(work: () => Promise<T>): Promise<T> {
    await this.orNever();
    try {
      return await work();
    } finally {
      await this.orNever();
    }
  }

  private orNever(): Promise<void> {
    return this.alive ? Promise.resolve() : new Promise(() => undefined);
  }

  clock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      sleep: (ms, signal) => this.guard(() => clock.sleep(ms, signal)),
    };
  }
}

/** The real journal on the real disk, of a window that may die at one of its writes. */
export class MortalJournal extends Journal {
  private writes = 0;

  constructor(
    folder: string,
    private readonly parts: {
      readonly window: Mortal;
      readonly death: Death | undefined;
      /** Counts what is under way: the virtual clock has to wait for the disk. */
      readonly counted: <T>(work: Promise<T>) => Promise<T>;
      /** Whether the disk is full. */
      readonly full: () => boolean;
    },
  ) {
    super(folder);
  }

  override write(run: Run): Promise<void> {
    const { window, death, full } = this.parts;
    this.writes += 1;
    const last = death?.write === this.writes;
    if (last && death.when === 'before') window.die();
    return this.mortal(async () => {
      if (full()) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      await super.write(run);
      if (last) window.die();
    });
  }

  override read(id: string): Promise<Run | undefined> {
    return this.mortal(() => super.read(id));
  }

  override list(): ReturnType<Journal['list']> {
    return this.mortal(() => super.list());
  }

  override isCurrent(run: Run): Promise<boolean> {
    return this.mortal(() => super.isCurrent(run));
  }

  override take(...args: Parameters<Journal['take']>): Promise<Run | undefined> {
    return this.mortal(() => super.take(...args));
  }

  private mortal<T>(work: () => Promise<T>): Promise<T> {
    const { window, counted } = this.parts;
    return window.guard(() => counted(work()));
  }
}
