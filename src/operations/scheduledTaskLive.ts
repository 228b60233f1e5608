import type * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text, type Text } from '../clouds/text';
import { readCluster } from '../inventory/polardb';
import { clusterPhase, cluster as clusterSchema } from '../inventory/polardbCluster';
import {
  isChangeable,
  readScheduledTasks,
  scheduledTask,
  type ScheduledTask,
  taskPhase,
} from '../inventory/scheduledTasks';
import { holderOf, type Target } from '../inventory/target';
import { differ } from './differ';
import type { Check, ErrorMeaning, Progress } from './operation';
import { onPolardbCluster } from './permissions';
import type { PlannedTimes } from './plannedTimes';

/** The cluster that a task belongs to, and the task unless the cloud lists it no more. */
export const taskState = clusterSchema.extend({ task: scheduledTask.optional() });
export type TaskState = z.infer<typeof taskState>;

/** Reads a scheduled task and its cluster. Rejects with CloudError. */
export async function readTask(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<TaskState> {
  const address = holderOf(target);
  const [cluster, tasks] = await Promise.all([
    readCluster(client, address, signal),
    readScheduledTasks(client, address, signal),
  ]);
  const task = tasks.find(({ id }) => id === target.id);
  return { ...cluster, ...(task ? { task } : {}) };
}

/** The same before anything is asked: without the task there is nothing to do. Rejects with CloudError. */
export async function readOwnTask(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<TaskState> {
  const state = await readTask(client, target, signal);
  if (state.task) return state;
  throw new CloudError({
    kind: 'answer',
    explanation: text('The cloud lists no scheduled task {id} of {cluster} any more.', {
      id: target.id,
      cluster: state.name,
    }),
    advice: text('Refresh the cluster: the task may be over.'),
  });
}

/** Only a task that has not begun can be cancelled or moved. */
export function pendingCheck({ task }: TaskState): Check {
  const pending = task !== undefined && isChangeable(task);
  return {
    id: 'pending',
    state: pending ? 'met' : 'notMet',
    title: text('The task has not begun'),
    fact: task
      ? text('{action}: {status}', { action: task.action, status: task.status })
      : text('The task is not listed any more'),
    risk: text('The cloud refuses to change a task that has begun or is over.'),
  };
}

/** A cluster that is being deleted does nothing later, whatever its tasks say. */
export const isGone = ({ status }: TaskState): Progress | undefined =>
  clusterPhase(status) === 'gone'
    ? { state: 'failed', say: text('The cluster is being deleted') }
    : undefined;

/** Whether a task has begun or come to an end, so that nobody can cancel or move it any more. */
export const isOver = ({ task }: TaskState): boolean => task !== undefined && taskPhase(task) !== 'waiting';

/** How a task that was to be changed stands without it. */
export function standing({ task }: TaskState, times: PlannedTimes): Text {
  if (!task) return text('The task is not listed any more');
  const { status } = task;
  switch (taskPhase(task)) {
    case 'waiting':
      return text('The task is still planned from {start} on', { start: shown(task.earliest, times) });
    case 'cancelled':
      return text('The task has been cancelled');
    case 'done':
      return text('The task has been carried out: {status}', { status });
    case 'failed':
      return text('The task has ended without being carried out: {status}', { status });
    case 'running':
      return text('The task has begun: {status}', { status });
  }
}

/** How far the change of a task has come that does not show it. */
export const unchanged = (state: TaskState, times: PlannedTimes): Progress => ({
  state: isOver(state) ? 'failed' : 'going',
  say: standing(state, times),
});

/** `2026-11-23 02:00 (18:00 UTC)`, or a dash where the cloud gave no time. */
export const shown = (at: number | undefined, times: PlannedTimes): string =>
  at === undefined ? '–' : times.bothAt(at);

/** What changed between two readings of a task. */
export function taskChanges(seen: TaskState, now: TaskState, times: PlannedTimes): readonly Text[] {
  const start = ({ task }: TaskState) => shown(task?.earliest, times);
  const latest = ({ task }: TaskState) => shown(task?.latest, times);
  return [
    ...differ(text('Task: {before} → {after}'), seen.task?.status, now.task?.status),
    ...differ(text('Earliest start: {before} → {after}'), start(seen), start(now)),
    ...differ(text('Latest start: {before} → {after}'), latest(seen), latest(now)),
    ...differ(text('Cluster: {before} → {after}'), seen.status, now.status),
  ];
}

/** What a person compares before and after. */
export const taskFacts = ({ task }: TaskState, times: PlannedTimes) => [
  { label: text('Task'), value: text('{action}', { action: task?.action ?? '–' }) },
  { label: text('Status'), value: text('{status}', { status: task?.status ?? '–' }) },
  { label: text('Earliest start'), value: text('{time}', { time: shown(task?.earliest, times) }) },
  { label: text('Latest start'), value: text('{time}', { time: shown(task?.latest, times) }) },
];

/** The names in the last question. */
export const namesOf = (target: Target, task: ScheduledTask | undefined) => ({
  action: task?.action ?? target.name,
  cluster: target.within?.name ?? '–',
  id: target.within?.id ?? '–',
  region: target.region,
});

/** What both need to read, and their call. */
export const taskPermissions = (action: string) =>
  onPolardbCluster(action, 'DescribeDBClusterAttribute', 'DescribeScheduleTasks');

const error = (meaning: Text, next: Text): ErrorMeaning => ({ meaning, next });

/** The code of the vendor's page on CancelScheduleTasks, and those that PolarDB's operations share. */
export const taskErrors: Readonly<Record<string, ErrorMeaning>> = {
  'InvalidDBNodeId.Malformed': error(
    text('The cloud does not accept the task’s id for this cluster.'),
    text('Refresh the cluster: the task may be over, or belong to another cluster.'),
  ),
  'OperationDenied.DBClusterStatus': error(
    text('The task or the cluster is in a state that does not allow it: the task may have begun.'),
    text('Refresh the cluster and look at the task and at what the cluster is doing.'),
  ),
  'InvalidDBCluster.NotFound': error(
    text('The cloud does not know this cluster in this region.'),
    text('Refresh the tree: the cluster may have been deleted, or belong to another account.'),
  ),
  'InvalidDBClusterId.Malformed': error(
    text('The cloud does not accept the cluster’s id.'),
    text('Refresh the tree and start again from the task.'),
  ),
};
