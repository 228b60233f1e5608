import type { ResourceAddress } from '../inventory/estate';
import type { ProductId, Target } from '../inventory/target';

interface AnyNode {
  /** Made of all parents' ids, so that it is one of a kind in the whole tree. */
  readonly id: string;
  readonly profileId: string;
}
interface InProduct extends AnyNode {
  readonly product: ProductId;
}
interface InResource extends InProduct {
  readonly address: ResourceAddress;
}
export interface ProfileNode extends AnyNode {
  readonly kind: 'profile';
}
/** Stands for a profile that cannot be read before it has other keys. */
export interface KeysProblem extends AnyNode {
  readonly kind: 'keysProblem';
}
/** A product's branch of a profile. */
export interface ProductNode extends InProduct {
  readonly kind: 'product';
}
/** What a product lists: a cluster, an instance. */
export interface ResourceNode extends InResource {
  readonly kind: 'resource';
}
/** Something under a resource: a node, an endpoint, an account. */
export interface MemberNode extends InResource {
  readonly kind: 'member';
  readonly parent: ResourceNode | MemberNode;
}
/** Regions that failed for one and the same reason. */
export interface RegionsProblem extends InProduct {
  readonly kind: 'regionsProblem';
  readonly regions: readonly string[];
}
/** Resources of a region that the cloud described in a way that cannot be read. */
export interface UnreadableResources extends InProduct {
  readonly kind: 'unreadable';
  readonly regions: readonly [string];
}
/** Stands for the resources of a branch after the first so many, which are shown when a person asks. */
export interface MoreResources extends InProduct {
  readonly kind: 'more';
  readonly after: number;
}
/** What of a resource could not be read: one part, or (without) all of it. */
export interface ResourceProblem extends InResource {
  readonly kind: 'resourceProblem';
  readonly part?: string;
}
/** Stands where there is nothing, or nothing yet. */
export interface Placeholder extends InProduct {
  readonly kind: 'loading' | 'empty';
  readonly address?: ResourceAddress;
}
/** An element of the tree: who it is, never what it shows, so that it stays the same object when that changes. */
export type TreeNode =
  | ProfileNode
  | KeysProblem
  | ProductNode
  | ResourceNode
  | MemberNode
  | RegionsProblem
  | UnreadableResources
  | MoreResources
  | ResourceProblem
  | Placeholder;

/** An id from its parents' and its own part, which may be a cloud's own word. */
export const childId = (parent: string, ...parts: readonly string[]): string =>
  [parent, ...parts.map((part) => encodeURIComponent(part))].join('/');

export const profileNodeId = (profileId: string): string => encodeURIComponent(profileId);
export const productNodeId = (profileId: string, product: ProductId): string =>
  childId(profileNodeId(profileId), product);
export const resourceNodeId = (
  profileId: string,
  product: ProductId,
  { region, id }: ResourceAddress,
): string => childId(productNodeId(profileId, product), region, id);

const KINDS: ReadonlySet<unknown> = new Set<TreeNode['kind']>([
  'profile',
  'keysProblem',
  'product',
  'resource',
  'member',
  'regionsProblem',
  'unreadable',
  'more',
  'resourceProblem',
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

/** What VS Code gives a command of a menu: the row and, where that is one of several selected, all of these. */
export function nodesOf([node, selected]: readonly unknown[]): readonly TreeNode[] {
  const several = Array.isArray(selected) ? selected.filter(isTreeNode) : [];
  if (several.length > 0) return several;
  return isTreeNode(node) ? [node] : [];
}

/** Of these nodes those that stand under none of the others. */
export function topmostOf(
  nodes: readonly TreeNode[],
  parentOf: (node: TreeNode) => TreeNode | undefined,
): readonly TreeNode[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const isUnderAnother = (node: TreeNode): boolean => {
    const parent = parentOf(node);
    return parent !== undefined && (ids.has(parent.id) || isUnderAnother(parent));
  };
  return nodes.filter((node) => !isUnderAnother(node));
}
