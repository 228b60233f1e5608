import { backendOf } from './bindingTasks';
import { mergePatch } from './mergePatch';
import type { SampleInstance } from './sampleInstance';
import { isRecord } from './shape';

/** What the sample itself goes through. */
const LISTS = ['DBClusterList', 'FEClusterList', 'VirtualClusterList', 'Tags', 'bindings', 'forbiddenTo'];

/**
 * Merges a patch into an instance's stored fields; `clusters` holds patches of its backends by id, null takes one away.
 * Throws a RangeError where the sample could not go on with the result.
 */
export function patchInstance(instance: SampleInstance, patch: Readonly<Record<string, unknown>>): void {
  const { clusters, ...fields } = patch;
  for (const name of LISTS)
    if (name in fields && !Array.isArray(fields[name])) throw new RangeError(`${name} must stay a list.`);
  mergePatch(instance, fields);
  if (!isRecord(clusters)) return;
  for (const [id, change] of Object.entries(clusters)) {
    const backend = backendOf(instance, id);
    if (backend && isRecord(change)) mergePatch(backend, change);
    else if (backend && change === null)
      instance.DBClusterList = instance.DBClusterList.filter((other) => other !== backend);
    else throw new RangeError(`The instance has no cluster ${id} to patch.`);
  }
}
