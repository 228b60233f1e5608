import type { Detail, Estate, Resource } from '../inventory/estate';
import { readerOf } from '../inventory/readers';
import type { ProductId } from '../inventory/target';
import type { MemberIndex } from './memberIndex';
import { unique, type NodeRegistry } from './nodeRegistry';
import type { Member } from './productView';
import { regionEntries, type RegionEntry } from './regionEntries';
import { childId, productNodeId, type MemberNode, type ResourceNode, type TreeNode } from './treeNode';

/** One product of one profile. */
export type Branch = { readonly profileId: string; readonly product: ProductId };

interface BranchLooks {
  readonly needsKeys: boolean;
  /** Whether the filter lets it through. */
  readonly shows: (resource: Resource) => boolean;
  /** Whether it stands first. */
  readonly isPinned: (resource: Resource) => boolean;
}

/** Which nodes stand under a node. */
export class ChildNodes {
  readonly #nodes: NodeRegistry;
  readonly #members: MemberIndex;

  constructor(nodes: NodeRegistry, members: MemberIndex) {
    this.#nodes = nodes;
    this.#members = members;
  }

  /**
   * Under a product's branch; reads what has not been read. With `needsKeys` the profile says that it needs other
   * keys, so that no region has to.
   */
  branch(
    { profileId, product }: Branch,
    estate: Estate,
    { needsKeys, shows, isPinned }: BranchLooks,
  ): readonly TreeNode[] {
    estate.load();
    const loads = estate.regions();
    const isSaidAbove = (entry: RegionEntry) =>
      needsKeys &&
      entry.kind === 'regionsProblem' &&
      loads.find(({ region }) => region === entry.regions[0])?.error?.needsKeys === true;
    const entries = regionEntries(loads).filter((entry) =>
      entry.kind === 'resource' ? shows(entry.resource) : !isSaidAbove(entry),
    );
    const isFirst = (entry: RegionEntry) => entry.kind === 'resource' && isPinned(entry.resource);
    const sorted = [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
    return unique(sorted.map((entry) => this.#entryNode({ profileId, product }, entry)));
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

  #entryNode({ profileId, product }: Branch, entry: RegionEntry): TreeNode {
    const parent = productNodeId(profileId, product);
    const branch = { profileId, product };
    switch (entry.kind) {
      case 'resource':
        return this.#nodes.resource(profileId, product, entry.resource);
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
