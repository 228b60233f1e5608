import { text } from '../clouds/text';
import type { ErrorMeaning } from './operation';

const error = (meaning: string, next: string): ErrorMeaning => ({ meaning: text(meaning), next: text(next) });

/** What the vendor's pages on making and on undoing a binding both name. Several carry odd HTTP statuses: codes count. */
const shared: Readonly<Record<string, ErrorMeaning>> = {
  SystemError: error(
    'Something broke in the cloud while it worked on the request, so it may or may not have had its effect.',
    'Wait until the run has read the clusters back. If nothing shows, try again later or give the request id to the cloud’s support.',
  ),
  Forbidden: error(
    'The RAM user may not do this to the instance.',
    'Ask the account’s administrator for a RAM policy that allows the operation; it can only be allowed on all resources.',
  ),
  DBClusterNotSupported: error(
    'One of the two clusters is not running.',
    'Wait until both are active, or start the one that is stopped, then check again.',
  ),
  IncorrectDBInstanceState: error(
    'The instance is in a state that does not allow this, as while it is being changed.',
    'Wait until the instance is active, then check again.',
  ),
  DBInstanceLocked: error(
    'The instance is locked, as one that has expired or is overdue.',
    'Renew the instance or settle its bill in the console; then it is unlocked.',
  ),
  'InvalidApi.NotFound': error(
    'The address that was asked does not know this operation.',
    'Check that SelectDB is offered in this region; a proxy may also have changed the request’s path.',
  ),
  'InvalidDBInstanceId.NotFound': error(
    'The cloud does not know this instance in this region.',
    'Refresh the tree: the instance may have been deleted, or belong to another account.',
  ),
  InvalidParam: error(
    'The cloud does not accept one of the ids, or the two clusters are the same one.',
    'Refresh the instance and start again from one of its clusters.',
  ),
  'InvalidClusterName.NotFound': error(
    'One of the two clusters is not in this instance.',
    'Refresh the instance: the cluster may have been deleted. Pick another one.',
  ),
};

/** Every code of the vendor's page on CreateDBClusterBinding. */
export const bindClustersErrors: Readonly<Record<string, ErrorMeaning>> = {
  ...shared,
  ClusterNotSupport: error(
    'These two clusters cannot be bound as they are now.',
    'They must be clusters of backends of one zone-redundant instance, in different zones, and neither bound yet. Refresh the instance and see its checks.',
  ),
  'InvalidChargeType.NotSupport': error(
    'The two clusters are billed in different ways.',
    'Pick a partner with the same billing method, or change the billing of one of them in the console.',
  ),
};

/** Every code of the vendor's page on DeleteDBClusterBinding. */
export const unbindClustersErrors: Readonly<Record<string, ErrorMeaning>> = {
  ...shared,
  ClusterNotSupport: error(
    'There is no binding between these two clusters that could be undone now.',
    'Refresh the instance: somebody else may have unbound them already.',
  ),
};
