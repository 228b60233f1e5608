import type { CloudError } from '../clouds/cloudError';
import type { RegionLoad } from '../inventory/estate';

/**
 * Why a profile's regions, of all its products, cannot be read before it has other keys: the keys failed, and nothing
 * was read since they did. Undefined where some region still answers to these keys; then that is the region's trouble.
 */
export function keysProblem(loads: readonly RegionLoad[]): CloudError | undefined {
  const failing = loads.flatMap((load) => load.failing ?? []).filter(({ error }) => error.needsKeys);
  const latest = Math.max(...failing.map(({ since }) => since));
  const answered = loads.some(({ answeredAt }) => answeredAt !== undefined && answeredAt >= latest);
  return answered ? undefined : failing[0]?.error;
}
