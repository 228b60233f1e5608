import { text, type Text } from '../clouds/text';
import type { ErrorMeaning } from './operation';

const error = (meaning: Text, next: Text): ErrorMeaning => ({ meaning, next });

/** What the vendor's pages on making and on undoing a binding both name. Several carry odd HTTP statuses: codes count. */
const shared: Readonly<Record<string, ErrorMeaning>> = {
  SystemError: error(
    text(
      'Something broke in the cloud while it worked on the request, so it may or may not have had its effect.',
    ),
    text(
      'Wait until the run has read the clusters back. If nothing shows, try again later or give the request id to the cloud’s support.',
    ),
  ),
  Forbidden: error(
    text('The RAM user may not do this to the instance.'),
    text(
      'Ask the account’s administrator for a RAM policy that allows the operation; it can only be allowed on all resources.',
    ),
  ),
  DBClusterNotSupported: error(
    text('One of the two clusters is not running.'),
    text('Wait until both are active, or start the one that is stopped, then check again.'),
  ),
  IncorrectDBInstanceState: error(
    text('The instance is in a state that does not allow this, as while it is being changed.'),
    text('Wait until the instance is active, then check again.'),
  ),
  DBInstanceLocked: error(
    text('The instance is locked, as one that has expired or is overdue.'),
    text('Renew the instance or settle its bill in the console; then it is unlocked.'),
  ),
  'InvalidApi.NotFound': error(
    text('The address that was asked does not know this operation.'),
    text('Check that SelectDB is offered in this region; a proxy may also have changed the request’s path.'),
  ),
  'InvalidDBInstanceId.NotFound': error(
    text('The cloud does not know this instance in this region.'),
    text('Refresh the tree: the instance may have been deleted, or belong to another account.'),
  ),
  InvalidParam: error(
    text('The cloud does not accept one of the ids, or the two clusters are the same one.'),
    text('Refresh the instance and start again from one of its clusters.'),
  ),
  'InvalidClusterName.NotFound': error(
    text('One of the two clusters is not in this instance.'),
    text('Refresh the instance: the cluster may have been deleted. Pick another one.'),
  ),
};

/** Every code of the vendor's page on CreateDBClusterBinding. */
export const bindClustersErrors: Readonly<Record<string, ErrorMeaning>> = {
  ...shared,
  ClusterNotSupport: error(
    text('These two clusters cannot be bound as they are now.'),
    text(
      'They must be clusters of backends of one zone-redundant instance, in different zones, and neither bound yet. Refresh the instance and see its checks.',
    ),
  ),
  'InvalidChargeType.NotSupport': error(
    text('The two clusters are billed in different ways.'),
    text('Pick a partner with the same billing method, or change the billing of one of them in the console.'),
  ),
};

/** Every code of the vendor's page on DeleteDBClusterBinding. */
export const unbindClustersErrors: Readonly<Record<string, ErrorMeaning>> = {
  ...shared,
  ClusterNotSupport: error(
    text('There is no binding between these two clusters that could be undone now.'),
    text('Refresh the instance: somebody else may have unbound them already.'),
  ),
};
