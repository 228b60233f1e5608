import { text } from '../clouds/text';
import { type Cluster, isMultiMaster, isWriter, writersOf } from '../inventory/polardbCluster';
import * as clusterChecks from './clusterChecks';
import type { Check } from './operation';
import type { SwitchRoleForm, SwitchRoleLive } from './switchRoleForm';
import {
  type CheckOf,
  dataSync,
  standby,
  targetClass,
  targetRunning,
  targetStorage,
} from './switchRoleTargetChecks';

/** The cloud refuses a second switch within ten minutes of the last (UnsupportHighFrequenceSwitchOver). */
export const SWITCH_INTERVAL_MS = 10 * 60_000;

const running: CheckOf = ({ cluster }) =>
  clusterChecks.running(
    cluster,
    text('The cloud is likely to refuse, or the switch waits behind the task that is under way.'),
  );

const unlocked: CheckOf = ({ cluster }) =>
  clusterChecks.unlocked(cluster, text('A locked cluster refuses operations or takes no writes.'));

const isSingleNode = ({ category }: Cluster): boolean => category?.toLowerCase() === 'basic';

const category: CheckOf = ({ cluster }) => ({
  id: 'category',
  state: isMultiMaster(cluster) || isSingleNode(cluster) ? 'notMet' : 'met',
  title: text('The edition has one writer to switch'),
  fact: isMultiMaster(cluster)
    ? text('Multi-master cluster with {count} writers', { count: writersOf(cluster).length })
    : text('Edition: {category}', { category: cluster.category ?? 'Normal' }),
  risk: text(
    'The cloud refuses role switching on single-node and multi-master clusters (OperationDenied.ClusterCategory).',
  ),
});

const readers: CheckOf = ({ cluster }) => {
  const count = cluster.nodes.filter((node) => !isWriter(node)).length;
  return {
    id: 'readers',
    state: count > 0 ? 'met' : 'notMet',
    title: text('There is a node to promote'),
    fact:
      count > 0
        ? text('Read-only nodes: {count}', { count })
        : text('Single-node cluster: there is nothing to switch to'),
    risk: text('Without a read-only node the cloud has nothing to promote and refuses.'),
  };
};

const lastSwitch: CheckOf = ({ switches }, _form, now) => {
  const title = text('No switch within the last ten minutes');
  const risk = text(
    'The cloud refuses a second switch within ten minutes (UnsupportHighFrequenceSwitchOver).',
  );
  if (!switches.known) return { id: 'lastSwitch', state: 'unknown', title, risk, fact: switches.why };
  const last = Math.max(...switches.value.map((event) => event.finishedAt ?? event.startedAt ?? -Infinity));
  if (!Number.isFinite(last))
    return { id: 'lastSwitch', state: 'met', title, risk, fact: text('None in the log of the last hour') };
  const minutes = Math.max(0, Math.floor((now - last) / 60_000));
  const recent = now - last < SWITCH_INTERVAL_MS;
  return {
    id: 'lastSwitch',
    state: recent ? 'notMet' : 'met',
    title,
    risk,
    fact: recent
      ? text('Last switch {minutes} min ago; allowed again in about {wait} min', {
          minutes,
          wait: Math.ceil((SWITCH_INTERVAL_MS - (now - last)) / 60_000),
        })
      : text('Last switch {minutes} min ago', { minutes }),
  };
};

/** In the order a DBA asks them. A check that does not concern this cluster and form is left out. */
const CHECKS: readonly CheckOf[] = [
  running,
  unlocked,
  category,
  readers,
  standby,
  targetRunning,
  targetStorage,
  targetClass,
  dataSync,
  lastSwitch,
];

export function switchRoleChecks(live: SwitchRoleLive, form: SwitchRoleForm, now: number): readonly Check[] {
  return CHECKS.map((check) => check(live, form, now)).filter((check) => check !== undefined);
}
