import type { Detail, Estate, Resource } from '../inventory/estate';
import { readerOf } from '../inventory/readers';
import type { ProductId } from '../inventory/target';
import type { MemberIndex } from './memberIndex';
import { unique, type NodeRegistry } from './nodeRegistry';
import type { Member } from './productView';
import { regionEntries, type RegionEntry } from './regionEntries';
import { limited } from './rowLimits';
import { childId, productNodeId, type MemberNode, type ResourceNode, type TreeNode } from './treeNode';

/** One product of one profile. */
export type Branch = { readonly profileId: string; readonly product: ProductId };

interface BranchLooks {
  readonly needsKeys: boolean;
  /** Those that the filter lets through, in their order. */
  readonly shown: (resources: readonly Resource[]) => readonly Resource[];
  readonly anyPinned: boolean;
  /** Whether it stands first. */
  readonly isPinned: (node: ResourceNode) => boolean;
  /** How many resources there is room for. */
  readonly limit: number;
}

/** Which nodes stand under a node, and under which it stands. */
export class ChildNodes {
  readonly #nodes: NodeRegistry;
  readonly #members: MemberIndex;

  constructor(nodes: NodeRegistry, members: MemberIndex) {
    this.#nodes = nodes;
    this.#members = members;
  }

  /** What a node stands under. */
  parent(node: TreeNode): TreeNode | undefined {
    switch (node.kind) {
      case 'profile':
        return undefined;
      case 'keysProblem':
      case 'product':
        return this.#nodes.profile(node.profileId);
      case 'member':
        return node.parent;
      case 'resourceProblem':
        return this.#nodes.resource(node.profileId, node.product, node.address);
      case 'loading':
      case 'empty':
        return node.address
          ? this.#nodes.resource(node.profileId, node.product, node.address)
          : this.#nodes.product(node.profileId, node.product);
      default:
        return this.#nodes.product(node.profileId, node.product);
    }
  }

  /**
   * Under a product's branch; reads what has not been read. With `needsKeys` the profile says that it needs other
   * keys, so that no region has to.
   */
  branch(
    { profileId, product }: Branch,
    estate: Estate,
    { needsKeys, shown, anyPinned, isPinned, limit }: BranchLooks,
  ): readonly TreeNode[] {
    estate.load();
    const loads = estate.regions();
    const isSaidAbove = (entry: RegionEntry) =>
      needsKeys &&
      entry.kind === 'regionsProblem' &&
      loads.find(({ region }) => region === entry.regions[0])?.error?.needsKeys === true;
    const [pinned, others]: [Set<TreeNode>, Set<TreeNode>] = [new Set(), new Set()];
    // One more than there is room for tells that there are more; those that are pinned may come last.
    let listed = 0;
    for (const entry of regionEntries(loads))
      if (entry.kind === 'resources')
        for (const resource of shown(entry.resources)) {
          if (listed > limit && !anyPinned) break;
          const node = this.#nodes.resource(profileId, product, resource);
          const among = isPinned(node) ? pinned : others;
          if (!among.has(node)) listed += 1;
          among.add(node);
        }
      else if (!isSaidAbove(entry)) others.add(this.#entryNode({ profileId, product }, entry));
    return limited([...pinned, ...others], limit, (after) =>
      this.#nodes.the({
        kind: 'more',
        // Another row each time, so that VS Code leaves the person where the next ones begin.
        id: childId(productNodeId(profileId, product), 'more', String(after)),
        ...{ profileId, product, after },
      }),
    );
  }

  /** Under a resource; reads what has not been read. */
  resource(node: ResourceNode, estate: Estate): readonly TreeNode[] {
    const { id: parent, profileId, product, address } = node;
    if (!estate.detail(address)) void estate.refreshResource(address);
    const detail = estate.detail(address);
    const resource = estate.resource(address);
    const members = this.#members.roots(node, resource, detail);
    const reader = readerOf(product);
    // What comes with the resource's own call is all there is, so that a second reading has nothing to wait for.
    const isWhole =
      resource !== undefined && reader.isDetailed(resource) && Object.keys(reader.parts).length === 0;
    const inResource = { profileId, product, address };
    const problem = (part?: string): TreeNode =>
      this.#nodes.the({
        kind: 'resourceProblem',
        id: childId(parent, 'problem', ...(part === undefined ? [] : [part])),
        ...inResource,
        ...(part === undefined ? {} : { part }),
      });
    const loading = (): TreeNode =>
      this.#nodes.the({ kind: 'loading', id: childId(parent, 'loading'), ...inResource });
    return unique([
      ...this.members(node, members),
      ...(detail?.error ? [problem()] : Object.keys(detail?.problems ?? {}).map(problem)),
      ...(isFirstReading(detail) && !isWhole ? [loading()] : []),
    ]);
  }

  members(parent: ResourceNode | MemberNode, members: readonly Member[]): readonly TreeNode[] {
    const { profileId, product, address } = parent;
    return unique(
      members.map(({ key }) =>
        this.#nodes.the({
          kind: 'member',
          id: childId(parent.id, ...key),
          profileId,
          product,
          address,
          parent,
        }),
      ),
    );
  }

  #entryNode(
    { profileId, product }: Branch,
    entry: Exclude<RegionEntry, { readonly kind: 'resources' }>,
  ): TreeNode {
    const parent = productNodeId(profileId, product);
    const branch = { profileId, product };
    switch (entry.kind) {
      case 'regionsProblem': {
        const { kind, regions } = entry;
        return this.#nodes.the({ kind, id: childId(parent, 'problem', ...regions), ...branch, regions });
      }
      case 'unreadable': {
        const { kind, region } = entry;
        return this.#nodes.the({
          kind,
          id: childId(parent, 'unreadable', region),
          ...branch,
          regions: [region],
        });
      }
      default:
        return this.#nodes.the({ kind: entry.kind, id: childId(parent, entry.kind), ...branch });
    }
  }
}

/** Whether nothing of it is known yet. */
const isFirstReading = (detail: Detail | undefined): boolean =>
  !detail ||
  (detail.state === 'loading' &&
    Object.keys(detail.parts).length === 0 &&
    Object.keys(detail.problems).length === 0);
