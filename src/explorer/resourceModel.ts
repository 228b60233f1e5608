import type { ClusterDetail, Estate, EstateChange } from '../inventory/estate';
import type { Cluster, ClusterAddress, ClusterEndpoint } from '../inventory/polardbCluster';
import type { Connections } from '../profiles/connections';
import { Listeners } from '../profiles/listeners';
import type { ProfileStore } from '../profiles/profileStore';
import { inOrder } from './memberView';
import { RefreshQueue } from './refreshQueue';
import { regionEntries, type RegionEntry } from './regionEntries';
import { NodeRegistry, unique } from './nodeRegistry';
import {
  childId,
  clusterNodeId,
  productNodeId,
  type ClusterBranch,
  type NodeTarget,
  type TreeNode,
} from './treeNode';

export interface ResourceModelDeps {
  readonly profiles: Pick<ProfileStore, 'list' | 'get' | 'onDidChange'>;
  readonly connections: Pick<Connections, 'estate' | 'onDidDrop'>;
  /** Called when a run on a cluster began, moved on or ended. */
  readonly onDidChangeRun: (
    listener: (change: { readonly profileId: string; readonly clusterId: string }) => void,
  ) => { dispose(): void };
}

interface Watched {
  readonly estate: Estate;
  readonly subscription: { dispose(): void };
}

/** The tree without VS Code: which nodes there are, and which of them changed. */
export class ResourceModel {
  readonly #deps: ResourceModelDeps;
  readonly #nodes = new NodeRegistry();
  readonly #watched = new Map<string, Watched>();
  readonly #changed = new Listeners<readonly TreeNode[] | undefined>();
  readonly #queue = new RefreshQueue<TreeNode>((nodes) => {
    this.#changed.fire(nodes);
  });
  readonly #subscriptions: readonly { dispose(): void }[];
  /** Set while a node's children are made: what that starts is in them already. */
  #quiet = false;

  constructor(deps: ResourceModelDeps) {
    this.#deps = deps;
    this.#subscriptions = [
      deps.profiles.onDidChange(() => {
        this.#queue.add(undefined);
      }),
      deps.connections.onDidDrop((profileId) => {
        this.#forget(profileId);
        this.#queue.add(undefined);
      }),
      deps.onDidChangeRun(({ profileId, clusterId }) => {
        for (const node of this.#nodes.clusters(profileId))
          if (node.address.id === clusterId) this.#queue.add(node);
      }),
    ];
  }

  /** Called with the nodes to draw again (each with what is below it), or undefined for all. */
  readonly onDidChange = this.#changed.event;

  children(node?: TreeNode): readonly TreeNode[] {
    if (!node) return this.#deps.profiles.list().map(({ id }) => this.#nodes.profile(id));
    switch (node.kind) {
      case 'profile':
        return [this.#nodes.product(node.profileId)];
      case 'product':
        return this.#productChildren(node.profileId);
      case 'cluster':
        return this.#clusterChildren(node);
      default:
        return [];
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    switch (node.kind) {
      case 'profile':
        return undefined;
      case 'product':
        return this.#nodes.profile(node.profileId);
      case 'node':
      case 'endpoint':
      case 'clusterProblem':
        return this.#nodes.cluster(node.profileId, node.address);
      case 'loading':
      case 'empty':
        return 'address' in node
          ? this.#nodes.cluster(node.profileId, node.address)
          : this.#nodes.product(node.profileId);
      default:
        return this.#nodes.product(node.profileId);
    }
  }

  profileNode(profileId: string): TreeNode {
    return this.#nodes.profile(profileId);
  }

  estate(profileId: string): Estate {
    const estate = this.#deps.connections.estate(profileId);
    const watched = this.#watched.get(profileId);
    if (watched?.estate === estate) return estate;
    watched?.subscription.dispose();
    const subscription = estate.onDidChange((change) => {
      this.#estateChanged(profileId, change);
    });
    this.#watched.set(profileId, { estate, subscription });
    return estate;
  }

  cluster({ profileId, address }: { profileId: string; address: ClusterAddress }): Cluster | undefined {
    return this.estate(profileId).cluster(address);
  }

  detail({ profileId, address }: { profileId: string; address: ClusterAddress }): ClusterDetail | undefined {
    return this.estate(profileId).detail(address);
  }

  endpoint(node: TreeNode & { kind: 'endpoint' }): ClusterEndpoint | undefined {
    return this.detail(node)?.endpoints?.find(({ id }) => id === node.endpointId);
  }

  /** What an operation started on this node is done to: its cluster. */
  targetOf(node: TreeNode): NodeTarget | undefined {
    if (!('address' in node)) return undefined;
    const { profileId, address } = node;
    const name = this.estate(profileId).cluster(address)?.name ?? address.id;
    return { profileId, target: { kind: 'polardb.cluster', ...address, name } };
  }

  /** Reads again what the node stands for; everything that has been read, without one. Never rejects. */
  async refresh(node?: TreeNode): Promise<void> {
    if (!node) {
      const profiles = this.#deps.profiles.list().map(({ id }) => id);
      this.#queue.add(undefined);
      await Promise.all(profiles.filter((id) => this.#watched.has(id)).map((id) => this.#refreshAll(id)));
    } else if ('regions' in node) {
      const estate = this.estate(node.profileId);
      await Promise.all(node.regions.map((region) => estate.refresh(region)));
    } else if ('address' in node) {
      await this.estate(node.profileId).refreshCluster(node.address);
    } else {
      await this.#refreshAll(node.profileId);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const profileId of [...this.#watched.keys()]) this.#forget(profileId);
    this.#queue.dispose();
    this.#changed.dispose();
  }

  /** The lists of all regions and, of the clusters that were opened, nodes and endpoints. */
  async #refreshAll(profileId: string): Promise<void> {
    const estate = this.estate(profileId);
    const opened = this.#nodes
      .clusters(profileId)
      .map(({ address }) => address)
      .filter((address) => estate.detail(address));
    await Promise.all([estate.refresh(), ...opened.map((address) => estate.refreshCluster(address))]);
  }

  #productChildren(profileId: string): readonly TreeNode[] {
    const estate = this.estate(profileId);
    this.#quietly(() => {
      estate.load();
    });
    return unique(regionEntries(estate.regions()).map((entry) => this.#entryNode(profileId, entry)));
  }

  #entryNode(profileId: string, entry: RegionEntry): TreeNode {
    const parent = productNodeId(profileId);
    switch (entry.kind) {
      case 'cluster':
        return this.#nodes.cluster(profileId, { region: entry.cluster.region, id: entry.cluster.id });
      case 'regionsProblem': {
        const { kind, regions } = entry;
        return this.#nodes.the({ kind, id: childId(parent, 'problem', ...regions), profileId, regions });
      }
      case 'unreadable': {
        const { kind, region } = entry;
        return this.#nodes.the({
          kind,
          id: childId(parent, 'unreadable', region),
          profileId,
          regions: [region],
        });
      }
      default:
        return this.#nodes.the({ kind: entry.kind, id: childId(parent, entry.kind), profileId });
    }
  }

  #clusterChildren({ id: parent, profileId, address }: ClusterBranch): readonly TreeNode[] {
    const estate = this.estate(profileId);
    if (!estate.detail(address))
      this.#quietly(() => {
        void estate.refreshCluster(address);
      });
    const detail = estate.detail(address);
    const nodes = inOrder(estate.cluster(address)?.nodes ?? []).map(({ id: nodeId }) =>
      this.#nodes.the({ kind: 'node', id: childId(parent, 'node', nodeId), profileId, address, nodeId }),
    );
    const endpoints = (detail?.endpoints ?? []).map(({ id: endpointId }) =>
      this.#nodes.the({
        kind: 'endpoint',
        id: childId(parent, 'endpoint', endpointId),
        profileId,
        address,
        endpointId,
      }),
    );
    const rest: TreeNode[] = [];
    if (detail?.error ?? detail?.endpointsError)
      rest.push(
        this.#nodes.the({ kind: 'clusterProblem', id: childId(parent, 'problem'), profileId, address }),
      );
    else if (!detail?.endpoints)
      rest.push(this.#nodes.the({ kind: 'loading', id: childId(parent, 'loading'), profileId, address }));
    return unique([...nodes, ...endpoints, ...rest]);
  }

  #estateChanged(profileId: string, { region, clusterId }: EstateChange): void {
    if (this.#quiet) return;
    const product = this.#nodes.product(profileId);
    if (region === undefined || clusterId === undefined) {
      this.#queue.add(product);
      return;
    }
    const address = { region, id: clusterId };
    const shown = this.#nodes.get(clusterNodeId(profileId, address));
    // A cluster that came or went changes its parent's children.
    const isThere = this.#watched.get(profileId)?.estate.cluster(address) !== undefined;
    if (shown && !isThere) this.#nodes.delete(shown.id);
    this.#queue.add(shown && isThere ? shown : product);
  }

  #quietly(start: () => void): void {
    this.#quiet = true;
    try {
      start();
    } finally {
      this.#quiet = false;
    }
  }

  #forget(profileId: string): void {
    this.#watched.get(profileId)?.subscription.dispose();
    this.#watched.delete(profileId);
    this.#nodes.forget(profileId);
  }
}
