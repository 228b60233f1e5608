import { text } from '../clouds/text';
import type { ErrorMeaning } from './operation';
import { plannedErrors } from './plannedTimes';

const error = (meaning: string, next: string): ErrorMeaning => ({ meaning: text(meaning), next: text(next) });

/**
 * Every code of the vendor's page on ModifyDBClusterPrimaryZone, and last those that stand on none: guessed after the
 * gateway's pattern for a parameter that is missing or bad, `Missing` or `Invalid` and its name.
 */
export const changePrimaryZoneErrors: Readonly<Record<string, ErrorMeaning>> = {
  ScheduleTaskExist: error(
    'The cluster has a scheduled task already, and the cloud takes no second one.',
    'Look at the cluster’s scheduled tasks: wait for the task, or cancel it, then send again.',
  ),
  'InvalidZoneId.Malformed': error(
    'The cloud does not accept the zone’s id for this cluster.',
    'Check again and pick a zone of the cluster’s own region.',
  ),
  'InvalidZoneId.Same': error(
    'The zone is the one that the cluster has already.',
    'Refresh the cluster: it may have moved meanwhile. Otherwise pick another zone.',
  ),
  InternalError: error(
    'The cloud had an error of its own. Whether the change begins all the same cannot be known from this answer.',
    'Wait for what the live state shows. If nothing happens, give the request id to the cloud’s support.',
  ),
  ActionUnauthorized: error(
    'The cloud does not allow this operation here: the key may lack the permission, or the cluster’s edition or zones do not support it.',
    'Check the key’s policy for polardb:ModifyDBClusterPrimaryZone. Multi-master clusters and clusters without a standby zone may not support it.',
  ),
  'OperationDenied.MutexLock': error(
    'Something else holds the cluster: another operation is under way, or it is locked.',
    'Wait until the cluster is Running and not locked, then check again.',
  ),
  'InvalidDBCluster.NotFound': error(
    'The cloud does not know this cluster in this region.',
    'Refresh the tree: the cluster may have been deleted, or belong to another account.',
  ),
  'InvalidDBClusterId.Malformed': error(
    'The cloud does not accept the cluster’s id.',
    'Refresh the tree and start again from the cluster.',
  ),
  InsufficientResource: error(
    'The zone has not enough of what the cluster needs: its node classes, or free addresses in the vSwitch.',
    'Pick another zone or a vSwitch with more free addresses, or try again later.',
  ),
  // From here on: guessed.
  MissingVSwitchId: error(
    'The cloud wants a vSwitch for this zone.',
    'Check again: a vSwitch may have been created in the zone meanwhile. Then pick it.',
  ),
  InvalidVSwitchId: error(
    'The cloud does not accept the vSwitch for this cluster and zone.',
    'Pick a vSwitch of the cluster’s VPC in the new zone.',
  ),
  InvalidVPCId: error(
    'The cluster is in another VPC than the one that was sent.',
    'Check again: the cluster may have been moved to another VPC meanwhile.',
  ),
  ...plannedErrors,
};
