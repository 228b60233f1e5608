import type { RegionLoad } from './estate';

/** Failures that are the same for every region: one line says it once. */
const COMMON = new Set(['credentials', 'keyRejected', 'clock']);
/** From so many regions on, one line also stands for other failures of one kind, as with no network. */
const MANY = 3;

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
