import type { CloudCall, CloudClient, Outcome } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import type { Operation } from '../operations/operation';
import { concerns, isEarlier, isTwin, type Place, withdrawn } from './conflicts';
import { HeldRuns, type HeldRunsParts } from './heldRuns';
import { newRun } from './newRun';
import { Recovery } from './recovery';
import { pastKeeping, type Retention } from './retention';
import { isOver, type Run } from './run';
import type { RunPlan, RunStore } from './runStore';
import { answered, close, notSentInTime } from './transitions';
import { Watcher } from './watcher';

export interface RunServiceParts extends HeldRunsParts {
  readonly random: () => number;
  /** A new id, unlike any other and safe in a file name; also the source of client tokens. */
  readonly newId: () => string;
  readonly operation: (id: string) => Operation | undefined;
  /**
   * Where the profile is gone, its reads reject and its writes send nothing. `key` where a rejected key stops all that is
   * sent until a person says so.
   */
  readonly connect: (profileId: string) => CloudClient & { readonly key?: { tryAgain(): void } | undefined };
}

/** Thrown by `start` where the very same request is still being sent. */
export class IdenticalRunError extends Error {
  override readonly name = 'IdenticalRunError';
  constructor(readonly run: Run) {
    super('The same request is being sent already');
  }
}

/** How often and how long apart a twin that started later is given the time to withdraw. */
const TWIN_READINGS = 20;
const TWIN_PAUSE_MS = 100;

/** Journals, sends and watches runs; takes over runs that a closed window left behind. */
export class RunService implements RunStore {
  private readonly held: HeldRuns;
  private readonly watcher: Watcher;
  private readonly recovery: Recovery;
  private readonly ended = new AbortController();

  constructor(private readonly parts: RunServiceParts) {
    this.held = new HeldRuns(parts, (id) => {
      this.watcher.stop(id);
      this.recovery.readSoon();
    });
    this.watcher = new Watcher(parts, this.held);
    this.recovery = new Recovery(parts, this.held, this.watcher);
  }

  onDidChange(listener: (run: Run) => void): { dispose(): void } {
    return this.held.onDidChange(listener);
  }

  onDidRemove(listener: (ids: readonly string[]) => void): { dispose(): void } {
    return this.held.onDidRemove(listener);
  }

  all(): readonly Run[] {
    return this.held.all();
  }

  get(id: string): Run | undefined {
    return this.held.get(id);
  }

  async activeOn(target: Place): Promise<readonly Run[]> {
    // Where the system does not tell of other windows' files, or tells late, they are known only now.
    await this.recover().catch(this.recovery.failed);
    return this.activeHere(target);
  }

  async start(plan: RunPlan): Promise<Run> {
    const { journal, clock, newId } = this.parts;
    const client = this.parts.connect(plan.profile.id);
    const call = plan.operation.call(plan.form, plan.target, plan.live, newId());
    const run = newRun(plan, newId(), client.view(call), this.held.lease(), clock.now());
    const here = this.activeHere(plan.target).find((other) => isTwin(other, run));
    if (here) throw new IdenticalRunError(here);
    // Held from here on, so that a second click while the journal is being written finds the twin.
    this.held.hold(run);
    let twin: Run | undefined;
    try {
      await journal.write(run);
      twin = await this.twinOf(run);
    } catch (error) {
      this.held.drop(run.id);
      await journal.forget(run.id).catch(() => undefined);
      throw error;
    }
    if (twin) {
      await this.held.keep(withdrawn(run, clock.now()));
      throw new IdenticalRunError(twin);
    }
    this.held.changed(run.id);
    this.carryOut(run, plan.operation, client, call).catch((error: unknown) => {
      this.parts.report(`Carrying out a run failed: ${String(error)}`);
    });
    return run;
  }

  async stopWatching(id: string): Promise<void> {
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
    // Only a person asks for this, who may have mended what the key was rejected for.
    const { profile } = this.get(id) ?? {};
    if (profile) this.parts.connect(profile.id).key?.tryAgain();
    if (!this.watcher.readNow(id)) void this.watcher.watch(id, operation);
  }

  async remove(ids: readonly string[]): Promise<number> {
    const gone = await this.parts.journal.remove(ids);
    this.held.dropGone(gone);
    return gone.length;
  }

  /** Deletes the runs that are past keeping. What another window still holds stays until it lets go. */
  async prune(keep: Retention): Promise<void> {
    const { journal, clock, owner } = this.parts;
    const now = clock.now();
    const past = pastKeeping(this.all(), keep, now);
    if (past.length === 0) return;
    const isFree = ({ lease }: Run) => lease.owner === owner || lease.until <= now;
    this.held.dropGone(await journal.remove(past, isFree));
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
  recover(): Promise<void> {
    return this.recovery.recover();
  }

  private activeHere(target: Place): readonly Run[] {
    return this.all().filter((run) => !isOver(run) && concerns(run.target, target));
  }

  /**
   * The very same request of another window, which stops this one. Both have journaled before they look, so of two
   * that start at once the later one sees the earlier, and withdraws, or it looked before the earlier was there, and
   * is sending. The earlier waits to see which.
   */
  private async twinOf(run: Run): Promise<Run | undefined> {
    const { journal, clock } = this.parts;
    for (let readings = 1; ; readings += 1) {
      const { runs } = await journal.list();
      const twins = runs.filter((other) => isTwin(other, run));
      const first = twins.find((other) => other.state !== 'sending' || isEarlier(other, run));
      if (first ?? readings > TWIN_READINGS) return first ?? twins[0];
      if (twins.length === 0) return undefined;
      await clock.sleep(TWIN_PAUSE_MS, this.ended.signal);
    }
  }

  /** Makes this window the run's, because a person acts on it here. False where there is nothing to act on. */
  private async seize(id: string): Promise<boolean> {
    const { journal } = this.parts;
    const run = this.get(id);
    if (!run || !canBeSeized(run)) return false;
    if (this.held.owns(id)) return true;
    const taken = await journal.take(id, this.held.lease(), canBeSeized);
    // What it came to before this window heard of it.
    const stored = taken ?? (await journal.read(id));
    if (stored) this.held.follow(stored);
    return taken !== undefined;
  }

  async dispose(): Promise<void> {
    this.ended.abort();
    this.recovery.dispose();
    this.watcher.dispose();
    await this.held.dispose();
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
    const outcome = inTime ? await this.send(run.id, client, call) : undefined;
    const told = (known: Run): Run =>
      outcome ? answered(known, clock.now(), outcome, operation) : notSentInTime(known, clock.now());
    if (await this.held.stillOurs(run.id)) await this.held.keep(told(this.get(run.id) ?? run));
    // That nobody knows what became of it says nothing to the window that has the run now.
    else if (outcome?.kind !== 'unknown') await this.tellLate(run.id, told);
    // Also one that others had meanwhile and left: nobody else reads it.
    const known = this.get(run.id);
    if (known && !isOver(known) && this.held.owns(run.id)) await this.watcher.watch(run.id, operation);
  }

  private async send(id: string, client: CloudClient, call: CloudCall): Promise<Outcome> {
    try {
      return await client.write(call, { mayStillSend: () => this.held.maySend(id) });
    } catch (error) {
      // A fault of ours after the request may have left must not leave the run without an outcome.
      return { kind: 'unknown', attempts: [], error: unexpected(error) };
    }
  }

  /** Another window has taken the run over meanwhile, and cannot know what only this one does: takes it back with that. */
  private async tellLate(id: string, told: (known: Run) => Run): Promise<void> {
    const taken = await this.parts.journal.take(id, this.held.lease(), (run) => !isOver(run) && !run.outcome);
    if (!taken) return;
    this.held.hold(taken);
    await this.held.keep(told(taken));
  }
}

/** What is still being sent cannot be called back, and its answer must not be lost. */
const canBeSeized = (run: Run): boolean => !isOver(run) && run.state !== 'sending';

const unexpected = (error: unknown): CloudError =>
  new CloudError({
    kind: 'network',
    // Its name only: nobody has looked for secrets in its words.
    explanation: text('The answer could not be taken in ({name})', {
      name: error instanceof Error ? error.name : typeof error,
    }),
  });
