import { text, type Text } from '../clouds/text';
import type { ErrorMeaning } from './operation';

const error = (meaning: Text, next: Text): ErrorMeaning => ({ meaning, next });

/** Every code that the vendor's page on role switching names, with its real spelling, and those of the gateway's own lock. */
export const switchRoleErrors: Readonly<Record<string, ErrorMeaning>> = {
  HaStatusNotSupport: error(
    text('The high-availability state of the cluster does not allow a switch now.'),
    text('Wait until no other task runs on the cluster, then check again.'),
  ),
  'InvalidDBNodeId.Malformed': error(
    text('The cloud does not accept the target node’s id for this cluster.'),
    text('Refresh the cluster and pick the target from its live nodes.'),
  ),
  'InvalidDBType.Malformed': error(
    text('The cloud does not accept this database engine for the request as it was made.'),
    text('PolarDB for PostgreSQL and for Oracle need a named target node: pick one.'),
  ),
  UnsupportHighFrequenceSwitchOver: error(
    text('The cluster has switched within the last ten minutes.'),
    text(
      'Look at the last switch first: an automatic failover may have done what you want. Otherwise try again in 5 minutes.',
    ),
  ),
  UnsupportWitchUnhealthyReplication: error(
    text('Replication to the target is not healthy, so the cloud will not switch to it.'),
    text('Pick another node, or wait for the replica to recover.'),
  ),
  'OperationDenied.DBNodeType': error(
    text('A node of this type cannot become the writer.'),
    text('Pick an ordinary read-only node of the storage cluster that the zone type names.'),
  ),
  'OperationDenied.ClusterCategory': error(
    text('This edition of PolarDB does not support role switching.'),
    text('Single-node and multi-master clusters have no role to switch.'),
  ),
  'OperationDenied.DBClusterStatus': error(
    text('The cluster is in a state that does not allow a switch.'),
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
};
