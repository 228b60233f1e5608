import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { type Entries, entriesOf, markedRun, overMark, runFile } from './journalNames';
import { isOver, type Run, runSchema } from './run';
import { SharedWork } from './sharedWork';

/** A temporary file that is older than this was left by a process that died. */
const STALE_MS = 60_000;
/** A lease that ends this much later than a new one would was written under a clock that was wrong. */
const CLOCK_DRIFT_MS = 60_000;

type Lease = Run['lease'];

/** A file of the journal that cannot be read as a run. It is left where it is. */
export interface BrokenEntry {
  readonly file: string;
  readonly why: string;
}

/** Thrown by `write` where another window has taken the run over: its word stands, and nothing was written. */
export class TakenOverError extends Error {
  override readonly name = 'TakenOverError';
  constructor(readonly id: string) {
    super(`Another window has taken over run ${id}`);
  }
}

/**
 * The runs on disk: one JSON file a run, written to a temporary file, synced, and renamed into place.
 *
 * `ID.json` is the file of the window that started the run, `ID.TERM.json` that of the window that took it over for
 * the TERM-th time. A take-over makes the file of the next term, which succeeds for one window only, so a window that
 * was suspended and goes on writes to a file that no longer counts. The highest term is never removed. `ID.over` says
 * that the run is over, for who only wants to know that (see whenRunsAreOpen); it may be missing.
 */
export class Journal {
  private readonly writing = new Map<string, Promise<unknown>>();
  /** What was read of runs that are over, by file: they change no more, and there may be thousands. */
  private over = new Map<string, Run>();
  /** Hundreds of runs are written at once where their leases are renewed: not each lists and syncs the folder. */
  private readonly listing = new SharedWork(async () => entriesOf(await this.names()));
  private readonly syncing = new SharedWork(() => this.syncNow());

  constructor(readonly folder: string) {}

  /**
   * Rejects where the run is not safely on disk; what was there before is then still whole. Writes of one run happen
   * in the order of the calls. Rejects with TakenOverError where a higher term than the run's is there.
   */
  write(run: Run): Promise<void> {
    return this.inTurn(run.id, async () => {
      const file = this.fileOf(run.id, termOf(run));
      await fs.rename(await this.writeTemporary(run), file);
      await this.syncFolder();
      if (!(await this.isHighest(run))) throw new TakenOverError(run.id);
      if (isOver(run)) await this.markOver(run.id);
    });
  }

  /** Takes back a run whose first write failed on the way: nothing was sent for it. */
  async forget(id: string): Promise<void> {
    await this.inTurn(id, () => fs.rm(this.fileOf(id, 0), { force: true }));
  }

  /** The run as its latest owner wrote it. */
  async read(id: string): Promise<Run | undefined> {
    for (let gone: string | undefined; ;) {
      const entry = (await this.entries()).get(id)?.at(-1);
      if (!entry || entry.file === gone) return undefined;
      const run = await this.readFile(entry.file);
      if (run) return run;
      // Removed between the two, so a higher term is there.
      gone = entry.file;
    }
  }

  /** Those of these runs that have no file, readable or not. */
  async missing(ids: readonly string[]): Promise<string[]> {
    const entries = await this.entries();
    return ids.filter((id) => !entries.has(id));
  }

  /** All runs; a file that is broken does not hide the others. */
  async list(): Promise<{ readonly runs: readonly Run[]; readonly broken: readonly BrokenEntry[] }> {
    await this.removeStale();
    const runs: Run[] = [];
    const broken: BrokenEntry[] = [];
    const over = new Map<string, Run>();
    const names = await this.names();
    const marked = new Set(names);
    const all = entriesOf(names);
    for (const [id, entries] of all) {
      const file = entries.at(-1)?.file ?? id;
      try {
        // A file that has gone since has made room for one of a higher term.
        const run = this.over.get(file) ?? (await this.readFile(file)) ?? (await this.read(id));
        if (!run) continue;
        runs.push(run);
        const isMarked = marked.has(overMark(id));
        if (!isOver(run)) {
          // Taken over in the moment in which the window before ended it.
          if (isMarked) await this.removeMark(id);
          continue;
        }
        over.set(file, run);
        // Of a version that made none, or of a window that ended before it could.
        if (!isMarked) await this.markOver(id);
      } catch (error) {
        broken.push({ file, why: error instanceof Error ? error.message : String(error) });
      }
    }
    this.over = over;
    // A window may mark a run that another one deletes in that moment.
    for (const id of names.flatMap((name) => markedRun(name) ?? []))
      if (!all.has(id)) await this.removeMark(id);
    return { runs, broken };
  }

  /** Whether the run, as given, is the latest owner's: no higher term is there. */
  async isCurrent(run: Run): Promise<boolean> {
    const highest = (await this.entries()).get(run.id)?.at(-1)?.term ?? 0;
    return highest <= termOf(run);
  }

  /**
   * Takes over a run whose lease has expired. Of several windows that try at once, one gets the run with its new
   * lease; the others get undefined, as all do for a run that is over.
   */
  adopt({ id }: Pick<Run, 'id'>, lease: Lease, now: number): Promise<Run | undefined> {
    return this.take(id, lease, (stored) => !isOver(stored) && isFree(stored.lease, lease, now));
  }

  /**
   * Takes over a run, whoever has it, if it is `fit` as it stands on disk. Undefined where it is not, or where another
   * window was faster.
   */
  take(id: string, { owner, until }: Lease, fit: (stored: Run) => boolean): Promise<Run | undefined> {
    return this.inTurn(id, async () => {
      const stored = await this.read(id);
      if (!stored || !fit(stored)) return undefined;
      const taken: Run = { ...stored, lease: { owner, until, term: termOf(stored) + 1 } };
      const temporary = await this.writeTemporary(taken);
      try {
        await fs.link(temporary, this.fileOf(id, termOf(taken)));
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return undefined;
        throw error;
      } finally {
        await fs.rm(temporary, { force: true });
      }
      await this.syncFolder();
      return (await this.isHighest(taken)) ? taken : undefined;
    });
  }

  /**
   * Deletes those of these runs that are over and `fit` as they stand on disk. One that is gone already, or goes
   * meanwhile, counts as deleted; one that cannot be read stays. Resolves with the ids of those that are gone.
   */
  async remove(ids: readonly string[], fit: (stored: Run) => boolean = () => true): Promise<string[]> {
    const entries = await this.entries();
    const gone: string[] = [];
    for (const id of ids) {
      const files = entries.get(id) ?? [];
      if (await this.inTurn(id, () => this.removeOne(id, files, fit))) gone.push(id);
    }
    return gone;
  }

  /** @param files by term: what is over is taken over no more, so there will be no higher one */
  private async removeOne(
    id: string,
    files: readonly { readonly file: string }[],
    fit: (stored: Run) => boolean,
  ): Promise<boolean> {
    const latest = files.at(-1);
    if (!latest) return true;
    const stored = await this.readFile(latest.file).catch(() => 'unreadable' as const);
    // Gone since it was listed: deleted, or taken over and so not over.
    if (!stored) return (await this.read(id)) === undefined;
    if (stored === 'unreadable' || !isOver(stored) || !fit(stored)) return false;
    // The highest term goes last: what it took over must not come back in its place.
    for (const name of [...files.map(({ file }) => file), overMark(id)])
      await fs.rm(path.join(this.folder, name), { force: true });
    return true;
  }

  /** Whether no higher term than the run's is there. Removes the files of the terms that are over. */
  private async isHighest(run: Run): Promise<boolean> {
    const entries = (await this.entries()).get(run.id) ?? [];
    const highest = entries.at(-1)?.term ?? 0;
    for (const { file, term } of entries)
      if (term < highest) await fs.rm(path.join(this.folder, file), { force: true });
    return highest <= termOf(run);
  }

  private entries(): Promise<Entries> {
    return this.listing.run();
  }

  /** Without it the run is read to know, so that a disk that is full harms nothing. */
  private async markOver(id: string): Promise<void> {
    await fs.writeFile(path.join(this.folder, overMark(id)), '', { mode: 0o600 }).catch(() => undefined);
  }

  private async removeMark(id: string): Promise<void> {
    await fs.rm(path.join(this.folder, overMark(id)), { force: true });
  }

  private async names(): Promise<string[]> {
    try {
      return await fs.readdir(this.folder);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  private async readFile(file: string): Promise<Run | undefined> {
    try {
      return runSchema.parse(JSON.parse(await fs.readFile(path.join(this.folder, file), 'utf8')));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  private inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.writing.get(id) ?? Promise.resolve();
    const done = before.catch(() => undefined).then(work);
    this.writing.set(id, done);
    const forget = () => {
      if (this.writing.get(id) === done) this.writing.delete(id);
    };
    done.then(forget, forget);
    return done;
  }

  private async writeTemporary(run: Run): Promise<string> {
    await fs.mkdir(this.folder, { recursive: true, mode: 0o700 });
    // A name of its own: after a take-over the file of this name is the journal's.
    const temporary = path.join(this.folder, `.${run.id}.${randomUUID()}.tmp`);
    const file = await fs.open(temporary, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(run));
      await file.sync();
    } finally {
      await file.close();
    }
    return temporary;
  }

  private async removeStale(): Promise<void> {
    for (const name of (await this.names()).filter((each) => each.endsWith('.tmp'))) {
      const file = path.join(this.folder, name);
      const stat = await fs.stat(file).catch(() => undefined);
      if (stat && Date.now() - stat.mtimeMs > STALE_MS) await fs.rm(file, { force: true });
    }
  }

  private fileOf(id: string, term: number): string {
    return path.join(this.folder, runFile(id, term));
  }

  /** Makes the rename itself durable; some systems cannot sync a folder and need not. */
  private async syncFolder(): Promise<void> {
    if (process.platform !== 'win32') await this.syncing.run();
  }

  private async syncNow(): Promise<void> {
    const folder = await fs.open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

const termOf = ({ lease }: Pick<Run, 'lease'>): number => lease.term ?? 0;

/** Whether a run with this lease may be taken over by a window that wants that one. */
export const isFree = (lease: Lease, wanted: Lease, now: number): boolean =>
  lease.until <= now || lease.until > wanted.until + CLOCK_DRIFT_MS;

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
