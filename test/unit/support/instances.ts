import type { SelectdbCluster, SelectdbInstance } from '../../../src/inventory/selectdbInstance';

export const backend = (name: string, more: Partial<SelectdbCluster> = {}): SelectdbCluster => ({
  id: `selectdb-cn-${name}-be`,
  name,
  kind: 'backend',
  status: 'ACTIVATION',
  zone: 'cn-hangzhou-i',
  chargeType: 'Postpaid',
  class: 'selectdb.4xlarge',
  nodes: 2,
  ...more,
});

/** A healthy zone-redundant instance: `etl` and `adhoc` in one zone, `dashboards` in another, nothing bound. */
export const anInstance = (more: Partial<SelectdbInstance> = {}): SelectdbInstance => ({
  id: 'selectdb-cn-warehouse',
  name: 'warehouse',
  region: 'cn-hangzhou',
  engine: 'selectdb',
  version: '4.0.8',
  status: 'ACTIVATION',
  locked: false,
  deployScheme: 'multi_az',
  zones: ['cn-hangzhou-i', 'cn-hangzhou-j'],
  tags: [],
  clusters: [
    backend('etl'),
    backend('adhoc'),
    backend('dashboards', { zone: 'cn-hangzhou-j' }),
    {
      id: 'selectdb-cn-warehouse-fe',
      name: 'selectdb-cn-warehouse-fe',
      kind: 'frontend',
      status: 'ACTIVATION',
    },
  ],
  detailed: true,
  ...more,
});

/** The instance with fields of some of its clusters changed, by name. */
export const withClusters = (
  instance: SelectdbInstance,
  changes: Readonly<Record<string, Partial<SelectdbCluster>>>,
): SelectdbInstance => ({
  ...instance,
  clusters: instance.clusters.map((cluster) => ({ ...cluster, ...changes[cluster.name] })),
});

export const idOf = (name: string): string => `selectdb-cn-${name}-be`;

/** The same with two clusters bound, as both sides show it. */
export const bound = (instance: SelectdbInstance, a: string, b: string): SelectdbInstance =>
  withClusters(instance, { [a]: { boundTo: idOf(b) }, [b]: { boundTo: idOf(a) } });
