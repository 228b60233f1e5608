/** Regions that VPC's central host serves. The vendor's SDK names these. */
const CENTRAL: ReadonlySet<string> = new Set([
  'cn-hangzhou',
  'cn-shanghai-finance-1',
  'cn-shenzhen-finance-1',
  'cn-north-2-gov-1',
  'ap-northeast-2-pop',
  'cn-beijing-finance-pop',
  'cn-beijing-gov-1',
  'cn-beijing-nu16-b01',
  'cn-fujian',
  'cn-haidian-cm12-c01',
  'cn-hangzhou-bj-b01',
  'cn-hangzhou-finance',
  'cn-hangzhou-internal-prod-1',
  'cn-hongkong-finance-pop',
  'cn-shanghai-et2-b01',
  'cn-shanghai-inner',
  'cn-shenzhen-inner',
  'cn-shenzhen-st4-d01',
  'cn-shenzhen-su18-b01',
  'cn-wuhan',
  'cn-yushanfang',
  'cn-zhangbei',
  'cn-zhangbei-na61-b01',
  'rus-west-1-pop',
]);

/** Regions of the vendor's own that have a host of another name. */
const OTHERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'cn-edge-1': 'vpc-nebula.cn-qingdao-nebula.aliyuncs.com',
    'cn-hangzhou-internal-test-1': 'vpc-pre.cn-hangzhou.aliyuncs.com',
    'cn-hangzhou-internal-test-2': 'vpc-inner-pre.cn-hangzhou.aliyuncs.com',
    'cn-hangzhou-internal-test-3': 'vpc-pre.cn-hangzhou.aliyuncs.com',
    'cn-hangzhou-test-306': 'vpc-pre.cn-hangzhou.aliyuncs.com',
    'cn-huhehaote-nebula-1': 'vpc-nebula.cn-qingdao-nebula.aliyuncs.com',
    'cn-qingdao-nebula': 'vpc-nebula.cn-qingdao-nebula.aliyuncs.com',
    'cn-shanghai-et15-b01': 'vpc-pre.cn-hangzhou.aliyuncs.com',
    'cn-shanghai-internal-test-1': 'vpc-pre.cn-hangzhou.aliyuncs.com',
    'cn-zhangjiakou-na62-a01': 'vpc.cn-zhangjiakou.aliyuncs.com',
    'cn-zhengzhou-nebula-1': 'vpc-nebula.cn-qingdao-nebula.aliyuncs.com',
    'eu-west-1-oxs': 'vpc-nebula.cn-shenzhen-cloudstone.aliyuncs.com',
  }),
);

/** VPC's public host in a region; a region that is named nowhere has a host of its own. */
export const vpcHost = (region: string): string =>
  CENTRAL.has(region) ? 'vpc.aliyuncs.com' : (OTHERS.get(region) ?? `vpc.${region}.aliyuncs.com`);
