import * as z from 'zod';
import { text } from '../clouds/text';
import { taskPhase } from '../inventory/scheduledTasks';
import { holderOf } from '../inventory/target';
import { defineOperation } from './defineOperation';
import type { TimeZone } from './localTime';
import type { Operation } from './operation';
import { PlannedTimes } from './plannedTimes';
import {
  isGone,
  isOver,
  namesOf,
  pendingCheck,
  readOwnTask,
  readTask,
  shown,
  standing,
  taskChanges,
  taskErrors,
  taskFacts,
  taskPermissions,
  taskState,
  type TaskState,
  unchanged,
} from './scheduledTaskLive';

const isCancelled = ({ task }: TaskState): boolean => task !== undefined && taskPhase(task) === 'cancelled';

/** CancelScheduleTasks: takes back what a PolarDB cluster is to do later. There is nothing to decide but that. */
export function cancelScheduledTask(zone: TimeZone): Operation {
  const times = new PlannedTimes(zone);
  return defineOperation<TaskState, TaskState, Record<string, never>>({
    id: 'polardb.cancelScheduledTask',
    on: ['polardb.scheduledTask'],
    title: text('Cancel Scheduled Task'),
    doing: text('cancelling…'),
    risk: 'change',
    secrets: [],
    form: z.object({}),
    state: taskState,
    steps: [],
    check: () => [],
    read: readOwnTask,
    observe: readTask,
    stateOf: (live) => live,
    review: (_form, live) => taskFacts(live, times),
    preflight: (_form, live) => [pendingCheck(live)],
    effect: (_form, { task }) => [
      text('What was to begin between {start} and {latest} is not done.', {
        start: shown(task?.earliest, times),
        latest: shown(task?.latest, times),
      }),
      text(
        'Nothing changes on the cluster now. What is cancelled cannot be brought back, only planned anew.',
      ),
    ],
    confirmation: (_form, { task }, target) =>
      text('Cancel the scheduled task {action} of {cluster} ({id}, {region})?', namesOf(target, task)),
    changes: (seen, now) => taskChanges(seen, now, times),
    call: (_form, target) => ({
      cloud: 'alibaba',
      product: 'polardb',
      action: 'CancelScheduleTasks',
      region: target.region,
      parameters: { DBClusterId: holderOf(target).id, TaskId: target.id },
    }),
    settle: (_form, _before, now) =>
      isGone(now) ??
      (isCancelled(now) ? { state: 'done', say: text('The task is cancelled') } : unchanged(now, times)),
    trace: (_form, _before, now) =>
      isCancelled(now)
        ? { found: true, say: text('The task has since been cancelled') }
        : { found: isOver(now), say: standing(now, times) },
    topology: () => [],
    facts: (state) => taskFacts(state, times),
    errors: taskErrors,
    permissions: taskPermissions('CancelScheduleTasks'),
  });
}
