import { isDeepStrictEqual } from 'node:util';
import { mergeCluster } from './mergeCluster';
import type { Cluster } from './polardbCluster';

/** The clusters of a region, by the newest readings of each. An unchanged cluster stays the same object. */
export class RegionClusters {
  private readonly entries = new Map<string, { readonly cluster: Cluster; readonly readAt: number }>();
  private list: readonly Cluster[] | undefined;

  /** In the order in which they became known. The same array until something changes. */
  all(): readonly Cluster[] {
    return (this.list ??= [...this.entries.values()].map(({ cluster }) => cluster));
  }

  get(id: string): Cluster | undefined {
    return this.entries.get(id)?.cluster;
  }

  /** Takes over a reading that began at `readAt`, unless a later one is known. Tells whether anything changed. */
  accept(reading: Cluster, readAt: number): boolean {
    const known = this.entries.get(reading.id);
    if (known && known.readAt > readAt) return this.addDetail(known, reading);
    const merged = known ? mergeCluster(known.cluster, reading) : reading;
    const same = known !== undefined && isDeepStrictEqual(known.cluster, merged);
    return this.store(same ? known.cluster : merged, readAt, !same);
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

  /** An older reading of the cluster's own call still tells what a newer list does not. */
  private addDetail(known: { readonly cluster: Cluster; readonly readAt: number }, older: Cluster): boolean {
    if (known.cluster.detailed || !older.detailed) return false;
    return this.store(mergeCluster(older, known.cluster), known.readAt, true);
  }

  private store(cluster: Cluster, readAt: number, changed: boolean): boolean {
    this.entries.set(cluster.id, { cluster, readAt });
    if (changed) this.list = undefined;
    return changed;
  }
}
