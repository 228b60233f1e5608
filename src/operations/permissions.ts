import { text, type Text } from '../clouds/text';
import { holderOf, isOf, productOf, type ResourceKind, type Target } from '../inventory/target';
import type { Operation } from './operation';

/** An action of a policy, and what it must be allowed on. */
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

/** Actions of Huawei Cloud's identity policies on connections of DAS. */
export const onDas = (...actions: readonly string[]): readonly Permission[] =>
  actions.map((action) => ({ action, resource: '*' }));

/** The same for connections made from an instance, which has to be read. */
export const onDasInstance = (...actions: readonly string[]): readonly Permission[] => [
  ...onDas(...actions),
  { action: 'rds:instance:list', resource: '*', on: 'rds.instance' },
  { action: 'gaussdbformysql:instance:get', resource: '*', on: 'taurusdb.instance' },
  { action: 'gaussdb:instance:list', resource: '*', on: 'gaussdb.instance' },
  { action: 'dds:instance:list', resource: '*', on: 'dds.instance' },
  { action: 'ddm:instance:list', resource: '*', on: 'ddm.instance' },
  { action: 'ddm:instance:get', resource: '*', on: 'ddm.instance' },
];

/** What grants are written in: a RAM policy of Alibaba Cloud, or an identity policy of Huawei Cloud's IAM. */
export type PolicyName = 'RAM' | 'IAM';

/** A policy, as the cloud's editor takes it. */
export interface Policy {
  readonly Version: '1' | '5.0';
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

type Needs = Pick<Operation, 'permissions' | 'on'>;

export const policyNameOf = ({ on: [kind] }: Pick<Needs, 'on'>): PolicyName =>
  kind !== undefined && isOf('huawei', productOf(kind)) ? 'IAM' : 'RAM';

/**
 * The least that a user must be allowed to do this to the target, reads included; without a target, to any. One
 * statement a resource.
 */
export function policyOf(operation: Needs, target?: Target): Policy {
  const actions = new Map<string, string[]>();
  const { region, id } = target ? holderOf(target) : { region: '*', id: '*' };
  for (const { action, resource, on } of operation.permissions) {
    if (target && on !== undefined && on !== target.kind) continue;
    const name = resource.replace('{region}', region).replace('{id}', id);
    actions.set(name, [...(actions.get(name) ?? []), action]);
  }
  const ofHuawei = policyNameOf(operation) === 'IAM';
  return {
    Version: ofHuawei ? '5.0' : '1',
    Statement: [...actions].map(([resource, Action]) => ({
      Effect: 'Allow',
      Action,
      Resource: ofHuawei ? [resource] : resource,
    })),
  };
}

/** The policy as text for the clipboard; undefined where the operation does not know what it needs. */
export function policyText(operation: Needs, target?: Target): string | undefined {
  return operation.permissions.length === 0
    ? undefined
    : JSON.stringify(policyOf(operation, target), null, 2);
}

/** The label of what copies it, and what is said once it is on the clipboard. */
export const policyWords = (operation: Pick<Needs, 'on'>): { readonly copy: Text; readonly copied: Text } =>
  policyNameOf(operation) === 'IAM'
    ? {
        copy: text('Copy IAM Policy'),
        copied: text('The IAM policy is on the clipboard. Give it to the account’s administrator.'),
      }
    : {
        copy: text('Copy RAM Policy'),
        copied: text('The RAM policy is on the clipboard. Give it to the account’s administrator.'),
      };
