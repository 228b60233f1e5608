import { text } from '../clouds/text';
import { isMultiMaster, writersOf } from '../inventory/polardbCluster';
import { isOpenTask } from '../inventory/scheduledTasks';
import {
  type ChangePrimaryZoneForm,
  type ChangePrimaryZoneLive,
  isFast,
  missingClasses,
  standbyZones,
  vSwitchesIn,
  zonesToChoose,
} from './changePrimaryZoneForm';
import * as clusterChecks from './clusterChecks';
import type { Check } from './operation';

type CheckOf = (live: ChangePrimaryZoneLive, form: ChangePrimaryZoneForm) => Check | undefined;

const running: CheckOf = ({ cluster }) =>
  clusterChecks.running(
    cluster,
    text('The cloud refuses while something else is under way (OperationDenied.MutexLock).'),
  );

const unlocked: CheckOf = ({ cluster }) =>
  clusterChecks.unlocked(
    cluster,
    text('The cloud refuses operations on a locked cluster (OperationDenied.MutexLock).'),
  );

const noTask: CheckOf = ({ tasks }) => {
  const title = text('The cluster has no scheduled task');
  const risk = text('The cloud takes no second one (ScheduleTaskExist): cancel the task first, or wait.');
  if (!tasks.known) return { id: 'noTask', state: 'unknown', title, risk, fact: tasks.why };
  const [open] = tasks.value.filter(isOpenTask);
  return {
    id: 'noTask',
    state: open ? 'notMet' : 'met',
    title,
    risk,
    fact: open ? text('{action}: {status}', { action: open.action, status: open.status }) : text('None'),
  };
};

const edition: CheckOf = ({ cluster }) => ({
  id: 'edition',
  state: isMultiMaster(cluster) ? 'notMet' : 'met',
  title: text('The edition has one primary zone to change'),
  fact: isMultiMaster(cluster)
    ? text('Multi-master cluster with {count} writers', { count: writersOf(cluster).length })
    : text('Edition: {category}', { category: cluster.category ?? 'Normal' }),
  risk: text('The cloud may not allow it on multi-master clusters (ActionUnauthorized).'),
});

const standbyZone: CheckOf = ({ cluster }, { zoneType }) => {
  if (zoneType !== 'Standby') return undefined;
  const standbys = standbyZones(cluster);
  return {
    id: 'standbyZone',
    state: standbys.length > 0 ? 'met' : 'notMet',
    title: text('The cluster has a standby zone'),
    fact:
      standbys.length > 0
        ? text('Standby zone: {zones}', { zones: standbys })
        : text('All of it is in one zone'),
    risk: text('Without a standby zone the cloud may have nothing to move (ActionUnauthorized).'),
  };
};

const stock: CheckOf = (live, { zone }) => {
  const title = text('The zone takes something new');
  const risk = text('The cloud refuses a zone without resources (InsufficientResource).');
  if (!live.zones.known) return { id: 'stock', state: 'unknown', title, risk, fact: live.zones.why };
  const inStock = zonesToChoose(live).find(({ id }) => id === zone)?.inStock;
  return {
    id: 'stock',
    state: inStock === undefined ? 'unknown' : inStock ? 'met' : 'notMet',
    title,
    risk,
    fact:
      inStock === undefined
        ? text('The cloud did not say what stock {zone} has', { zone })
        : inStock
          ? text('{zone}: in stock', { zone })
          : text('{zone}: sold out', { zone }),
  };
};

const classes: CheckOf = (live, { zone }) => {
  const missing = missingClasses(live, zone);
  const all = [...new Set(live.cluster.nodes.map((node) => node.class))];
  return {
    id: 'classes',
    state: missing === undefined ? 'unknown' : missing.length === 0 ? 'met' : 'notMet',
    title: text('The zone has the nodes’ class'),
    fact:
      missing === undefined
        ? live.classes.known
          ? text('Not known')
          : live.classes.why
        : missing.length === 0
          ? text('{zone} has {classes}', { zone, classes: all })
          : text('{zone} has no {classes}', { zone, classes: missing }),
    risk: text('The cloud refuses a zone that lacks a node’s class (InsufficientResource).'),
  };
};

/** A vSwitch that was typed, or left out, because the list of them could not be read. */
const vSwitch: CheckOf = ({ vSwitches }, { zone, vSwitch: id }) => {
  if (vSwitches.known) return undefined;
  return {
    id: 'vSwitch',
    state: 'unknown',
    title:
      id === null
        ? text('The VPC has no vSwitch in {zone}', { zone })
        : text('{id} is a vSwitch of the VPC in {zone}', { id, zone }),
    fact: vSwitches.why,
    risk:
      id === null
        ? text('The cloud checks it, and refuses a request that names none where there is one.')
        : text('The cloud checks it, and refuses one of another VPC or zone.'),
  };
};

const addresses: CheckOf = (live, { zone, vSwitch }) => {
  if (vSwitch === null && live.vSwitches.known) return undefined;
  const needed = live.cluster.nodes.length;
  const free = vSwitchesIn(live, zone)?.find(({ id }) => id === vSwitch)?.free;
  return {
    id: 'addresses',
    state: free === undefined ? 'unknown' : free >= needed ? 'met' : 'notMet',
    title: text('The vSwitch has an address for every node'),
    fact:
      free === undefined
        ? live.vSwitches.known
          ? text('The cloud did not say how many are free')
          : live.vSwitches.why
        : text('{free} free, {needed} nodes', { free, needed }),
    risk: text('Without enough free addresses the cloud refuses (InsufficientResource).'),
  };
};

const dataSync: CheckOf = ({ cluster }, form) => {
  if (!isFast(cluster, form) || cluster.hotStandby === false) return undefined;
  const mode = cluster.dataSyncMode;
  const semi = mode?.toLowerCase() === 'semisync';
  return {
    id: 'dataSync',
    state: mode === undefined ? 'unknown' : semi ? 'met' : 'notMet',
    title: text('The standby zone has every committed transaction'),
    fact:
      mode === undefined
        ? text('The cloud did not say how the standby zone follows')
        : semi
          ? text('Data synchronisation: SemiSync (a commit waits for the standby)')
          : text('Data synchronisation: {mode} (a commit does not wait for the standby)', { mode }),
    risk: text('Transactions committed in the last moments before the move can be lost.'),
  };
};

/** In the order a DBA asks them. A check that does not concern this cluster and form is left out. */
const CHECKS: readonly CheckOf[] = [
  running,
  unlocked,
  noTask,
  edition,
  standbyZone,
  stock,
  classes,
  vSwitch,
  addresses,
  dataSync,
];

export function changePrimaryZoneChecks(
  live: ChangePrimaryZoneLive,
  form: ChangePrimaryZoneForm,
): readonly Check[] {
  return CHECKS.map((check) => check(live, form)).filter((check) => check !== undefined);
}
