import { text } from '../clouds/text';
import { type Cluster, clusterPhase, writersOf } from '../inventory/polardbCluster';
import type { Progress, Trace } from './operation';
import { isRunning, nodeById, type SwitchRoleForm } from './switchRoleForm';

const ids = (cluster: Cluster): readonly string[] => writersOf(cluster).map((node) => node.id);

const writers = (cluster: Cluster): readonly string[] | string =>
  ids(cluster).length > 0 ? ids(cluster) : '–';

/** The node that has become the writer since, if one has. */
function newWriter(before: Cluster, now: Cluster): string | undefined {
  const old = ids(before);
  return ids(now).find((id) => !old.includes(id));
}

/**
 * Settled means: the writer is another node than before (the target, where one was named) and the cluster and that
 * node run. A running cluster alone says nothing: it also runs before the switch begins.
 */
export function switchRoleSettle(form: SwitchRoleForm, before: Cluster, now: Cluster): Progress {
  const phase = clusterPhase(now.status);
  if (phase === 'gone') return { state: 'failed', say: text('The cluster is being deleted') };
  const writer = newWriter(before, now);
  if (writer === undefined)
    return {
      state: 'going',
      say:
        phase === 'running'
          ? text('Running; the writer is still {writer}', { writer: writers(now) })
          : text('{status}; the writer is still {writer}', {
              status: now.status,
              writer: writers(now),
            }),
    };
  const nodeStatus = nodeById(now, writer)?.status;
  if (phase !== 'running' || (nodeStatus !== undefined && !isRunning(nodeStatus)))
    return {
      state: 'going',
      say: text('{writer} is the writer; the cluster is {status}', { writer, status: now.status }),
    };
  if (form.targetNode !== null && writer !== form.targetNode)
    return {
      state: 'failed',
      say: text('The cluster runs with {writer} as its writer, not with {target}', {
        writer,
        target: form.targetNode,
      }),
    };
  return {
    state: 'done',
    say: text('{writer} in {zone} is the writer and the cluster is running', {
      writer,
      zone: nodeById(now, writer)?.zone ?? '–',
    }),
  };
}

/** Whether a switch can be seen. Never says whose: an automatic failover looks the same. */
export function switchRoleTrace(_form: SwitchRoleForm, before: Cluster, now: Cluster): Trace {
  const writer = newWriter(before, now);
  if (writer !== undefined)
    return { found: true, say: text('The cluster has since switched: {writer} is the writer', { writer }) };
  if (clusterPhase(now.status) === 'switching') return { found: true, say: text('The cluster is switching') };
  return {
    found: false,
    say: text('No trace of a switch: the writer is still {writer}', { writer: writers(now) }),
  };
}
