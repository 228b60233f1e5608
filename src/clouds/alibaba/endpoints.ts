import { checkRegionId } from '../regionId';
import type { Product } from './operations';
import { vpcHost } from './vpcHosts';

/** Regions that PolarDB's central host serves. The vendor's SDK names these; every other region has a host of its own. */
const POLARDB_CENTRAL = new Set([
  'cn-qingdao',
  'cn-beijing',
  'cn-wulanchabu',
  'cn-hangzhou',
  'cn-shanghai',
  'cn-heyuan',
  'cn-hangzhou-finance',
  'ap-northeast-2-pop',
  'cn-beijing-finance-1',
  'cn-beijing-finance-pop',
  'cn-beijing-gov-1',
  'cn-beijing-nu16-b01',
  'cn-edge-1',
  'cn-fujian',
  'cn-haidian-cm12-c01',
  'cn-hangzhou-bj-b01',
  'cn-hangzhou-internal-prod-1',
  'cn-hangzhou-internal-test-1',
  'cn-hangzhou-internal-test-2',
  'cn-hangzhou-internal-test-3',
  'cn-hangzhou-test-306',
  'cn-hongkong-finance-pop',
  'cn-huhehaote-nebula-1',
  'cn-qingdao-nebula',
  'cn-shanghai-et15-b01',
  'cn-shanghai-et2-b01',
  'cn-shanghai-inner',
  'cn-shanghai-internal-test-1',
  'cn-shenzhen-inner',
  'cn-shenzhen-st4-d01',
  'cn-shenzhen-su18-b01',
  'cn-wuhan',
  'cn-yushanfang',
  'cn-zhangbei',
  'cn-zhangbei-na61-b01',
  'cn-zhangjiakou-na62-a01',
  'cn-zhengzhou-nebula-1',
  'eu-west-1-oxs',
  'rus-west-1-pop',
]);

/** Regions that SelectDB's central host serves, by the vendor's SDK of August 2026. */
const SELECTDB_CENTRAL = new Set([
  'cn-hangzhou',
  'cn-heyuan',
  'ap-southeast-3',
  'ap-southeast-7',
  'ap-northeast-2',
]);
/** Regions for which the vendor's tables disagree: the SDK gives each its own host, the CLI's table the central one. */
const SELECTDB_DISPUTED = new Set([
  'cn-beijing',
  'cn-shanghai',
  'cn-shenzhen',
  'cn-guangzhou',
  'cn-qingdao',
  'cn-wulanchabu',
]);

/** The public host of a product in a region. Throws CloudError for what cannot be a region id. */
export function hostFor(product: Product, region: string): string {
  checkRegionId(region, 'cn-hangzhou');
  // One global host answers for every region, also where the key belongs to another one.
  if (product === 'sts') return 'sts.aliyuncs.com';
  if (product === 'vpc') return vpcHost(region);
  const central = product === 'polardb' ? POLARDB_CENTRAL : SELECTDB_CENTRAL;
  return central.has(region) ? `${product}.aliyuncs.com` : `${product}.${region}.aliyuncs.com`;
}

/** Where else a product may be found in a region, if `hostFor` names a host that does not exist or does not know it. */
export const otherHostFor = (product: Product, region: string): string | undefined =>
  product === 'selectdb' && SELECTDB_DISPUTED.has(region) ? 'selectdb.aliyuncs.com' : undefined;
