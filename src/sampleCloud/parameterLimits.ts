import { GatewayError } from './gatewayError';
import { between, clientToken, clusterId, type Limit, nodeId, oneOf, page, pattern, time } from './limit';
import { STS_LIMITS } from './stsLimits';
import { ZONAL_LIMITS } from './zonalLimits';

const zoneId = pattern(
  /^[a-z]{2,4}(-[a-z0-9]+){1,6}$/,
  '',
  new GatewayError(400, 'InvalidZoneId.Malformed', 'The specified parameter ZoneId is not valid.'),
);

export const LIMITS: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  DescribeDBClusters: {
    PageNumber: page,
    PageSize: oneOf('30', '50', '100'),
    RecentCreationInterval: between(0, 15),
    RecentExpirationInterval: between(0, 15),
  },
  DescribeDBClusterAttribute: { DBClusterId: clusterId },
  DescribeDBClusterEndpoints: { DBClusterId: clusterId },
  DescribeHALogs: {
    DBClusterId: clusterId,
    DBNodeId: nodeId,
    LogType: oneOf('HaSwitchLogList'),
    PageNumber: page,
    PageSize: between(5, 50),
    StartTime: time,
    EndTime: time,
  },
  ModifyDBClusterPrimaryZone: {
    DBClusterId: clusterId,
    ZoneId: zoneId,
    VSwitchId: pattern(/^vsw-[a-z0-9]{6,32}$/, ''),
    VPCId: pattern(/^vpc-[a-z0-9]{6,32}$/, ''),
  },
  DescribeScheduleTasks: {
    DBClusterId: clusterId,
    PageNumber: page,
    PageSize: oneOf('30', '50', '100'),
    PlannedStartTime: time,
    PlannedEndTime: time,
  },
  CancelScheduleTasks: { DBClusterId: clusterId },
  ModifyScheduleTask: { DBClusterId: clusterId },
  DescribeVSwitches: { PageNumber: page, PageSize: between(1, 50) },
  DescribeDBInstances: { PageNumber: page, PageSize: oneOf('30', '50', '100') },
  FailoverDBCluster: {
    DBClusterId: clusterId,
    TargetDBNodeId: nodeId,
    TargetZoneType: oneOf('Primary', 'Standby'),
    ClientToken: clientToken,
  },
  ...STS_LIMITS,
  ...ZONAL_LIMITS,
};
