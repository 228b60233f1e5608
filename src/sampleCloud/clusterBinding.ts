import { ACTIVE, backendOf, beginBinding } from './bindingTasks';
import { GatewayError } from './gatewayError';
import { type Operation, type OperationContext, ownInstance } from './operationContext';
import type { SampleBackend, SampleInstance } from './sampleInstance';
import { noteEffect } from './write';

/*
 * CreateDBClusterBinding and DeleteDBClusterBinding. Checks run in the order of this table, and the first that fails is
 * answered, with the odd statuses that the documents give. Neither has a client token.
 *
 * state or parameter                                                        answer
 * ------------------------------------------------------------------------  -----------------------------------
 * the address has a path (answered by the gateway, as everywhere)           404 InvalidApi.NotFound
 * an id that none can have, or one cluster named twice                      404 InvalidParam
 * no such instance, of another account, or of another region                404 InvalidDBInstanceId.NotFound
 * the user's policy forbids this instance                                   400 Forbidden
 * the instance is locked (LockMode)                                         404 DBInstanceLocked
 * the instance is not ACTIVATION                                            403 IncorrectDBInstanceState
 * a cluster is none of the instance's                                       404 InvalidClusterName.NotFound
 * create: not multi_az, a frontend or virtual cluster, one zone, or bound   400 ClusterNotSupport
 * delete: the two are not bound to each other                               400 ClusterNotSupport
 * a cluster is not ACTIVATION                                               403 DBClusterNotSupported
 * create: another ChargeType (case does not count)                          400 InvalidChargeType.NotSupport
 * the service fails at this instance                                        400 SystemError
 */

const notSupported = () =>
  new GatewayError(400, 'ClusterNotSupport', 'Current instance cluster does not support this operation.');

export const createClusterBinding: Operation = (context) => {
  const { instance, cluster, other } = checked(context);
  const sameZone = cluster.ZoneId === other.ZoneId;
  const free = [cluster, other].every((each) => !isBound(instance, each));
  if (instance.DeployScheme !== 'multi_az' || sameZone || !free) throw notSupported();
  checkActive(cluster, other);
  if (cluster.ChargeType.toLowerCase() !== other.ChargeType.toLowerCase())
    throw new GatewayError(
      400,
      'InvalidChargeType.NotSupport',
      'The specified parameter "ChargeType" does not meet the requirements.',
    );
  checkService(instance);
  begin(context, instance, 'bind', cluster, other);
  return {
    ...requestId(context),
    Data: {
      DbInstanceName: instance.DBInstanceId,
      DbInstanceId: instance.number,
      DbClusterId: cluster.DbClusterId,
    },
  };
};

export const deleteClusterBinding: Operation = (context) => {
  const { instance, cluster, other } = checked(context);
  const bound = cluster.ClusterBinding === other.DbClusterId || other.ClusterBinding === cluster.DbClusterId;
  if (!bound) throw notSupported();
  checkActive(cluster, other);
  checkService(instance);
  begin(context, instance, 'unbind', cluster, other);
  return requestId(context);
};

/** The documented examples end their request id with a line break. */
const requestId = (context: OperationContext) => ({ RequestId: `${context.requestId}\n` });

const ID = /^selectdb-[a-z0-9-]{3,60}$/;

function checked(context: OperationContext): {
  readonly instance: SampleInstance;
  readonly cluster: SampleBackend;
  readonly other: SampleBackend;
} {
  const { parameters, identity } = context;
  const [instanceId = '', clusterId = '', otherId = ''] = [
    'DBInstanceId',
    'DBClusterId',
    'DBClusterIdBak',
  ].map((name) => parameters.get(name));
  if (![instanceId, clusterId, otherId].every((id) => ID.test(id)) || clusterId === otherId)
    throw new GatewayError(404, 'InvalidParam', 'Invalid parameter, please check.');
  const instance = ownInstance(context);
  if (instance.forbiddenTo.includes(identity.principalName))
    throw new GatewayError(
      400,
      'Forbidden',
      'User not authorized to operate on the specified resource, or this API does not support RAM.',
    );
  if (isLocked(instance))
    throw new GatewayError(
      404,
      'DBInstanceLocked',
      'The current instance lock mode does not support this operation.',
    );
  if (instance.Status !== ACTIVE)
    throw new GatewayError(
      403,
      'IncorrectDBInstanceState',
      'Current DB instance state does not support this operation.',
    );
  return { instance, cluster: backend(instance, clusterId), other: backend(instance, otherId) };
}

/** By either side. */
const isBound = (
  { DBClusterList }: SampleInstance,
  { DbClusterId, ClusterBinding }: SampleBackend,
): boolean => ClusterBinding !== '' || DBClusterList.some((other) => other.ClusterBinding === DbClusterId);

const isLocked = ({ LockMode }: SampleInstance): boolean => ![0, '0', 'nolock'].includes(LockMode);

/** A cluster that can be bound; the instance's other clusters are known too, and are of the wrong kind. */
function backend(instance: SampleInstance, id: string): SampleBackend {
  const found = backendOf(instance, id);
  if (found) return found;
  const others = [...instance.FEClusterList, ...instance.VirtualClusterList];
  if (others.some(({ DbClusterId }) => DbClusterId === id)) throw notSupported();
  throw new GatewayError(404, 'InvalidClusterName.NotFound', 'The specified cluster name is not available.');
}

function checkActive(...clusters: readonly SampleBackend[]): void {
  if (clusters.some(({ Status }) => Status !== ACTIVE))
    throw new GatewayError(
      403,
      'DBClusterNotSupported',
      'The requested operation can not be performed while the cluster is not sale.',
    );
}

function checkService({ broken }: SampleInstance): void {
  if (broken)
    throw new GatewayError(400, 'SystemError', 'A system error occurred while processing your request.');
}

function begin(
  context: OperationContext,
  instance: SampleInstance,
  kind: 'bind' | 'unbind',
  cluster: SampleBackend,
  other: SampleBackend,
): void {
  beginBinding(
    instance,
    { kind, cluster: cluster.DbClusterId, other: other.DbClusterId },
    context.now,
    context.speed,
  );
  noteEffect(context, kind === 'bind' ? 'CreateDBClusterBinding' : 'DeleteDBClusterBinding', {
    clusterId: instance.DBInstanceId,
    detail: { cluster: cluster.DbClusterId, other: other.DbClusterId },
  });
}
