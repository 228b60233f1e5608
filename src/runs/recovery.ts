import { text } from '../clouds/text';
import type { HeldRuns } from './heldRuns';
import { isFree } from './journal';
import { type JournalWatch, watchJournal } from './journalWatch';
import { isOver, type Run } from './run';
import type { RunServiceParts } from './runService';
import { advance, close } from './transitions';
import type { Watcher } from './watcher';

/** How soon the journal is read again after another window has taken a run of this one over. */
const SOON_MS = 1000;

/** Follows the runs of other windows, and takes over those that nobody owns any more. */
export class Recovery {
  private readonly ended = new AbortController();
  private recovering: Promise<void> = Promise.resolve();
  private nextReading: AbortController | undefined;
  private journalWatch: JournalWatch | undefined;

  constructor(
    private readonly parts: Pick<RunServiceParts, 'journal' | 'clock' | 'operation' | 'report'>,
    private readonly held: HeldRuns,
    private readonly watcher: Watcher,
  ) {}

  async recover(): Promise<void> {
    const { journal, report } = this.parts;
    this.journalWatch ??= watchJournal(
      journal.folder,
      (ids, lost) => void this.inTurn(() => this.readSome(ids, lost)).catch(this.failed),
      report,
    );
    await this.inTurn(async () => {
      const { runs, broken } = await journal.list();
      for (const { file, why } of broken) report(`The journal's ${file} cannot be read: ${why}`);
      const listed = new Set(runs.map(({ id }) => id));
      await this.dropDeleted(this.held.all().flatMap(({ id }) => (listed.has(id) ? [] : [id])));
      await this.takeIn(runs);
    });
  }

  /** What a window that took a run over does with it may be told while this one still takes the run for its own. */
  readSoon(): void {
    this.nextReading?.abort();
    void this.readAgain(SOON_MS);
  }

  dispose(): void {
    this.ended.abort();
    this.journalWatch?.dispose();
  }

  /** @param lost those that lost a file: deleted, or taken over */
  private async readSome(ids: readonly string[], lost: readonly string[]): Promise<void> {
    const gone = new Set(await this.dropDeleted(lost));
    const others = ids.filter((id) => !this.held.owns(id) && !gone.has(id));
    const runs = await Promise.all(others.map((id) => this.parts.journal.read(id)));
    await this.takeIn(runs.filter((run) => run !== undefined));
  }

  /**
   * Forgets those of these runs that have been deleted, and resolves with their ids. One under way here is written
   * again with the next thing that is known of it; one that was taken over, or is unreadable, has a file.
   */
  private async dropDeleted(ids: readonly string[]): Promise<readonly string[]> {
    const { held, parts } = this;
    const asked = ids.filter((id) => {
      const run = held.get(id);
      return !run || isOver(run) || !held.owns(id);
    });
    const missing = asked.length > 0 ? await parts.journal.missing(asked) : [];
    held.dropGone(missing);
    return missing;
  }

  private async takeIn(runs: readonly Run[]): Promise<void> {
    const left: string[] = [];
    const hasEnded = () => this.ended.signal.aborted;
    if (hasEnded()) return;
    this.held.follow(...runs.filter((run) => isOver(run) && !this.held.owns(run.id)));
    for (const run of runs) {
      if (hasEnded()) return;
      if (isOver(run) || this.held.owns(run.id)) continue;
      this.held.follow(run);
      // Most are in good hands, as was just read.
      if (!isFree(run.lease, this.held.lease(), this.parts.clock.now())) continue;
      // One that cannot be taken over must not hide the others.
      await this.adopt(run).catch((error: unknown) => {
        left.push(run.id);
        this.failed(error);
      });
    }
    const waiting = this.held.all().filter((run) => !isOver(run) && !this.held.owns(run.id));
    this.nextReading?.abort();
    if (waiting.length === 0) return;
    const { leaseMs } = this.held;
    const free = Math.min(...waiting.map((run) => run.lease.until)) - this.parts.clock.now();
    void this.readAgain(left.length === 0 ? Math.min(Math.max(1000, free), leaseMs) : leaseMs);
  }

  /** Reads the journal when the next lease of another window ends. */
  private async readAgain(inMs: number): Promise<void> {
    const controller = new AbortController();
    this.nextReading = controller;
    const signal = AbortSignal.any([controller.signal, this.ended.signal]);
    try {
      await this.parts.clock.sleep(inMs, signal);
      await this.recover();
    } catch (error) {
      if (signal.aborted) return;
      this.failed(error);
      void this.readAgain(this.held.leaseMs);
    }
  }

  /** One after another: two readings at once would each show what the other one has just changed. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.recovering.catch(() => undefined).then(work);
    this.recovering = done;
    return done;
  }

  /** Reports what no person can be told at the time. */
  readonly failed = (error: unknown): void => this.parts.report(`Recovering runs failed: ${String(error)}`);

  private async adopt(found: Run): Promise<void> {
    const now = this.parts.clock.now();
    const run = await this.parts.journal.adopt(found, this.held.lease(), now);
    if (!run) return;
    this.held.hold(run);
    const operation = this.parts.operation(run.operation);
    if (!operation) {
      await this.held.keep(close(run, now, 'unknown', text('This version does not know the operation')));
      return;
    }
    const say =
      run.state === 'sending'
        ? text(
            'Found after a window closed while it was sending: the request may still arrive within 15 minutes. Reading the live state, never sending again',
          )
        : text('Found after a window closed; reading the live state, never sending again');
    await this.held.keep(advance(run, now, run.state === 'sending' ? 'unknown' : run.state, say));
    void this.watcher.watch(run.id, operation);
  }
}
