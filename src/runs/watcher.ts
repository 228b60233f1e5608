import type { Operation } from '../operations/operation';
import { isClusterNotFound } from '../inventory/polardb';
import type { HeldRuns } from './heldRuns';
import { isOver, type Run } from './run';
import type { RunServiceParts } from './runService';
import {
  neverReadable,
  NOT_FOUND_LIMIT_MS,
  notFound,
  observed,
  sayOnce,
  unreadable,
  WATCH_LIMIT_MS,
} from './transitions';
import { BackOff, SeenFor } from './watch';

/** What one watch knows of the time it has taken. */
interface Watch {
  readonly operation: Operation;
  readonly signal: AbortSignal;
  /** Monotonic time at which it began: after the last attempt at sending. */
  readonly began: number;
  readonly watched: SeenFor;
  readonly unreadable: SeenFor;
  readonly missing: SeenFor;
}

/** Reads the live state of this window's runs until they are over. */
export class Watcher {
  private readonly watching = new Map<string, AbortController>();
  private readonly ended = new AbortController();

  constructor(
    private readonly parts: Pick<RunServiceParts, 'clock' | 'random' | 'connect' | 'report'>,
    private readonly held: HeldRuns,
  ) {}

  /** Resolves when the run is over or its watching has ended. Never rejects. */
  async watch(id: string, operation: Operation): Promise<void> {
    if (this.watching.has(id)) return;
    const { clock, random, report } = this.parts;
    const controller = new AbortController();
    this.watching.set(id, controller);
    const signal = AbortSignal.any([controller.signal, this.ended.signal]);
    const backOff = new BackOff(clock, random);
    const watch: Watch = {
      operation,
      signal,
      began: clock.monotonic(),
      watched: new SeenFor(),
      unreadable: new SeenFor(),
      missing: new SeenFor(),
    };
    void this.held.renewLeases();
    try {
      for (let run = this.held.get(id); run && !isOver(run); run = this.held.get(id)) {
        await backOff.wait(signal, run.state === 'scheduled' ? run.notBefore : undefined);
        const next = await this.step(run, watch);
        if (!(await this.held.stillOurs(id))) return;
        signal.throwIfAborted();
        if (next.timeline.length !== run.timeline.length) backOff.reset();
        await this.held.keep(next);
      }
    } catch (error) {
      if (!signal.aborted) report(`Watching a run failed: ${String(error)}`);
    } finally {
      this.watching.delete(id);
    }
  }

  stop(id: string): void {
    this.watching.get(id)?.abort();
  }

  dispose(): void {
    this.ended.abort();
  }

  /** One reading. A cloud that cannot be read says nothing about the effect: the watch goes on, for as long as it may. */
  private async step(run: Run, watch: Watch): Promise<Run> {
    const { clock, connect } = this.parts;
    const { operation, signal } = watch;
    try {
      const state = await operation.observe(connect(run.profile.id), run.target, signal);
      watch.unreadable.reset();
      watch.missing.reset();
      if (run.state === 'scheduled' && (run.notBefore ?? 0) > clock.now()) watch.watched.pause();
      const watchedMs = watch.watched.seen(clock.monotonic());
      const sinceMs = clock.monotonic() - watch.began;
      return observed(run, clock.now(), state, operation, { watchedMs, sinceMs });
    } catch (error) {
      if (signal.aborted) return run;
      return this.unread(run, watch, error);
    }
  }

  private unread(run: Run, watch: Watch, error: unknown): Run {
    const { clock } = this.parts;
    const [at, time] = [clock.now(), clock.monotonic()];
    watch.watched.pause();
    if (!isClusterNotFound(error)) watch.missing.reset();
    else if (watch.missing.seen(time) >= NOT_FOUND_LIMIT_MS) return notFound(run, at);
    return watch.unreadable.seen(time) >= WATCH_LIMIT_MS
      ? neverReadable(run, at, error)
      : sayOnce(run, at, unreadable(error));
  }
}
