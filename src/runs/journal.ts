import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { type Run, runSchema } from './run';

/** A claim or temporary file that is older than this was left by a process that died. */
const STALE_MS = 60_000;

/** A file of the journal that cannot be read as a run. It is left where it is. */
export interface BrokenEntry {
  readonly file: string;
  readonly why: string;
}

/** The runs on disk: one JSON file a run, written to a temporary file, synced, and renamed into place. */
export class Journal {
  private readonly writing = new Map<string, Promise<void>>();
  /** Keeps the temporary files of two windows apart. */
  private readonly writer = randomUUID();

  constructor(private readonly folder: string) {}

  /**
   * Rejects where the run is not safely on disk; what was there before is then still whole. Writes of one run happen
   * in the order of the calls.
   */
  write(run: Run): Promise<void> {
    const before = this.writing.get(run.id) ?? Promise.resolve();
    const write = before.catch(() => undefined).then(() => this.writeNow(run));
    this.writing.set(run.id, write);
    return write;
  }

  private async writeNow(run: Run): Promise<void> {
    await fs.mkdir(this.folder, { recursive: true, mode: 0o700 });
    const temporary = path.join(this.folder, `.${run.id}.${this.writer}.tmp`);
    const file = await fs.open(temporary, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(run));
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(temporary, this.fileOf(run.id));
    await this.syncFolder();
  }

  async read(id: string): Promise<Run | undefined> {
    try {
      return runSchema.parse(JSON.parse(await fs.readFile(this.fileOf(id), 'utf8')));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** All runs; a file that is broken does not hide the others. */
  async list(): Promise<{ readonly runs: readonly Run[]; readonly broken: readonly BrokenEntry[] }> {
    let names: string[];
    try {
      names = await fs.readdir(this.folder);
    } catch (error) {
      if (isMissing(error)) return { runs: [], broken: [] };
      throw error;
    }
    await this.removeStale(names.filter((each) => each.endsWith('.tmp')));
    const runs: Run[] = [];
    const broken: BrokenEntry[] = [];
    for (const name of names.filter((each) => each.endsWith('.json') && !each.startsWith('.'))) {
      try {
        const run = await this.read(name.slice(0, -'.json'.length));
        if (run) runs.push(run);
      } catch (error) {
        broken.push({ file: name, why: error instanceof Error ? error.message : String(error) });
      }
    }
    return { runs, broken };
  }

  /**
   * Takes over a run whose lease has expired. Of several windows that try at once, one gets the run with its new
   * lease; the others get undefined.
   */
  async adopt(run: Run, lease: Run['lease'], now: number): Promise<Run | undefined> {
    if (run.lease.until > now) return undefined;
    const claim = path.join(this.folder, `.${run.id}.${run.lease.until}.claim`);
    if (!(await this.claim(claim, now))) return undefined;
    try {
      const current = await this.read(run.id);
      if (current?.lease.until !== run.lease.until || current.lease.owner !== run.lease.owner)
        return undefined;
      const adopted = { ...current, lease };
      await this.write(adopted);
      return adopted;
    } finally {
      await fs.rm(claim, { force: true });
    }
  }

  private async claim(file: string, now: number): Promise<boolean> {
    try {
      await (await fs.open(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600)).close();
      return true;
    } catch (error) {
      if (!isExisting(error)) throw error;
      const stat = await fs.stat(file).catch(() => undefined);
      if (stat && now - stat.mtimeMs > STALE_MS) await fs.rm(file, { force: true });
      return false;
    }
  }

  private async removeStale(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const file = path.join(this.folder, name);
      const stat = await fs.stat(file).catch(() => undefined);
      if (stat && Date.now() - stat.mtimeMs > STALE_MS) await fs.rm(file, { force: true });
    }
  }

  private fileOf(id: string): string {
    return path.join(this.folder, `${id}.json`);
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

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';
const isExisting = (error: unknown): boolean => codeOf(error) === 'EEXIST';
