import type { Detail, Resource } from '../inventory/estate';
import type { Member } from './productView';
import { viewOf } from './productViews';
import { childId, type MemberNode, type ResourceNode } from './treeNode';

interface Indexed {
  readonly resource: Resource;
  readonly detail: Detail | undefined;
  readonly roots: readonly Member[];
  readonly byNodeId: ReadonlyMap<string, Member>;
}

/** The members of each resource by their nodes' ids, made anew when the resource or its detail is another one. */
export class MemberIndex {
  readonly #indexed = new WeakMap<ResourceNode, Indexed>();

  roots(node: ResourceNode, resource: Resource | undefined, detail: Detail | undefined): readonly Member[] {
    return resource ? this.#index(node, resource, detail).roots : [];
  }

  get(node: MemberNode, resource: Resource | undefined, detail: Detail | undefined): Member | undefined {
    return resource && this.#index(holderNode(node), resource, detail).byNodeId.get(node.id);
  }

  #index(node: ResourceNode, resource: Resource, detail: Detail | undefined): Indexed {
    const known = this.#indexed.get(node);
    if (known?.resource === resource && known.detail === detail) return known;
    const roots = viewOf(node.product).members(resource, detail);
    const byNodeId = new Map<string, Member>();
    const visit = (parent: string, members: readonly Member[]) => {
      for (const member of members) {
        const id = childId(parent, ...member.key);
        byNodeId.set(id, member);
        visit(id, member.members ?? []);
      }
    };
    visit(node.id, roots);
    const fresh = { resource, detail, roots, byNodeId };
    this.#indexed.set(node, fresh);
    return fresh;
  }
}

const holderNode = ({ parent }: MemberNode): ResourceNode =>
  parent.kind === 'resource' ? parent : holderNode(parent);
