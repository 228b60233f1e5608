import type { CloudError } from '../clouds/cloudError';
import type { Detail, Estate, EstateChange, Resource, ResourceAddress } from '../inventory/estate';
import { readerOf } from '../inventory/readers';
import { isOf, productOf, type ProductId } from '../inventory/target';
import type { Connections } from '../profiles/connections';
import { Listeners } from '../profiles/listeners';
import type { ProfileStore } from '../profiles/profileStore';
import { ChildNodes, type Branch } from './childNodes';
import { keysProblem } from './keysProblem';
import { MemberIndex } from './memberIndex';
import { NodeRegistry } from './nodeRegistry';
import type { Member } from './productView';
import { productViews } from './productViews';
import type { Pins } from './pins';
import { ResourceFilter } from './resourceFilter';
import { RefreshQueue } from './refreshQueue';
import {
  resourceNodeId,
  type MemberNode,
  type NodeTarget,
  type ResourceNode,
  type TreeNode,
} from './treeNode';
import { WatchedEstates } from './watchedEstates';

/** A run on a resource, or on a part of it, began, moved on or ended. */
export interface RunChange {
  readonly resourceId: string;
}

export interface ResourceModelDeps {
  readonly profiles: Pick<ProfileStore, 'list' | 'get' | 'onDidChange'>;
  readonly connections: Pick<Connections, 'client' | 'estate' | 'onDidDrop' | 'tryAgain'>;
  readonly pins: Pick<Pins, 'has' | 'onDidChange'>;
  readonly onDidChangeRun: (listener: (change: RunChange) => void) => { dispose(): void };
}

type InResource = Branch & { readonly address: ResourceAddress };

/** The tree without VS Code: which nodes there are, and which of them changed. */
export class ResourceModel {
  readonly #deps: ResourceModelDeps;
  readonly filter = new ResourceFilter();
  readonly #nodes = new NodeRegistry();
  readonly #members = new MemberIndex();
  readonly #below = new ChildNodes(this.#nodes, this.#members);
  readonly #estates: WatchedEstates;
  /** The profiles that were last seen to need other keys. */
  readonly #needKeys = new Set<string>();
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
    this.#subscriptions = [
      deps.profiles.onDidChange(() => {
        this.#queue.add(undefined);
      }),
      deps.connections.onDidDrop((profileId) => {
        this.#forget(profileId);
        this.#queue.add(undefined);
      }),
      deps.pins.onDidChange((nodeId) => {
        const node = this.#nodes.get(nodeId);
        if (node?.kind === 'resource') this.#queue.add(this.#nodes.product(node.profileId, node.product));
      }),
      deps.onDidChangeRun(({ resourceId }) => {
        // Also under the other profiles that reach it.
        for (const { id } of deps.profiles.list())
          for (const node of [...this.#nodes.resources(id), ...this.#nodes.members(id)])
            if (this.#standsFor(node, resourceId)) this.#queue.add(node);
      }),
    ];
  }

  /** Called with the nodes to draw again (each with what is below it), or undefined for all. */
  readonly onDidChange = this.#changed.event;

  children(node?: TreeNode): readonly TreeNode[] {
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
        const shows = (resource: Resource) => this.filter.shows(readerOf(product), resource);
        const isPinned = (address: ResourceAddress) => this.isPinned({ profileId, product, address });
        return this.#quietly(() =>
          this.#below.branch(node, this.estate(node), { needsKeys, shows, isPinned }),
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

  /** Shows only resources that have each of these words; all where there is none. */
  filterBy(words: string): void {
    if (!this.filter.set(words)) return;
    for (const { id } of this.#deps.profiles.list())
      for (const product of this.#productsOf(id)) this.#queue.add(this.#nodes.product(id, product));
  }

  /** How many of the branch's resources the filter shows; undefined without a filter. */
  shown(branch: Branch): number | undefined {
    if (!this.filter.isOn) return undefined;
    const reader = readerOf(branch.product);
    const resources = this.estate(branch)
      .regions()
      .flatMap((load) => load.resources);
    return resources.filter((resource) => this.filter.shows(reader, resource)).length;
  }

  profileNode(profileId: string): TreeNode {
    return this.#nodes.profile(profileId);
  }

  resourceNode(profileId: string, product: ProductId, address: ResourceAddress): TreeNode {
    return this.#nodes.resource(profileId, product, address);
  }

  estate(branch: Branch): Estate {
    return this.#estates.open(branch);
  }

  /** Why nothing of the profile can be read before it has other keys; undefined where something can. */
  keysProblem(profileId: string): CloudError | undefined {
    const estates = this.#estates.of(profileId);
    if (estates.length === 0) return undefined;
    const { key } = this.#deps.connections.client(profileId);
    return key?.problem() ?? keysProblem(estates.flatMap((estate) => estate.regions()));
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
  isPinned({ profileId, product, address }: InResource): boolean {
    return this.#deps.pins.has(resourceNodeId(profileId, product, address));
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

  /**
   * Reads again what failed, because a person says so. Where the cloud did not accept the profile's key, this is what
   * lets one request go out again, and all that waits for the key is read with it. Never rejects.
   */
  async retry(node: TreeNode): Promise<void> {
    const { connections } = this.#deps;
    const wasStopped = connections.client(node.profileId).key?.problem() !== undefined;
    connections.tryAgain(node.profileId);
    await (wasStopped ? this.#refreshAll(node.profileId) : this.refresh(node));
  }

  /** Reads again what the node stands for; everything that has been read, without one. Never rejects. */
  async refresh(node?: TreeNode): Promise<void> {
    if (!node) {
      this.#queue.add(undefined);
      await Promise.all(this.#deps.profiles.list().map(({ id }) => this.#refreshAll(id)));
    } else if (node.kind === 'profile' || node.kind === 'keysProblem') await this.#refreshAll(node.profileId);
    else if ('regions' in node) {
      const estate = this.estate(node);
      await Promise.all(node.regions.map((region) => estate.refresh(region)));
    } else if ('address' in node) {
      await this.estate(node).refreshResource(node.address);
    } else {
      await this.#refreshBranch(node);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#estates.dispose();
    this.#queue.dispose();
    this.#changed.dispose();
  }

  /** A listed resource, also where another one shows it as well: a connection under its instance. */
  #standsFor(node: ResourceNode | MemberNode, resourceId: string): boolean {
    if (node.kind === 'resource') return node.address.id === resourceId;
    const target = this.member(node)?.target;
    return target?.id === resourceId && productOf(target.kind) !== node.product;
  }

  #productsOf(profileId: string): readonly ProductId[] {
    const { cloud = 'alibaba' } = this.#deps.profiles.get(profileId) ?? {};
    return productViews.flatMap(({ product }) => (isOf(cloud, product) ? [product] : []));
  }

  /** The branches of a profile that were opened. */
  async #refreshAll(profileId: string): Promise<void> {
    const opened = productViews.filter(({ product }) => this.#estates.opened({ profileId, product }));
    await Promise.all(opened.map(({ product }) => this.#refreshBranch({ profileId, product })));
  }

  /** The lists of all regions and, of the resources that were opened, what stands under them. */
  async #refreshBranch({ profileId, product }: Branch): Promise<void> {
    const estate = this.estate({ profileId, product });
    const opened = this.#nodes
      .resources(profileId)
      .filter((node) => node.product === product && estate.detail(node.address))
      .map(({ address }) => address);
    await Promise.all([estate.refresh(), ...opened.map((address) => estate.refreshResource(address))]);
  }

  #estateChanged({ profileId, product }: Branch, { region, resourceId }: EstateChange): void {
    if (this.#quiet) return;
    this.#noteKeys(profileId);
    const branch = this.#nodes.product(profileId, product);
    if (region === undefined || resourceId === undefined) {
      this.#queue.add(branch);
      return;
    }
    const address = { region, id: resourceId };
    const shown = this.#nodes.get(resourceNodeId(profileId, product, address));
    // A resource that came or went changes its parent's children.
    const isThere = this.#estates.opened({ profileId, product })?.resource(address) !== undefined;
    if (shown && !isThere) this.#nodes.delete(shown.id);
    this.#queue.add(shown && isThere ? shown : branch);
  }

  /** The profile says what all its regions would. */
  #noteKeys(profileId: string): void {
    const needsKeys = this.keysProblem(profileId) !== undefined;
    if (needsKeys === this.#needKeys.has(profileId)) return;
    if (needsKeys) this.#needKeys.add(profileId);
    else this.#needKeys.delete(profileId);
    this.#queue.add(this.#nodes.profile(profileId));
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
    this.#needKeys.delete(profileId);
    this.#nodes.forget(profileId);
  }
}
