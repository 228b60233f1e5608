import * as z from 'zod';

/** A cluster of an instance: backends, where queries run and which can be bound; frontends; or a virtual one. */
export const selectdbCluster = z.object({
  id: z.string(),
  /** The name people gave it; the id where they gave none. */
  name: z.string(),
  kind: z.enum(['backend', 'frontend', 'virtual']),
  /** `ACTIVATION`, `RESOURCE_CHANGING`, `STOPPED`, …; `stateOf` says what it means. */
  status: z.string(),
  zone: z.string().optional(),
  /** `Prepaid` or `Postpaid`. */
  chargeType: z.string().optional(),
  class: z.string().optional(),
  nodes: z.number().optional(),
  /** The id of the cluster that this one says it is bound to. */
  boundTo: z.string().optional(),
  /** Of a virtual cluster: the ids of the backends behind it. */
  active: z.string().optional(),
  standby: z.string().optional(),
});
export type SelectdbCluster = z.infer<typeof selectdbCluster>;

/** A SelectDB instance. `clusters` holds frontends only until its own call was read, which `detailed` says. */
export const selectdbInstance = z.object({
  id: z.string(),
  /** The name people gave it; the id where they gave none. */
  name: z.string(),
  region: z.string(),
  engine: z.string(),
  version: z.string(),
  /** As a cluster's. */
  status: z.string(),
  locked: z.boolean().optional(),
  /** `single_az` or `multi_az`. */
  deployScheme: z.string().optional(),
  chargeType: z.string().optional(),
  createdAt: z.string().optional(),
  vpcId: z.string().optional(),
  vSwitchId: z.string().optional(),
  /** The first one is the instance's own. */
  zones: z.array(z.string()),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  clusters: z.array(selectdbCluster),
  /** How many backends it has, where only the list was read. */
  backends: z.number().optional(),
  detailed: z.boolean(),
});
export type SelectdbInstance = z.infer<typeof selectdbInstance>;

export type SelectdbState = 'active' | 'busy' | 'stopped' | 'gone';

/** What a status of an instance or cluster means; case and underscores do not count, and an unknown one is busy. */
export function stateOf(status: string): SelectdbState {
  switch (status.replaceAll('_', '').toLowerCase()) {
    case 'activation':
      return 'active';
    case 'stopped':
      return 'stopped';
    case 'deleting':
    case 'deleted':
      return 'gone';
    default:
      return 'busy';
  }
}

/** Whether two clusters are billed alike; undefined where the cloud does not say. */
export function sameBilling(a: SelectdbCluster, b: SelectdbCluster): boolean | undefined {
  if (a.chargeType === undefined || b.chargeType === undefined) return undefined;
  return a.chargeType === b.chargeType;
}

/** Whether the instance spans zones, which a binding needs; undefined where the cloud does not say. */
export const isMultiZone = ({ deployScheme }: SelectdbInstance): boolean | undefined =>
  deployScheme === undefined ? undefined : deployScheme.toLowerCase() === 'multi_az';

export const clusterOf = (instance: SelectdbInstance, id: string | undefined): SelectdbCluster | undefined =>
  instance.clusters.find((cluster) => cluster.id === id);

/** The clusters that can be bound. */
export const backendsOf = ({ clusters }: SelectdbInstance): readonly SelectdbCluster[] =>
  clusters.filter(({ kind }) => kind === 'backend');

/** The id of the cluster that one is bound to. Either side may be the only one to say so. */
export function peerOf(instance: SelectdbInstance, id: string): string | undefined {
  return clusterOf(instance, id)?.boundTo ?? instance.clusters.find(({ boundTo }) => boundTo === id)?.id;
}
