import * as z from 'zod';
import { text } from '../clouds/text';
import { isChangeable, taskPhase } from '../inventory/scheduledTasks';
import { holderOf } from '../inventory/target';
import { defineOperation } from './defineOperation';
import type { TimeZone } from './localTime';
import type { Operation } from './operation';
import { PlannedTimes } from './plannedTimes';
import {
  endedOtherwise,
  isGone,
  namesOf,
  pendingCheck,
  readOwnTask,
  readTask,
  shown,
  taskChanges,
  taskErrors,
  taskFacts,
  taskPermissions,
  taskState,
  type TaskState,
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
      (isCancelled(now)
        ? { state: 'done', say: text('The task is cancelled') }
        : (endedOtherwise(now) ?? {
            state: 'going',
            say: text('The task is still {status}', { status: now.task?.status ?? '–' }),
          })),
    trace: (_form, _before, now) =>
      isCancelled(now)
        ? { found: true, say: text('The task has since been cancelled') }
        : now.task && !isChangeable(now.task)
          ? { found: true, say: text('The task has begun: {status}', { status: now.task.status }) }
          : { found: false, say: text('No trace: the task is still planned') },
    topology: () => [],
    facts: (state) => taskFacts(state, times),
    errors: taskErrors,
    permissions: taskPermissions('CancelScheduleTasks'),
  });
}
