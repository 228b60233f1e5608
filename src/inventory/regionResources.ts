import { isDeepStrictEqual } from 'node:util';
import type { ProductReader, Resource } from './estate';
import type { Reading } from './lastTree';

interface Entry<R extends Resource> extends Reading<R> {
  /** Known from the last time only: whatever is read now takes its place whole, also where a clock was set back. */
  readonly isLast?: true;
}

/** The resources of a region, by the newest readings of each. An unchanged resource stays the same object. */
export class RegionResources<R extends Resource> {
  private readonly entries = new Map<string, Entry<R>>();
  private list: readonly R[] | undefined;

  constructor(private readonly how: Pick<ProductReader<R>, 'merge' | 'isDetailed'>) {}

  /** In the order in which they became known. The same array until something changes. */
  all(): readonly R[] {
    return (this.list ??= [...this.entries.values()].map(({ resource }) => resource));
  }

  get(id: string): R | undefined {
    return this.entries.get(id)?.resource;
  }

  /** When the newest reading of it began, milliseconds since the epoch. */
  readAt(id: string): number | undefined {
    return this.entries.get(id)?.readAt;
  }

  /** Whether it was not read since the window opened. */
  isLast(id: string): boolean {
    return this.entries.get(id)?.isLast === true;
  }

  readings(): readonly Reading<R>[] {
    return [...this.entries.values()];
  }

  /** What was known the last time, unless something is known now. Tells whether anything changed. */
  restore({ resource, readAt }: Reading<R>): boolean {
    if (this.entries.has(resource.id)) return false;
    this.entries.set(resource.id, { resource, readAt, isLast: true });
    this.list = undefined;
    return true;
  }

  /** Takes over a reading that began at `readAt`, unless a later one is known. Tells whether anything changed. */
  accept(reading: R, readAt: number): boolean {
    const known = this.entries.get(reading.id);
    if (known?.isLast) return this.store(reading, readAt, true);
    if (known && known.readAt > readAt) return this.addDetail(known, reading);
    const merged = known ? this.how.merge(known.resource, reading) : reading;
    const same = known !== undefined && isDeepStrictEqual(known.resource, merged);
    return this.store(same ? known.resource : merged, readAt, !same);
  }

  /** Drops all but these, except those read after `readAt`. Gives the ids that went. */
  retain(ids: ReadonlySet<string>, readAt: number): readonly string[] {
    const isNewer = (entry: Entry<R>) => !entry.isLast && entry.readAt > readAt;
    const gone = [...this.entries].flatMap(([id, entry]) => (ids.has(id) || isNewer(entry) ? [] : id));
    for (const id of gone) this.delete(id);
    return gone;
  }

  delete(id: string): boolean {
    this.list = undefined;
    return this.entries.delete(id);
  }

  /** An older reading of the resource's own call still tells what a newer list does not. */
  private addDetail(known: Entry<R>, older: R): boolean {
    if (this.how.isDetailed(known.resource) || !this.how.isDetailed(older)) return false;
    return this.store(this.how.merge(older, known.resource), known.readAt, true);
  }

  private store(resource: R, readAt: number, changed: boolean): boolean {
    this.entries.set(resource.id, { resource, readAt });
    if (changed) this.list = undefined;
    return changed;
  }
}
