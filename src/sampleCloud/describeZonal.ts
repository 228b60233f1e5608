import { clustersOf, fullItem } from './describeClusters';
import { invalid } from './gatewayError';
import { clusterToRead, type Operation, type OperationContext, pageOf } from './operationContext';
import { grantsOf } from './zonalAccount';

/** A part of a list, and the fields that say which. */
interface Part<T> {
  readonly items: readonly T[];
  readonly paging: Record<string, string | number>;
}

/** Zonal lists go by PageNumber and PageSize, or by MaxResults and the NextToken of the answer before. */
function partOf<T>(all: readonly T[], { parameters }: OperationContext): Part<T> {
  const token = parameters.get('NextToken');
  if (token === undefined && !parameters.has('MaxResults')) {
    const number = Number(parameters.get('PageNumber') ?? 1);
    const items = pageOf(all, number, Number(parameters.get('PageSize') ?? 30));
    return { items, paging: { PageNumber: number, PageRecordCount: items.length } };
  }
  const start = token === undefined ? 0 : startOf(token);
  const size = Number(parameters.get('MaxResults') ?? 10);
  const items = all.slice(start, start + size);
  const next = start + items.length;
  const more = next < all.length ? { NextToken: Buffer.from(`from ${next}`).toString('base64') } : {};
  return { items, paging: { MaxResults: size, ...more } };
}

function startOf(token: string): number {
  const [, start] = /^from (\d+)$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
  if (start === undefined) throw invalid('NextToken');
  return Number(start);
}

/** DescribeDBClustersZonal: flat, and without the nodes. */
export const describeClustersZonal: Operation = (context) => {
  const provider = context.parameters.get('CloudProvider');
  const found = clustersOf(context, 'ens').filter(
    ({ CloudProvider }) => provider === undefined || CloudProvider === provider,
  );
  const { items, paging } = partOf(found, context);
  const Items = items.map((cluster) => ({ ...fullItem(cluster), Tags: cluster.Tags }));
  return { Items, TotalRecordCount: found.length, ...paging };
};

/** DescribeAccountsZonal: what each account may do, wherever it is in the making or on its way out. */
export const describeAccountsZonal: Operation = (context) => {
  const cluster = clusterToRead(context, 'ens');
  const name = context.parameters.get('AccountName');
  const found = (cluster.accounts ?? []).filter(
    ({ AccountName }) => name === undefined || AccountName === name,
  );
  const { items, paging } = partOf(found, context);
  const Accounts = items.map((account) => ({
    ...account,
    DatabasePrivileges: grantsOf(cluster, account),
  }));
  return { Accounts, ...paging };
};

/** DescribeDatabasesZonal: each database with the accounts that may use it, and how far each grant has got. */
export const describeDatabasesZonal: Operation = (context) => {
  const cluster = clusterToRead(context, 'ens');
  const name = context.parameters.get('DBName');
  const found = (cluster.databases ?? []).filter(({ DBName }) => name === undefined || DBName === name);
  const { items, paging } = partOf(found, context);
  const Databases = items.map((database) => ({
    ...database,
    Accounts: (cluster.accounts ?? []).flatMap((account) =>
      grantsOf(cluster, account)
        .filter(({ DBName }) => DBName === database.DBName)
        .map((grant) => ({ ...grant, ...account })),
    ),
  }));
  return { Databases, ...paging };
};
