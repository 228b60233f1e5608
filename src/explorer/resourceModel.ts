import type { CloudError } from '../clouds/cloudError';
import type { Detail, Estate, EstateChange, Resource, ResourceAddress } from '../inventory/estate';
import { readerOf } from '../inventory/readers';
import { isOf, productOf, type ProductId } from '../inventory/target';
import type { Connections } from '../profiles/connections';
import { Listeners } from '../profiles/listeners';
import type { ProfileStore } from '../profiles/profileStore';
import { ChildNodes, type Branch } from './childNodes';
import { KeysNeeded } from './keysNeeded';
import { MemberIndex } from './memberIndex';
import { NodeRegistry } from './nodeRegistry';
import type { Member } from './productView';
import { productViews } from './productViews';
import type { Pins } from './pins';
import { byName } from './regionEntries';
import { ResourceFilter } from './resourceFilter';
import { RefreshQueue } from './refreshQueue';
import { placeOf, RowLimits } from './rowLimits';
import type { MemberNode, MoreResources, NodeTarget, ResourceNode, TreeNode } from './treeNode';
import { TreeReading } from './treeReading';
import { WatchedEstates } from './watchedEstates';

/** A run on a resource, or on a part of it, began, moved on or ended. */
export interface RunChange {
  readonly resourceId: string;
}

export interface ResourceModelDeps {
  readonly profiles: Pick<ProfileStore, 'list' | 'get' | 'onDidChange'>;
  readonly connections: Pick<Connections, 'client' | 'estate' | 'onDidDrop' | 'tryAgain'>;
  readonly pins: Pick<Pins, 'has' | 'isEmpty' | 'onDidChange'>;
  readonly onDidChangeRun: (listener: (change: RunChange) => void) => { dispose(): void };
}

type InResource = Branch & { readonly address: ResourceAddress };

/** The tree without VS Code: which nodes there are, and which of them changed. */
export class ResourceModel {
  readonly #deps: ResourceModelDeps;
  readonly filter = new ResourceFilter();
  readonly #limits = new RowLimits();
  readonly #nodes = new NodeRegistry();
  readonly #members = new MemberIndex();
  readonly #below = new ChildNodes(this.#nodes, this.#members);
  readonly #estates: WatchedEstates;
  readonly #reading: TreeReading;
  readonly #keys: KeysNeeded;
  readonly #changed = new Listeners<readonly TreeNode[] | undefined>();
  readonly #queue = new RefreshQueue<TreeNode>((nodes) => {
    this.#changed.fire(nodes);
  });
  readonly #subscriptions: readonly { dispose(): void }[];
  /** Set while a node's children are made: what that starts is in them already. */
  #quiet = false;

  constructor(deps: ResourceModelDeps) {
    this.#deps = deps;
    this.#estates = new WatchedEstates(deps.connections, (branch, change) =>
      this.#estateChanged(branch, change),
    );
    this.#keys = new KeysNeeded(this.#estates, deps.connections);
    this.#reading = new TreeReading({ ...deps, estates: this.#estates, nodes: this.#nodes });
    this.#subscriptions = [
      deps.profiles.onDidChange(() => {
        this.#queue.add(undefined);
      }),
      deps.connections.onDidDrop((profileId) => {
        this.#forget(profileId);
        this.#queue.add(undefined);
      }),
      deps.pins.onDidChange((nodeId) => {
        for (const { id: profileId } of deps.profiles.list())
          for (const { id, product } of this.#nodes.resources(profileId))
            if (id === nodeId) this.#queue.add(this.#nodes.product(profileId, product));
      }),
      deps.onDidChangeRun(({ resourceId }) => {
        // Also under the other profiles that reach it.
        for (const { id } of deps.profiles.list()) {
          for (const node of this.#nodes.resources(id, resourceId)) this.#queue.add(node);
          for (const node of this.#nodes.members(id))
            if (this.#alsoShows(node, resourceId)) this.#queue.add(node);
        }
      }),
    ];
  }

  /** Called with the nodes to draw again (each with what is below it), or undefined for all. */
  readonly onDidChange = this.#changed.event;

  /** With `limitless` also those that VS Code is not given yet. */
  children(node?: TreeNode, limitless = false): readonly TreeNode[] {
    if (!node) return this.#deps.profiles.list().map(({ id }) => this.#nodes.profile(id));
    switch (node.kind) {
      case 'profile': {
        const { profileId } = node;
        const products = this.#productsOf(profileId).map((product) =>
          this.#nodes.product(profileId, product),
        );
        return this.keysProblem(profileId) ? [this.#nodes.keysProblem(profileId), ...products] : products;
      }
      case 'product': {
        const { profileId, product } = node;
        const needsKeys = this.keysProblem(profileId) !== undefined;
        const shown = (resources: readonly Resource[]) => this.filter.of(readerOf(product), resources);
        const isPinned = (each: ResourceNode) => this.isPinned(each);
        const limit = limitless ? Infinity : this.#limits.of(node);
        const anyPinned = !this.#deps.pins.isEmpty;
        return this.#quietly(() =>
          this.#below.branch(node, this.estate(node), { needsKeys, shown, anyPinned, isPinned, limit }),
        );
      }
      case 'resource':
        return this.#quietly(() => this.#below.resource(node, this.estate(node)));
      case 'member':
        return this.#below.members(node, this.member(node)?.members ?? []);
      default:
        return [];
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    return this.#below.parent(node);
  }

  /** Shows only resources that have each of these words; all where there is none. */
  filterBy(words: string): void {
    if (!this.filter.set(words)) return;
    this.#queue.now(
      this.#deps.profiles
        .list()
        .flatMap(({ id }) => this.#productsOf(id).map((product) => this.#nodes.product(id, product))),
    );
  }

  /** Shows the next resources of the branch. */
  showMore({ profileId, product, after }: MoreResources): void {
    this.#makeRoom({ profileId, product }, after + 1);
  }

  /** Has a resource shown that may stand after those that are shown. */
  bringIntoView(node: ResourceNode): void {
    const branch = this.#nodes.product(node.profileId, node.product);
    this.#makeRoom(node, placeOf(this.children(branch, true), node.id));
  }

  #makeRoom({ profileId, product }: Branch, rows: number): void {
    if (rows <= this.#limits.of({ profileId, product })) return;
    this.#limits.set({ profileId, product }, rows);
    this.#queue.now([this.#nodes.product(profileId, product)]);
  }

  /** How many of the branch's resources the filter shows; undefined without a filter. */
  shown(branch: Branch): number | undefined {
    return this.filter.isOn ? this.matching(branch) : undefined;
  }

  /** Whether the filter lets through nothing of what was read. */
  hidesAll(): boolean {
    const opened = this.#deps.profiles
      .list()
      .flatMap(({ id: profileId }) => this.#productsOf(profileId).map((product) => ({ profileId, product })))
      .filter((branch) => this.#estates.opened(branch));
    return this.filter.isOn && opened.every((branch) => this.matching(branch) === 0);
  }

  /** How many of the branch's resources the filter lets through: all, without one. */
  matching(branch: Branch): number {
    const shown = this.estate(branch)
      .regions()
      .map(({ resources }) => this.filter.of(readerOf(branch.product), byName(resources)).length);
    return shown.reduce((sum, count) => sum + count, 0);
  }

  /** Tells now of all that waits to be told. */
  drawNow(): void {
    this.#queue.now([]);
  }

  profileNode(profileId: string): TreeNode {
    return this.#nodes.profile(profileId);
  }

  resourceNode(profileId: string, product: ProductId, address: ResourceAddress): ResourceNode {
    return this.#nodes.resource(profileId, product, address);
  }

  estate(branch: Branch): Estate {
    return this.#estates.open(branch);
  }

  /** Why nothing of the profile can be read before it has other keys; undefined where something can. */
  keysProblem(profileId: string): CloudError | undefined {
    return this.#keys.problem(profileId);
  }

  resource(node: InResource): Resource | undefined {
    return this.estate(node).resource(node.address);
  }

  detail(node: InResource): Detail | undefined {
    return this.estate(node).detail(node.address);
  }

  /** What a member's node stands for, as last known; undefined where it has gone. */
  member(node: MemberNode): Member | undefined {
    return this.#members.get(node, this.resource(node), this.detail(node));
  }

  /** Whether a person wants it first in its branch. */
  isPinned({ id }: ResourceNode): boolean {
    return this.#deps.pins.has(id);
  }

  /** What an operation started on this node is done to: what the node stands for, or the resource that holds it. */
  targetOf(node: TreeNode): NodeTarget | undefined {
    if (!('address' in node)) return undefined;
    const { profileId, product, address } = node;
    const name = this.estate(node).resource(address)?.name ?? address.id;
    const part = node.kind === 'member' ? this.member(node)?.target : undefined;
    // A member of another product is a listed resource there, which this one only shows as well.
    const within = part && productOf(part.kind) === product ? { within: { id: address.id, name } } : {};
    const target = part
      ? { ...part, region: address.region, ...within }
      : { kind: readerOf(product).kind, region: address.region, id: address.id, name };
    return { profileId, target };
  }

  /** Whether a product's branch is the first of its profile. */
  isFirst({ profileId, product }: Branch): boolean {
    return this.#productsOf(profileId)[0] === product;
  }

  /** Reads again what failed, because a person says so. Never rejects. */
  retry(node: TreeNode): Promise<void> {
    return this.#reading.retry(node);
  }

  /** Reads again what the node stands for; everything that has been read, without one. Never rejects. */
  async refresh(node?: TreeNode): Promise<void> {
    if (!node) this.#queue.add(undefined);
    await this.#reading.refresh(node);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#estates.dispose();
    this.#queue.dispose();
    this.#changed.dispose();
  }

  /** Whether another listed resource shows this one as well: an instance its connections. */
  #alsoShows(node: MemberNode, resourceId: string): boolean {
    const target = this.member(node)?.target;
    return target?.id === resourceId && productOf(target.kind) !== node.product;
  }

  #productsOf(profileId: string): readonly ProductId[] {
    const { cloud = 'alibaba' } = this.#deps.profiles.get(profileId) ?? {};
    return productViews.flatMap(({ product }) => (isOf(cloud, product) ? [product] : []));
  }

  #estateChanged({ profileId, product }: Branch, { region, resourceId }: EstateChange): void {
    if (this.#quiet) return;
    // The reading of one resource says nothing of the regions. The profile says what all its regions would.
    const mayNeedKeys = resourceId === undefined || this.#keys.mayHaveChanged(profileId);
    if (mayNeedKeys && this.#keys.hasChanged(profileId)) this.#queue.add(this.#nodes.profile(profileId));
    const branch = this.#nodes.product(profileId, product);
    if (region === undefined || resourceId === undefined) {
      this.#queue.add(branch);
      return;
    }
    const address = { region, id: resourceId };
    const shown = this.#nodes.shown(profileId, product, address);
    // A resource that came or went changes its parent's children.
    const isThere = this.#estates.opened({ profileId, product })?.resource(address) !== undefined;
    if (shown && !isThere) this.#nodes.delete(shown);
    this.#queue.add(shown && isThere ? shown : branch);
  }

  #quietly<T>(make: () => T): T {
    this.#quiet = true;
    try {
      return make();
    } finally {
      this.#quiet = false;
    }
  }

  #forget(profileId: string): void {
    this.#estates.forget(profileId);
    this.#keys.forget(profileId);
    this.#nodes.forget(profileId);
  }
}
