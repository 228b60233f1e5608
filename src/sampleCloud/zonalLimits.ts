import { between, clientToken, clusterId, type Limit, nodeId, oneOf, page } from './limit';
import { PRIVILEGES } from './zonalAccount';
import { malformed } from './zonalWrite';

/** Names that the page gives as examples of reserved ones. */
const RESERVED = ['root', 'admin'];
const SPECIAL = /[!@#$%^&*()_+\-=]/;
const CLASSES = [/[A-Z]/, /[a-z]/, /\d/, SPECIAL];

const accountName: Limit = {
  test: (value) => /^[a-z][a-z0-9_]{0,14}[a-z0-9]$/.test(value) && !RESERVED.includes(value),
  says: '',
  error: malformed('AccountName'),
};
const password: Limit = {
  test: (value) =>
    /^[A-Za-z0-9!@#$%^&*()_+\-=]{8,32}$/.test(value) &&
    CLASSES.filter((each) => each.test(value)).length >= 3,
  says: '',
  error: malformed('AccountPassword'),
};
const description: Limit = {
  test: (value) => value.length >= 2 && value.length <= 256 && !/^https?:\/\//.test(value),
  says: '',
  error: malformed('AccountDescription'),
};
const privileges: Limit = {
  test: (value) =>
    value.length <= 900 && value.split(',').every((each) => (PRIVILEGES as readonly string[]).includes(each)),
  says: '',
  error: malformed('AccountPrivilege'),
};
const accountType: Limit = { ...oneOf('Normal', 'Super'), error: malformed('AccountType') };
const databases: Limit = {
  test: (value) => value.split(',').every((name) => /^[a-z][a-z0-9_-]{0,63}$/.test(name)),
  says: '',
  error: malformed('DBName'),
};
const pageSize = oneOf('30', '50', '100');
const paging = { PageNumber: page, PageSize: pageSize, MaxResults: between(1, 100) };

/** The documented limits of the operations for clusters on ENS. */
export const ZONAL_LIMITS: Readonly<Record<string, Readonly<Record<string, Limit>>>> = {
  DescribeDBClustersZonal: {
    ...paging,
    RecentCreationInterval: between(0, 15),
    RecentExpirationInterval: between(0, 15),
  },
  DescribeDbClusterAttributeZonal: { DBClusterId: clusterId },
  DescribeDBClusterEndpointsZonal: { DBClusterId: clusterId },
  DescribeAccountsZonal: { DBClusterId: clusterId, ...paging },
  DescribeDatabasesZonal: { DBClusterId: clusterId, ...paging },
  FailoverDBClusterZonal: {
    DBClusterId: clusterId,
    TargetDBNodeId: nodeId,
    TargetZoneType: oneOf('Primary', 'Standby'),
    ClientToken: clientToken,
  },
  CreateAccountZonal: {
    DBClusterId: clusterId,
    AccountName: accountName,
    AccountPassword: password,
    AccountType: accountType,
    AccountDescription: description,
    DBName: databases,
    AccountPrivilege: privileges,
    PrivForAllDB: oneOf('0', '1'),
    ClientToken: clientToken,
  },
  ModifyAccountPasswordZonal: {
    DBClusterId: clusterId,
    NewAccountPassword: password,
    ClientToken: clientToken,
  },
  ModifyAccountDescriptionZonal: {
    DBClusterId: clusterId,
    AccountDescription: description,
    ClientToken: clientToken,
  },
  GrantAccountPrivilegeZonal: {
    DBClusterId: clusterId,
    DBName: databases,
    AccountPrivilege: privileges,
    ClientToken: clientToken,
  },
  RevokeAccountPrivilegeZonal: { DBClusterId: clusterId, DBName: databases, ClientToken: clientToken },
  DeleteAccountZonal: { DBClusterId: clusterId },
};
