import { randomUUID } from 'node:crypto';
import { GatewayError, invalid, missing } from './gatewayError';
import { clusterToOperateOn, type Operation, type OperationContext } from './operationContext';
import { plannedTimes } from './plannedTimes';
import { apiTime, type SampleCluster, type ZoneMove } from './sampleCluster';
import { isOpen } from './scheduleTasks';
import { noteEffect } from './write';
import { beginZoneChange, primaryZoneOf, standbyZonesOf } from './zoneChange';
import { classesIn, isSoldOut, regionOfCluster, vSwitchesOf } from './zones';

/*
 * ModifyDBClusterPrimaryZone. Checks run in the order of this table, and the first that fails is answered.
 *
 * state or parameter                                                      answer
 * ----------------------------------------------------------------------  ---------------------------------
 * DBClusterId not of the form pc-...                                      404 InvalidDBClusterId.Malformed
 * ZoneId not of the form of a zone                                        400 InvalidZoneId.Malformed
 * ZoneType, IsSwitchOverForDisaster, FromTimeService out of their values  400 InvalidX
 * no such cluster, of another account, or asked at another region's host  404 InvalidDBCluster.NotFound
 * Category NormalMultimaster; ZoneType Standby without a standby zone     403 ActionUnauthorized
 * a task of the cluster is pending or executing                           400 ScheduleTaskExist
 * locked (ManualLock, LockByExpiration), or not Running                   403 OperationDenied.MutexLock
 * a zone that is not one of the region                                    400 InvalidZoneId.Malformed
 * the primary zone; ZoneType Standby and a standby zone                   400 InvalidZoneId.Same
 * the cluster's VPC is gone                                               500 InternalError
 * PostgreSQL or Oracle without VSwitchId; MySQL, and the zone has one     400 MissingVSwitchId
 * VPCId that is not the cluster's                                         400 InvalidVPCId
 * VSwitchId that is not of this VPC and zone                              400 InvalidVSwitchId
 * the zone is sold out, lacks a node's class, or the vSwitch addresses    404 InsufficientResource
 * planned times out of their limits                                       400 InvalidPlannedX
 *
 * MissingVSwitchId, InvalidVSwitchId, InvalidVPCId and InvalidPlannedX stand on no page: they follow the gateway's pattern.
 * FromTimeService=true runs at once. So does a call without PlannedStartTime, whatever FromTimeService says.
 */

/** Moves a cluster's primary (or standby) zone, at once or as a scheduled task. */
export const changePrimaryZone: Operation = (context) => {
  const { parameters, now, speed } = context;
  const cluster = clusterToOperateOn(context);
  const zoneType = parameters.get('ZoneType') === 'Standby' ? 'Standby' : 'Primary';
  const zone = parameters.get('ZoneId') ?? '';
  checkCluster(cluster, zoneType);
  checkZone(cluster, zoneType, zone);
  checkNetwork(context, cluster, zone);
  const planned = parameters.get('FromTimeService') === 'true' ? undefined : plannedTimes(parameters, now);
  const vSwitchId = parameters.get('VSwitchId');
  const move: ZoneMove = { zoneType, zone, speed, ...(vSwitchId === undefined ? {} : { vSwitchId }) };
  const from = primaryZoneOf(cluster);
  if (planned)
    (cluster.tasks ??= []).push({
      id: randomUUID(),
      action: 'ModifyDBClusterPrimaryZone',
      status: 'pending',
      ...planned,
      move,
    });
  else beginZoneChange(cluster, move, now);
  noteEffect(context, 'ModifyDBClusterPrimaryZone', {
    clusterId: cluster.DBClusterId,
    detail: {
      zoneType,
      from,
      to: zone,
      failBack: parameters.get('IsSwitchOverForDisaster') === 'true',
      planned: planned ? apiTime(planned.earliest) : '',
    },
  });
  return {};
};

function checkCluster(cluster: SampleCluster, zoneType: string): void {
  if (
    cluster.Category === 'NormalMultimaster' ||
    (zoneType === 'Standby' && standbyZonesOf(cluster).length === 0)
  )
    throw new GatewayError(403, 'ActionUnauthorized', 'The specified action is not available for you.');
  if (cluster.tasks?.some(isOpen))
    throw new GatewayError(400, 'ScheduleTaskExist', 'The specified cluster already has a scheduled task.');
  if (cluster.LockMode !== 'Unlock' || cluster.DBClusterStatus !== 'Running')
    throw new GatewayError(
      403,
      'OperationDenied.MutexLock',
      'The operation is not permitted due to the mutex lock.',
    );
}

function checkZone(cluster: SampleCluster, zoneType: string, zone: string): void {
  if (!regionOfCluster(cluster)?.zones.includes(zone))
    throw new GatewayError(400, 'InvalidZoneId.Malformed', 'The specified parameter ZoneId is not valid.');
  const taken = [primaryZoneOf(cluster), ...(zoneType === 'Standby' ? standbyZonesOf(cluster) : [])];
  if (taken.includes(zone))
    throw new GatewayError(
      400,
      'InvalidZoneId.Same',
      'The specified parameter ZoneId is same with origin zoneId.',
    );
}

function checkNetwork({ parameters }: OperationContext, cluster: SampleCluster, zone: string): void {
  const region = regionOfCluster(cluster);
  if (!region || !cluster.VPCId)
    throw new GatewayError(
      500,
      'InternalError',
      'The request processing has failed due to some unknown error, exception or failure.',
    );
  const inZone = vSwitchesOf(region).filter(
    ({ ZoneId, VpcId }) => ZoneId === zone && VpcId === cluster.VPCId,
  );
  const id = parameters.get('VSwitchId');
  if (id === undefined && (cluster.DBType !== 'MySQL' || inZone.length > 0)) throw missing('VSwitchId');
  if ((parameters.get('VPCId') ?? cluster.VPCId) !== cluster.VPCId) throw invalid('VPCId');
  const vSwitch = inZone.find(({ VSwitchId }) => VSwitchId === id);
  if (id !== undefined && !vSwitch) throw invalid('VSwitchId', 'It is not a vSwitch of the VPC in the zone.');
  const { DBType: engine, DBVersion: version, Category: category } = cluster;
  const stock = classesIn(zone, { engine, version, category }).map(({ name }) => name);
  if (
    isSoldOut(zone) ||
    cluster.DBNodes.some(({ DBNodeClass }) => !stock.includes(DBNodeClass)) ||
    (vSwitch && vSwitch.AvailableIpAddressCount < cluster.DBNodes.length)
  )
    throw new GatewayError(
      404,
      'InsufficientResource',
      'The specified target zone has insufficient resources.',
    );
}
