import * as z from 'zod';
import type { ProductReader } from './estate';
import { isClusterOfInstanceNotFound, isInstanceNotFound, listInstances, readInstance } from './selectdb';
import { backendsOf, clusterOf, peerOf, selectdbInstance, type SelectdbInstance } from './selectdbInstance';

/** All that stands under an instance comes with its own call. */
export type SelectdbParts = Readonly<Record<string, never>>;

const watched = z.object({ instance: selectdbInstance });

/** SelectDB instances, with their clusters. */
export const selectdbReader: ProductReader<SelectdbInstance, SelectdbParts> = {
  product: 'selectdb',
  title: 'SelectDB',
  noun: 'instance',
  kind: 'selectdb.instance',
  list: listInstances,
  read: readInstance,
  parts: {},
  isGone: isInstanceNotFound,
  isPartGone: isClusterOfInstanceNotFound,
  merge: mergeInstance,
  isDetailed: ({ detailed }) => detailed,
  tags: ({ tags }) => tags.map(({ key, value }) => `${key}=${value}`),
  facts: ({ region, engine, version, status, zones }) => [
    region,
    `${engine} ${version}`,
    status,
    zones.join(', '),
  ],
  targets: (instance) =>
    backendsOf(instance).map(({ id, name, zone, status }) => {
      const peer = peerOf(instance, id);
      const bound = peer === undefined ? '' : `↔ ${clusterOf(instance, peer)?.name ?? peer}`;
      return { kind: 'selectdb.cluster' as const, id, name, facts: [zone ?? '', status, bound] };
    }),
  parse: (state) => watched.safeParse(state).data?.instance,
  restore: (kept) => selectdbInstance.safeParse(kept).data,
};

/** The list tells of no backends and bindings: those stay as the instance's own call had them. */
function mergeInstance(older: SelectdbInstance, newer: SelectdbInstance): SelectdbInstance {
  if (newer.detailed || !older.detailed) return newer;
  return {
    ...older,
    ...newer,
    clusters: older.clusters.map((cluster) => clusterOf(newer, cluster.id) ?? cluster),
    detailed: true,
  };
}
