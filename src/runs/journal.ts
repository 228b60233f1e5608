import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { isOver, type Run, runSchema } from './run';

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
 * was suspended and goes on writes to a file that no longer counts. The highest term is never removed.
 */
export class Journal {
  private readonly writing = new Map<string, Promise<unknown>>();

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

  /** All runs; a file that is broken does not hide the others. */
  async list(): Promise<{ readonly runs: readonly Run[]; readonly broken: readonly BrokenEntry[] }> {
    await this.removeStale();
    const runs: Run[] = [];
    const broken: BrokenEntry[] = [];
    for (const [id, entries] of await this.entries()) {
      const file = entries.at(-1)?.file ?? id;
      try {
        // A file that has gone since has made room for one of a higher term.
        const run = (await this.readFile(file)) ?? (await this.read(id));
        if (run) runs.push(run);
      } catch (error) {
        broken.push({ file, why: error instanceof Error ? error.message : String(error) });
      }
    }
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

  /** Whether no higher term than the run's is there. Removes the files of the terms that are over. */
  private async isHighest(run: Run): Promise<boolean> {
    const entries = (await this.entries()).get(run.id) ?? [];
    const highest = entries.at(-1)?.term ?? 0;
    for (const { file, term } of entries)
      if (term < highest) await fs.rm(path.join(this.folder, file), { force: true });
    return highest <= termOf(run);
  }

  /** The files of each run, by term. */
  private async entries(): Promise<Map<string, { readonly file: string; readonly term: number }[]>> {
    const found = new Map<string, { file: string; term: number }[]>();
    for (const file of await this.names()) {
      const [, id, term = '0'] = /^([^.]+)(?:\.(\d+))?\.json$/.exec(file) ?? [];
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), { file, term: Number(term) }]);
    }
    for (const files of found.values()) files.sort((a, b) => a.term - b.term);
    return found;
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
    return path.join(this.folder, term === 0 ? `${id}.json` : `${id}.${term}.json`);
  }

  /** Makes the rename itself durable; some systems cannot sync a folder and need not. */
  private async syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const folder = await fs.open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

const termOf = ({ lease }: Pick<Run, 'lease'>): number => lease.term ?? 0;

const isFree = (lease: Lease, wanted: Lease, now: number): boolean =>
  lease.until <= now || lease.until > wanted.until + CLOCK_DRIFT_MS;

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
