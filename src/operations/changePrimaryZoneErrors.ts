import { text, type Text } from '../clouds/text';
import type { ErrorMeaning } from './operation';
import { plannedErrors } from './plannedTimes';

const error = (meaning: Text, next: Text): ErrorMeaning => ({ meaning, next });

/**
 * Every code of the vendor's page on ModifyDBClusterPrimaryZone, and last those that stand on none: guessed after the
 * gateway's pattern for a parameter that is missing or bad, `Missing` or `Invalid` and its name.
 */
export const changePrimaryZoneErrors: Readonly<Record<string, ErrorMeaning>> = {
  ScheduleTaskExist: error(
    text('The cluster has a scheduled task already, and the cloud takes no second one.'),
    text('Look at the cluster’s scheduled tasks: wait for the task, or cancel it, then send again.'),
  ),
  'InvalidZoneId.Malformed': error(
    text('The cloud does not accept the zone’s id for this cluster.'),
    text('Check again and pick a zone of the cluster’s own region.'),
  ),
  'InvalidZoneId.Same': error(
    text('The zone is the one that the cluster has already.'),
    text('Refresh the cluster: it may have moved meanwhile. Otherwise pick another zone.'),
  ),
  InternalError: error(
    text(
      'The cloud had an error of its own. Whether the change begins all the same cannot be known from this answer.',
    ),
    text(
      'Wait for what the live state shows. If nothing happens, give the request id to the cloud’s support.',
    ),
  ),
  ActionUnauthorized: error(
    text(
      'The cloud does not allow this operation here: the key may lack the permission, or the cluster’s edition or zones do not support it.',
    ),
    text(
      'Check the key’s policy for polardb:ModifyDBClusterPrimaryZone. Multi-master clusters and clusters without a standby zone may not support it.',
    ),
  ),
  'OperationDenied.MutexLock': error(
    text('Something else holds the cluster: another operation is under way, or it is locked.'),
    text('Wait until the cluster is Running and not locked, then check again.'),
  ),
  'InvalidDBCluster.NotFound': error(
    text('The cloud does not know this cluster in this region.'),
    text('Refresh the tree: the cluster may have been deleted, or belong to another account.'),
  ),
  'InvalidDBClusterId.Malformed': error(
    text('The cloud does not accept the cluster’s id.'),
    text('Refresh the tree and start again from the cluster.'),
  ),
  InsufficientResource: error(
    text(
      'The zone has not enough of what the cluster needs: its node classes, or free addresses in the vSwitch.',
    ),
    text('Pick another zone or a vSwitch with more free addresses, or try again later.'),
  ),
  // From here on: guessed.
  MissingVSwitchId: error(
    text('The cloud wants a vSwitch for this zone.'),
    text('Check again: a vSwitch may have been created in the zone meanwhile. Then pick it.'),
  ),
  InvalidVSwitchId: error(
    text('The cloud does not accept the vSwitch for this cluster and zone.'),
    text('Pick a vSwitch of the cluster’s VPC in the new zone.'),
  ),
  InvalidVPCId: error(
    text('The cluster is in another VPC than the one that was sent.'),
    text('Check again: the cluster may have been moved to another VPC meanwhile.'),
  ),
  ...plannedErrors,
};
