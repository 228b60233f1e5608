import { checkRegionId } from '../regionId';
import type { Product } from './operations';

/** How the hosts of each product begin, as a rule. */
const PREFIX: Readonly<Record<Product, string>> = {
  das: 'das',
  ddm: 'ddm',
  dds: 'dds',
  gaussdb: 'gaussdb-opengauss',
  iam: 'iam',
  rds: 'rds',
  taurusdb: 'gaussdb',
};

const regions = (prefix: string, ids: readonly string[]): (readonly [string, string])[] =>
  ids.map((id) => [id, prefix]);

/**
 * Regions where they begin otherwise, by the vendor's SDK of August 2026. The same name is another product's elsewhere,
 * so this is a table and no pattern, and an answer has to be held against the product's own datastore type.
 */
const OTHER_PREFIX: Readonly<Partial<Record<Product, ReadonlyMap<string, string>>>> = {
  gaussdb: new Map(
    regions('gaussdb', [
      'af-north-1',
      'ap-southeast-5',
      'cn-east-2',
      'cn-east-4',
      'cn-east-5',
      'cn-north-12',
      'me-east-1',
      'tr-west-1',
    ]),
  ),
  taurusdb: new Map([
    ...regions('gaussdbformysql', [
      'ap-southeast-1',
      'ap-southeast-2',
      'cn-north-11',
      'me-east-1',
      'tr-west-1',
    ]),
    ...regions('gaussdb-mysql', ['af-south-1', 'la-north-2', 'cn-east-5', 'cn-southwest-3']),
  ]),
};

/** Regions without a host of IAM's own; the global one answers for them. */
const IAM_GLOBAL = new Set([
  'af-north-1',
  'ap-southeast-5',
  'cn-north-11',
  'cn-south-4',
  'cn-southwest-3',
  'ru-northwest-2',
]);
const IAM_HOST = 'iam.myhuaweicloud.com';
const IAM_HOST_EUROPE = 'iam.myhuaweicloud.eu';

/** The site in Europe has a domain and an account of its own. eu-west-0, run by a partner, is not part of it. */
const isEuropean = (region: string): boolean => region.startsWith('eu-west-1');

/** The public host of a product in a region. Throws CloudError for what cannot be a region id. */
export function hostFor(product: Product, region: string): string {
  checkRegionId(region, 'cn-north-4');
  if (product === 'iam' && IAM_GLOBAL.has(region)) return IAM_HOST;
  const prefix = OTHER_PREFIX[product]?.get(region) ?? PREFIX[product];
  return `${prefix}.${region}.myhuaweicloud.${isEuropean(region) ? 'eu' : 'com'}`;
}

/** Where else a product may be found in a region, if `hostFor` names a host that does not exist or does not know it. */
export function otherHostFor(product: Product, region: string): string | undefined {
  if (product === 'iam') return isEuropean(region) ? IAM_HOST_EUROPE : IAM_HOST;
  // The vendor's SDK sends this region's calls there.
  return product === 'das' && region === 'na-mexico-1' ? 'das.la-south-2.myhuaweicloud.com' : undefined;
}
