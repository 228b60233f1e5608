import type { CloudClient } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import { readCluster, readEndpoints } from '../inventory/polardb';
import type { ResourceAddress } from '../inventory/estate';
import { type Cluster, clusterPhase } from '../inventory/polardbCluster';
import { listZones, readZoneClasses } from '../inventory/polardbZones';
import { isOpenTask, readScheduledTasks } from '../inventory/scheduledTasks';
import { listVSwitches } from '../inventory/vSwitches';
import { changePrimaryZoneChecks } from './changePrimaryZoneChecks';
import { changePrimaryZoneEffect } from './changePrimaryZoneEffect';
import { changePrimaryZoneErrors } from './changePrimaryZoneErrors';
import {
  changePrimaryZoneForm,
  type ChangePrimaryZoneForm,
  type ChangePrimaryZoneLive,
  isFast,
  primaryZone,
  standbyZones,
  zoneState,
  type ZoneState,
} from './changePrimaryZoneForm';
import { changePrimaryZoneSteps } from './changePrimaryZoneSteps';
import {
  changePrimaryZoneSettle,
  changePrimaryZoneTrace,
  changePrimaryZoneWatchLimit,
} from './changePrimaryZoneWatch';
import { defineOperation } from './defineOperation';
import { differ } from './differ';
import type { TimeZone } from './localTime';
import type { Operation, ReviewValue } from './operation';
import { onEverything, onPolardbCluster } from './permissions';
import { PlannedTimes } from './plannedTimes';
import { reading, type Reading } from './reading';
import type { Target } from '../inventory/target';

async function read(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<ChangePrimaryZoneLive> {
  const cluster = await readCluster(client, target, signal);
  const [endpoints, zones, classes, vSwitches, tasks] = await Promise.all([
    reading((limit) => readEndpoints(client, target, limit), signal),
    reading((limit) => listZones(client, target.region, limit), signal),
    reading((limit) => readZoneClasses(client, cluster, limit), signal),
    vSwitchesOf(client, cluster, signal),
    reading((limit) => readScheduledTasks(client, target, limit), signal),
  ]);
  return { cluster, endpoints, zones, classes, vSwitches, tasks };
}

async function vSwitchesOf(
  client: CloudClient,
  { region, vpcId }: Cluster,
  signal?: AbortSignal,
): Promise<ChangePrimaryZoneLive['vSwitches']> {
  if (vpcId === undefined) return { known: false, why: text('The cloud did not say which VPC it is in') };
  return reading((limit) => listVSwitches(client, { region, vpcId }, limit), signal);
}

async function observe(
  client: CloudClient,
  target: ResourceAddress,
  signal?: AbortSignal,
): Promise<ZoneState> {
  const [cluster, tasks] = await Promise.all([
    readCluster(client, target, signal),
    reading((limit) => readScheduledTasks(client, target, limit), signal),
  ]);
  return withTasks(cluster, tasks);
}

const withTasks = (cluster: Cluster, tasks: ChangePrimaryZoneLive['tasks']): ZoneState => ({
  ...cluster,
  ...(tasks.known ? { tasks: [...tasks.value] } : {}),
});

const zonesInWords = (cluster: Cluster) => ({
  primary: primaryZone(cluster) || '–',
  standby: standbyZones(cluster).join(', ') || '–',
});

const openTasks = (tasks: ZoneState['tasks']): string =>
  (tasks ?? [])
    .filter(isOpenTask)
    .map(({ action, status }) => `${action} (${status})`)
    .join(', ') || '–';

/** What matters to somebody who has seen the review: where it is, how it is, and what it has to do. */
function changes(seen: ChangePrimaryZoneLive, now: ChangePrimaryZoneLive): readonly Text[] {
  const [was, is] = [zonesInWords(seen.cluster), zonesInWords(now.cluster)];
  const tasksOf = ({ tasks }: ChangePrimaryZoneLive) => (tasks.known ? openTasks([...tasks.value]) : '–');
  return [
    ...differ(text('Primary zone: {before} → {after}'), was.primary, is.primary),
    ...differ(text('Standby zone: {before} → {after}'), was.standby, is.standby),
    ...differ(text('Status: {before} → {after}'), seen.cluster.status, now.cluster.status),
    ...differ(text('Lock mode: {before} → {after}'), seen.cluster.lockMode, now.cluster.lockMode),
    ...differ(text('Scheduled task: {before} → {after}'), tasksOf(seen), tasksOf(now)),
    ...differ(
      text('Nodes: {before} → {after}'),
      String(seen.cluster.nodes.length),
      String(now.cluster.nodes.length),
    ),
  ];
}

function review(
  form: ChangePrimaryZoneForm,
  { vSwitches }: { readonly vSwitches: Reading<readonly { readonly id: string; readonly name: string }[]> },
  times: PlannedTimes,
): readonly ReviewValue[] {
  const vSwitch = vSwitches.known ? vSwitches.value.find(({ id }) => id === form.vSwitch) : undefined;
  const planned = (field: 'start' | 'latest', label: Text): readonly ReviewValue[] => {
    const value = form[field];
    return value ? [{ field, label, value: text('{time}', { time: times.both(value) }) }] : [];
  };
  return [
    { field: 'zone', label: text('New zone'), value: text('{zone}', { zone: form.zone }) },
    { field: 'zoneType', label: text('Zone type'), value: text('{zoneType}', { zoneType: form.zoneType }) },
    {
      field: 'vSwitch',
      label: text('vSwitch'),
      value: vSwitch
        ? text('{name} · {id}', { name: vSwitch.name, id: vSwitch.id })
        : form.vSwitch === null
          ? text('The default one')
          : text('{id}', { id: form.vSwitch }),
    },
    { field: 'failBack', label: text('Fail back'), value: form.failBack ? text('Yes') : text('No') },
    {
      field: 'when',
      label: text('Time'),
      value: form.when === 'now' ? text('Now') : text('Scheduled for later'),
    },
    ...planned('start', text('Earliest start')),
    ...planned('latest', text('Latest start')),
  ];
}

function confirmation(
  form: ChangePrimaryZoneForm,
  { cluster }: ChangePrimaryZoneLive,
  target: Target,
  times: PlannedTimes,
): Text {
  const { primary, standby } = zonesInWords(cluster);
  const args = {
    name: target.name,
    id: target.id,
    region: target.region,
    from: form.zoneType === 'Primary' ? primary : standby,
    to: form.zone,
    start: form.start ? times.both(form.start) : '',
  };
  if (form.zoneType === 'Primary')
    return form.start
      ? text('Change the primary zone of {name} ({id}, {region}) from {from} to {to}, from {start} on?', args)
      : text('Change the primary zone of {name} ({id}, {region}) from {from} to {to} now?', args);
  return form.start
    ? text('Change the standby zone of {name} ({id}, {region}) from {from} to {to}, from {start} on?', args)
    : text('Change the standby zone of {name} ({id}, {region}) from {from} to {to} now?', args);
}

/**
 * The request's parameters. A call without PlannedStartTime runs at once, whatever FromTimeService says, and what the
 * cloud makes of a time together with FromTimeService=true is written nowhere: so the flag and the times go together
 * or not at all. VPCId is the cluster's own, and goes with the vSwitch.
 */
const parametersOf = (form: ChangePrimaryZoneForm, target: Target, { vpcId }: Cluster) => ({
  DBClusterId: target.id,
  ZoneId: form.zone,
  ZoneType: form.zoneType,
  ...(form.vSwitch === null
    ? {}
    : { VSwitchId: form.vSwitch, ...(vpcId === undefined ? {} : { VPCId: vpcId }) }),
  IsSwitchOverForDisaster: String(form.failBack),
  ...(form.start !== null && form.latest !== null
    ? { FromTimeService: false, PlannedStartTime: form.start, PlannedEndTime: form.latest }
    : { FromTimeService: true }),
});

/** Back to where it was: as a fail-back where the data is still there. */
function inverse(form: ChangePrimaryZoneForm, before: ZoneState, after: ZoneState) {
  const { zoneType } = form;
  const zone = zoneType === 'Primary' ? primaryZone(before) : standbyZones(before)[0];
  if (!zone || zone === primaryZone(after) || (zoneType === 'Standby' && standbyZones(after).includes(zone)))
    return undefined;
  return {
    title: text('Move Back'),
    form: {
      zoneType,
      zone,
      vSwitch: zoneType === 'Primary' ? (before.vSwitchId ?? null) : null,
      failBack: isFast(after, { zoneType, zone }),
      when: 'now' as const,
      start: null,
      latest: null,
    },
  };
}

/** ModifyDBClusterPrimaryZone: moves a PolarDB cluster’s primary or standby zone (spec 001). Times are those of `zone`. */
export function changePrimaryZone(zone: TimeZone): Operation {
  const times = new PlannedTimes(zone);
  return defineOperation<ChangePrimaryZoneLive, ZoneState, ChangePrimaryZoneForm>({
    id: 'polardb.changePrimaryZone',
    on: ['polardb.cluster'],
    title: text('Change Primary Zone'),
    doing: text('changing zone…'),
    risk: 'disruptive',
    secrets: [],
    form: changePrimaryZoneForm,
    state: zoneState,
    steps: changePrimaryZoneSteps(times),
    check: () => [],
    read,
    observe,
    stateOf: ({ cluster, tasks }) => withTasks(cluster, tasks),
    review: (form, live) => review(form, live, times),
    preflight: (form, live) => changePrimaryZoneChecks(live, form),
    effect: (form, live) => changePrimaryZoneEffect(live, form, times),
    confirmation: (form, live, target) => confirmation(form, live, target, times),
    changes,
    call: (form, target, { cluster }) => ({
      cloud: 'alibaba',
      product: 'polardb',
      action: 'ModifyDBClusterPrimaryZone',
      region: target.region,
      parameters: parametersOf(form, target, cluster),
    }),
    settle: (form, before, now) => changePrimaryZoneSettle(form, before, now, times),
    watchLimitMs: changePrimaryZoneWatchLimit,
    trace: changePrimaryZoneTrace,
    topology: ({ nodes }) =>
      nodes.map((node) => ({
        id: node.id,
        zone: node.zone,
        role: node.role,
        ...(node.status !== undefined && clusterPhase(node.status) !== 'running'
          ? { note: node.status }
          : {}),
      })),
    facts: (state) => [
      { label: text('Primary zone'), value: text('{zones}', { zones: zonesInWords(state).primary }) },
      { label: text('Standby zone'), value: text('{zones}', { zones: zonesInWords(state).standby }) },
      { label: text('vSwitch'), value: text('{id}', { id: state.vSwitchId ?? '–' }) },
      { label: text('Scheduled task'), value: text('{tasks}', { tasks: openTasks(state.tasks) }) },
    ],
    errors: changePrimaryZoneErrors,
    permissions: [
      ...onPolardbCluster(
        'ModifyDBClusterPrimaryZone',
        'DescribeDBClusterAttribute',
        'DescribeDBClusterEndpoints',
        'DescribeScheduleTasks',
      ),
      ...onEverything('polardb', 'DescribeZones', 'DescribeDBClusterAvailableResources'),
      ...onEverything('vpc', 'DescribeVSwitches'),
    ],
    inverse,
  });
}
