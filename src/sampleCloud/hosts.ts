import type { Product } from './catalogue';

/** A real endpoint that is doubled by a listener of its own. */
export interface DoubledHost {
  readonly host: string;
  readonly product: Product;
  /** The regions it answers for; none where the service is global. */
  readonly regions: readonly string[];
}

/** The vendor's endpoint table, cut down to the sample's regions. */
export const HOSTS: readonly DoubledHost[] = [
  { host: 'polardb.aliyuncs.com', product: 'polardb', regions: ['cn-hangzhou', 'cn-beijing', 'cn-shanghai'] },
  { host: 'polardb.cn-zhangjiakou.aliyuncs.com', product: 'polardb', regions: ['cn-zhangjiakou'] },
  { host: 'polardb.cn-hongkong.aliyuncs.com', product: 'polardb', regions: ['cn-hongkong'] },
  { host: 'polardb.ap-southeast-1.aliyuncs.com', product: 'polardb', regions: ['ap-southeast-1'] },
  { host: 'polardb.eu-central-1.aliyuncs.com', product: 'polardb', regions: ['eu-central-1'] },
  { host: 'polardb.us-west-1.aliyuncs.com', product: 'polardb', regions: ['us-west-1'] },
  { host: 'vpc.aliyuncs.com', product: 'vpc', regions: ['cn-hangzhou'] },
  { host: 'vpc.cn-beijing.aliyuncs.com', product: 'vpc', regions: ['cn-beijing'] },
  { host: 'vpc.cn-shanghai.aliyuncs.com', product: 'vpc', regions: ['cn-shanghai'] },
  { host: 'vpc.cn-zhangjiakou.aliyuncs.com', product: 'vpc', regions: ['cn-zhangjiakou'] },
  { host: 'vpc.cn-hongkong.aliyuncs.com', product: 'vpc', regions: ['cn-hongkong'] },
  { host: 'vpc.ap-southeast-1.aliyuncs.com', product: 'vpc', regions: ['ap-southeast-1'] },
  { host: 'vpc.eu-central-1.aliyuncs.com', product: 'vpc', regions: ['eu-central-1'] },
  { host: 'vpc.us-west-1.aliyuncs.com', product: 'vpc', regions: ['us-west-1'] },
  { host: 'selectdb.aliyuncs.com', product: 'selectdb', regions: ['cn-hangzhou'] },
  ...[
    'cn-beijing',
    'cn-shanghai',
    'cn-zhangjiakou',
    'cn-hongkong',
    'ap-southeast-1',
    'eu-central-1',
    'us-west-1',
  ].map((region) => ({
    host: `selectdb.${region}.aliyuncs.com`,
    product: 'selectdb' as const,
    regions: [region],
  })),
  { host: 'sts.aliyuncs.com', product: 'sts', regions: [] },
  { host: 'sts.cn-shanghai.aliyuncs.com', product: 'sts', regions: [] },
];

/** A region of the sample: its zones and the infix its resources' ids carry. */
export interface SampleRegion {
  readonly id: string;
  readonly zones: readonly [string, string, ...string[]];
  readonly infix: string;
}

export const REGIONS: readonly SampleRegion[] = [
  {
    id: 'cn-hangzhou',
    zones: ['cn-hangzhou-i', 'cn-hangzhou-j', 'cn-hangzhou-k', 'cn-hangzhou-l'],
    infix: 'bp1',
  },
  { id: 'cn-beijing', zones: ['cn-beijing-k', 'cn-beijing-l'], infix: '2ze' },
  { id: 'cn-shanghai', zones: ['cn-shanghai-l', 'cn-shanghai-m', 'cn-shanghai-n'], infix: 'uf6' },
  { id: 'cn-zhangjiakou', zones: ['cn-zhangjiakou-a', 'cn-zhangjiakou-b'], infix: '8vb' },
  { id: 'cn-hongkong', zones: ['cn-hongkong-b', 'cn-hongkong-c'], infix: '3ns' },
  { id: 'ap-southeast-1', zones: ['ap-southeast-1a', 'ap-southeast-1b'], infix: 'gs5' },
  { id: 'eu-central-1', zones: ['eu-central-1a', 'eu-central-1b'], infix: 'gw8' },
  { id: 'us-west-1', zones: ['us-west-1a', 'us-west-1b'], infix: 'rj9' },
];
