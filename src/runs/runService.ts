import type { Clock } from '../clouds/clock';
import type { CloudCall, CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text, type Text } from '../clouds/text';
import type { Operation, Target } from '../operations/operation';
import { type Journal } from './journal';
import { newRun } from './newRun';
import { isOver, type Run } from './run';
import type { RunPlan, RunStore } from './runStore';
import { advance, answered, close, observed, sayOnce } from './transitions';
import { BackOff } from './watch';

/** How long a window owns a run after its last renewal; a window that dies is replaced after this. */
export const LEASE_MS = 45_000;
const RENEW_MS = 15_000;

export interface RunServiceParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: () => number;
  /** A new id, unlike any other and safe in a file name; also the source of client tokens. */
  readonly newId: () => string;
  /** Names this window among all that share the journal. */
  readonly owner: string;
  readonly operation: (id: string) => Operation | undefined;
  /** Rejects where the profile is gone. */
  readonly connect: (profileId: string) => CloudClient;
  /** For what no person can be told at the time: a journal that cannot be written or read. */
  readonly report: (problem: string) => void;
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
  private readonly runs = new Map<string, Run>();
  private readonly watching = new Map<string, AbortController>();
  private readonly listeners = new Set<(run: Run) => void>();
  private readonly ended = new AbortController();
  private renewing = false;

  constructor(private readonly parts: RunServiceParts) {}

  onDidChange(listener: (run: Run) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  all(): readonly Run[] {
    return [...this.runs.values()].sort((a, b) => b.createdAt - a.createdAt);
  }

  get(id: string): Run | undefined {
    return this.runs.get(id);
  }

  activeOn(profileId: string, { region, id }: Pick<Target, 'region' | 'id'>): readonly Run[] {
    return this.all().filter(
      (run) =>
        !isOver(run) && run.profile.id === profileId && run.target.region === region && run.target.id === id,
    );
  }

  async start(plan: RunPlan): Promise<Run> {
    const { journal, clock, newId } = this.parts;
    const client = this.parts.connect(plan.profile.id);
    const call = plan.operation.call(plan.form, plan.target, plan.live, newId());
    const run = newRun(plan, newId(), client.view(call), this.lease(), clock.now());
    const twin = this.activeOn(plan.profile.id, plan.target).find((other) => isSending(other, run));
    if (twin) throw new IdenticalRunError(twin);
    // Held from here on, so that a second click while the journal is being written finds the twin.
    this.runs.set(run.id, run);
    try {
      await journal.write(run);
    } catch (error) {
      this.runs.delete(run.id);
      throw error;
    }
    this.changed(run);
    void this.carryOut(run, plan.operation, client, call);
    return run;
  }

  async stopWatching(id: string): Promise<void> {
    const run = this.runs.get(id);
    // What is still being sent cannot be called back, and its answer must not be lost.
    if (!run || isOver(run) || run.state === 'sending') return;
    this.watching.get(id)?.abort();
    await this.keep(
      close(run, this.parts.clock.now(), 'abandoned', text('Watching ended; the operation itself goes on')),
    );
  }

  /**
   * Reads the journal: other windows' runs are shown, and those that nobody owns any more are taken over. They are
   * read back from the live state and never resent.
   */
  async recover(): Promise<void> {
    const { journal, clock, report } = this.parts;
    const { runs, broken } = await journal.list();
    for (const { file, why } of broken) report(`The journal's ${file} cannot be read: ${why}`);
    for (const run of runs) {
      if (this.watching.has(run.id) || this.isOurs(run)) continue;
      this.show(run);
      if (!isOver(run)) await this.adopt(run);
    }
    const waiting = runs.filter((run) => !isOver(run) && !this.isOurs(this.runs.get(run.id) ?? run));
    if (waiting.length > 0)
      void this.recoverAt(Math.min(...waiting.map((run) => run.lease.until)) - clock.now());
  }

  /** Gives up this window's runs so that the next one can take them over at once. */
  async dispose(): Promise<void> {
    this.ended.abort();
    for (const controller of this.watching.values()) controller.abort();
    await Promise.all(this.openRuns().map((run) => this.save({ ...run, lease: { ...run.lease, until: 0 } })));
  }

  private async recoverAt(inMs: number): Promise<void> {
    try {
      await this.parts.clock.sleep(Math.max(1000, inMs), this.ended.signal);
      await this.recover();
    } catch (error) {
      if (!this.ended.signal.aborted) this.parts.report(`Recovering runs failed: ${String(error)}`);
    }
  }

  private async adopt(found: Run): Promise<void> {
    const now = this.parts.clock.now();
    const run = await this.parts.journal.adopt(found, this.lease(), now);
    if (!run) return;
    const operation = this.parts.operation(run.operation);
    if (!operation) {
      await this.keep(close(run, now, 'unknown', text('This version does not know the operation')));
      return;
    }
    const say = text('Found after a window closed; reading the live state, never sending again');
    const resumed = advance(run, now, run.state === 'sending' ? 'unknown' : run.state, say);
    await this.keep(resumed);
    void this.watch(resumed.id, operation);
  }

  private async carryOut(
    run: Run,
    operation: Operation,
    client: CloudClient,
    call: CloudCall,
  ): Promise<void> {
    void this.renewLeases();
    const outcome = await client.write(call);
    if (!(await this.stillOurs(run.id))) return;
    const next = answered(this.runs.get(run.id) ?? run, this.parts.clock.now(), outcome, operation);
    await this.keep(next);
    if (!isOver(next)) await this.watch(next.id, operation);
  }

  private async watch(id: string, operation: Operation): Promise<void> {
    const controller = new AbortController();
    this.watching.set(id, controller);
    const signal = AbortSignal.any([controller.signal, this.ended.signal]);
    const backOff = new BackOff(this.parts.clock, this.parts.random);
    void this.renewLeases();
    try {
      for (let run = this.runs.get(id); run && !isOver(run); run = this.runs.get(id)) {
        await backOff.wait(signal);
        const next = await this.step(run, operation, signal);
        if (!(await this.stillOurs(id))) return;
        signal.throwIfAborted();
        if (next.timeline.length !== run.timeline.length) backOff.reset();
        await this.keep(next);
      }
    } catch (error) {
      if (!signal.aborted) this.parts.report(`Watching a run failed: ${String(error)}`);
    } finally {
      this.watching.delete(id);
    }
  }

  /** One reading. A cloud that cannot be read says nothing about the effect: the watch goes on. */
  private async step(run: Run, operation: Operation, signal: AbortSignal): Promise<Run> {
    const { clock, connect } = this.parts;
    try {
      const state = await operation.observe(connect(run.profile.id), run.target, signal);
      return observed(run, clock.now(), state, operation);
    } catch (error) {
      if (signal.aborted) return run;
      return sayOnce(run, clock.now(), unreadable(error));
    }
  }

  /** A window that slept past its lease may have been replaced: then the other one's word counts. */
  private async stillOurs(id: string): Promise<boolean> {
    const { journal, clock } = this.parts;
    if ((this.runs.get(id)?.lease.until ?? 0) > clock.now()) return true;
    const stored = await journal.read(id);
    const adopted = stored && (await journal.adopt(stored, this.lease(), clock.now()));
    const current = adopted ?? stored;
    if (current) this.show(current);
    return adopted !== undefined;
  }

  private async renewLeases(): Promise<void> {
    if (this.renewing) return;
    this.renewing = true;
    try {
      for (;;) {
        await this.parts.clock.sleep(RENEW_MS, this.ended.signal);
        const open = this.openRuns();
        if (open.length === 0) return;
        const alive = open.filter((run) => run.lease.until > this.parts.clock.now());
        await Promise.all(alive.map((run) => this.save({ ...run, lease: this.lease() })));
      }
    } catch (error) {
      if (!this.ended.signal.aborted) this.parts.report(`Renewing leases failed: ${String(error)}`);
    } finally {
      this.renewing = false;
    }
  }

  private async keep(run: Run): Promise<void> {
    await this.save({ ...run, lease: this.lease() });
    this.changed(run);
  }

  /** After the first write a failing journal must not stop the watching: memory still knows. */
  private async save(run: Run): Promise<void> {
    this.runs.set(run.id, run);
    try {
      await this.parts.journal.write(run);
    } catch (error) {
      this.parts.report(`The journal cannot be written: ${String(error)}`);
    }
  }

  private show(run: Run): void {
    const known = this.runs.get(run.id);
    this.runs.set(run.id, run);
    if (known?.updatedAt !== run.updatedAt) this.changed(run);
  }

  private changed(run: Run): void {
    const current = this.runs.get(run.id) ?? run;
    for (const listener of this.listeners) listener(current);
  }

  private lease(): Run['lease'] {
    return { owner: this.parts.owner, until: this.parts.clock.now() + LEASE_MS };
  }

  private openRuns(): readonly Run[] {
    return this.all().filter((run) => !isOver(run) && this.isOurs(run));
  }

  private isOurs(run: Run): boolean {
    return run.lease.owner === this.parts.owner && this.runs.has(run.id);
  }
}

const isSending = (other: Run, run: Run): boolean =>
  other.state === 'sending' &&
  other.operation === run.operation &&
  JSON.stringify(other.form) === JSON.stringify(run.form);

const unreadable = (error: unknown): Text =>
  error instanceof CloudError
    ? text('The live state cannot be read: {why}', { why: error.message })
    : text('The live state cannot be read: {why}', {
        why: error instanceof Error ? error.message : String(error),
      });
