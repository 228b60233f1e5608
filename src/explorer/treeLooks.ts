import type { ResourceAddress, Stale } from '../inventory/estate';
import { readerOf } from '../inventory/readers';
import { holderOf, type Target } from '../inventory/target';
import { localTime, systemTimeZone } from '../operations/localTime';
import type { ProfileStore } from '../profiles/profileStore';
import type { Say } from '../profiles/say';
import { branchView } from './branchView';
import type { ItemView } from './itemView';
import type { KeysInTree } from './keysInTree';
import { moreView } from './moreView';
import { pinnedView } from './pinnedView';
import {
  emptyView,
  keysProblemView,
  loadingView,
  regionsProblemView,
  resourceProblemView,
  unreadableView,
} from './problemView';
import type { ActiveRun } from './productView';
import { viewOf } from './productViews';
import { profileView } from './profileView';
import type { ResourceModel } from './resourceModel';
import { staleMemberView, staleView } from './staleView';
import type { MemberNode, ResourceNode, TreeNode } from './treeNode';

export interface TreeLooksDeps {
  readonly profiles: Pick<ProfileStore, 'get'>;
  readonly say: Say;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly keys: Pick<KeysInTree, 'of' | 'onDidChange'>;
  /** The run that is under way on a resource or on anything in it; with `part`, on that alone. */
  readonly activeRun: (address: ResourceAddress, part?: Pick<Target, 'kind' | 'id'>) => ActiveRun | undefined;
}

/** How a node looks at one moment. */
export interface Look {
  /**
   * What the look follows from, compared by identity: two looks from the same need not be made to be known as the
   * same. Two from other things may still be the same.
   */
  readonly from: readonly unknown[];
  /** Makes it, as of that moment, whenever it is called. */
  readonly view: () => ItemView;
}

/** How the nodes of the tree look now. */
export class TreeLooks {
  readonly #model: ResourceModel;
  readonly #deps: TreeLooksDeps;

  constructor(model: ResourceModel, deps: TreeLooksDeps) {
    this.#model = model;
    this.#deps = deps;
  }

  of(node: TreeNode): Look {
    switch (node.kind) {
      case 'resource':
        return this.#resource(node);
      case 'member':
        return this.#member(node);
      default: {
        const view = this.#other(node);
        return { from: [view], view: () => view };
      }
    }
  }

  #resource(node: ResourceNode): Look {
    const { say, activeRun, now } = this.#deps;
    const resource = this.#model.resource(node);
    if (!resource) return this.#loading();
    const run = activeRun(node.address);
    const stale = this.#stale(node);
    const isPinned = this.#model.isPinned(node);
    const at = stale && now();
    return {
      from: [resource, run?.say, run?.icon, stale, at && localDay(at), isPinned],
      view: () => {
        const plain = viewOf(node.product).resource(resource, run, say);
        const look = isPinned ? pinnedView(plain, say) : plain;
        return stale && at !== undefined ? staleView(look, stale, at, say) : look;
      },
    };
  }

  #member(node: MemberNode): Look {
    const { say, now } = this.#deps;
    const member = this.#model.member(node);
    if (!member) return this.#loading();
    const run = member.target && this.#runOn(node);
    const stale = this.#stale(node);
    const at = stale && now();
    return {
      from: [member, run?.say, run?.icon, stale, at && localDay(at)],
      view: () => {
        const look = member.view(say, run);
        return stale && at !== undefined ? staleMemberView(look, stale, at, say) : look;
      },
    };
  }

  #stale(node: ResourceNode | MemberNode): Stale | undefined {
    return this.#model.estate(node).stale(node.address);
  }

  /** What is under way on what a member stands for, which may be a listed resource of another product. */
  #runOn(node: MemberNode): ActiveRun | undefined {
    const target = this.#model.targetOf(node)?.target;
    return target && this.#deps.activeRun(holderOf(target), target);
  }

  #loading(): Look {
    const { say } = this.#deps;
    return { from: ['loading'], view: () => loadingView(say) };
  }

  #other(node: Exclude<TreeNode, ResourceNode | MemberNode>): ItemView {
    const { say, profiles, keys } = this.#deps;
    const model = this.#model;
    if (node.kind === 'profile') {
      const profile = profiles.get(node.profileId);
      const needsKeys = model.keysProblem(node.profileId) !== undefined;
      return profile ? profileView(profile, say, needsKeys, keys.of(node.profileId)) : loadingView(say);
    }
    if (node.kind === 'keysProblem') return keysProblemView(model.keysProblem(node.profileId), say);
    const reader = readerOf(node.product);
    const loads = () => model.estate(node).regions();
    switch (node.kind) {
      case 'product':
        return branchView(reader, { isFirst: model.isFirst(node), shown: model.shown(node) }, loads(), say);
      case 'regionsProblem': {
        const failed = loads().filter(({ region }) => node.regions.includes(region));
        return regionsProblemView(failed, say);
      }
      case 'unreadable': {
        const load = loads().find(({ region }) => region === node.regions[0]);
        return unreadableView(load, reader, say);
      }
      case 'more':
        return moreView(node.after, model.matching(node), say);
      case 'resourceProblem':
        return resourceProblemView(model.detail(node), node.part, viewOf(node.product), say);
      case 'empty':
        return emptyView(reader, say);
      case 'loading':
        return loadingView(say);
    }
  }
}

/** Since when something is stale is said with the day, once that is another one. */
const localDay = (at: number): string => localTime(at, systemTimeZone).slice(0, 10);
