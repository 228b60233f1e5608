import type { Product } from './catalogue';
import { changePrimaryZone } from './changePrimaryZone';
import { createClusterBinding, deleteClusterBinding } from './clusterBinding';
import { describeClusterAttribute, describeClusterEndpoints } from './describeCluster';
import { describeClusters } from './describeClusters';
import { describeHaLogs } from './describeHaLogs';
import { describeVSwitches } from './describeVSwitches';
import { describeAvailableResources, describeZones } from './describeZones';
import { describeInstanceAttribute, describeInstances } from './describeInstances';
import { failover } from './failover';
import { REGIONS } from './hosts';
import type { Operation } from './operationContext';
import { cancelScheduleTasks, describeScheduleTasks, modifyScheduleTask } from './scheduleOperations';

const describeRegions: Operation = () => ({
  Regions: {
    Region: REGIONS.map(({ id, zones }) => ({
      RegionId: id,
      Zones: { Zone: zones.map((zone) => ({ ZoneId: zone, VpcEnabled: true })) },
    })),
  },
});

const getCallerIdentity: Operation = ({ identity }) => ({
  AccountId: identity.accountId,
  Arn: identity.arn,
  IdentityType: identity.identityType,
  PrincipalId: identity.userId,
  ...(identity.roleId === undefined ? { UserId: identity.userId } : { RoleId: identity.roleId }),
});

/** What each product serves; the catalogue says the same, and a test holds one against the other. */
export const OPERATIONS: Readonly<Record<Product, Readonly<Record<string, Operation>>>> = {
  polardb: {
    DescribeRegions: describeRegions,
    DescribeDBClusters: describeClusters,
    DescribeDBClusterAttribute: describeClusterAttribute,
    DescribeDBClusterEndpoints: describeClusterEndpoints,
    DescribeHALogs: describeHaLogs,
    FailoverDBCluster: failover,
    DescribeZones: describeZones,
    DescribeDBClusterAvailableResources: describeAvailableResources,
    ModifyDBClusterPrimaryZone: changePrimaryZone,
    DescribeScheduleTasks: describeScheduleTasks,
    CancelScheduleTasks: cancelScheduleTasks,
    ModifyScheduleTask: modifyScheduleTask,
  },
  selectdb: {
    DescribeDBInstances: describeInstances,
    DescribeDBInstanceAttribute: describeInstanceAttribute,
    CreateDBClusterBinding: createClusterBinding,
    DeleteDBClusterBinding: deleteClusterBinding,
  },
  vpc: { DescribeVSwitches: describeVSwitches },
  sts: { GetCallerIdentity: getCallerIdentity },
};
