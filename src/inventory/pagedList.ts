import * as z from 'zod';
import type { CloudCall, CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { count, parseAs, readAs, unwrapped } from './answers';
import type { Resource, ResourcePage } from './estate';

/** The largest page that the lists of clusters and instances take. */
const PAGE_SIZE = 100;
/** More than any account holds; a cloud whose pages never end must not keep us going. */
const MOST_PAGES = 1000;

/** A list of a region's resources that comes page by page, with how many there are in all. */
export interface PagedList<R extends Resource> {
  readonly call: (page: { readonly PageNumber: number; readonly PageSize: number }) => CloudCall;
  /** What `Items` may be wrapped in: `DBCluster`. */
  readonly wrapper: string;
  /** The field that holds a resource's id. */
  readonly id: string;
  /** An item as a resource. Throws CloudError; `at` names the item. */
  readonly parse: (item: unknown, at: string) => R;
  /** Whether an item is no resource any more, though listed. */
  readonly isDeleted?: (item: unknown) => boolean;
}

const listAnswer = z.object({ Items: z.unknown().optional(), TotalRecordCount: count });

/**
 * All resources of a list, each once; those that are listed as deleted are left out. A page that brings nothing new is
 * the last. Throws CloudError.
 */
export async function* pagedList<R extends Resource>(
  client: CloudClient,
  { call, wrapper, id, parse, isDeleted = () => false }: PagedList<R>,
  signal?: AbortSignal,
): AsyncGenerator<ResourcePage<R>> {
  const known = new Set<string>();
  let [read, deleted, found] = [0, 0, 0];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const request = call({ PageNumber: page, PageSize: PAGE_SIZE });
    const answer = await readAs(client, request, listAnswer, signal);
    const items = parseAs(z.array(z.unknown()), unwrapped(answer.Items, wrapper), request.action, 'Items');
    const resources: R[] = [];
    const problems: CloudError[] = [];
    let isNew = false;
    for (const [index, item] of items.entries()) {
      const own = idOf(item, id);
      if (own !== undefined && known.has(own)) continue;
      if (own !== undefined) known.add(own);
      isNew = true;
      if (isDeleted(item)) deleted += 1;
      else
        try {
          resources.push(parse(item, own ?? `Items.${index}`));
          found += 1;
        } catch (error) {
          if (!(error instanceof CloudError)) throw error;
          problems.push(error);
        }
    }
    read += items.length;
    const { TotalRecordCount: total } = answer;
    // Whether the cloud counts the deleted ones is not written: what may be missing is asked for, and ends empty.
    const more = total === undefined ? items.length >= PAGE_SIZE : read - deleted < total;
    yield { resources, total: Math.max((total ?? 0) - deleted, found), problems };
    if (!more || !isNew) return;
  }
}

function idOf(item: unknown, field: string): string | undefined {
  const id: unknown = item instanceof Object ? (item as Record<string, unknown>)[field] : undefined;
  return typeof id === 'string' && id ? id.slice(0, 64) : undefined;
}
