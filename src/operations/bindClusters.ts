import { text, type Text } from '../clouds/text';
import { clusterOf } from '../inventory/selectdbInstance';
import { bindClustersChecks } from './bindClustersChecks';
import { bindClustersErrors } from './bindClustersErrors';
import {
  type BindClustersForm,
  bindClustersForm,
  type BindingState,
  bindingState,
  readBinding,
  rolesOf,
} from './bindClustersForm';
import { bindingChanges, bindingProblems, pairCall, pairReview, virtualsOn } from './bindClustersPair';
import { bindClustersSteps } from './bindClustersSteps';
import { bindClustersSettle, bindClustersTrace, bindingFacts } from './bindClustersWatch';
import { defineOperation } from './defineOperation';
import { onEverything } from './permissions';

function effect(form: BindClustersForm, live: BindingState): readonly Text[] {
  const { primary, backup } = rolesOf(live, form);
  const [first, second] = [clusterOf(live.instance, primary), clusterOf(live.instance, backup)];
  return [
    text(
      '{primary} in {zone} and {backup} in {backupZone} back each other up: if one zone fails, the other is there.',
      {
        primary: first?.name ?? primary,
        zone: first?.zone ?? '–',
        backup: second?.name ?? backup,
        backupZone: second?.zone ?? '–',
      },
    ),
    text('Clusters changed: 2. The documents name no dropped connections for this.'),
    ...virtualsOn(live, form).map(({ name }) =>
      text('Virtual cluster {name} stands on one of them and is not changed.', { name }),
    ),
  ];
}

/** CreateDBClusterBinding: binds two clusters of a zone-redundant SelectDB instance (spec: cluster bindings). */
export const bindClusters = defineOperation<BindingState, BindingState, BindClustersForm>({
  id: 'selectdb.bindClusters',
  on: ['selectdb.cluster'],
  title: text('Bind Backup Cluster'),
  doing: text('binding…'),
  risk: 'change',
  secrets: [],
  form: bindClustersForm,
  state: bindingState,
  steps: bindClustersSteps,
  check: bindingProblems,
  changes: bindingChanges,
  read: readBinding,
  observe: readBinding,
  stateOf: (live) => live,
  review: pairReview,
  preflight: bindClustersChecks,
  effect,
  confirmation: (form, live, target) => {
    const { primary, backup } = rolesOf(live, form);
    return text('Bind {primary} and {backup} of {instance} ({region}), {primary} as the primary cluster?', {
      primary: clusterOf(live.instance, primary)?.name ?? primary,
      backup: clusterOf(live.instance, backup)?.name ?? backup,
      instance: live.instance.name,
      region: target.region,
    });
  },
  call: (form, target, live) => pairCall('CreateDBClusterBinding', form, target, live),
  settle: bindClustersSettle,
  trace: bindClustersTrace,
  topology: () => [],
  facts: bindingFacts,
  errors: bindClustersErrors,
  permissions: onEverything('selectdb', 'CreateDBClusterBinding', 'DescribeDBInstanceAttribute'),
  inverse: (form) => ({ title: text('Unbind'), operation: 'selectdb.unbindClusters', form }),
});
