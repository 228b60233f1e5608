import { GatewayError, missing } from './gatewayError';
import { clusterToOperateOn, type Operation, type OperationContext, pageOf } from './operationContext';
import { plannedTimes } from './plannedTimes';
import { apiTime, type SampleCluster, type SampleTask } from './sampleCluster';
import { noteEffect } from './write';

/*
 * CancelScheduleTasks and ModifyScheduleTask. The vendor's pages name one error code (InvalidDBNodeId.Malformed,
 * for the former); the others are those of the operations beside them and of the gateway.
 *
 * state or parameter                                            answer
 * ------------------------------------------------------------  ---------------------------------------
 * DBClusterId not of the form pc-...                            404 InvalidDBClusterId.Malformed
 * no such cluster, of another account or another region's host  404 InvalidDBCluster.NotFound
 * TaskId that is no task of the cluster                         400 InvalidDBNodeId.Malformed
 * a task that is not pending                                    403 OperationDenied.DBClusterStatus
 * a start or an end out of its limits (modify)                  400 InvalidPlannedStartTime, InvalidPlannedEndTime
 */

/** DescribeScheduleTasks: the scheduled tasks of an account's clusters, the latest start first. */
export const describeScheduleTasks: Operation = (context) => {
  const { parameters, estate, identity, host } = context;
  const is = (name: string, value: string) => !parameters.has(name) || parameters.get(name) === value;
  const found = estate
    .clusters()
    .filter(
      (cluster) =>
        cluster.accountId === identity.accountId &&
        host.regions.includes(cluster.RegionId) &&
        is('RegionId', cluster.RegionId) &&
        is('DBClusterId', cluster.DBClusterId) &&
        is('DBClusterDescription', cluster.DBClusterDescription),
    )
    .flatMap((cluster) => (cluster.tasks ?? []).map((task) => ({ cluster, task })))
    .filter(
      ({ task }) =>
        is('Status', task.status) &&
        is('TaskAction', task.action) &&
        (parameters.get('PlannedStartTime') ?? '') <= apiTime(task.earliest) &&
        (parameters.get('PlannedEndTime') ?? '9999') >= apiTime(task.latest),
    )
    .sort((a, b) => b.task.earliest - a.task.earliest);
  const number = Number(parameters.get('PageNumber') ?? 1);
  const size = Number(parameters.get('PageSize') ?? 30);
  return {
    Data: {
      PageNumber: number,
      PageSize: size,
      TotalRecordCount: found.length,
      TimerInfos: pageOf(found, number, size).map(timerInfo),
    },
    Message: 'SUCCESS',
    Success: true,
  };
};

const timerInfo = ({ cluster, task }: { readonly cluster: SampleCluster; readonly task: SampleTask }) => ({
  TaskId: task.id,
  Action: task.action,
  Status: task.status,
  TaskCancel: task.status === 'pending',
  DBClusterId: cluster.DBClusterId,
  DbClusterDescription: cluster.DBClusterDescription,
  DbClusterStatus: cluster.DBClusterStatus,
  Region: cluster.RegionId,
  PlannedStartTime: apiTime(task.earliest),
  PlannedEndTime: apiTime(task.latest),
  PlannedTime: apiTime(task.earliest),
});

/** CancelScheduleTasks: only what has not started. */
export const cancelScheduleTasks: Operation = (context) => {
  const { cluster, task } = pendingTask(context);
  task.status = 'cancel';
  noteEffect(context, 'CancelScheduleTasks', {
    clusterId: cluster.DBClusterId,
    detail: { task: task.id },
  });
  return { Success: true };
};

/** ModifyScheduleTask: another time for what has not started. */
export const modifyScheduleTask: Operation = (context) => {
  const { cluster, task } = pendingTask(context);
  const planned = plannedTimes(context.parameters, context.now);
  if (!planned) throw missing('PlannedStartTime');
  Object.assign(task, planned);
  const { earliest, latest } = planned;
  noteEffect(context, 'ModifyScheduleTask', {
    clusterId: cluster.DBClusterId,
    detail: {
      task: task.id,
      earliest: apiTime(earliest),
      latest: apiTime(latest),
    },
  });
  return { Success: true };
};

function pendingTask(context: OperationContext): { cluster: SampleCluster; task: SampleTask } {
  const cluster = clusterToOperateOn(context);
  const task = cluster.tasks?.find(({ id }) => id === context.parameters.get('TaskId'));
  if (!task)
    throw new GatewayError(
      400,
      'InvalidDBNodeId.Malformed',
      'The specified parameter DBNodeId is not valid.',
    );
  if (task.status !== 'pending')
    throw new GatewayError(
      403,
      'OperationDenied.DBClusterStatus',
      'The operation is not permitted due to status of cluster.',
    );
  return { cluster, task };
}
