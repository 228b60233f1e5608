import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clouds/clock';
import { type Journal, TakenOverError } from './journal';
import { isOver, type Run } from './run';

/** How long a window owns a run after its last renewal; a window that dies is replaced after this. */
export const LEASE_MS = 45_000;

export interface HeldRunsParts {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Names this window among all that share the journal. */
  readonly owner: string;
  /** How long a window owns a run after its last renewal, in milliseconds; LEASE_MS where unset. */
  readonly leaseMs?: number;
  /** For what no person can be told at the time: a journal that cannot be written or read. */
  readonly report: (problem: string) => void;
}

/** The runs that this window knows, and its leases on those that are its own. */
export class HeldRuns {
  private readonly runs = new Map<string, Run>();
  private sorted: readonly Run[] | undefined;
  private readonly listeners = new Set<(run: Run) => void>();
  private readonly removalListeners = new Set<(ids: readonly string[]) => void>();
  private readonly ended = new AbortController();
  /** Runs whose latest word is not on disk. */
  private readonly unsaved = new Set<string>();
  private renewing = false;

  constructor(
    private readonly parts: HeldRunsParts,
    /** Told of a run that another window has taken over. */
    private readonly lost: (id: string) => void,
  ) {}

  onDidChange(listener: (run: Run) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  onDidRemove(listener: (ids: readonly string[]) => void): { dispose(): void } {
    this.removalListeners.add(listener);
    return { dispose: () => void this.removalListeners.delete(listener) };
  }

  /** Newest first. */
  all(): readonly Run[] {
    return (this.sorted ??= [...this.runs.values()].sort((a, b) => b.createdAt - a.createdAt));
  }

  get(id: string): Run | undefined {
    return this.runs.get(id);
  }

  /** Whether this window acts on the run. */
  owns(id: string): boolean {
    return this.runs.get(id)?.lease.owner === this.parts.owner;
  }

  /** Takes a run into memory only. */
  hold(run: Run): void {
    this.runs.set(run.id, run);
    this.sorted = undefined;
  }

  drop(id: string): void {
    this.runs.delete(id);
    this.unsaved.delete(id);
    this.sorted = undefined;
  }

  /** Runs that are in the journal no more. */
  dropGone(ids: readonly string[]): void {
    const known = ids.filter((id) => this.runs.has(id));
    for (const id of known) this.drop(id);
    if (known.length > 0) for (const listener of this.removalListeners) listener(known);
  }

  /** Shows runs as other windows wrote them: all are known before the first is told of, as listeners ask for all. */
  follow(...runs: readonly Run[]): void {
    const news = runs.filter((run) => {
      const known = this.runs.get(run.id);
      return !known || isNews(run, known);
    });
    for (const run of runs) this.hold(run);
    for (const { id } of news) this.changed(id);
  }

  /** Writes and shows what has become of a run of this window. */
  async keep(run: Run): Promise<void> {
    const known = this.runs.get(run.id);
    // That it was read once more is written when the lease is renewed.
    if (known && saysNoMore(run, known)) this.hold({ ...run, lease: known.lease });
    // The term that this window holds now: it may have changed since the run was read.
    else await this.save({ ...run, lease: this.lease(known) });
    this.changed(run.id);
  }

  changed(id: string): void {
    const run = this.runs.get(id);
    if (run) for (const listener of this.listeners) listener(run);
  }

  /**
   * Whether the run is still this window's, as this window knows it. One that slept past its lease may have been
   * replaced; where others had the run meanwhile and left it, it is this window's again with what they wrote, and the
   * answer is no.
   */
  async stillOurs(id: string): Promise<boolean> {
    const { journal, clock, report } = this.parts;
    const run = this.runs.get(id);
    if (!run || !this.owns(id)) return false;
    if (run.lease.until > clock.now()) return true;
    try {
      const adopted = await journal.adopt(run, this.lease(), clock.now());
      if (!adopted) await this.yieldRun(id);
      else if (adopted.lease.term === (run.lease.term ?? 0) + 1) {
        this.hold({ ...run, lease: adopted.lease });
        return true;
      } else this.follow(adopted);
      return false;
    } catch (error) {
      // Memory still knows, and a higher term keeps this window from writing over another one's word.
      report(`The journal cannot be read: ${String(error)}`);
      return true;
    }
  }

  /** Whether this window may still send for the run: its lease is good, and on disk nobody has taken the run over. */
  async maySend(id: string): Promise<boolean> {
    const { journal, clock, report } = this.parts;
    const run = this.runs.get(id);
    if (!run || !this.owns(id) || run.lease.until <= clock.now()) return false;
    try {
      return await journal.isCurrent(run);
    } catch (error) {
      report(`The journal cannot be read: ${String(error)}`);
      return false;
    }
  }

  /** A lease from now on; none once this window ends, so that the next one need not wait for it. */
  lease(run?: Run): Run['lease'] {
    const { owner, clock } = this.parts;
    const until = this.ended.signal.aborted ? 0 : clock.now() + this.leaseMs;
    const term = run?.lease.term;
    return { owner, until, ...(term === undefined ? {} : { term }) };
  }

  get leaseMs(): number {
    return this.parts.leaseMs ?? LEASE_MS;
  }

  /** Renews the leases for as long as a run of this window is not over, and writes again what could not be written. */
  async renewLeases(): Promise<void> {
    if (this.renewing) return;
    this.renewing = true;
    try {
      for (;;) {
        await this.parts.clock.sleep(this.leaseMs / 3, this.ended.signal);
        const open = this.open();
        const unsaved = this.all().filter((run) => isOver(run) && this.unsaved.has(run.id));
        if (open.length + unsaved.length === 0) return;
        // One that has run out may be another window's by now: its next step asks.
        const alive = open.filter((run) => run.lease.until > this.parts.clock.now());
        await Promise.all(alive.map((run) => this.save({ ...run, lease: this.lease(run) })));
        await Promise.all(unsaved.map((run) => this.save(run)));
      }
    } catch (error) {
      if (!this.ended.signal.aborted) this.parts.report(`Renewing leases failed: ${String(error)}`);
    } finally {
      this.renewing = false;
    }
  }

  /** Gives up this window's runs so that the next one can take them over at once. */
  async dispose(): Promise<void> {
    this.ended.abort();
    await Promise.all(this.open().map((run) => this.save({ ...run, lease: this.lease(run) })));
  }

  /** After the first write a failing journal must not stop the watching: memory still knows. */
  private async save(run: Run): Promise<void> {
    this.hold(run);
    try {
      await this.parts.journal.write(run);
      this.unsaved.delete(run.id);
    } catch (error) {
      if (error instanceof TakenOverError) {
        this.unsaved.delete(run.id);
        await this.yieldRun(run.id);
        return;
      }
      this.parts.report(`The journal cannot be written: ${String(error)}`);
      // A disk that was full has room again some day: what a run came to must not be lost with the window.
      this.unsaved.add(run.id);
      void this.renewLeases();
    }
  }

  /** Another window has the run: shows what it says, and acts no more. */
  private async yieldRun(id: string): Promise<void> {
    this.lost(id);
    try {
      const stored = await this.parts.journal.read(id);
      if (stored) this.follow(stored);
      else this.dropGone([id]);
    } catch (error) {
      this.parts.report(`The journal cannot be read: ${String(error)}`);
    }
  }

  private open(): readonly Run[] {
    return this.all().filter((run) => !isOver(run) && this.owns(run.id));
  }
}

/** Whether only the time of its reading tells a run from what is known of it. */
const saysNoMore = (run: Run, known: Run): boolean =>
  isDeepStrictEqual({ ...run, readAt: 0, lease: 0 }, { ...known, readAt: 0, lease: 0 });

const isNews = (run: Run, known: Run): boolean =>
  known.timeline.length !== run.timeline.length ||
  known.updatedAt !== run.updatedAt ||
  known.readAt !== run.readAt ||
  known.lease.owner !== run.lease.owner;
