import { text, type Text } from '../clouds/text';
import { clusterOf, peerOf, type SelectdbCluster } from '../inventory/selectdbInstance';
import {
  areBound,
  type BindClustersForm,
  type BindingState,
  partnerOf,
  partners,
  selfOf,
  type Unfit,
  unfit,
} from './bindClustersForm';
import type { StepSpec } from './defineOperation';
import type { Choice } from './operation';

/** What is asked, in this order, each from the live instance. */
export const bindClustersSteps: readonly StepSpec<BindingState, BindClustersForm>[] = [
  {
    kind: 'pick',
    field: 'partner',
    title: text('Backup cluster'),
    placeholder: text('Which cluster should back it up?'),
    choices: (live) => partners(live).map((partner) => partnerChoice(live, partner)),
    likely: (live) => partners(live)[0]?.id,
  },
  {
    kind: 'pick',
    field: 'swap',
    title: text('Roles'),
    placeholder: text('Which of the two is the primary cluster?'),
    dependsOn: ['partner'],
    choices: (live, form) => {
      const [self, partner] = [selfOf(live), partnerOf(live, form)];
      return self && partner ? [roleChoice(false, self, partner), roleChoice(true, partner, self)] : [];
    },
    likely: () => false,
  },
];

/** The same two fields; there is nothing to choose where the binding says who the partner is. */
export const unbindClustersSteps: readonly StepSpec<BindingState, BindClustersForm>[] = [
  {
    kind: 'pick',
    field: 'partner',
    title: text('Bound cluster'),
    placeholder: text('Which cluster should it no longer be bound to?'),
    known: (live) => {
      const peer = clusterOf(live.instance, peerOf(live.instance, live.self));
      return peer && { value: peer.id };
    },
    choices: (live) =>
      partners(live).map((partner) => ({
        ...plainChoice(partner),
        ...(areBound(live, partner.id) ? {} : { unsuitable: text('It is not bound to this cluster') }),
      })),
    likely: (live) => peerOf(live.instance, live.self),
  },
  {
    kind: 'pick',
    field: 'swap',
    title: text('Roles'),
    placeholder: text('Which of the two is named first?'),
    dependsOn: ['partner'],
    // A binding is mutual: the order says nothing, and either is taken.
    known: () => ({ value: false }),
    choices: () => [],
    likely: () => false,
  },
];

const REASONS: Readonly<Record<Exclude<Unfit, 'bound' | 'notActive'>, Text>> = {
  notMultiZone: text('The instance is not deployed in several zones'),
  sameZone: text('It is in the same zone'),
  billing: text('It is billed in another way'),
};

function reason({ instance }: BindingState, partner: SelectdbCluster, why: Unfit): Text {
  if (why === 'notActive') return text('It is not active: {status}', { status: partner.status });
  if (why !== 'bound') return REASONS[why];
  const id = peerOf(instance, partner.id) ?? '';
  const peer = clusterOf(instance, id);
  return text('It is bound to {peer} already', { peer: peer ? peer.name : id });
}

function partnerChoice(live: BindingState, partner: SelectdbCluster): Choice {
  const self = selfOf(live);
  const why = self && unfit(live.instance, self, partner);
  return { ...plainChoice(partner), ...(why ? { unsuitable: reason(live, partner, why) } : {}) };
}

const plainChoice = (cluster: SelectdbCluster): Choice => ({
  value: cluster.id,
  label: cluster.name,
  icon: 'server-environment',
  description: text('{zone} · {class} · {charge}', {
    zone: cluster.zone ?? '–',
    class: cluster.class ?? '–',
    charge: cluster.chargeType ?? '–',
  }),
  detail: text('{id} · {status}', { id: cluster.id, status: cluster.status }),
});

const roleChoice = (swap: boolean, primary: SelectdbCluster, backup: SelectdbCluster): Choice => ({
  value: swap,
  label: `${primary.name} → ${backup.name}`,
  icon: swap ? 'arrow-swap' : 'arrow-right',
  description: text(
    swap
      ? 'Swap: {primary} is the primary, {backup} the backup'
      : '{primary} is the primary, {backup} the backup',
    { primary: primary.name, backup: backup.name },
  ),
  detail: text('DBClusterId = {primary}', { primary: primary.id }),
});
