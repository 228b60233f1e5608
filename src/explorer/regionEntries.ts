import type { RegionLoad, Resource } from '../inventory/estate';
import { problemGroups } from '../inventory/problemGroups';

/** What stands under a product, in the order shown. */
export type RegionEntry =
  | { readonly kind: 'resources'; readonly resources: readonly Resource[] }
  | { readonly kind: 'regionsProblem'; readonly regions: readonly string[] }
  | { readonly kind: 'unreadable'; readonly region: string }
  | { readonly kind: 'loading' | 'empty' };

/** By name, then id: the regions in the profile's order, each one's problem after its resources. */
export function regionEntries(loads: readonly RegionLoad[]): readonly RegionEntry[] {
  const groups = problemGroups(loads);
  const entries = loads.flatMap((load): RegionEntry[] => {
    const group = groups.find(([first]) => first === load.region);
    return [
      ...(load.resources.length > 0
        ? [{ kind: 'resources', resources: byName(load.resources) } as const]
        : []),
      ...(load.problems?.length ? [{ kind: 'unreadable', region: load.region } as const] : []),
      ...(group ? [{ kind: 'regionsProblem', regions: group } as const] : []),
    ];
  });
  if (entries.length > 0) return entries;
  return [{ kind: loads.every(({ state }) => state === 'loaded') ? 'empty' : 'loading' }];
}

/** A region's list is the same array until something in it changes. */
const sorted = new WeakMap<readonly Resource[], readonly Resource[]>();

/** A region's resources in the order shown: the same array for the same list. */
export function byName(resources: readonly Resource[]): readonly Resource[] {
  const known = sorted.get(resources) ?? [...resources].sort(compare);
  sorted.set(resources, known);
  return known;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: Resource, b: Resource): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}
