import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import { readInstance } from '../inventory/selectdb';
import {
  backendsOf,
  clusterOf,
  isMultiZone,
  peerOf,
  sameBilling,
  selectdbInstance,
  type SelectdbCluster,
  type SelectdbInstance,
  stateOf,
} from '../inventory/selectdbInstance';
import { holderOf, type Target } from '../inventory/target';

/** What a person decides. `swap`: the partner is the primary, and the cluster it was started on the backup. */
export const bindClustersForm = z.object({
  partner: z
    .string('Partner must be a cluster id')
    .regex(
      /^[a-z0-9][a-z0-9-]{1,98}[a-z0-9]$/,
      'Partner must look like selectdb-cn-7213cjv2ez-be: lower-case letters, digits and dashes',
    ),
  swap: z.boolean('Swap must be yes or no'),
});
export type BindClustersForm = z.infer<typeof bindClustersForm>;

/** An instance, and which of its clusters the operation was started on. */
export const bindingState = z.object({ self: z.string(), instance: selectdbInstance });
export type BindingState = z.infer<typeof bindingState>;

/** Reads the instance. Rejects with CloudError, also where the cluster is none of its any more. */
export async function readBinding(
  client: CloudClient,
  target: Target,
  signal?: AbortSignal,
): Promise<BindingState> {
  const instance = await readInstance(client, holderOf(target), signal);
  if (clusterOf(instance, target.id)) return { self: target.id, instance };
  throw new CloudError({
    kind: 'refused',
    code: 'InvalidClusterName.NotFound',
    explanation: text('{cluster} is not a cluster of {instance} any more.', {
      cluster: target.id,
      instance: instance.id,
    }),
  });
}

/** The cluster the operation was started on. */
export const selfOf = ({ instance, self }: BindingState): SelectdbCluster | undefined =>
  clusterOf(instance, self);

export const partnerOf = (
  { instance }: BindingState,
  { partner }: Partial<BindClustersForm>,
): SelectdbCluster | undefined => clusterOf(instance, partner);

/** The clusters' ids in the order in which the API names them: primary, then backup. */
export const rolesOf = (
  { self }: BindingState,
  { partner, swap }: BindClustersForm,
): { readonly primary: string; readonly backup: string } =>
  swap ? { primary: partner, backup: self } : { primary: self, backup: partner };

/** Whether the two are bound to each other: either side may be the only one to say so. */
export const areBound = ({ instance, self }: BindingState, partner: string): boolean =>
  clusterOf(instance, self)?.boundTo === partner || clusterOf(instance, partner)?.boundTo === self;

/** The ids of clusters that either of the two is bound to, except to each other. */
export const othersBound = ({ instance, self }: BindingState, partner: string): readonly string[] =>
  [self, partner].flatMap((id) => {
    const peer = peerOf(instance, id);
    return peer === undefined || peer === self || peer === partner ? [] : peer;
  });

/** Why a cluster of backends cannot be the partner, in the order a DBA would say it; undefined for one that can. */
export type Unfit = 'notMultiZone' | 'sameZone' | 'bound' | 'billing' | 'notActive';
export function unfit(
  instance: SelectdbInstance,
  self: SelectdbCluster,
  partner: SelectdbCluster,
): Unfit | undefined {
  if (isMultiZone(instance) === false) return 'notMultiZone';
  if (partner.zone !== undefined && partner.zone === self.zone) return 'sameZone';
  if (peerOf(instance, partner.id) !== undefined) return 'bound';
  if (sameBilling(self, partner) === false) return 'billing';
  if (stateOf(partner.status) !== 'active') return 'notActive';
  return undefined;
}

/** All other clusters of the instance that could ever be one: the backends, the fit ones first, then by name. */
export function partners({ instance, self }: BindingState): readonly SelectdbCluster[] {
  const own = clusterOf(instance, self);
  const rank = (cluster: SelectdbCluster) => (own && unfit(instance, own, cluster) === undefined ? 0 : 1);
  return backendsOf(instance)
    .filter(({ id }) => id !== self)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** A cluster as people know it: its name, and its id where that is another. */
export const nameOf = ({ name, id }: SelectdbCluster): string => (name === id ? id : `${name} (${id})`);
