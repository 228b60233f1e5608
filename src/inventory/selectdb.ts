import * as z from 'zod';
import type { CloudCall, CloudClient, Parameters } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { count, flag, parseAs, readAs, unexpected, unwrapped } from './answers';
import type { ResourceAddress, ResourcePage } from './estate';
import { instanceAnswer, toInstance } from './selectdbAnswer';
import type { SelectdbInstance } from './selectdbInstance';

/** The largest page DescribeDBInstances takes. */
const PAGE_SIZE = 100;
/** More than any account holds; a cloud whose pages never end must not keep us going. */
const MOST_PAGES = 1000;

/** A read of SelectDB's API; all of them need the region. */
const selectdbCall = (action: string, region: string, parameters: Parameters): CloudCall => ({
  cloud: 'alibaba',
  product: 'selectdb',
  action,
  region,
  parameters: { RegionId: region, ...parameters },
});

const listAnswer = z.object({ Items: z.unknown().optional(), TotalRecordCount: count });
const deleted = z.object({ IsDeleted: flag });

/**
 * All instances of a region, page by page, each once; those that the cloud lists as deleted are left out. A page that
 * brings nothing new is the last. Throws CloudError.
 */
export async function* listInstances(
  client: CloudClient,
  region: string,
  signal?: AbortSignal,
): AsyncGenerator<ResourcePage<SelectdbInstance>> {
  const operation = 'DescribeDBInstances';
  const known = new Set<string>();
  let read = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const call = selectdbCall(operation, region, { PageNumber: page, PageSize: PAGE_SIZE });
    const answer = await readAs(client, call, listAnswer, signal);
    const items = parseAs(z.array(z.unknown()), unwrapped(answer.Items, 'DBInstance'), operation, 'Items');
    const instances: SelectdbInstance[] = [];
    const problems: CloudError[] = [];
    for (const [index, item] of items.entries()) {
      if (deleted.safeParse(item).data?.IsDeleted === true) continue;
      try {
        const parsed = parseAs(instanceAnswer, item, operation, whereIs(item, index));
        if (!known.has(parsed.DBInstanceId)) instances.push(toInstance(parsed, region, false));
        known.add(parsed.DBInstanceId);
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        problems.push(error);
      }
    }
    read += items.length;
    const total = Math.max(answer.TotalRecordCount ?? 0, known.size);
    const more = answer.TotalRecordCount === undefined ? items.length >= PAGE_SIZE : read < total;
    yield { resources: instances, total, problems };
    if (!more || items.length === 0 || (instances.length === 0 && problems.length === 0)) return;
  }
}

function whereIs(item: unknown, index: number): string {
  const id: unknown = item instanceof Object ? (item as Record<string, unknown>)['DBInstanceId'] : undefined;
  return typeof id === 'string' && id ? id.slice(0, 64) : `Items.${index}`;
}

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

/** Whether the cloud says that the instance, or the cluster of it that was asked for, does not exist. */
export const isInstanceNotFound = (error: unknown): boolean =>
  error instanceof CloudError &&
  (error.code === 'InvalidDBInstanceId.NotFound' || error.code === 'InvalidClusterName.NotFound');
