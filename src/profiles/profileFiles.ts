import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Listeners } from './listeners';
import type { ProfileRecord, ProfileRecords } from './profileRecords';

/** A folder changed less than so long ago may change again without another time stamp. In milliseconds. */
const STAMP_MS = 1000;

interface Stored {
  readonly order: number;
  readonly record: ProfileRecord;
  /** Whether the system gave the file's content, whatever that is. */
  readonly isRead: boolean;
}

interface Listing {
  /** Of the folder when it was read, nanoseconds since the epoch; undefined where there was none. */
  readonly stamp: bigint | undefined;
  readonly entries: readonly Stored[];
}

/**
 * The profiles in a folder of VS Code's global storage, a JSON file each: `{order, profile}`. Files, and not VS Code's
 * globalState, because that is a copy in each window whose changes elsewhere arrive late and are told to nobody; one
 * a profile, so that windows that write at the same time lose nothing. No secret is among them.
 */
export class ProfileFiles implements ProfileRecords {
  readonly #changed = new Listeners<undefined>();
  #listing: Listing | undefined;
  #watcher: fs.FSWatcher | undefined;

  /** `report`: told once where the folder cannot be watched; changes of other windows then show when asked for. */
  constructor(
    private readonly folder: string,
    private readonly report: (problem: string) => void,
  ) {}

  onDidChange(listener: () => void): { dispose(): void } {
    this.#watch();
    return this.#changed.event(listener);
  }

  all(): readonly ProfileRecord[] {
    return this.#list().map(({ record }) => record);
  }

  async write(id: string, value: unknown): Promise<void> {
    const known = this.#list();
    const last = Math.max(0, ...known.map(({ order }) => order));
    const order = known.find(({ record }) => record.id === id)?.order ?? last + 1;
    await fs.promises.mkdir(this.folder, { recursive: true, mode: 0o700 });
    const temporary = path.join(this.folder, `${randomUUID()}.tmp`);
    try {
      const file = await fs.promises.open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(JSON.stringify({ order, profile: value }));
        await file.sync();
      } finally {
        await file.close();
      }
      await fs.promises.rename(temporary, this.#fileOf(id));
    } catch (error) {
      await fs.promises.rm(temporary, { force: true });
      throw error;
    }
    this.#listing = undefined;
  }

  async remove(id: string): Promise<void> {
    await fs.promises.rm(this.#fileOf(id), { force: true });
    this.#listing = undefined;
  }

  dispose(): void {
    this.#watcher?.close();
    this.#changed.dispose();
  }

  #fileOf(id: string): string {
    return path.join(this.folder, `${encodeURIComponent(id)}.json`);
  }

  /** What is in the folder now; read only where that has changed since. */
  #list(): readonly Stored[] {
    const stat = fs.statSync(this.folder, { bigint: true, throwIfNoEntry: false });
    const stamp = stat?.mtimeNs;
    if (this.#listing && this.#listing.stamp === stamp) return this.#listing.entries;
    const entries = stat ? this.#read() : [];
    const isOld = stat === undefined || Date.now() - Number(stat.mtimeMs) > STAMP_MS;
    // What could not be read now may be readable in a moment, and the folder's stamp would not tell.
    const isWhole = entries.every(({ isRead }) => isRead);
    this.#listing = isOld && isWhole ? { stamp, entries } : undefined;
    return entries;
  }

  #read(): readonly Stored[] {
    return fs
      .readdirSync(this.folder)
      .flatMap((name) => {
        const id = idOf(name);
        return id === undefined ? [] : (readEntry(path.join(this.folder, name), id) ?? []);
      })
      .sort((a, b) => a.order - b.order || (a.record.id < b.record.id ? -1 : 1));
  }

  #watch(): void {
    if (this.#watcher) return;
    try {
      fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      this.#watcher = fs.watch(this.folder, { persistent: false }, (_, name) => {
        if (name?.endsWith('.json') !== false) this.#changed.fire(undefined);
      });
      this.#watcher.on('error', (error) => this.#notWatched(error));
    } catch (error) {
      this.#notWatched(error);
    }
  }

  #notWatched(error: unknown): void {
    this.#watcher?.close();
    this.report(
      `Profiles that other windows change show late, their folder cannot be watched: ${String(error)}`,
    );
  }
}

/** Undefined for a file that is none of ours. */
function idOf(name: string): string | undefined {
  if (!name.endsWith('.json')) return undefined;
  try {
    return decodeURIComponent(name.slice(0, -'.json'.length));
  } catch {
    return undefined;
  }
}

/** Undefined where it has gone meanwhile; without a value where it cannot be read, so that it hides no other. */
function readEntry(file: string, id: string): Stored | undefined {
  const broken = { order: 0, record: { id, value: undefined } };
  let content: string;
  try {
    content = fs.readFileSync(file, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : { ...broken, isRead: false };
  }
  try {
    const { order, profile } = JSON.parse(content) as { order?: unknown; profile?: unknown };
    return { order: typeof order === 'number' ? order : 0, record: { id, value: profile }, isRead: true };
  } catch {
    return { ...broken, isRead: true };
  }
}
