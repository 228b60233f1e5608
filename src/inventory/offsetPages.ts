import * as z from 'zod';
import type { CloudCall, CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import { count, parseAs, readAs } from './answers';
import type { Resource, ResourcePage } from './estate';

/** More than any account holds; a cloud whose pages never end must not keep us going. */
const MOST_PAGES = 1000;

/** A list that is asked for by how many entries are to be left out before a page. */
export interface OffsetList<R extends Resource> {
  readonly call: (page: { readonly offset: number; readonly limit: number }) => CloudCall;
  /** The largest page that the service gives. */
  readonly limit: number;
  /** The field that holds the entries. */
  readonly items: string;
  /** The fields one of which tells how many there are in all: a service calls it one way or another by version. */
  readonly totals: readonly string[];
  /** The field of an entry that holds its id. */
  readonly id: string;
  /** An entry as a resource; undefined where it is none of this product. Throws CloudError; `at` names the entry. */
  readonly parse: (item: unknown, at: string) => R | undefined;
}

const answer = z.looseObject({});

/** All resources of a list, each once. A page that brings nothing new is the last. Throws CloudError. */
export async function* offsetPages<R extends Resource>(
  client: CloudClient,
  { call, limit, items: field, totals, id, parse }: OffsetList<R>,
  signal?: AbortSignal,
): AsyncGenerator<ResourcePage<R>> {
  const known = new Set<string>();
  let [offset, strange, found] = [0, 0, 0];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const request = call({ offset, limit });
    const body = await readAs(client, request, answer, signal);
    const total = totals
      .map((name) => count.parse(body[name]))
      .find((each): each is number => each !== undefined);
    // Only who says how many there are may leave an empty list out: somebody else's JSON is no proof that nothing is there.
    const listed = body[field] ?? (total === undefined ? undefined : []);
    const items = parseAs(z.array(z.unknown()), listed, request.action, field);
    const resources: R[] = [];
    const problems: CloudError[] = [];
    let isNew = false;
    for (const [index, item] of items.entries()) {
      const own = idOf(item, id);
      if (own !== undefined && known.has(own)) continue;
      if (own !== undefined) known.add(own);
      isNew = true;
      try {
        const resource = parse(item, own ?? `${field}.${offset + index}`);
        if (resource) resources.push(resource);
        else strange += 1;
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        problems.push(error);
      }
    }
    offset += items.length;
    found += resources.length + problems.length;
    const more = total === undefined ? items.length >= limit : offset < total;
    yield { resources, total: Math.max((total ?? 0) - strange, found), problems };
    if (!more || !isNew) return;
  }
}

function idOf(item: unknown, field: string): string | undefined {
  const id: unknown = item instanceof Object ? (item as Record<string, unknown>)[field] : undefined;
  return typeof id === 'string' && id ? id.slice(0, 64) : undefined;
}

/** What `isGone` of the readers knows: a list that was read to its end does not hold the thing. */
export const NOT_LISTED = 'NotListed';

/**
 * The resource with this id. Rejects with a CloudError: `NotListed` only where every entry of the list was read and
 * none is it.
 */
export async function findListed<R extends Resource>(
  pages: AsyncIterable<ResourcePage<R>>,
  { region, id }: { readonly region: string; readonly id: string },
): Promise<R> {
  const all = await allListed(pages, (resource) => resource.id === id);
  const found = all.find((resource) => resource.id === id);
  if (found) return found;
  throw new CloudError({
    kind: 'refused',
    code: NOT_LISTED,
    explanation: text('The cloud does not list {id} in {region}.', { id, region }),
    advice: text('Refresh: it may have been deleted.'),
  });
}

/**
 * All of a list, or up to the one that is looked for. Rejects with CloudError where an entry cannot be read or the
 * list ends before it has given as many as it says it has: nothing follows from what such a list does not hold.
 */
export async function allListed<R extends Resource>(
  pages: AsyncIterable<ResourcePage<R>>,
  isEnough: (resource: R) => boolean = () => false,
): Promise<readonly R[]> {
  const all: R[] = [];
  let problem: CloudError | undefined;
  let expected = 0;
  for await (const { resources, problems, total } of pages) {
    all.push(...resources);
    if (resources.some(isEnough)) return all;
    problem ??= problems[0];
    expected = total;
  }
  if (problem) throw problem;
  if (all.length < expected)
    throw new CloudError({
      kind: 'answer',
      explanation: text('The cloud listed {count} of {total}.', { count: all.length, total: expected }),
      advice: text('Refresh: the list may have changed while it was read.'),
    });
  return all;
}
