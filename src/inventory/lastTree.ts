import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod';
import type { Clock } from '../clouds/clock';
import { isSecretName, MASK, redact } from '../clouds/redact';
import type { ProductReader, Resource } from './estate';

/** A resource, and when the reading of it began, milliseconds since the epoch. */
export interface Reading<R extends Resource = Resource> {
  readonly resource: R;
  readonly readAt: number;
}

/** What was known of one product of one profile when a window last looked at it. */
export interface LastTree<R extends Resource = Resource> {
  /** Nothing where there is nothing of use. Never rejects. */
  read(): Promise<readonly Reading<R>[]>;
  /** There is something newer to keep; `readings` is called when it is written. */
  renew(readings: () => readonly Reading<R>[]): void;
  dispose(): void;
}

export interface LastTreeFileDeps<R extends Resource> {
  readonly file: string;
  readonly reader: Pick<ProductReader<R>, 'restore'>;
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  /** Tells one account, as it is reached, from every other; undefined where nothing may be kept. */
  readonly owner: () => string | undefined;
  /** Resolves when what may not be read any more is deleted. */
  readonly forgotten: () => Promise<void>;
  /** Called before a write, to tidy up. */
  readonly prepare: () => Promise<void>;
  readonly report: (problem: string) => void;
}

const VERSION = 1;
/** Regions answer one after the other. */
const SETTLE_MS = 3000;
const APART_MS = 30_000;
/** Over 100,000 clusters. What is beyond is not kept. */
export const MOST_BYTES = 64 * 1024 * 1024;
/** So many resources take a few milliseconds; then it is others' turn. */
const SLICE = 200;
/** Later times cannot be told as a date of four digits. */
const YEAR_9999 = Date.UTC(9999, 0);

const headSchema = z.object({ version: z.literal(VERSION), owner: z.string() });
const lineSchema = z.object({ readAt: z.number().min(0).max(YEAR_9999), resource: z.unknown() });

/**
 * The last tree in a file: a line that says what it is, then a line a resource. It is a copy of what the cloud has,
 * so it is not synced, and one that is broken, of another version or of another account counts as none.
 */
export class LastTreeFile<R extends Resource> implements LastTree<R> {
  readonly #deps: LastTreeFileDeps<R>;
  /** Whose what is read here is, also where another window has brought other keys since. */
  readonly #owner: string | undefined;
  readonly #stop = new AbortController();
  #reading: Promise<readonly Reading<R>[]> | undefined;
  #writing: Promise<void> | undefined;
  #latest: (() => readonly Reading<R>[]) | undefined;
  /** By the clock's monotonic time. */
  #notBefore = 0;

  constructor(deps: LastTreeFileDeps<R>) {
    this.#deps = deps;
    this.#owner = deps.owner();
  }

  read(): Promise<readonly Reading<R>[]> {
    return (this.#reading ??= this.#read().catch(() => []));
  }

  renew(readings: () => readonly Reading<R>[]): void {
    this.#latest = readings;
    this.#writing ??= this.#writeInTime();
  }

  dispose(): void {
    this.#stop.abort();
  }

  /** Resolves when nothing of a disposed one is being written any more. */
  async ended(): Promise<void> {
    await this.#writing;
  }

  async #read(): Promise<readonly Reading<R>[]> {
    const { file, reader, forgotten } = this.#deps;
    await forgotten();
    if ((await fs.stat(file)).size > MOST_BYTES) return [];
    const [first = '', ...lines] = (await fs.readFile(file, 'utf8')).split('\n');
    const head = headSchema.safeParse(parsed(first));
    if (!head.success || head.data.owner !== this.#owner || !this.#isOwn()) return [];
    const readings: Reading<R>[] = [];
    for (const [index, line] of lines.entries()) {
      const { readAt, resource: kept } = lineSchema.safeParse(parsed(line)).data ?? {};
      const resource = reader.restore(kept);
      if (resource && readAt !== undefined) readings.push({ resource, readAt });
      if (index % SLICE === 0) await nextTurn();
    }
    return readings;
  }

  async #writeInTime(): Promise<void> {
    const { clock, report } = this.#deps;
    const { signal } = this.#stop;
    while (this.#isWanted())
      try {
        await clock.sleep(Math.max(SETTLE_MS, this.#notBefore - clock.monotonic()), signal);
        // What was kept until now is still wanted by whoever reads it.
        await this.#reading;
        await this.#write();
      } catch (error) {
        this.#latest = undefined;
        if (!signal.aborted) report(`The last tree could not be kept: ${String(error)}`);
      } finally {
        this.#notBefore = clock.monotonic() + APART_MS;
      }
    this.#writing = undefined;
  }

  #isOwn(): boolean {
    return this.#owner !== undefined && this.#deps.owner() === this.#owner;
  }

  #isWanted(): boolean {
    return this.#latest !== undefined && !this.#stop.signal.aborted;
  }

  async #write(): Promise<void> {
    const { file, forgotten, prepare } = this.#deps;
    const folder = path.dirname(file);
    await forgotten();
    await prepare();
    const readings = this.#latest?.() ?? [];
    this.#latest = undefined;
    if (!this.#isOwn()) return;
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = path.join(folder, `${randomUUID()}.tmp`);
    try {
      await this.#fill(temporary, readings);
      this.#stop.signal.throwIfAborted();
      if (this.#isOwn()) await fs.rename(temporary, file);
    } finally {
      await fs.rm(temporary, { force: true });
    }
  }

  async #fill(temporary: string, readings: readonly Reading<R>[]): Promise<void> {
    const file = await fs.open(temporary, 'wx', 0o600);
    try {
      let lines = JSON.stringify({ version: VERSION, owner: this.#owner });
      let left = MOST_BYTES;
      for (let from = 0; from <= readings.length && left > 0; from += SLICE) {
        for (const reading of readings.slice(from, from + SLICE)) lines += this.#line(reading);
        const bytes = Buffer.from(lines);
        left -= bytes.length;
        lines = '';
        if (left > 0) await file.writeFile(bytes);
        await nextTurn(undefined, { signal: this.#stop.signal });
      }
    } finally {
      await file.close();
    }
  }

  /** Nothing but what can be read back, and no secret in it. */
  #line({ readAt, resource }: Reading<R>): string {
    const kept = this.#deps.reader.restore(resource);
    return kept ? `\n${JSON.stringify({ readAt, resource: redact(withoutSecretTags(kept)) })}` : '';
  }
}

/** A tag's name stands beside its value, not before it. */
function withoutSecretTags(resource: Resource & { readonly tags?: unknown }): Resource {
  const { tags } = resource;
  if (!Array.isArray(tags)) return resource;
  const clean = tags.map((tag: { readonly key: string }) =>
    isSecretName(tag.key) ? { ...tag, value: MASK } : tag,
  );
  return { ...resource, tags: clean } as Resource;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
