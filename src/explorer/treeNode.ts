import type { Target } from '../inventory/target';
import type { ClusterAddress } from '../inventory/polardbCluster';

interface AnyNode {
  /** Made of all parents' ids, so that it is one of a kind in the whole tree. */
  readonly id: string;
  readonly profileId: string;
}
export interface ProfileNode extends AnyNode {
  readonly kind: 'profile';
}
/** The PolarDB branch of a profile. */
export interface ProductNode extends AnyNode {
  readonly kind: 'product';
}
export interface ClusterBranch extends AnyNode {
  readonly kind: 'cluster';
  readonly address: ClusterAddress;
}
/** A node of a cluster. */
export interface ClusterMember extends AnyNode {
  readonly kind: 'node';
  readonly address: ClusterAddress;
  readonly nodeId: string;
}
export interface EndpointLeaf extends AnyNode {
  readonly kind: 'endpoint';
  readonly address: ClusterAddress;
  readonly endpointId: string;
}
/** Regions that failed for one and the same reason. */
export interface RegionsProblem extends AnyNode {
  readonly kind: 'regionsProblem';
  readonly regions: readonly string[];
}
/** Clusters of a region that the cloud described in a way that cannot be read. */
export interface UnreadableClusters extends AnyNode {
  readonly kind: 'unreadable';
  readonly regions: readonly [string];
}
/** What of a cluster could not be read. */
export interface ClusterProblem extends AnyNode {
  readonly kind: 'clusterProblem';
  readonly address: ClusterAddress;
}
/** Stands where there is nothing, or nothing yet. */
export interface Placeholder extends AnyNode {
  readonly kind: 'loading' | 'empty';
  readonly address?: ClusterAddress;
}
/** An element of the tree: who it is, never what it shows, so that it stays the same object when that changes. */
export type TreeNode =
  | ProfileNode
  | ProductNode
  | ClusterBranch
  | ClusterMember
  | EndpointLeaf
  | RegionsProblem
  | UnreadableClusters
  | ClusterProblem
  | Placeholder;

/** An id from its parents' and its own part, which may be a cloud's own word. */
export const childId = (parent: string, ...parts: readonly string[]): string =>
  [parent, ...parts.map((part) => encodeURIComponent(part))].join('/');

export const profileNodeId = (profileId: string): string => encodeURIComponent(profileId);
export const productNodeId = (profileId: string): string => childId(profileNodeId(profileId), 'polardb');
export const clusterNodeId = (profileId: string, { region, id }: ClusterAddress): string =>
  childId(productNodeId(profileId), region, id);

const KINDS: ReadonlySet<unknown> = new Set<TreeNode['kind']>([
  'profile',
  'product',
  'cluster',
  'node',
  'endpoint',
  'regionsProblem',
  'unreadable',
  'clusterProblem',
  'loading',
  'empty',
]);

/** Whether what a command was called with is a node of this tree; from the palette it is nothing. */
export const isTreeNode = (value: unknown): value is TreeNode =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  KINDS.has(value.kind) &&
  'profileId' in value &&
  typeof value.profileId === 'string';

/** What an operation started on this node is done to. */
export interface NodeTarget {
  readonly profileId: string;
  readonly target: Target;
}
