import { GatewayError } from './gatewayError';
import { clusterToOperateOn, type Operation, type OperationContext, type Place } from './operationContext';
import type { SampleCluster, SampleNode } from './sampleCluster';
import { beginSwitch, nodeOf } from './switching';
import { writeOnce } from './write';

/*
 * FailoverDBCluster, and FailoverDBClusterZonal for clusters on ENS. Checks run in the order of this table, and the first that fails is answered.
 *
 * state or parameter                                                     answer
 * ---------------------------------------------------------------------  ----------------------------------
 * DBClusterId not of the form pc-...                                     404 InvalidDBClusterId.Malformed
 * TargetDBNodeId not of the form pi-...                                  400 InvalidDBNodeId.Malformed
 * TargetZoneType, RollBackForDisaster, ClientToken out of their limits   400 InvalidX
 * client token seen within 24 hours, same parameters                     the first answer, no second effect
 * client token seen within 24 hours, other parameters                    400 IdempotentParameterMismatch
 * no such cluster, of another account, or asked at another region's host 404 InvalidDBCluster.NotFound
 * Category NormalMultimaster, or Basic (a single node)                   403 OperationDenied.ClusterCategory
 * a switch began or finished within ten minutes                          400 UnsupportHighFrequenceSwitchOver
 * locked (ManualLock, LockByExpiration), or not Running                  403 OperationDenied.DBClusterStatus
 * PostgreSQL or Oracle without TargetDBNodeId, which only MySQL may omit 400 InvalidDBType.Malformed
 * TargetZoneType=Standby, but HotStandbyCluster or StandbyHAMode is off  400 HaStatusNotSupport
 * fail-back to the zone in which the writer already is                   400 HaStatusNotSupport
 * no target named, and no node that could become the writer              400 HaStatusNotSupport
 * no target named, and none of the nodes that could is healthy           400 UnsupportWitchUnhealthyReplication
 * target is not a node of the cluster                                    400 InvalidDBNodeId.Malformed
 * target is the writer, a column index node or of the other sub-cluster  403 OperationDenied.DBNodeType
 * target does not replicate, or its status is not Running                400 UnsupportWitchUnhealthyReplication
 */

const FREQUENCY_MS = 10 * 60_000;

const haStatus = () =>
  new GatewayError(
    400,
    'HaStatusNotSupport',
    'Current DB instance HA status does not support this operation.',
  );
const unhealthy = () =>
  new GatewayError(
    400,
    'UnsupportWitchUnhealthyReplication',
    'The action is unsupported with unhealthy replication.',
  );

/** Switches the writer of a cluster that the operation serves; answers as soon as the switch has begun. */
const failoverIn =
  (action: string, place: Place): Operation =>
  (context) =>
    writeOnce(context, action, () => {
      const { parameters, now, speed } = context;
      const cluster = clusterToOperateOn(context, place);
      checkCluster(cluster, now);
      const zoneType = parameters.get('TargetZoneType') === 'Standby' ? 'Standby' : 'Primary';
      const rollBack = parameters.get('RollBackForDisaster') === 'true';
      checkZone(cluster, zoneType, rollBack);
      const target = chooseTarget(context, cluster, zoneType);
      const from = writerOf(cluster)?.DBNodeId ?? '';
      beginSwitch(cluster, target, zoneType, now, speed);
      return {
        clusterId: cluster.DBClusterId,
        detail: { from, to: target.DBNodeId, zoneType, named: parameters.has('TargetDBNodeId'), rollBack },
      };
    });

export const failover = failoverIn('FailoverDBCluster', 'region');
export const failoverZonal = failoverIn('FailoverDBClusterZonal', 'ens');

const writerOf = ({ DBNodes }: SampleCluster): SampleNode | undefined =>
  DBNodes.find(({ DBNodeRole }) => DBNodeRole === 'Writer');

function checkCluster(cluster: SampleCluster, now: number): void {
  if (['NormalMultimaster', 'Basic'].includes(cluster.Category))
    throw new GatewayError(
      403,
      'OperationDenied.ClusterCategory',
      'The operation is not permitted due to cluster category.',
    );
  const last = cluster.switches[0];
  if (last && now - (last.finishedAt ?? last.startedAt) < FREQUENCY_MS)
    throw new GatewayError(
      400,
      'UnsupportHighFrequenceSwitchOver',
      'The instance has switch over too frequent within ten minutes.',
    );
  if (cluster.LockMode !== 'Unlock' || cluster.DBClusterStatus !== 'Running')
    throw new GatewayError(
      403,
      'OperationDenied.DBClusterStatus',
      'The operation is not permitted due to status of cluster.',
    );
}

function checkZone(cluster: SampleCluster, zoneType: string, rollBack: boolean): void {
  if (zoneType !== 'Standby') return;
  if (cluster.HotStandbyCluster !== 'StandbyClusterON' || cluster.StandbyHAMode === 'OFF') throw haStatus();
  if (rollBack && writerOf(cluster)?.ZoneId === cluster.homeZone) throw haStatus();
}

function chooseTarget(
  { parameters }: OperationContext,
  cluster: SampleCluster,
  zoneType: string,
): SampleNode {
  const id = parameters.get('TargetDBNodeId');
  // Without a hot standby storage cluster there is one storage cluster only, the primary one.
  const couldWrite = (node: SampleNode) =>
    node.DBNodeRole === 'Reader' && node.ImciSwitch !== 'ON' && (node.SubCluster ?? 'Primary') === zoneType;
  const healthy = (node: SampleNode) => node.replication === 'healthy' && node.DBNodeStatus === 'Running';
  if (id === undefined) {
    if (cluster.DBType !== 'MySQL')
      throw new GatewayError(400, 'InvalidDBType.Malformed', 'The Specified DBType is not valid.');
    const candidates = cluster.DBNodes.filter(couldWrite);
    if (candidates.length === 0) throw haStatus();
    const [best] = candidates.filter(healthy).sort((a, b) => b.FailoverPriority - a.FailoverPriority);
    if (!best) throw unhealthy();
    return best;
  }
  const node = nodeOf(cluster, id);
  if (!node)
    throw new GatewayError(
      400,
      'InvalidDBNodeId.Malformed',
      'The specified parameter DBNodeId is not valid.',
    );
  if (!couldWrite(node))
    throw new GatewayError(
      403,
      'OperationDenied.DBNodeType',
      'The operation is not permitted due to type of node.',
    );
  if (!healthy(node)) throw unhealthy();
  return node;
}
