/** The API version of each product. */
export const VERSIONS = { polardb: '2017-08-01', sts: '2015-04-01' } as const;
export type Product = keyof typeof VERSIONS;

/** The operations known to change nothing. Whatever is not here is a write. */
const READS: Readonly<Record<Product, ReadonlySet<string>>> = {
  polardb: new Set([
    'DescribeDBClusterAttribute',
    'DescribeDBClusterEndpoints',
    'DescribeDBClusters',
    'DescribeHALogs',
    'DescribeRegions',
  ]),
  sts: new Set(['GetCallerIdentity']),
};

export const isRead = (product: Product, action: string): boolean => READS[product].has(action);
