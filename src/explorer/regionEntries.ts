import type { RegionLoad, Resource } from '../inventory/estate';
import { problemGroups } from '../inventory/problemGroups';

/** What stands under a product, in the order shown. */
export type RegionEntry =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'regionsProblem'; readonly regions: readonly string[] }
  | { readonly kind: 'unreadable'; readonly region: string }
  | { readonly kind: 'loading' | 'empty' };

/** By name, then id: the regions in the profile's order, each one's problem after its resources. */
export function regionEntries(loads: readonly RegionLoad[]): readonly RegionEntry[] {
  const groups = problemGroups(loads);
  const entries = loads.flatMap((load): RegionEntry[] => {
    const group = groups.find(([first]) => first === load.region);
    return [
      ...[...load.resources].sort(byName).map((resource) => ({ kind: 'resource', resource }) as const),
      ...(load.problems?.length ? [{ kind: 'unreadable', region: load.region } as const] : []),
      ...(group ? [{ kind: 'regionsProblem', regions: group } as const] : []),
    ];
  });
  if (entries.length > 0) return entries;
  return [{ kind: loads.every(({ state }) => state === 'loaded') ? 'empty' : 'loading' }];
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function byName(a: Resource, b: Resource): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}
