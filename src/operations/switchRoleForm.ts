import * as z from 'zod';
import type { Reading } from './reading';
import {
  type Cluster,
  type ClusterEndpoint,
  type ClusterNode,
  isWriter,
  type SwitchEvent,
  writersOf,
} from '../inventory/polardbCluster';

/** What a person decides. `targetNode: null` leaves the choice of the node to the cloud, an explicit pick. */
export const switchRoleForm = z.object({
  zoneType: z.enum(['Primary', 'Standby'], 'Zone type must be Primary or Standby'),
  targetNode: z
    .string('Target node must be a node id')
    .regex(
      /^pi-[a-z0-9]{1,60}$/,
      'Target node must look like pi-bp1xxxxxxxx: pi- and then letters and digits',
    )
    .nullable(),
  rollBack: z.boolean('Fail back must be yes or no'),
});
export type SwitchRoleForm = z.infer<typeof switchRoleForm>;

export interface SwitchRoleLive {
  readonly cluster: Cluster;
  readonly endpoints: Reading<readonly ClusterEndpoint[]>;
  /** Switches of the last ten minutes and somewhat more. */
  readonly switches: Reading<readonly SwitchEvent[]>;
}

export type ZoneType = SwitchRoleForm['zoneType'];

/** The storage cluster a node belongs to; clusters without a hot standby name none, and have but the primary one. */
export const storageOf = (node: ClusterNode): ZoneType =>
  node.subCluster?.toLowerCase() === 'standby' ? 'Standby' : 'Primary';

/** Only PolarDB for MySQL chooses a node by itself (vendor's page of FailoverDBCluster). */
export const cloudMayChoose = ({ engine }: Cluster): boolean => engine.toLowerCase() === 'mysql';

export const nodeById = (cluster: Cluster, id: string | null | undefined): ClusterNode | undefined =>
  cluster.nodes.find((node) => node.id === id);

/** Whether the switch would leave the storage cluster that the writer is in. */
export function leavesStorage(cluster: Cluster, zoneType: ZoneType): boolean {
  const [writer] = writersOf(cluster);
  return writer !== undefined && storageOf(writer) !== zoneType;
}

export const isRunning = (status: string | undefined): boolean => status?.toLowerCase() === 'running';

/** Why a node is a poor target, in the order a DBA would say it; undefined for a good one. */
export type Unsuitable = 'writer' | 'notRunning' | 'otherStorage' | 'columnIndex';
export function unsuitable(node: ClusterNode, zoneType: ZoneType): Unsuitable | undefined {
  if (isWriter(node)) return 'writer';
  if (storageOf(node) !== zoneType) return 'otherStorage';
  if (node.columnIndex) return 'columnIndex';
  if (node.status !== undefined && !isRunning(node.status)) return 'notRunning';
  return undefined;
}

/** Readers, the likeliest first: suitable ones, then by the failover priority that the cloud itself goes by. */
export function candidates(cluster: Cluster, zoneType: ZoneType): readonly ClusterNode[] {
  const [writer] = writersOf(cluster);
  return cluster.nodes
    .filter((node) => !isWriter(node))
    .sort(
      (a, b) =>
        Number(unsuitable(a, zoneType) !== undefined) - Number(unsuitable(b, zoneType) !== undefined) ||
        (b.failoverPriority ?? 0) - (a.failoverPriority ?? 0) ||
        Number(b.class === writer?.class) - Number(a.class === writer?.class) ||
        a.id.localeCompare(b.id),
    );
}
