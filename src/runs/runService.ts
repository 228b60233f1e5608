import type { CloudCall, CloudClient } from '../clouds/cloudClient';
import { text } from '../clouds/text';
import type { Operation } from '../operations/operation';
import { concerns, isEarlier, isSending, type Place, withdrawn } from './conflicts';
import { HeldRuns, type HeldRunsParts } from './heldRuns';
import { type JournalWatch, watchJournal } from './journalWatch';
import { newRun } from './newRun';
import { isOver, type Run } from './run';
import type { RunPlan, RunStore } from './runStore';
import { advance, answered, close, notSentInTime } from './transitions';
import { Watcher } from './watcher';

export interface RunServiceParts extends HeldRunsParts {
  readonly random: () => number;
  /** A new id, unlike any other and safe in a file name; also the source of client tokens. */
  readonly newId: () => string;
  readonly operation: (id: string) => Operation | undefined;
  /** Rejects where the profile is gone. */
  readonly connect: (profileId: string) => CloudClient;
}

/** Thrown by `start` where the very same request is still being sent. */
export class IdenticalRunError extends Error {
  override readonly name = 'IdenticalRunError';
  constructor(readonly run: Run) {
    super('The same request is being sent already');
  }
}

/** Journals, sends and watches runs; takes over runs that a closed window left behind. */
export class RunService implements RunStore {
  private readonly held: HeldRuns;
  private readonly watcher: Watcher;
  private readonly ended = new AbortController();
  private recovering: Promise<void> = Promise.resolve();
  private nextReading: AbortController | undefined;
  private journalWatch: JournalWatch | undefined;

  constructor(private readonly parts: RunServiceParts) {
    this.held = new HeldRuns(parts, (id) => this.watcher.stop(id));
    this.watcher = new Watcher(parts, this.held);
  }

  onDidChange(listener: (run: Run) => void): { dispose(): void } {
    return this.held.onDidChange(listener);
  }

  all(): readonly Run[] {
    return this.held.all();
  }

  get(id: string): Run | undefined {
    return this.held.get(id);
  }

  async activeOn(target: Place): Promise<readonly Run[]> {
    // Where the system does not tell of other windows' files, or tells late, they are known only now.
    await this.recover().catch(this.failed);
    return this.activeHere(target);
  }

  async start(plan: RunPlan): Promise<Run> {
    const { journal, clock, newId } = this.parts;
    const client = this.parts.connect(plan.profile.id);
    const call = plan.operation.call(plan.form, plan.target, plan.live, newId());
    const run = newRun(plan, newId(), client.view(call), this.held.lease(), clock.now());
    const twin = this.activeHere(plan.target).find((other) => isSending(other, run));
    if (twin) throw new IdenticalRunError(twin);
    // Held from here on, so that a second click while the journal is being written finds the twin.
    this.held.hold(run);
    let earlier: Run | undefined;
    try {
      await journal.write(run);
      earlier = await this.earlierTwin(run);
    } catch (error) {
      this.held.drop(run.id);
      await journal.forget(run.id).catch(() => undefined);
      throw error;
    }
    if (earlier) {
      await this.held.keep(withdrawn(run, clock.now()));
      throw new IdenticalRunError(earlier);
    }
    this.held.changed(run.id);
    void this.carryOut(run, plan.operation, client, call);
    return run;
  }

  async stopWatching(id: string): Promise<void> {
    // What is still being sent cannot be called back, and its answer must not be lost.
    if (!(await this.seize(id))) return;
    this.watcher.stop(id);
    const run = this.get(id);
    if (!run || isOver(run)) return;
    const say = text('Watching ended; the operation itself goes on');
    await this.held.keep(close(run, this.parts.clock.now(), 'abandoned', say));
  }

  async readNow(id: string): Promise<void> {
    const operation = this.parts.operation(this.get(id)?.operation ?? '');
    if (!operation || !(await this.seize(id))) return;
    if (!this.watcher.readNow(id)) void this.watcher.watch(id, operation);
  }

  /** The profile's keys have changed: goes on with the runs of this window that waited for that. */
  profileChanged(profileId: string): void {
    for (const { id, profile, waitingFor } of this.all())
      if (profile.id === profileId && waitingFor === 'credentials' && this.held.owns(id))
        this.watcher.readNow(id);
  }

  /**
   * Reads the journal, and from then on what other windows write to it: their runs are shown, and those that nobody
   * owns any more are taken over. They are read back from the live state and never resent.
   */
  async recover(): Promise<void> {
    const { journal, report } = this.parts;
    this.journalWatch ??= watchJournal(
      journal.folder,
      (ids) => void this.inTurn(() => this.readSome(ids)).catch(this.failed),
      report,
    );
    await this.inTurn(async () => {
      const { runs, broken } = await journal.list();
      for (const { file, why } of broken) report(`The journal's ${file} cannot be read: ${why}`);
      await this.takeIn(runs);
    });
  }

  private activeHere(target: Place): readonly Run[] {
    return this.all().filter((run) => !isOver(run) && concerns(run.target, target));
  }

  /**
   * The very same request that another window journaled before this run and may be sending. Both have journaled
   * before they look, so of two that start at once at least one sees the other, and both agree which is the earlier.
   */
  private async earlierTwin(run: Run): Promise<Run | undefined> {
    const { runs } = await this.parts.journal.list();
    return runs.find((other) => isSending(other, run) && isEarlier(other, run));
  }

  /** Makes this window the run's, because a person acts on it here. False where there is nothing to act on. */
  private async seize(id: string): Promise<boolean> {
    const run = this.get(id);
    if (!run || isOver(run) || run.state === 'sending') return false;
    if (this.held.owns(id)) return true;
    const taken = await this.parts.journal.take(run, this.held.lease());
    if (taken) this.held.hold(taken);
    return taken !== undefined;
  }

  async dispose(): Promise<void> {
    this.ended.abort();
    this.journalWatch?.dispose();
    this.watcher.dispose();
    await this.held.dispose();
  }

  private async readSome(ids: readonly string[]): Promise<void> {
    const others = ids.filter((id) => !this.held.owns(id));
    const runs = await Promise.all(others.map((id) => this.parts.journal.read(id)));
    await this.takeIn(runs.filter((run) => run !== undefined));
  }

  private async takeIn(runs: readonly Run[]): Promise<void> {
    for (const run of runs) {
      if (this.ended.signal.aborted) return;
      if (this.held.owns(run.id)) continue;
      this.held.follow(run);
      if (!isOver(run)) await this.adopt(run);
    }
    const waiting = this.all().filter((run) => !isOver(run) && !this.held.owns(run.id));
    this.nextReading?.abort();
    if (waiting.length === 0) return;
    const free = Math.min(...waiting.map((run) => run.lease.until)) - this.parts.clock.now();
    void this.readAgain(Math.min(Math.max(1000, free), this.held.leaseMs));
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
      if (!signal.aborted) this.failed(error);
    }
  }

  /** One after another: two readings at once would each show what the other one has just changed. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.recovering.catch(() => undefined).then(work);
    this.recovering = done;
    return done;
  }

  private readonly failed = (error: unknown): void =>
    this.parts.report(`Recovering runs failed: ${String(error)}`);

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

  private async carryOut(
    run: Run,
    operation: Operation,
    client: CloudClient,
    call: CloudCall,
  ): Promise<void> {
    const { clock } = this.parts;
    // Whoever slept between the click and here must not send what others may have given up by now.
    const inTime = run.lease.until > clock.now();
    void this.held.renewLeases();
    const outcome = inTime ? await client.write(call) : undefined;
    if (!(await this.held.stillOurs(run.id))) return;
    const known = this.get(run.id) ?? run;
    const next = outcome
      ? answered(known, clock.now(), outcome, operation)
      : notSentInTime(known, clock.now());
    await this.held.keep(next);
    if (!isOver(next)) await this.watcher.watch(next.id, operation);
  }
}
