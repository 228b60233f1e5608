import type { RegionLoad, Resource } from '../inventory/estate';

/** What stands under a product, in the order shown. */
export type RegionEntry =
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'regionsProblem'; readonly regions: readonly string[] }
  | { readonly kind: 'unreadable'; readonly region: string }
  | { readonly kind: 'loading' | 'empty' };

/** Failures that are the same for every region: one line says it once. */
const COMMON = new Set(['credentials', 'keyRejected', 'clock']);
/** From so many regions on, one line also stands for other failures of one kind, as with no network. */
const MANY = 3;

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

/** The failed regions, those with one cause together; each group in the profile's order. */
export function problemGroups(loads: readonly RegionLoad[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const { region, state, error } of loads) {
    if (state !== 'failed' || !error) continue;
    const cause = `${error.kind}/${error.code ?? ''}`;
    groups.set(cause, [...(groups.get(cause) ?? []), region]);
  }
  return [...groups].flatMap(([cause, regions]) =>
    regions.length >= MANY || COMMON.has(cause.split('/')[0] ?? '')
      ? [regions]
      : regions.map((region) => [region]),
  );
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function byName(a: Resource, b: Resource): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}
