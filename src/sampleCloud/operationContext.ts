import type { Identity } from './accessKeys';
import type { SampleEstate } from './estate';
import { GatewayError } from './gatewayError';
import type { DoubledHost } from './hosts';
import type { Parameters } from './parameters';
import type { SampleCluster } from './sampleCluster';
import type { SampleInstance } from './sampleInstance';

/** What an operation is executed with, once the gateway has let the request in. */
export interface OperationContext {
  readonly identity: Identity;
  readonly host: DoubledHost;
  readonly parameters: Parameters;
  readonly estate: SampleEstate;
  readonly requestId: string;
  readonly now: number;
  readonly speed: number;
}

/** Answers with the fields of the response; throws a GatewayError. What is undocumented is left out later. */
export type Operation = (context: OperationContext) => Record<string, unknown>;

/** Which clusters an operation serves: the Zonal ones those on ENS, the others all the rest. */
export type Place = 'region' | 'ens';

export const placeOf = ({ CloudProvider }: SampleCluster): Place =>
  CloudProvider === 'ENS' ? 'ens' : 'region';

/** The caller's cluster of that id, where this endpoint answers for its region. */
export function ownCluster(
  { identity, host, parameters, estate }: OperationContext,
  place: Place = 'region',
): SampleCluster | undefined {
  const cluster = estate.find(parameters.get('DBClusterId'));
  return cluster?.accountId === identity.accountId &&
    host.regions.includes(cluster.RegionId) &&
    placeOf(cluster) === place
    ? cluster
    : undefined;
}

/** The same for writes, which name a missing cluster in this way. */
export function clusterToOperateOn(context: OperationContext, place?: Place): SampleCluster {
  const cluster = ownCluster(context, place);
  if (cluster) return cluster;
  throw new GatewayError(
    404,
    'InvalidDBCluster.NotFound',
    'The DBClusterId provided does not exist in our records.',
  );
}

/** The same for reads, which name a missing cluster in this way. */
export function clusterToRead(context: OperationContext, place?: Place): SampleCluster {
  const cluster = ownCluster(context, place);
  if (cluster) return cluster;
  throw new GatewayError(
    404,
    'InvalidDBClusterId.NotFound',
    'The specified DBClusterId is not found in our records.',
  );
}

/** The caller's instance, where this endpoint answers for its region. Throws what reads and writes answer alike. */
export function ownInstance({ identity, host, parameters, estate }: OperationContext): SampleInstance {
  const instance = estate.instance(parameters.get('DBInstanceId'));
  const region = parameters.get('RegionId') ?? instance?.RegionId;
  if (
    instance?.accountId === identity.accountId &&
    host.regions.includes(instance.RegionId) &&
    region === instance.RegionId
  )
    return instance;
  throw new GatewayError(
    404,
    'InvalidDBInstanceId.NotFound',
    'The DBInstanceId provided does not exist in our records.',
  );
}

/** A page of a list, counted from 1. */
export function pageOf<T>(items: readonly T[], number: number, size: number): readonly T[] {
  return items.slice((number - 1) * size, number * size);
}
