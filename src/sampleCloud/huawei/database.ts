import { datastoreType } from './listInstances';
import { type HuaweiInstance, nodeIdOf, nodesOf } from './huaweiInstance';
import { string } from './requestFields';

/** An instance as DAS sees it. */
export interface Database {
  /** Unset for engines that DAS has no word for. */
  readonly engine?: string;
  readonly network: string;
  readonly address: string;
  readonly port: number;
  readonly version: string;
  /** Ids that a connection may name as its nodes. */
  readonly nodeIds: readonly unknown[];
}

const RDS_ENGINES: Readonly<Record<string, string>> = {
  MySQL: 'mysql',
  PostgreSQL: 'postgresql',
  SQLServer: 'sqlserver',
};

const first = (value: unknown): string =>
  Array.isArray(value) ? string(value[0]) : (string(value).split(',')[0] ?? '');

function typeOf(instance: HuaweiInstance): Pick<Database, 'engine' | 'network'> {
  switch (instance.service) {
    case 'rds': {
      const engine = RDS_ENGINES[datastoreType(instance)];
      return { network: 'rds', ...(engine === undefined ? {} : { engine }) };
    }
    case 'taurusdb':
      return { engine: 'taurus', network: 'gaussdb' };
    case 'gaussdb':
      return { engine: 'gaussdbv5', network: 'gaussdb' };
    case 'dds':
      return { engine: 'mongodb', network: 'dds' };
    case 'ddm':
      return { engine: 'ddm', network: 'ddm' };
  }
}

/** The pair of engine and network is by the names; the documents give it for MySQL on RDS only. */
export function databaseOf(instance: HuaweiInstance): Database {
  const { datastore = {} } = instance;
  const nodes = nodesOf(instance);
  const ofNode = nodes.map(({ private_ip }) => string(private_ip)).find((ip) => ip !== '');
  return {
    ...typeOf(instance),
    address: ofNode ?? first(instance['private_ips'] ?? instance['access_ip']),
    port: Number(instance['port'] ?? instance['access_port']),
    version: string(
      datastore['complete_version'] ??
        datastore['whole_version'] ??
        datastore['version'] ??
        instance['engine_version'],
    ),
    // The vendor's Terraform names the instance itself as its node.
    nodeIds: [instance.id, ...nodes.map(nodeIdOf)],
  };
}

/** The states in which one can log in to a database. */
const USABLE = ['ACTIVE', 'BACKING UP', 'STORAGE FULL', 'normal', 'RUNNING'];

export const isUsable = ({ status }: HuaweiInstance): boolean => USABLE.includes(status);
