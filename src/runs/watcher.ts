import type { Operation } from '../operations/operation';
import { goneOf } from '../inventory/readers';
import type { HeldRuns } from './heldRuns';
import { isOver, type Run } from './run';
import type { RunServiceParts } from './runService';
import {
  neverReadable,
  NOT_FOUND_LIMIT_MS,
  notFound,
  observed,
  readable,
  sayOnce,
  unreadable,
  waiting,
  watchLimitMs,
} from './transitions';
import { waitsFor, type WaitingFor } from './waiting';
import { BackOff, SeenFor } from './watch';

/** One run's watch. */
interface Watch {
  readonly operation: Operation;
  readonly controller: AbortController;
  /** Aborted when the watch ends, or this window does. */
  readonly signal: AbortSignal;
  readonly backOff: BackOff;
  /** What the last reading of this watch failed for. A watch that begins tries once, whatever was before. */
  waitsFor: WaitingFor | undefined;
  /** Ends the pause under way. */
  wake: Wake;
  /** Monotonic time at which it began: after the last attempt at sending. */
  readonly began: number;
  readonly watched: SeenFor;
  readonly unreadable: SeenFor;
  readonly missing: SeenFor;
}

/** One signal for many pauses: each that is made from others leaves a trace in them for as long as they live. */
interface Wake {
  readonly controller: AbortController;
  /** Aborted also when the watch ends. */
  readonly signal: AbortSignal;
}

/** Reads the live state of this window's runs until they are over. */
export class Watcher {
  private readonly watching = new Map<string, Watch>();
  private readonly ended = new AbortController();

  constructor(
    private readonly parts: Pick<RunServiceParts, 'clock' | 'random' | 'connect' | 'report'>,
    private readonly held: HeldRuns,
  ) {}

  /** Resolves when the run is over or its watching has ended. Never rejects. */
  async watch(id: string, operation: Operation): Promise<void> {
    if (this.watching.has(id)) return;
    const watch = this.begin(operation);
    const { signal, backOff } = watch;
    this.watching.set(id, watch);
    void this.held.renewLeases();
    try {
      for (let run = this.held.get(id); run && !isOver(run); run = this.held.get(id)) {
        await pause(run, watch);
        const next = await this.step(run, watch);
        // A window that has ended leaves its runs to the next one, whose they may be already.
        signal.throwIfAborted();
        const isOurs = await this.held.stillOurs(id);
        signal.throwIfAborted();
        // What others wrote meanwhile goes on from there.
        if (!isOurs && this.held.owns(id)) continue;
        if (!isOurs) return;
        const moved = next.timeline.length !== run.timeline.length;
        if (moved && watch.waitsFor === undefined) backOff.reset();
        await this.held.keep(next);
      }
    } catch (error) {
      if (!signal.aborted) this.parts.report(`Watching a run failed: ${String(error)}`);
    } finally {
      if (this.watching.get(id) === watch) this.watching.delete(id);
    }
  }

  /** Reads the run at once, whatever it waits for. False where it is not watched here. */
  readNow(id: string): boolean {
    const watch = this.watching.get(id);
    watch?.wake.controller.abort();
    return watch !== undefined;
  }

  stop(id: string): void {
    this.watching.get(id)?.controller.abort();
    // So that a run that comes back to this window finds its place free.
    this.watching.delete(id);
  }

  dispose(): void {
    this.ended.abort();
  }

  private begin(operation: Operation): Watch {
    const { clock, random } = this.parts;
    const controller = new AbortController();
    const signal = AbortSignal.any([controller.signal, this.ended.signal]);
    return {
      operation,
      controller,
      signal,
      backOff: new BackOff(clock, random),
      waitsFor: undefined,
      wake: newWake(signal),
      began: clock.monotonic(),
      watched: new SeenFor(),
      unreadable: new SeenFor(),
      missing: new SeenFor(),
    };
  }

  /** One reading. A cloud that cannot be read says nothing about the effect: the watch goes on, for as long as it may. */
  private async step(run: Run, watch: Watch): Promise<Run> {
    const { clock, connect } = this.parts;
    const { operation, signal } = watch;
    const readAt = clock.now();
    try {
      const state = await operation.observe(connect(run.profile.id), run.target, signal);
      watch.waitsFor = undefined;
      watch.unreadable.reset();
      watch.missing.reset();
      if (run.state === 'scheduled' && (run.notBefore ?? 0) > clock.now()) watch.watched.pause();
      const watchedMs = watch.watched.seen(clock.monotonic());
      const sinceMs = clock.monotonic() - watch.began;
      return observed(run, clock.now(), state, operation, { readAt, watchedMs, sinceMs });
    } catch (error) {
      if (signal.aborted) return run;
      return this.unread(run, watch, error);
    }
  }

  private unread(run: Run, watch: Watch, error: unknown): Run {
    const { clock } = this.parts;
    const [at, time] = [clock.now(), clock.monotonic()];
    watch.watched.pause();
    watch.waitsFor = waitsFor(error);
    const gone = goneOf(run.target, error);
    if (!gone) watch.missing.reset();
    else if (watch.missing.seen(time) >= NOT_FOUND_LIMIT_MS) return notFound(run, at, gone.name);
    if (watch.waitsFor !== undefined) {
      watch.unreadable.pause();
      return waiting(run, at, error, watch.waitsFor);
    }
    const limitMs = watchLimitMs(run, watch.operation);
    return watch.unreadable.seen(time) >= limitMs
      ? neverReadable(run, at, limitMs, error)
      : sayOnce(readable(run), at, unreadable(error));
  }
}

/** Until it is time to read again, or a person asks for it. */
async function pause(run: Run, watch: Watch): Promise<void> {
  const { backOff, signal, wake } = watch;
  try {
    if (watch.waitsFor === 'credentials') await backOff.rest(wake.signal);
    else if (watch.waitsFor === 'permission') await backOff.seldom(wake.signal);
    else await backOff.wait(wake.signal, run.state === 'scheduled' ? run.notBefore : undefined);
  } catch (error) {
    if (signal.aborted || !wake.signal.aborted) throw error;
    backOff.reset();
  }
  if (wake.signal.aborted) watch.wake = newWake(signal);
}

function newWake(signal: AbortSignal): Wake {
  const controller = new AbortController();
  return { controller, signal: AbortSignal.any([signal, controller.signal]) };
}
