/** The API version of each product. */
export const VERSIONS = {
  polardb: '2017-08-01',
  selectdb: '2023-05-22',
  sts: '2015-04-01',
  vpc: '2016-04-28',
} as const;
export type Product = keyof typeof VERSIONS;

/** The operations known to change nothing. Whatever is not here is a write. */
const READS: Readonly<Record<Product, ReadonlySet<string>>> = {
  polardb: new Set([
    'DescribeAccountsZonal',
    'DescribeDBClusterAttribute',
    'DescribeDBClusterAvailableResources',
    'DescribeDBClusterEndpoints',
    'DescribeDBClusterEndpointsZonal',
    'DescribeDBClusters',
    'DescribeDBClustersZonal',
    'DescribeDatabasesZonal',
    'DescribeDbClusterAttributeZonal',
    'DescribeHALogs',
    'DescribeRegions',
    'DescribeScheduleTasks',
    'DescribeVSwitches',
    'DescribeZones',
  ]),
  selectdb: new Set(['DescribeDBInstanceAttribute', 'DescribeDBInstances']),
  // A role is taken on for the one who asks: nothing of anybody's changes.
  sts: new Set(['AssumeRole', 'GetCallerIdentity']),
  vpc: new Set(['DescribeVSwitches']),
};

export const isRead = (product: Product, action: string): boolean => READS[product].has(action);
