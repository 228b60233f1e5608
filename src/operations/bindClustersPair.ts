import { text, type Text } from '../clouds/text';
import { clusterOf, peerOf, type SelectdbCluster } from '../inventory/selectdbInstance';
import type { Target } from '../inventory/target';
import {
  type BindClustersForm,
  type BindingState,
  nameOf,
  partnerOf,
  rolesOf,
  selfOf,
} from './bindClustersForm';
import { differ } from './differ';
import type { Problem, ReviewValue } from './operation';

/** What no request can mend: a cluster that cannot be one of a pair at all. Everything else is a check. */
export function bindingProblems(live: BindingState, form: BindClustersForm): readonly Problem[] {
  const problem = (message: Text): readonly Problem[] => [{ field: 'partner', message }];
  const self = selfOf(live);
  if (self?.kind !== 'backend')
    return problem(
      text('{cluster} is not a cluster of backends, so it cannot be bound', { cluster: live.self }),
    );
  if (form.partner === live.self) return problem(text('A cluster cannot be its own partner'));
  const partner = partnerOf(live, form);
  if (!partner)
    return problem(text('{cluster} is not a cluster of this instance', { cluster: form.partner }));
  return partner.kind === 'backend'
    ? []
    : problem(
        text('{cluster} is not a cluster of backends, so it cannot be bound', { cluster: form.partner }),
      );
}

/** The two as people see them in the review. */
export function pairReview(form: BindClustersForm, live: BindingState): readonly ReviewValue[] {
  const { primary, backup } = rolesOf(live, form);
  const value = (id: string): Text => {
    const cluster = clusterOf(live.instance, id);
    if (!cluster) return text('{id}', { id });
    return text('{cluster} · {zone} · {status}', {
      cluster: nameOf(cluster),
      zone: cluster.zone ?? '–',
      status: cluster.status,
    });
  };
  return [
    { field: 'swap', label: text('Primary cluster'), value: value(primary) },
    { field: 'partner', label: text('Backup cluster'), value: value(backup) },
    {
      label: text('Instance'),
      value: text('{name} ({id})', { name: live.instance.name, id: live.instance.id }),
    },
  ];
}

/** What matters to somebody who has seen the review: both clusters, the instance, and who is bound to whom. */
export function bindingChanges(seen: BindingState, now: BindingState): readonly Text[] {
  const name = ({ instance }: BindingState, id: string | undefined) =>
    id === undefined ? '–' : (clusterOf(instance, id)?.name ?? id);
  const status = (what: string, old: string, current: string) =>
    differ(text('{what}: {before} → {after}'), old, current, { what });
  const found = [...status(now.instance.name, seen.instance.status, now.instance.status)];
  if (seen.instance.locked !== now.instance.locked)
    found.push(
      now.instance.locked ? text('The instance is locked now') : text('The instance’s lock has changed'),
    );
  const before = new Map(seen.instance.clusters.map((cluster) => [cluster.id, cluster]));
  for (const cluster of now.instance.clusters) {
    const old = before.get(cluster.id);
    if (!old) continue;
    found.push(...status(cluster.name, old.status, cluster.status));
    const [was, is] = [peerOf(seen.instance, cluster.id), peerOf(now.instance, cluster.id)];
    if (was !== is)
      found.push(
        text('{cluster} is bound to: {before} → {after}', {
          cluster: cluster.name,
          before: name(seen, was),
          after: name(now, is),
        }),
      );
  }
  for (const { id, name: gone } of seen.instance.clusters)
    if (!clusterOf(now.instance, id)) found.push(text('{cluster} is gone', { cluster: gone }));
  return found;
}

/** The parameters of both operations: the same four. Neither has a client token. */
export function pairCall(action: string, form: BindClustersForm, target: Target, live: BindingState) {
  const { primary, backup } = rolesOf(live, form);
  return {
    cloud: 'alibaba',
    product: 'selectdb',
    action,
    region: target.region,
    parameters: {
      DBInstanceId: live.instance.id,
      DBClusterId: primary,
      DBClusterIdBak: backup,
      RegionId: target.region,
    },
  } as const;
}

/** Virtual clusters that stand on either of the two. */
export const virtualsOn = (live: BindingState, form: BindClustersForm): readonly SelectdbCluster[] =>
  live.instance.clusters.filter(({ active, standby }) =>
    [active, standby].some((id) => id === live.self || id === form.partner),
  );
