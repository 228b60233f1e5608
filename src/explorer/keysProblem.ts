import type { CloudError } from '../clouds/cloudError';
import type { RegionLoad } from '../inventory/estate';

/** Errors that new keys mend. */
const KEYS: ReadonlySet<CloudError['kind']> = new Set(['credentials', 'keyRejected']);

/** Whether new keys mend this. */
export const needsKeys = (error: CloudError | undefined): boolean =>
  error !== undefined && KEYS.has(error.kind);

/**
 * Why a profile's regions, of all its products, cannot be read before it has other keys: the keys failed, and nothing
 * was read since they did. Undefined where some region still answers to these keys; then that is the region's trouble.
 */
export function keysProblem(loads: readonly RegionLoad[]): CloudError | undefined {
  const failing = loads.flatMap((load) => load.failing ?? []).filter(({ error }) => needsKeys(error));
  const first = Math.min(...failing.map(({ since }) => since));
  const answered = loads.some(({ readAt }) => readAt !== undefined && readAt >= first);
  return answered ? undefined : failing[0]?.error;
}
