import type { BindingTask, SampleBackend, SampleInstance } from './sampleInstance';

/** How long a binding takes to be made or undone at speed 1. The documents do not say; this is the sample's guess. */
export const BINDING_MS = 20_000;
/** When, within that, the first of the two clusters shows it. */
const FIRST_AT = 0.6;
const CHANGING = 'RESOURCE_CHANGING';
export const ACTIVE = 'ACTIVATION';

export const backendOf = (instance: SampleInstance, id: string | undefined): SampleBackend | undefined =>
  instance.DBClusterList.find(({ DbClusterId }) => DbClusterId === id);

/** Begins to bind two clusters or to undo their binding; until it is over both are RESOURCE_CHANGING. */
export function beginBinding(
  instance: SampleInstance,
  task: Pick<BindingTask, 'kind' | 'cluster' | 'other'>,
  now: number,
  speed: number,
): void {
  instance.bindings.push({ ...task, startedAt: now, durationMs: BINDING_MS / speed });
  for (const backend of bothOf(instance, task)) backend.Status = CHANGING;
}

/** Brings an instance to where its bindings have got by now. True where something changed. */
export function settleBindings(instance: SampleInstance, now: number): boolean {
  let changed = false;
  for (const task of instance.bindings) {
    const part = (now - task.startedAt) / task.durationMs;
    if (part >= FIRST_AT) changed = show(instance, task, task.cluster, task.other) || changed;
    if (part < 1) continue;
    show(instance, task, task.other, task.cluster);
    for (const backend of bothOf(instance, task)) if (backend.Status === CHANGING) backend.Status = ACTIVE;
    changed = true;
  }
  instance.bindings = instance.bindings.filter((task) => now - task.startedAt < task.durationMs);
  return changed;
}

/** True where that is news. */
function show(instance: SampleInstance, { kind }: BindingTask, id: string, peer: string): boolean {
  const backend = backendOf(instance, id);
  const shown = kind === 'bind' ? peer : '';
  if (!backend || backend.ClusterBinding === shown) return false;
  backend.ClusterBinding = shown;
  return true;
}

const bothOf = (
  instance: SampleInstance,
  { cluster, other }: Pick<BindingTask, 'cluster' | 'other'>,
): readonly SampleBackend[] =>
  instance.DBClusterList.filter(({ DbClusterId }) => DbClusterId === cluster || DbClusterId === other);
