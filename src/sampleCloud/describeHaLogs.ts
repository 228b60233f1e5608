import { GatewayError } from './gatewayError';
import { clusterToRead, type Operation, pageOf } from './operationContext';
import { apiTime } from './sampleCluster';

/** DescribeHALogs: a cluster's switches, the newest first. Documented for PolarDB for MySQL only. */
export const describeHaLogs: Operation = (context) => {
  const { parameters } = context;
  const cluster = clusterToRead(context);
  if (cluster.DBType !== 'MySQL')
    throw new GatewayError(400, 'InvalidDBType.Malformed', 'The Specified DBType is not valid.');
  const nodeId = parameters.get('DBNodeId');
  const from = Date.parse(parameters.get('StartTime') ?? apiTime(0));
  const to = Date.parse(parameters.get('EndTime') ?? '9999-12-31T00:00:00Z');
  if (to <= from)
    throw new GatewayError(
      400,
      'InvalidEndTime.Malformed',
      'The end time must be later than the start time.',
    );
  const found = cluster.switches.filter(
    ({ startedAt, nodeIds }) =>
      startedAt >= from && startedAt <= to && (nodeId === undefined || nodeIds.includes(nodeId)),
  );
  const number = Number(parameters.get('PageNumber') ?? 1);
  const size = Number(parameters.get('PageSize') ?? 10);
  const page = pageOf(found, number, size);
  return {
    DBInstanceName: cluster.DBClusterId,
    DBInstanceType: 'polardb_mysql_rw',
    // 0 says that there are records, 1 that there are none.
    HaStatus: found.length > 0 ? 0 : 1,
    HaLogItems: page.map((log) => ({
      SwitchId: log.id,
      SwitchStartTime: apiTime(log.startedAt),
      ...(log.finishedAt === undefined ? {} : { SwitchFinishTime: apiTime(log.finishedAt) }),
      SwitchCauseCode: log.causeCode,
      SwitchCauseDetail: log.cause,
    })),
    ItemsNumbers: page.length,
    PageNumber: number,
    PageSize: size,
    TotalRecords: found.length,
  };
};
