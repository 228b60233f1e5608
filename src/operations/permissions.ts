import { holderOf, type ResourceKind, type Target } from '../inventory/target';
import type { Operation } from './operation';

/** An action of a RAM policy, and what it must be allowed on. */
export interface Permission {
  /** `polardb:FailoverDBCluster`. */
  readonly action: string;
  /**
   * The resource's name with `{region}` and `{id}` for where the target is listed (an account's cluster), as
   * `acs:polardb:{region}:*:dbcluster/{id}`; `*` for an action that can only be allowed on everything.
   */
  readonly resource: string;
  /** Needed for targets of this kind only; for all where unset. */
  readonly on?: ResourceKind;
}

/** Actions that are allowed on one PolarDB cluster (the vendor's page “RAM authorization”). */
export const onPolardbCluster = (...actions: readonly string[]): readonly Permission[] =>
  actions.map((action) => ({
    action: `polardb:${action}`,
    resource: 'acs:polardb:{region}:*:dbcluster/{id}',
  }));

/** Actions that the vendor allows on all resources only. */
export const onEverything = (product: string, ...actions: readonly string[]): readonly Permission[] =>
  actions.map((action) => ({ action: `${product}:${action}`, resource: '*' }));

/** A RAM policy, as its editor takes it. */
export interface RamPolicy {
  readonly Version: '1';
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: string;
  }[];
}

/**
 * The least that a RAM user must be allowed to do this to the target, reads included; without a target, to any. One
 * statement a resource.
 */
export function policyOf({ permissions }: Pick<Operation, 'permissions'>, target?: Target): RamPolicy {
  const actions = new Map<string, string[]>();
  const { region, id } = target ? holderOf(target) : { region: '*', id: '*' };
  for (const { action, resource, on } of permissions) {
    if (target && on !== undefined && on !== target.kind) continue;
    const name = resource.replace('{region}', region).replace('{id}', id);
    actions.set(name, [...(actions.get(name) ?? []), action]);
  }
  return {
    Version: '1',
    Statement: [...actions].map(([Resource, Action]) => ({ Effect: 'Allow', Action, Resource })),
  };
}

/** The policy as text for the clipboard; undefined where the operation does not know what it needs. */
export function policyText(operation: Pick<Operation, 'permissions'>, target?: Target): string | undefined {
  return operation.permissions.length === 0
    ? undefined
    : JSON.stringify(policyOf(operation, target), null, 2);
}
