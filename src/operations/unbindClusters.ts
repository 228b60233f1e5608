import { text, type Text } from '../clouds/text';
import { clusterOf } from '../inventory/selectdbInstance';
import { unbindClustersChecks } from './bindClustersChecks';
import { unbindClustersErrors } from './bindClustersErrors';
import {
  areBound,
  type BindClustersForm,
  bindClustersForm,
  type BindingState,
  bindingState,
  partnerOf,
  readBinding,
  selfOf,
} from './bindClustersForm';
import { bindingChanges, bindingProblems, pairCall, pairReview, virtualsOn } from './bindClustersPair';
import { unbindClustersSteps } from './bindClustersSteps';
import { bindingFacts, unbindClustersSettle, unbindClustersTrace } from './bindClustersWatch';
import { defineOperation } from './defineOperation';
import { onEverything } from './permissions';

const namesOf = (live: BindingState, form: BindClustersForm) => ({
  self: selfOf(live)?.name ?? live.self,
  zone: selfOf(live)?.zone ?? '–',
  partner: partnerOf(live, form)?.name ?? form.partner,
  partnerZone: partnerOf(live, form)?.zone ?? '–',
});

function effect(form: BindClustersForm, live: BindingState): readonly Text[] {
  return [
    text(
      '{self} in {zone} and {partner} in {partnerZone} no longer back each other up: if one zone fails, nothing takes its place.',
      namesOf(live, form),
    ),
    text('Clusters changed: 2. The documents name no dropped connections for this.'),
    ...virtualsOn(live, form).map(({ name, active, standby }) =>
      text('Virtual cluster {name} stands on them (active {active}, standby {standby}).', {
        name,
        active: clusterOf(live.instance, active)?.name ?? '–',
        standby: clusterOf(live.instance, standby)?.name ?? '–',
      }),
    ),
  ];
}

/** DeleteDBClusterBinding: undoes the binding of two clusters, whichever of them is named first. */
export const unbindClusters = defineOperation<BindingState, BindingState, BindClustersForm>({
  id: 'selectdb.unbindClusters',
  on: ['selectdb.cluster'],
  title: text('Unbind Cluster'),
  doing: text('unbinding…'),
  risk: 'change',
  secrets: [],
  form: bindClustersForm,
  state: bindingState,
  steps: unbindClustersSteps,
  check: bindingProblems,
  changes: bindingChanges,
  read: readBinding,
  observe: readBinding,
  stateOf: (live) => live,
  review: (form, live) =>
    pairReview(form, live).map((value, index) =>
      index < 2 ? { ...value, field: 'partner', label: text(index === 0 ? 'Cluster' : 'Bound to') } : value,
    ),
  preflight: unbindClustersChecks,
  effect,
  confirmation: (form, live, target) =>
    text('Undo the binding of {self} and {partner} of {instance} ({region})?', {
      ...namesOf(live, form),
      instance: live.instance.name,
      region: target.region,
    }),
  call: (form, target, live) => pairCall('DeleteDBClusterBinding', form, target, live),
  settle: unbindClustersSettle,
  trace: unbindClustersTrace,
  topology: () => [],
  facts: bindingFacts,
  errors: unbindClustersErrors,
  permissions: onEverything('selectdb', 'DeleteDBClusterBinding', 'DescribeDBInstanceAttribute'),
  inverse: (form, before) =>
    areBound(before, form.partner)
      ? { title: text('Bind Again'), operation: 'selectdb.bindClusters', form }
      : undefined,
});
