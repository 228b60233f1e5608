import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { count, flag, listIn, needed, optional, polardbCall, readAs } from './answers';
import { utcTime } from './cloudTimes';
import type { ResourceAddress } from './estate';

/** Something the cloud is to do to a cluster at a later time. Times in milliseconds since the epoch. */
export const scheduledTask = z.object({
  id: z.string(),
  /** `ModifyDBClusterPrimaryZone`, `CreateDBNodes`, `ModifyDBNodeClass`, `UpgradeDBClusterVersion`. */
  action: z.string(),
  /** `pending`, `executing`, `failure`, `finish`, `cancel`, `expired`, `rollback`. */
  status: z.string(),
  /** The earliest start. */
  earliest: z.number().optional(),
  /** The latest start. */
  latest: z.number().optional(),
  cancellable: z.boolean().optional(),
});
export type ScheduledTask = z.infer<typeof scheduledTask>;

export type TaskPhase = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** What a task's status means for people; an unknown one is running, so that nobody takes it for over. */
export function taskPhase({ status }: Pick<ScheduledTask, 'status'>): TaskPhase {
  switch (status.toLowerCase()) {
    case 'pending':
      return 'waiting';
    case 'finish':
      return 'done';
    case 'failure':
    case 'expired':
    case 'rollback':
      return 'failed';
    case 'cancel':
      return 'cancelled';
    default:
      return 'running';
  }
}

/** A task that is waiting or running keeps the cloud from taking another one (ScheduleTaskExist). */
export const isOpenTask = (task: ScheduledTask): boolean => ['waiting', 'running'].includes(taskPhase(task));

/** Whether a task can still be cancelled or moved: only before it starts. */
export const isChangeable = (task: ScheduledTask): boolean =>
  taskPhase(task) === 'waiting' && task.cancellable !== false;

const answer = z.object({
  Data: z.object({
    TimerInfos: listIn(
      'TimerInfo',
      z.object({
        TaskId: needed,
        Action: optional,
        Status: optional,
        PlannedStartTime: optional,
        PlannedEndTime: optional,
        TaskCancel: flag,
        DBClusterId: optional,
      }),
    ),
    TotalRecordCount: count,
  }),
});

/** The largest page DescribeScheduleTasks takes. */
const PAGE_SIZE = 100;
const MOST_PAGES = 20;

/** A cluster's scheduled tasks, past ones included as far as the cloud keeps them. Rejects with CloudError. */
export async function readScheduledTasks(
  client: CloudClient,
  { region, id }: ResourceAddress,
  signal?: AbortSignal,
): Promise<readonly ScheduledTask[]> {
  const tasks = new Map<string, ScheduledTask>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const call = polardbCall('DescribeScheduleTasks', region, {
      RegionId: region,
      DBClusterId: id,
      PageNumber: page,
      PageSize: PAGE_SIZE,
    });
    const { Data } = await readAs(client, call, answer, signal);
    const before = tasks.size;
    for (const each of Data.TimerInfos)
      if (each.DBClusterId === undefined || each.DBClusterId === id) tasks.set(each.TaskId, toTask(each));
    if (tasks.size === before || tasks.size >= (Data.TotalRecordCount ?? 0)) break;
  }
  return [...tasks.values()];
}

function toTask(each: z.output<typeof answer>['Data']['TimerInfos'][number]): ScheduledTask {
  const earliest = utcTime(each.PlannedStartTime);
  const latest = utcTime(each.PlannedEndTime);
  return {
    id: each.TaskId,
    action: each.Action ?? '',
    status: each.Status ?? '',
    ...(earliest === undefined ? {} : { earliest }),
    ...(latest === undefined ? {} : { latest }),
    ...(each.TaskCancel === undefined ? {} : { cancellable: each.TaskCancel }),
  };
}
