import * as z from 'zod';
import { text } from '../clouds/text';
import { utcSeconds } from '../inventory/cloudTimes';
import { holderOf } from '../inventory/target';
import { defineOperation, type StepSpec } from './defineOperation';
import type { TimeZone } from './localTime';
import type { Operation } from './operation';
import {
  earliestStart,
  latestProblem,
  latestStart,
  plannedErrors,
  PlannedTimes,
  startProblem,
} from './plannedTimes';
import {
  isGone,
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

const rescheduleTaskForm = z.object({ start: earliestStart, latest: latestStart });
type RescheduleTaskForm = z.infer<typeof rescheduleTaskForm>;

const steps = (times: PlannedTimes): readonly StepSpec<TaskState, RescheduleTaskForm>[] => [
  {
    kind: 'input',
    field: 'start',
    title: text('Earliest start'),
    prompt: text('Local time within the next 24 hours, as 14:30 or 2026-11-23 02:00.'),
    problem: (_live, { start = '' }, now) => startProblem(start, now),
    initial: ({ task }, _form, now) =>
      task?.earliest !== undefined && task.earliest > now
        ? times.show(utcSeconds(task.earliest))
        : times.proposedStart(now),
    keep: (typed, _form, now) => times.keep(typed, now),
    show: (kept) => times.show(kept),
    echo: (kept) => times.echo(kept),
  },
  {
    kind: 'input',
    field: 'latest',
    title: text('Latest start'),
    prompt: text(
      'Local time, at least 30 minutes after the earliest start. Not begun by then, it is not done.',
    ),
    dependsOn: ['start'],
    problem: (_live, { start, latest = '' }) => (start ? latestProblem(start, latest) : undefined),
    initial: (_live, { start }) => times.proposedLatest(start),
    keep: (typed, { start }, now) => times.keep(typed, start ? Date.parse(start) : now),
    show: (kept) => times.show(kept),
    echo: (kept) => times.echo(kept),
  },
];

const isMoved = ({ start, latest }: RescheduleTaskForm, { task }: TaskState): boolean =>
  task?.earliest === Date.parse(start) && task.latest === Date.parse(latest);

/** Where a task may go back to, if its times were known. */
function inverse(_form: RescheduleTaskForm, { task }: TaskState) {
  if (task?.earliest === undefined || task.latest === undefined) return undefined;
  return {
    title: text('Move Back'),
    form: { start: utcSeconds(task.earliest), latest: utcSeconds(task.latest) },
  };
}

/** ModifyScheduleTask: gives what a PolarDB cluster is to do later another time. */
export function rescheduleTask(zone: TimeZone): Operation {
  const times = new PlannedTimes(zone);
  return defineOperation<TaskState, TaskState, RescheduleTaskForm>({
    id: 'polardb.rescheduleTask',
    on: ['polardb.scheduledTask'],
    title: text('Reschedule Task'),
    doing: text('rescheduling…'),
    risk: 'change',
    secrets: [],
    form: rescheduleTaskForm,
    state: taskState,
    steps: steps(times),
    check: () => [],
    read: readOwnTask,
    observe: readTask,
    stateOf: (live) => live,
    review: ({ start, latest }, { task }) => [
      { label: text('Task'), value: text('{action}', { action: task?.action ?? '–' }) },
      { field: 'start', label: text('Earliest start'), value: text('{time}', { time: times.both(start) }) },
      { field: 'latest', label: text('Latest start'), value: text('{time}', { time: times.both(latest) }) },
    ],
    preflight: (_form, live) => [pendingCheck(live)],
    effect: ({ start, latest }, { task }) => [
      text('It begins between {start} and {latest} instead of {oldStart} and {oldLatest}.', {
        start: times.both(start),
        latest: times.both(latest),
        oldStart: shown(task?.earliest, times),
        oldLatest: shown(task?.latest, times),
      }),
      text('Nothing changes on the cluster now.'),
    ],
    confirmation: ({ start }, { task }, target) =>
      text('Move the scheduled task {action} of {cluster} ({id}, {region}) to {start}?', {
        ...namesOf(target, task),
        start: times.both(start),
      }),
    changes: (seen, now) => taskChanges(seen, now, times),
    call: ({ start, latest }, target) => ({
      cloud: 'alibaba',
      product: 'polardb',
      action: 'ModifyScheduleTask',
      region: target.region,
      parameters: {
        DBClusterId: holderOf(target).id,
        TaskId: target.id,
        PlannedStartTime: start,
        PlannedEndTime: latest,
      },
    }),
    settle: (form, _before, now) =>
      isGone(now) ??
      (isMoved(form, now)
        ? {
            state: 'done',
            say: text('The task is planned from {start} on', { start: times.both(form.start) }),
          }
        : unchanged(now, times)),
    trace: (form, before, now) =>
      isMoved(form, now) && !isMoved(form, before)
        ? {
            found: true,
            say: text('The task has since been moved to {start}', { start: times.both(form.start) }),
          }
        : { found: false, say: standing(now, times) },
    topology: () => [],
    facts: (state) => taskFacts(state, times),
    errors: { ...taskErrors, ...plannedErrors },
    permissions: taskPermissions('ModifyScheduleTask'),
    inverse,
  });
}
