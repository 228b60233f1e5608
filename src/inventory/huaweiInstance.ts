import * as z from 'zod';
import type { Resource } from './estate';
import type { ProductId } from './target';

/** The products whose instances DAS can open connections to. */
export const INSTANCE_PRODUCTS = ['rds', 'taurusdb', 'gaussdb', 'dds', 'ddm'] as const satisfies ProductId[];
export type InstanceProduct = (typeof INSTANCE_PRODUCTS)[number];

/** What DAS calls the engines, and the kinds of network in which each is found (the create-connection page). */
export const ENGINE_TYPES = [
  'mysql',
  'sqlserver',
  'postgresql',
  'taurus',
  'gaussdbv5',
  'mongodb',
  'ddm',
] as const;
export type EngineType = (typeof ENGINE_TYPES)[number];
export const NETWORK_TYPES = ['rds', 'gaussdb', 'dds', 'ddm'] as const;
export type NetworkType = (typeof NETWORK_TYPES)[number];

/** A shard, the config servers, the mongos nodes or the whole replica set of a DDS instance. */
const group = z.object({
  /** `shard`, `config`, `mongos`, `replica`, `single`. */
  type: z.string(),
  /** Shards have an id and a name; others may have none. */
  id: z.string(),
  name: z.string(),
  status: z.string(),
});
export type HuaweiGroup = z.infer<typeof group>;

const node = z.object({
  id: z.string(),
  name: z.string(),
  /** The service's own word: `master`, `slave`, `readreplica`, `Primary`, `Hidden`; empty where it tells none. */
  role: z.string(),
  status: z.string(),
  zone: z.string(),
  /** Its own address, where the service tells one. */
  host: z.string(),
  /** Of DDS: what it is a part of. */
  group: group.optional(),
});
export type HuaweiNode = z.infer<typeof node>;

/** An instance of its own that belongs to this one. */
const related = z.object({
  id: z.string(),
  /** The service's own word for what this one is to the other: `replica_of`, or what the other is: `replica`. */
  type: z.string(),
});
export type RelatedInstance = z.infer<typeof related>;

const address = z.object({
  kind: z.enum(['private', 'readOnly', 'proxy', 'public', 'dns']),
  host: z.string(),
});
export type HuaweiAddress = z.infer<typeof address>;

/** An instance of any of the five services, as far as its service tells. Texts the service leaves out are empty. */
export const huaweiInstance = z.object({
  product: z.enum(INSTANCE_PRODUCTS),
  /** The project's name. */
  region: z.string(),
  id: z.string(),
  name: z.string(),
  status: z.string(),
  /** As the service writes it: `MySQL`, `gaussdb-mysql`, `DDS-Community`. */
  engine: z.string(),
  version: z.string(),
  /** `Single`, `Ha`, `Replica`, `Cluster`, `Sharding`, `ReplicaSet`. */
  shape: z.string(),
  addresses: z.array(address),
  port: z.number().optional(),
  /** The account that the service made with the instance. */
  defaultUser: z.string(),
  nodes: z.array(node),
  /** How many nodes it has, where the list says that without naming them. */
  nodeCount: z.number().optional(),
  /** Of RDS: its read replicas, or what it is a replica of. */
  related: z.array(related),
  vpc: z.string(),
  /** Milliseconds since the epoch, or the service's own text where that is no time that can be read. */
  createdAt: z.union([z.number(), z.string()]).optional(),
  /** Whether all is known that its service tells: the lists of TaurusDB and DDM do not name the nodes. */
  detailed: z.boolean(),
});
export type HuaweiInstance = z.infer<typeof huaweiInstance> & Resource;

/** In what kind of network DAS finds the instances of a product. */
export const NETWORK_OF: Readonly<Record<InstanceProduct, NetworkType>> = {
  rds: 'rds',
  taurusdb: 'gaussdb',
  gaussdb: 'gaussdb',
  dds: 'dds',
  ddm: 'ddm',
};

/** What DAS calls the instance's engine; undefined for one that its documents do not name. */
export function engineTypeOf({
  product,
  engine,
}: Pick<HuaweiInstance, 'product' | 'engine'>): EngineType | undefined {
  return product === 'rds' ? RDS_ENGINES.find((each) => each === engine.toLowerCase()) : ENGINE_OF[product];
}

const ENGINE_OF = { taurusdb: 'taurus', gaussdb: 'gaussdbv5', dds: 'mongodb', ddm: 'ddm' } as const;

/** RDS also has MariaDB, for which DAS's documents name no engine type. */
export const RDS_ENGINES = ['mysql', 'postgresql', 'sqlserver'] as const;

/** What an instance's status comes to. Words that are not known count as `busy`. */
export type HuaweiState = 'connectable' | 'busy' | 'failed' | 'frozen';

const CONNECTABLE = new Set(['active', 'backing up', 'storage full', 'normal', 'running']);
const FAILED = new Set([
  'failed',
  'abnormal',
  'createfail',
  'createfailed',
  'enlargefail',
  'error',
  'shutdown',
]);
const FROZEN = new Set(['frozen', 'freezing']);

export function stateOf(status: string): HuaweiState {
  const word = status.toLowerCase();
  if (CONNECTABLE.has(word)) return 'connectable';
  if (FAILED.has(word)) return 'failed';
  return FROZEN.has(word) ? 'frozen' : 'busy';
}

const RUNNING = new Set(['active', 'normal', 'running']);

/** Whether a status says nothing but that all is well. */
export const isRunning = (status: string): boolean => RUNNING.has(status.toLowerCase());
