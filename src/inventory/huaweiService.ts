import type { CloudClient } from '../clouds/cloudClient';
import type { ResourceAddress, ResourcePage } from './estate';
import { huaweiCall } from './huaweiAnswers';
import type { HuaweiInstance, InstanceProduct } from './huaweiInstance';
import { findListed, offsetPages } from './offsetPages';

/** How one of the five services tells its instances. */
export interface HuaweiService {
  readonly product: InstanceProduct;
  /** The product's own name, the same in every language. */
  readonly title: string;
  /** All instances of a project, page by page. Throws CloudError. */
  list(
    client: CloudClient,
    region: string,
    signal?: AbortSignal,
  ): AsyncIterable<ResourcePage<HuaweiInstance>>;
  /** One instance with its nodes. Rejects with CloudError. */
  read(client: CloudClient, address: ResourceAddress, signal?: AbortSignal): Promise<HuaweiInstance>;
}

export interface InstanceList {
  readonly product: InstanceProduct;
  readonly action: string;
  readonly limit: number;
  readonly totals: readonly string[];
  /** An entry as an instance; undefined where it is another product's. Throws CloudError; `at` names the entry. */
  readonly parse: (item: unknown, region: string, at: string) => HuaweiInstance | undefined;
}

/** The instances of a project; with `filter`, those that it lets through. */
export const instancePages = (
  { product, action, limit, totals, parse }: InstanceList,
  client: CloudClient,
  region: string,
  signal?: AbortSignal,
  filter: { readonly id?: string } = {},
): AsyncGenerator<ResourcePage<HuaweiInstance>> =>
  offsetPages(
    client,
    {
      call: (page) => huaweiCall(product, action, region, { ...page, ...filter }),
      limit,
      items: 'instances',
      totals,
      id: 'id',
      parse: (item, at) => parse(item, region, at),
    },
    signal,
  );

/** For services whose list tells all and can be asked for one id. */
export const listedService = (title: string, list: InstanceList): HuaweiService => ({
  product: list.product,
  title,
  list: (client, region, signal) => instancePages(list, client, region, signal),
  read: (client, address, signal) =>
    findListed(instancePages(list, client, address.region, signal, { id: address.id }), address),
});
