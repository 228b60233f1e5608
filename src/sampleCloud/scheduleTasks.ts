import type { SampleCluster, SampleTask } from './sampleCluster';
import { beginZoneChange } from './zoneChange';

/** Tasks that keep another one from being made. */
export const isOpen = ({ status }: SampleTask): boolean => status === 'pending' || status === 'executing';

/**
 * Starts what is due: as soon as its earliest start has come and the cluster runs; a task whose latest start
 * passes before that expires. True where something changed.
 */
export function settleTasks(cluster: SampleCluster, now: number): boolean {
  let changed = false;
  for (const task of cluster.tasks ?? []) {
    if (task.status !== 'pending' || now < task.earliest) continue;
    if (cluster.DBClusterStatus === 'Running') {
      task.status = task.move ? 'executing' : 'finish';
      if (task.move) beginZoneChange(cluster, task.move, task.earliest, task.id);
    } else if (now > task.latest) task.status = 'expired';
    else continue;
    changed = true;
  }
  return changed;
}
