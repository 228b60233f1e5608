import { text, type Text } from '../clouds/text';
import { type Cluster, type ClusterNode, isWriter, roleWord, writersOf } from '../inventory/polardbCluster';
import type { StepSpec } from './defineOperation';
import type { Choice } from './operation';
import {
  candidates,
  cloudMayChoose,
  leavesStorage,
  storageOf,
  type SwitchRoleForm,
  type SwitchRoleLive,
  type Unsuitable,
  unsuitable,
  type ZoneType,
} from './switchRoleForm';

/** Nodes may outlive a standby that was switched off, so they count only where the cloud does not say. */
export const hasStandby = (cluster: Cluster): boolean =>
  cluster.hotStandby ?? cluster.nodes.some((node) => storageOf(node) === 'Standby');

/** What is asked, in this order, each from the live cluster. */
export const switchRoleSteps: readonly StepSpec<SwitchRoleLive, SwitchRoleForm>[] = [
  {
    kind: 'pick',
    field: 'zoneType',
    title: text('Zone type'),
    placeholder: text('Where should the new writer be?'),
    known: ({ cluster }) => (hasStandby(cluster) ? undefined : { value: 'Primary' }),
    choices: ({ cluster }) => [zoneChoice(cluster, 'Primary'), zoneChoice(cluster, 'Standby')],
    likely: ({ cluster }) => {
      const [writer] = writersOf(cluster);
      return writer ? storageOf(writer) : 'Primary';
    },
  },
  {
    kind: 'pick',
    field: 'targetNode',
    title: text('Target node'),
    placeholder: text('Which node becomes the writer?'),
    dependsOn: ['zoneType'],
    choices: ({ cluster }, { zoneType = 'Primary' }) => [
      ...candidates(cluster, zoneType).map((node) => nodeChoice(node, zoneType)),
      ...(cloudMayChoose(cluster) ? [cloudChoice(cluster, zoneType)] : []),
    ],
    likely: ({ cluster }, { zoneType = 'Primary' }) => candidates(cluster, zoneType)[0]?.id ?? null,
  },
  {
    kind: 'pick',
    field: 'rollBack',
    title: text('Fail back'),
    placeholder: text('Is this a fail-back to the original primary zone?'),
    dependsOn: ['zoneType'],
    known: ({ cluster }, { zoneType = 'Primary' }) =>
      leavesStorage(cluster, zoneType) ? undefined : { value: false },
    choices: () => [
      {
        value: false,
        label: text('No'),
        description: text('RollBackForDisaster = false, the default'),
        detail: text('An ordinary switch to the other storage cluster.'),
      },
      {
        value: true,
        label: text('Yes'),
        description: text('RollBackForDisaster = true'),
        detail: text('The service returns to its original primary zone after a failover.'),
      },
    ],
    likely: (_live, { zoneType }) => zoneType === 'Primary',
  },
];

function zoneChoice(cluster: Cluster, zoneType: ZoneType): Choice {
  const nodes = cluster.nodes.filter((node) => storageOf(node) === zoneType);
  const zones = [...new Set(nodes.map((node) => node.zone))];
  return {
    value: zoneType,
    label: zoneType,
    description:
      zoneType === 'Primary' ? text('Primary storage cluster') : text('Hot standby storage cluster'),
    detail: text('{count} nodes in {zones}', { count: nodes.length, zones: zones.length > 0 ? zones : '–' }),
    ...(nodes.some((node) => !isWriter(node)) ? {} : { unsuitable: text('It has no read-only node') }),
  };
}

const REASONS: Readonly<Record<Unsuitable, Text>> = {
  writer: text('It is the writer already'),
  otherStorage: text('It belongs to the other storage cluster'),
  columnIndex: text('A column index node cannot become the writer'),
  notRunning: text('It is not running'),
};

function nodeChoice(node: ClusterNode, zoneType: ZoneType): Choice {
  const reason = unsuitable(node, zoneType);
  return {
    value: node.id,
    label: node.id,
    icon: 'server',
    description: text('{role} · {zone} · {class}', {
      role: roleWord(node.role),
      zone: node.zone,
      class: node.class,
    }),
    detail: text('Failover priority {priority} · {status}', {
      priority: node.failoverPriority ?? '–',
      status: node.status ?? '–',
    }),
    ...(reason ? { unsuitable: REASONS[reason] } : {}),
  };
}

function cloudChoice(cluster: Cluster, zoneType: ZoneType): Choice {
  const likely = candidates(cluster, zoneType).find((node) => unsuitable(node, zoneType) === undefined);
  return {
    value: null,
    label: text('Let the cloud choose'),
    icon: 'cloud',
    description: text('No target node is sent'),
    detail: likely
      ? text('The node with the highest failover priority, likely {node}', { node: likely.id })
      : text('The node with the highest failover priority'),
    ...(likely ? {} : { unsuitable: text('There is no node it could choose') }),
  };
}
