import * as z from 'zod';
import { text, type Text } from '../clouds/text';

/** A node of a PolarDB cluster, the same shape from the list and from the attribute call. */
export const clusterNode = z.object({
  id: z.string(),
  /** `Writer` or `Reader`, as the cloud says; other words are kept. */
  role: z.string(),
  zone: z.string(),
  class: z.string(),
  /** Only the attribute call tells. */
  status: z.string().optional(),
  /** Which storage cluster the node belongs to: `Primary` or `Standby`. Only the attribute call tells. */
  subCluster: z.string().optional(),
  /** 1 to 15, the higher the likelier to be chosen. Only the attribute call tells. */
  failoverPriority: z.number().optional(),
  hotReplica: z.boolean().optional(),
  columnIndex: z.boolean().optional(),
});
export type ClusterNode = z.infer<typeof clusterNode>;

/** A PolarDB cluster. What only the attribute call tells is optional and `detailed` says that it was read. */
export const cluster = z.object({
  id: z.string(),
  /** The name people gave it; the id where they gave none. */
  name: z.string(),
  region: z.string(),
  /** `MySQL`, `PostgreSQL` or `Oracle`. */
  engine: z.string(),
  version: z.string(),
  status: z.string(),
  /** `Unlock`, `ManualLock`, `LockByExpiration`. */
  lockMode: z.string().optional(),
  /** `Normal`, `Basic`, `NormalMultimaster`, `SENormal`, ... */
  category: z.string().optional(),
  payType: z.string().optional(),
  expired: z.boolean().optional(),
  createdAt: z.string().optional(),
  vpcId: z.string().optional(),
  vSwitchId: z.string().optional(),
  /** Primary zone first. */
  zones: z.array(z.string()),
  tags: z.array(z.object({ key: z.string(), value: z.string() })),
  nodes: z.array(clusterNode),
  /** Whether a hot standby storage cluster is on. */
  hotStandby: z.boolean().optional(),
  /** `AsyncSync` or `SemiSync`: how the standby storage cluster follows. */
  dataSyncMode: z.string().optional(),
  /** `ON`, `OFF`, or `0` for a drill. */
  standbyHaMode: z.string().optional(),
  detailed: z.boolean(),
});
export type Cluster = z.infer<typeof cluster>;

export interface ClusterEndpoint {
  readonly id: string;
  readonly name: string;
  /** `Primary`, `Cluster` or `Custom`. */
  readonly type: string;
  /** `ReadWrite` or `ReadOnly`. */
  readonly mode: string;
  /** Ids of the nodes it reads from; empty where the cloud does not say. */
  readonly nodes: readonly string[];
  readonly addresses: readonly { readonly host: string; readonly port: string; readonly net: string }[];
}

/** One past switch of the writer, from the high-availability log. Times in milliseconds since the epoch. */
export interface SwitchEvent {
  readonly id: string;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly causeCode: string;
  readonly cause: string;
}

export type ClusterPhase = 'running' | 'switching' | 'busy' | 'stopped' | 'gone';

/**
 * What a cluster status means for people. The documents spell one status in several ways
 * (ROLE_SWITCHING, RoleSwitching), so case and underscores do not count; an unknown one is busy.
 */
export function clusterPhase(status: string): ClusterPhase {
  switch (status.replaceAll('_', '').toLowerCase()) {
    case 'running':
      return 'running';
    case 'switching':
    case 'roleswitching':
      return 'switching';
    case 'stopped':
      return 'stopped';
    case 'deleting':
    case 'deleted':
      return 'gone';
    default:
      return 'busy';
  }
}

export const isWriter = (node: ClusterNode): boolean => node.role.toLowerCase() === 'writer';

/** A node's role for people; what is neither of the two that are documented stays as the cloud says it. */
export function roleWord(role: string): Text {
  if (role.toLowerCase() === 'writer') return text('Writer');
  return role.toLowerCase() === 'reader' ? text('Reader') : text('{role}', { role });
}

/** The nodes that take writes: one, or several in a multi-master cluster. */
export const writersOf = ({ nodes }: Cluster): readonly ClusterNode[] => nodes.filter(isWriter);

export const isMultiMaster = ({ category }: Cluster): boolean =>
  category?.toLowerCase() === 'normalmultimaster';
