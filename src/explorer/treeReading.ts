import type { Connections } from '../profiles/connections';
import type { ProfileStore } from '../profiles/profileStore';
import type { Branch } from './childNodes';
import type { NodeRegistry } from './nodeRegistry';
import { productViews } from './productViews';
import type { TreeNode } from './treeNode';
import type { WatchedEstates } from './watchedEstates';

export interface TreeReadingDeps {
  readonly profiles: Pick<ProfileStore, 'list'>;
  readonly connections: Pick<Connections, 'client' | 'tryAgain'>;
  readonly estates: Pick<WatchedEstates, 'open' | 'opened'>;
  readonly nodes: Pick<NodeRegistry, 'resources'>;
}

/** Reads again what nodes of the tree stand for. Nothing here rejects: what fails is shown in the tree. */
export class TreeReading {
  readonly #deps: TreeReadingDeps;

  constructor(deps: TreeReadingDeps) {
    this.#deps = deps;
  }

  /**
   * Reads again what failed, because a person says so. Where the cloud did not accept the profile's key, this is what
   * lets one request go out again, and all that waits for the key is read with it.
   */
  async retry(node: TreeNode): Promise<void> {
    const { connections } = this.#deps;
    const wasStopped = connections.client(node.profileId).key?.problem() !== undefined;
    connections.tryAgain(node.profileId);
    await (wasStopped ? this.#refreshProfile(node.profileId) : this.refresh(node));
  }

  /** Reads again what the node stands for; everything that has been read, without one. */
  async refresh(node?: TreeNode): Promise<void> {
    const { profiles, estates } = this.#deps;
    if (!node) await Promise.all(profiles.list().map(({ id }) => this.#refreshProfile(id)));
    else if (node.kind === 'profile' || node.kind === 'keysProblem')
      await this.#refreshProfile(node.profileId);
    else if ('regions' in node) {
      const estate = estates.open(node);
      await Promise.all(node.regions.map((region) => estate.refresh(region)));
    } else if ('address' in node) await estates.open(node).refreshResource(node.address);
    else await this.#refreshBranch(node);
  }

  /** The branches of a profile that were opened. */
  async #refreshProfile(profileId: string): Promise<void> {
    const { estates } = this.#deps;
    const opened = productViews.filter(({ product }) => estates.opened({ profileId, product }));
    await Promise.all(opened.map(({ product }) => this.#refreshBranch({ profileId, product })));
  }

  /** The lists of all regions and, of the resources that were opened, what stands under them. */
  async #refreshBranch({ profileId, product }: Branch): Promise<void> {
    const { estates, nodes } = this.#deps;
    const estate = estates.open({ profileId, product });
    const opened = nodes
      .resources(profileId)
      .filter((node) => node.product === product && estate.detail(node.address))
      .map(({ address }) => address);
    await Promise.all([estate.refresh(), ...opened.map((address) => estate.refreshResource(address))]);
  }
}
