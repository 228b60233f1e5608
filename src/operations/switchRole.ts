import type { CloudClient } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import {
  cluster as clusterSchema,
  type Cluster,
  type ClusterNode,
  clusterPhase,
  isWriter,
  writersOf,
} from '../inventory/polardbCluster';
import { readCluster, readEndpoints, readSwitches } from '../inventory/polardb';
import { readZonalCluster, readZonalEndpoints } from '../inventory/polardbZonal';
import type { Target } from '../inventory/target';
import { defineOperation } from './defineOperation';
import { differ } from './differ';
import type { Problem } from './operation';
import { onEverything, onPolardbCluster } from './permissions';
import { reading } from './reading';
import { switchRoleChecks } from './switchRoleChecks';
import { switchRoleEffect } from './switchRoleEffect';
import { switchRoleErrors } from './switchRoleErrors';
import {
  cloudMayChoose,
  leavesStorage,
  nodeById,
  storageOf,
  switchRoleForm,
  type SwitchRoleForm,
  type SwitchRoleLive,
} from './switchRoleForm';
import { hasStandby, switchRoleSteps } from './switchRoleSteps';
import { switchRoleSettle, switchRoleTrace } from './switchRoleWatch';

/** How far this machine's clock may be behind the cloud's, whose switches are then in the future (the gateways' tolerance). */
const CLOCK_TOLERANCE_MS = 15 * 60_000;
/** How far back the switch log is read: beyond the ten minutes within which the cloud refuses a second switch. */
const SWITCH_LOG_MS = 60 * 60_000;

function check({ cluster }: SwitchRoleLive, form: SwitchRoleForm): readonly Problem[] {
  const problem = (field: keyof SwitchRoleForm, message: Text): readonly Problem[] => [{ field, message }];
  if (form.zoneType === 'Standby' && !hasStandby(cluster))
    return problem('zoneType', text('This cluster has no hot standby storage cluster'));
  if (form.targetNode === null)
    return cloudMayChoose(cluster)
      ? []
      : problem(
          'targetNode',
          text('PolarDB for {engine} needs a target node: only MySQL lets the cloud choose', {
            engine: cluster.engine,
          }),
        );
  const node = nodeById(cluster, form.targetNode);
  if (!node)
    return problem('targetNode', text('{node} is not a node of this cluster', { node: form.targetNode }));
  if (isWriter(node))
    return problem('targetNode', text('{node} is the writer already', { node: form.targetNode }));
  return [];
}

/** What matters to somebody who has seen the review: who writes, who is there, and whether all is well. */
function changes({ cluster: seen }: SwitchRoleLive, { cluster: now }: SwitchRoleLive): readonly Text[] {
  const ids = (nodes: readonly ClusterNode[]) =>
    nodes
      .map((node) => node.id)
      .sort()
      .join(', ');
  return [
    ...differ(text('Writer: {before} → {after}'), ids(writersOf(seen)), ids(writersOf(now))),
    ...differ(text('Status: {before} → {after}'), seen.status, now.status),
    ...differ(text('Lock mode: {before} → {after}'), seen.lockMode, now.lockMode),
    ...differ(text('Nodes: {before} → {after}'), ids(seen.nodes), ids(now.nodes)),
    ...differ(text('Data synchronisation: {before} → {after}'), seen.dataSyncMode, now.dataSyncMode),
    ...now.nodes.flatMap(({ id: node, status }) => {
      const before = nodeById(seen, node);
      return before ? differ(text('{node}: {before} → {after}'), before.status, status, { node }) : [];
    }),
  ];
}

const isOnEns = ({ kind }: Target): boolean => kind === 'polardbZonal.cluster';

async function readInRegion(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<SwitchRoleLive> {
  const now = Date.now();
  const span = { from: now - SWITCH_LOG_MS, to: now + CLOCK_TOLERANCE_MS };
  const [cluster, endpoints, switches] = await Promise.all([
    readCluster(client, target, signal),
    reading((limit) => readEndpoints(client, target, limit), signal),
    reading((limit) => readSwitches(client, target, span, limit), signal),
  ]);
  return { cluster, endpoints, switches };
}

async function readOnEns(client: CloudClient, target: Target, signal?: AbortSignal): Promise<SwitchRoleLive> {
  const [cluster, endpoints] = await Promise.all([
    readZonalCluster(client, target, signal),
    reading((limit) => readZonalEndpoints(client, target, limit), signal),
  ]);
  const why = text('The cloud has no log of switches for clusters on ENS');
  return { cluster, endpoints, switches: { known: false, why } };
}

/**
 * FailoverDBCluster, and FailoverDBClusterZonal for clusters on ENS: promotes a read-only node of a PolarDB cluster to
 * its writer (spec: role switching). Both take the same parameters.
 */
export const switchRole = defineOperation<SwitchRoleLive, Cluster, SwitchRoleForm>({
  id: 'polardb.switchRole',
  on: ['polardb.cluster', 'polardbZonal.cluster'],
  title: text('Switch Primary'),
  doing: text('switching over…'),
  risk: 'disruptive',
  secrets: [],
  form: switchRoleForm,
  state: clusterSchema,
  steps: switchRoleSteps,
  check,
  changes,
  read: (client, target, signal) =>
    isOnEns(target) ? readOnEns(client, target, signal) : readInRegion(client, target, signal),
  observe: (client, target, signal) =>
    isOnEns(target) ? readZonalCluster(client, target, signal) : readCluster(client, target, signal),
  stateOf: ({ cluster }) => cluster,
  review: (form, { cluster }) => {
    const node = nodeById(cluster, form.targetNode);
    return [
      {
        field: 'targetNode',
        label: text('Target node'),
        value: node
          ? text('{node} · {zone} · {class}', { node: node.id, zone: node.zone, class: node.class })
          : text('Chosen by the cloud'),
      },
      { field: 'zoneType', label: text('Zone type'), value: text('{zoneType}', { zoneType: form.zoneType }) },
      { field: 'rollBack', label: text('Fail back'), value: form.rollBack ? text('Yes') : text('No') },
    ];
  },
  preflight: (form, live, now) => switchRoleChecks(live, form, now),
  effect: (form, live) => switchRoleEffect(live, form),
  confirmation: (form, { cluster }, target) => {
    const args = {
      name: target.name,
      id: target.id,
      region: target.region,
      writer: writersOf(cluster)[0]?.id ?? '–',
      node: form.targetNode ?? '',
    };
    return form.targetNode === null
      ? text('Switch the primary of {name} ({id}, {region}) away from {writer}?', args)
      : text('Switch the primary of {name} ({id}, {region}) from {writer} to {node}?', args);
  },
  call: (form, target, _live, token) => ({
    cloud: 'alibaba',
    product: 'polardb',
    action: isOnEns(target) ? 'FailoverDBClusterZonal' : 'FailoverDBCluster',
    region: target.region,
    parameters: {
      DBClusterId: target.id,
      ...(form.targetNode === null ? {} : { TargetDBNodeId: form.targetNode }),
      TargetZoneType: form.zoneType,
      RollBackForDisaster: form.rollBack,
      ClientToken: token,
    },
    tokenParameter: 'ClientToken',
  }),
  settle: switchRoleSettle,
  trace: switchRoleTrace,
  topology: ({ nodes }) =>
    nodes.map((node) => ({
      id: node.id,
      zone: node.zone,
      role: node.role,
      ...(node.status !== undefined && clusterPhase(node.status) !== 'running' ? { note: node.status } : {}),
    })),
  errors: switchRoleErrors,
  permissions: [
    ...onPolardbCluster(
      'FailoverDBCluster',
      'DescribeDBClusterAttribute',
      'DescribeDBClusterEndpoints',
      'DescribeHALogs',
    ).map((each) => ({ ...each, on: 'polardb.cluster' as const })),
    ...onEverything(
      'polardb',
      'FailoverDBClusterZonal',
      'DescribeDbClusterAttributeZonal',
      'DescribeDBClusterEndpointsZonal',
    ).map((each) => ({ ...each, on: 'polardbZonal.cluster' as const })),
  ],
  inverse: (_form, before, after) => {
    const [old] = writersOf(before);
    const node = nodeById(after, old?.id);
    if (!node || isWriter(node)) return undefined;
    const zoneType = storageOf(node);
    return {
      title: text('Switch Back'),
      form: { zoneType, targetNode: node.id, rollBack: leavesStorage(after, zoneType) },
    };
  },
});
