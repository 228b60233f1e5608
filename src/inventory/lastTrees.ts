import fs from 'node:fs/promises';
import path from 'node:path';
import type { ProductReader, Resource } from './estate';
import { LastTreeFile, type LastTreeFileDeps } from './lastTree';

export interface LastTreesDeps extends Pick<LastTreeFileDeps<Resource>, 'clock' | 'report'> {
  /** A folder of its own: whatever is in it and of no profile is deleted. */
  readonly folder: string;
  /** What tells the account of this profile from every other; undefined where there is no such profile. */
  readonly owner: (profileId: string) => string | undefined;
}

/** A temporary file that is older than this was left by a process that died. */
const LEFT_MS = 60_000;

/**
 * The last trees of all profiles, in a folder a profile, a file a product. Windows that keep the same one write it
 * whole, one after the other. Nothing is read or written before somebody looks at a branch.
 */
export class LastTrees {
  readonly #deps: LastTreesDeps;
  /** By profile. */
  readonly #files = new Map<string, LastTreeFile<Resource>[]>();
  /** By profile, what is being deleted. */
  readonly #forgetting = new Map<string, Promise<void>>();
  #tidied: Promise<void> | undefined;

  constructor(deps: LastTreesDeps) {
    this.#deps = deps;
  }

  of(profileId: string, reader: ProductReader): LastTreeFile<Resource> {
    const { clock, report } = this.#deps;
    const file = new LastTreeFile({
      file: path.join(this.#folderOf(profileId), `${reader.product}.jsonl`),
      reader,
      clock,
      report,
      owner: () => this.#deps.owner(profileId),
      forgotten: async () => this.#forgetting.get(profileId),
      prepare: () => (this.#tidied ??= this.#tidy().catch(this.#notDeleted)),
    });
    this.#files.set(profileId, [...(this.#files.get(profileId) ?? []), file]);
    return file;
  }

  /** Deletes what is kept of a profile, and writes nothing of it that is under way. Never rejects. */
  async forget(profileId: string): Promise<void> {
    const forgetting = this.#delete(profileId);
    this.#forgetting.set(profileId, forgetting);
    await forgetting;
  }

  async #delete(profileId: string): Promise<void> {
    const files = this.#files.get(profileId) ?? [];
    this.#files.delete(profileId);
    for (const file of files) file.dispose();
    await Promise.all(files.map((file) => file.ended()));
    await fs.rm(this.#folderOf(profileId), { recursive: true, force: true }).catch(this.#notDeleted);
  }

  readonly #notDeleted = (error: unknown): void =>
    this.#deps.report(`A last tree could not be deleted: ${String(error)}`);

  #folderOf(profileId: string): string {
    // Also the dots, so that no id leads out of the folder.
    return path.join(this.#deps.folder, encodeURIComponent(profileId).replaceAll('.', '%2E'));
  }

  /** What was left by windows that died, and of profiles that went while no window was open to hear of it. */
  async #tidy(): Promise<void> {
    const { folder, owner } = this.#deps;
    for (const name of await namesIn(folder)) {
      const inside = path.join(folder, name);
      if (owner(decoded(name)) === undefined) await fs.rm(inside, { recursive: true, force: true });
      else
        for (const each of await namesIn(inside)) {
          const file = path.join(inside, each);
          const stat = each.endsWith('.tmp') ? await fs.stat(file).catch(() => undefined) : undefined;
          if (stat && Date.now() - stat.mtimeMs > LEFT_MS) await fs.rm(file, { force: true });
        }
    }
  }
}

const namesIn = (folder: string): Promise<string[]> => fs.readdir(folder).catch(() => []);

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
