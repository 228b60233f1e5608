import { text } from '../clouds/text';
import { type Cluster, writersOf } from '../inventory/polardbCluster';
import type { Check } from './operation';
import {
  candidates,
  isRunning,
  leavesStorage,
  nodeById,
  storageOf,
  type SwitchRoleForm,
  type SwitchRoleLive,
  type ZoneType,
} from './switchRoleForm';

/** A check of a form against live data; undefined where it does not concern them. Times in milliseconds. */
export type CheckOf = (live: SwitchRoleLive, form: SwitchRoleForm, now: number) => Check | undefined;

/** The hot standby may be there and told not to take over (StandbyHAMode OFF); 0 is a drill. */
export const standby: CheckOf = ({ cluster }, { zoneType }) => {
  if (zoneType !== 'Standby') return undefined;
  const mode = cluster.standbyHaMode;
  const off = cluster.hotStandby === false || mode?.toLowerCase() === 'off';
  return {
    id: 'standby',
    state: off ? 'notMet' : mode === undefined ? 'unknown' : 'met',
    title: text('The hot standby storage cluster may take over'),
    fact:
      cluster.hotStandby === false
        ? text('The hot standby storage cluster is off')
        : mode === undefined
          ? text('The cloud did not say whether it may')
          : text('Switching to the hot standby: {mode}', { mode }),
    risk: text('The cloud refuses to switch to a standby that is off (HaStatusNotSupport).'),
  };
};

export const targetRunning: CheckOf = ({ cluster }, { targetNode, zoneType }) => {
  if (targetNode === null) return anyRunning(cluster, zoneType);
  const status = nodeById(cluster, targetNode)?.status;
  return {
    id: 'targetRunning',
    state: status === undefined ? 'unknown' : isRunning(status) ? 'met' : 'notMet',
    title: text('The target node is running'),
    fact:
      status === undefined
        ? text('The cloud did not say how {node} is', { node: targetNode })
        : text('{node}: {status}', { node: targetNode, status }),
    risk: text('A node that is not running cannot take over; the switch fails or takes longer.'),
  };
};

/** Where the cloud chooses, one node that could take over must be well. */
function anyRunning(cluster: Cluster, zoneType: ZoneType): Check | undefined {
  const able = candidates(cluster, zoneType).filter(
    (node) => storageOf(node) === zoneType && !node.columnIndex,
  );
  if (able.length === 0) return undefined;
  const count = able.filter(({ status }) => isRunning(status)).length;
  const known = able.some(({ status }) => status !== undefined);
  return {
    id: 'targetRunning',
    state: count > 0 ? 'met' : known ? 'notMet' : 'unknown',
    title: text('A node that the cloud can choose is running'),
    fact: known
      ? text('{count} of {total} are running', { count, total: able.length })
      : text('The cloud did not say how they are'),
    risk: text('A node that is not running cannot take over; the cloud refuses or the switch takes longer.'),
  };
}

export const targetStorage: CheckOf = ({ cluster }, { targetNode, zoneType }) => {
  const node = nodeById(cluster, targetNode);
  const storages = node ? [node] : candidates(cluster, zoneType);
  const fits = storages.some((each) => storageOf(each) === zoneType && !each.columnIndex);
  return {
    id: 'targetStorage',
    state: fits ? 'met' : 'notMet',
    title: text('The target suits the zone type {zoneType}', { zoneType }),
    fact: !node
      ? text('Read-only nodes in the {zoneType} storage cluster: {count}', {
          zoneType,
          count: storages.filter((each) => storageOf(each) === zoneType).length,
        })
      : node.columnIndex
        ? text('{node} is a column index node', { node: node.id })
        : text('{node} belongs to the {storage} storage cluster', {
            node: node.id,
            storage: storageOf(node),
          }),
    risk: text('The cloud refuses a node of another storage cluster or type (OperationDenied.DBNodeType).'),
  };
};

export const targetClass: CheckOf = ({ cluster }, { targetNode }) => {
  const node = nodeById(cluster, targetNode);
  const [writer] = writersOf(cluster);
  if (!node || !writer) return undefined;
  return {
    id: 'targetClass',
    state: node.class === writer.class ? 'met' : 'notMet',
    title: text('The target has the writer’s class'),
    fact: text('Target {target}, writer {writer}', { target: node.class, writer: writer.class }),
    risk: text(
      'Another class may not carry the write load, and parameters bound to it change with the writer.',
    ),
  };
};

export const dataSync: CheckOf = ({ cluster }, { zoneType }) => {
  if (!leavesStorage(cluster, zoneType)) return undefined;
  const mode = cluster.dataSyncMode;
  const semi = mode?.toLowerCase() === 'semisync';
  return {
    id: 'dataSync',
    state: mode === undefined ? 'unknown' : semi ? 'met' : 'notMet',
    title: text('The standby storage cluster has every committed transaction'),
    fact:
      mode === undefined
        ? text('The cloud did not say how the standby storage cluster follows')
        : semi
          ? text('Data synchronisation: SemiSync (a commit waits for the standby)')
          : text('Data synchronisation: {mode} (a commit does not wait for the standby)', { mode }),
    risk: text('Transactions committed in the last moments before the switch can be lost.'),
  };
};
