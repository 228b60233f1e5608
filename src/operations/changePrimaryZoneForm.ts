import * as z from 'zod';
import {
  type Cluster,
  type ClusterEndpoint,
  type ClusterNode,
  cluster,
  writersOf,
} from '../inventory/polardbCluster';
import type { Zone, ZoneClasses } from '../inventory/polardbZones';
import { type ScheduledTask, scheduledTask } from '../inventory/scheduledTasks';
import type { VSwitch } from '../inventory/vSwitches';
import { earliestStart, latestStart } from './plannedTimes';
import type { Reading } from './reading';

/** What a person decides. `vSwitch: null` sends none; `start` and `latest` are null where it is to run now. */
export const changePrimaryZoneForm = z.object({
  zoneType: z.enum(['Primary', 'Standby'], 'Zone type must be Primary or Standby'),
  zone: z
    .string('Zone must be a zone id')
    .regex(/^[a-z]{2,4}(-[a-z0-9]+){1,6}$/, 'Zone must look like cn-hangzhou-k'),
  vSwitch: z
    .string('vSwitch must be a vSwitch id')
    .regex(/^vsw-[a-z0-9]{1,60}$/, 'vSwitch must look like vsw-bp1xxxxxxxx: vsw- and then letters and digits')
    .nullable(),
  failBack: z.boolean('Fail back must be yes or no'),
  when: z.enum(['now', 'scheduled'], 'Time must be now or scheduled'),
  start: earliestStart.nullable(),
  latest: latestStart.nullable(),
});
export type ChangePrimaryZoneForm = z.infer<typeof changePrimaryZoneForm>;

export interface ChangePrimaryZoneLive {
  readonly cluster: Cluster;
  readonly endpoints: Reading<readonly ClusterEndpoint[]>;
  /** Of the region. */
  readonly zones: Reading<readonly Zone[]>;
  readonly classes: Reading<ZoneClasses>;
  /** Of the cluster's VPC, in all zones. */
  readonly vSwitches: Reading<readonly VSwitch[]>;
  readonly tasks: Reading<readonly ScheduledTask[]>;
}

/** What is watched: the cluster, and its scheduled tasks unless they could not be read. */
export const zoneState = cluster.extend({ tasks: z.array(scheduledTask).optional() });
export type ZoneState = z.infer<typeof zoneState>;

/** What the cloud calls a scheduled change of zone. */
export const ZONE_TASK = 'ModifyDBClusterPrimaryZone';

/** Where the cluster writes. The cloud lists that zone first, and does not say so; the writer is the better witness. */
export const primaryZone = (of: Cluster): string => writersOf(of)[0]?.zone || (of.zones[0] ?? '');

export const standbyZones = (of: Cluster): readonly string[] =>
  of.zones.filter((zone) => zone !== primaryZone(of));

/** Whether only nodes move, because the data is in the zone already. */
export const isFast = (of: Cluster, { zoneType, zone }: Pick<ChangePrimaryZoneForm, 'zoneType' | 'zone'>) =>
  zoneType === 'Primary' && standbyZones(of).includes(zone);

/** The nodes that go to the new zone. */
export const movingNodes = (of: Cluster, zoneType: 'Primary' | 'Standby'): readonly ClusterNode[] =>
  of.nodes.filter(({ zone }) =>
    zoneType === 'Primary' ? zone === primaryZone(of) : standbyZones(of).includes(zone),
  );

/** The zones there are to choose from: the region's, or, where they could not be read, all that anything else names. */
export function zonesToChoose({ cluster: of, zones, classes, vSwitches }: ChangePrimaryZoneLive): Zone[] {
  if (zones.known) return [...zones.value];
  const named = [
    ...of.zones,
    ...(classes.known ? classes.value.keys() : []),
    ...(vSwitches.known ? vSwitches.value.map(({ zone }) => zone) : []),
  ];
  return [...new Set(named)].sort().map((id) => ({ id }));
}

/** The vSwitches in a zone, the one with the most free addresses first; undefined where they could not be read. */
export function vSwitchesIn(
  { vSwitches }: ChangePrimaryZoneLive,
  zone: string | undefined,
): readonly VSwitch[] | undefined {
  if (!vSwitches.known) return undefined;
  return vSwitches.value
    .filter((each) => each.zone === zone)
    .sort((a, b) => (b.free ?? 0) - (a.free ?? 0) || a.id.localeCompare(b.id));
}

/** PolarDB for PostgreSQL and for Oracle take no change of zone without a vSwitch (vendor's page). */
export const mustNameVSwitch = ({ engine }: Cluster): boolean => engine.toLowerCase() !== 'mysql';

/** The cluster's node classes that a zone has not in stock; undefined where that could not be read. */
export function missingClasses(
  { cluster: of, classes }: ChangePrimaryZoneLive,
  zone: string,
): readonly string[] | undefined {
  if (!classes.known) return undefined;
  const stock = classes.value.get(zone);
  return [...new Set(of.nodes.map((node) => node.class))].filter((each) => each && !stock?.has(each));
}
