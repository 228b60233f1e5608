/** A region with the name that the vendor's console gives it, where that is known. */
export interface KnownRegion {
  readonly id: string;
  readonly name?: string;
}

export const nameIn = (regions: readonly KnownRegion[], id: string): string | undefined =>
  regions.find((region) => region.id === id)?.name;

/**
 * PolarDB's public regions, as in the vendor's endpoint table: what is offered when a key may not list regions.
 * Finance and government regions need an account of their own and are not among them.
 */
export const KNOWN_REGIONS: readonly KnownRegion[] = [
  { id: 'cn-hangzhou', name: 'China (Hangzhou)' },
  { id: 'cn-shanghai', name: 'China (Shanghai)' },
  { id: 'cn-beijing', name: 'China (Beijing)' },
  { id: 'cn-shenzhen', name: 'China (Shenzhen)' },
  { id: 'cn-qingdao', name: 'China (Qingdao)' },
  { id: 'cn-zhangjiakou', name: 'China (Zhangjiakou)' },
  { id: 'cn-huhehaote', name: 'China (Hohhot)' },
  { id: 'cn-wulanchabu', name: 'China (Ulanqab)' },
  { id: 'cn-heyuan', name: 'China (Heyuan)' },
  { id: 'cn-guangzhou', name: 'China (Guangzhou)' },
  { id: 'cn-chengdu', name: 'China (Chengdu)' },
  { id: 'cn-hongkong', name: 'China (Hong Kong)' },
  { id: 'ap-southeast-1', name: 'Singapore' },
  { id: 'ap-southeast-3', name: 'Malaysia (Kuala Lumpur)' },
  { id: 'ap-southeast-5', name: 'Indonesia (Jakarta)' },
  { id: 'ap-southeast-6', name: 'Philippines (Manila)' },
  { id: 'ap-southeast-7', name: 'Thailand (Bangkok)' },
  { id: 'ap-northeast-1', name: 'Japan (Tokyo)' },
  { id: 'ap-northeast-2', name: 'South Korea (Seoul)' },
  { id: 'eu-central-1', name: 'Germany (Frankfurt)' },
  { id: 'eu-west-1', name: 'UK (London)' },
  { id: 'us-east-1', name: 'US (Virginia)' },
  { id: 'us-west-1', name: 'US (Silicon Valley)' },
  { id: 'na-south-1', name: 'Mexico' },
  { id: 'me-east-1', name: 'UAE (Dubai)' },
];
