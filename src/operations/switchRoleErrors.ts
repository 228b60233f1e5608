import { text } from '../clouds/text';
import type { ErrorMeaning } from './operation';

const error = (meaning: string, next: string): ErrorMeaning => ({ meaning: text(meaning), next: text(next) });

/** Every code that the vendor's page on role switching names, with its real spelling, and those of the gateway's own lock. */
export const switchRoleErrors: Readonly<Record<string, ErrorMeaning>> = {
  HaStatusNotSupport: error(
    'The high-availability state of the cluster does not allow a switch now.',
    'Wait until no other task runs on the cluster, then check again.',
  ),
  'InvalidDBNodeId.Malformed': error(
    'The cloud does not accept the target node’s id for this cluster.',
    'Refresh the cluster and pick the target from its live nodes.',
  ),
  'InvalidDBType.Malformed': error(
    'The cloud does not accept this database engine for the request as it was made.',
    'PolarDB for PostgreSQL and for Oracle need a named target node: pick one.',
  ),
  UnsupportHighFrequenceSwitchOver: error(
    'The cluster has switched within the last ten minutes.',
    'Look at the last switch first: an automatic failover may have done what you want. Otherwise try again in 5 minutes.',
  ),
  UnsupportWitchUnhealthyReplication: error(
    'Replication to the target is not healthy, so the cloud will not switch to it.',
    'Pick another node, or wait for the replica to recover.',
  ),
  'OperationDenied.DBNodeType': error(
    'A node of this type cannot become the writer.',
    'Pick an ordinary read-only node of the storage cluster that the zone type names.',
  ),
  'OperationDenied.ClusterCategory': error(
    'This edition of PolarDB does not support role switching.',
    'Single-node and multi-master clusters have no role to switch.',
  ),
  'OperationDenied.DBClusterStatus': error(
    'The cluster is in a state that does not allow a switch.',
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
};
