import { isDeepStrictEqual } from 'node:util';
import type { ProductReader, Resource } from './estate';

interface Entry<R> {
  readonly resource: R;
  readonly readAt: number;
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

  /** Takes over a reading that began at `readAt`, unless a later one is known. Tells whether anything changed. */
  accept(reading: R, readAt: number): boolean {
    const known = this.entries.get(reading.id);
    if (known && known.readAt > readAt) return this.addDetail(known, reading);
    const merged = known ? this.how.merge(known.resource, reading) : reading;
    const same = known !== undefined && isDeepStrictEqual(known.resource, merged);
    return this.store(same ? known.resource : merged, readAt, !same);
  }

  /** Drops all but these, except those read after `readAt`. Gives the ids that went. */
  retain(ids: ReadonlySet<string>, readAt: number): readonly string[] {
    const gone = [...this.entries].flatMap(([id, entry]) => (ids.has(id) || entry.readAt > readAt ? [] : id));
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
