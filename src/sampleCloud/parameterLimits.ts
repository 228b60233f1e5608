import { GatewayError } from './gatewayError';

/** A documented limit that the catalogue does not hold. */
export interface Limit {
  test(value: string): boolean;
  readonly says: string;
  /** What is thrown instead of the plain InvalidX. */
  readonly error?: GatewayError;
}

const oneOf = (...values: readonly string[]): Limit => ({
  test: (value) => values.includes(value),
  says: `Valid values: ${values.join(', ')}.`,
});
const between = (low: number, high: number): Limit => ({
  test: (value) => Number(value) >= low && Number(value) <= high,
  says: `Valid values: ${low} to ${high}.`,
});
const pattern = (regex: RegExp, says: string, error?: GatewayError): Limit => ({
  test: (value) => regex.test(value),
  says,
  ...(error ? { error } : {}),
});

const page = between(1, 2 ** 31 - 1);
const time = pattern(
  /^\d{4}-(0[1-9]|1[0-2])-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z$/,
  'The format is YYYY-MM-DDThh:mm:ssZ.',
);
const clusterId = pattern(
  /^pc-[a-z0-9]{6,32}$/,
  '',
  new GatewayError(404, 'InvalidDBClusterId.Malformed', 'The specified parameter DBClusterId is not valid.'),
);
const nodeId = pattern(
  /^pi-[a-z0-9]{6,32}$/,
  '',
  new GatewayError(400, 'InvalidDBNodeId.Malformed', 'The specified parameter DBNodeId is not valid.'),
);

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
    ClientToken: pattern(/^[\x20-\x7e]{1,64}$/, 'At most 64 ASCII characters are allowed.'),
  },
};
