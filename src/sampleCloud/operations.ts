import {
  deleteAccountZonal,
  grantAccountPrivilegeZonal,
  modifyAccountDescriptionZonal,
  modifyAccountPasswordZonal,
  revokeAccountPrivilegeZonal,
} from './accountsZonal';
import { assumeRole } from './assumeRole';
import type { Product } from './catalogue';
import { changePrimaryZone } from './changePrimaryZone';
import { createClusterBinding, deleteClusterBinding } from './clusterBinding';
import { createAccountZonal } from './createAccountZonal';
import {
  describeClusterAttribute,
  describeClusterAttributeZonal,
  describeClusterEndpoints,
  describeClusterEndpointsZonal,
} from './describeCluster';
import { describeClusters } from './describeClusters';
import { describeHaLogs } from './describeHaLogs';
import { describePolardbVSwitches, describeVSwitches } from './describeVSwitches';
import { describeAccountsZonal, describeClustersZonal, describeDatabasesZonal } from './describeZonal';
import { describeAvailableResources, describeZones } from './describeZones';
import { describeInstanceAttribute, describeInstances } from './describeInstances';
import { failover, failoverZonal } from './failover';
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

/** PolarDB on ENS. */
const ZONAL: Readonly<Record<string, Operation>> = {
  DescribeDBClustersZonal: describeClustersZonal,
  // The name's lower-case b is the vendor's.
  DescribeDbClusterAttributeZonal: describeClusterAttributeZonal,
  DescribeDBClusterEndpointsZonal: describeClusterEndpointsZonal,
  DescribeAccountsZonal: describeAccountsZonal,
  DescribeDatabasesZonal: describeDatabasesZonal,
  FailoverDBClusterZonal: failoverZonal,
  CreateAccountZonal: createAccountZonal,
  ModifyAccountPasswordZonal: modifyAccountPasswordZonal,
  ModifyAccountDescriptionZonal: modifyAccountDescriptionZonal,
  GrantAccountPrivilegeZonal: grantAccountPrivilegeZonal,
  RevokeAccountPrivilegeZonal: revokeAccountPrivilegeZonal,
  DeleteAccountZonal: deleteAccountZonal,
};

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
    DescribeVSwitches: describePolardbVSwitches,
    ModifyDBClusterPrimaryZone: changePrimaryZone,
    DescribeScheduleTasks: describeScheduleTasks,
    CancelScheduleTasks: cancelScheduleTasks,
    ModifyScheduleTask: modifyScheduleTask,
    ...ZONAL,
  },
  selectdb: {
    DescribeDBInstances: describeInstances,
    DescribeDBInstanceAttribute: describeInstanceAttribute,
    CreateDBClusterBinding: createClusterBinding,
    DeleteDBClusterBinding: deleteClusterBinding,
  },
  vpc: { DescribeVSwitches: describeVSwitches },
  sts: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
};
