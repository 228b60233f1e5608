import * as z from 'zod';
import type { CloudCall, CloudClient, Parameters } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { flag, parseAs, readAs, unexpected } from './answers';
import type { ResourceAddress, ResourcePage } from './estate';
import { pagedList } from './pagedList';
import { instanceAnswer, toInstance } from './selectdbAnswer';
import type { SelectdbInstance } from './selectdbInstance';

/** A read of SelectDB's API; all of them need the region. */
const selectdbCall = (action: string, region: string, parameters: Parameters): CloudCall => ({
  cloud: 'alibaba',
  product: 'selectdb',
  action,
  region,
  parameters: { RegionId: region, ...parameters },
});

const deleted = z.object({ IsDeleted: flag });

/** All instances of a region, page by page, each once; not those that the cloud lists as deleted. Throws CloudError. */
export const listInstances = (
  client: CloudClient,
  region: string,
  signal?: AbortSignal,
): AsyncGenerator<ResourcePage<SelectdbInstance>> =>
  pagedList(
    client,
    {
      call: (page) => selectdbCall('DescribeDBInstances', region, { ...page }),
      wrapper: 'DBInstance',
      id: 'DBInstanceId',
      parse: (item, at) =>
        toInstance(parseAs(instanceAnswer, item, 'DescribeDBInstances', at), region, false),
      isDeleted: (item) => deleted.safeParse(item).data?.IsDeleted === true,
    },
    signal,
  );

/** One instance with its clusters and their bindings. Rejects with CloudError. */
export async function readInstance(
  client: CloudClient,
  { region, id }: ResourceAddress,
  signal?: AbortSignal,
): Promise<SelectdbInstance> {
  const operation = 'DescribeDBInstanceAttribute';
  const call = selectdbCall(operation, region, { DBInstanceId: id });
  const answer = await readAs(client, call, instanceAnswer, signal);
  if (answer.DBInstanceId !== id)
    throw unexpected(operation, 'DBInstanceId', answer.DBInstanceId.slice(0, 64));
  return toInstance(answer, region, true);
}

/** Whether the cloud says that the cluster that was asked for does not exist in its instance. */
export const isClusterOfInstanceNotFound = (error: unknown): boolean =>
  error instanceof CloudError && error.code === 'InvalidClusterName.NotFound';

/** Whether the cloud says that the instance, or the cluster of it that was asked for, does not exist. */
export const isInstanceNotFound = (error: unknown): boolean =>
  isClusterOfInstanceNotFound(error) ||
  (error instanceof CloudError && error.code === 'InvalidDBInstanceId.NotFound');
