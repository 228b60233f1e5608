import { text, type Text } from '../clouds/text';
import type { Say } from './say';

/** A region with the name that the vendor's console gives it, where that is known. */
export interface KnownRegion {
  readonly id: string;
  readonly name?: Text;
}

export function nameIn(regions: readonly KnownRegion[], id: string, say: Say): string | undefined {
  const name = regions.find((region) => region.id === id)?.name;
  return name && say(name);
}

/**
 * PolarDB's public regions, as in the vendor's endpoint table: what is offered when a key may not list regions.
 * Finance and government regions need an account of their own and are not among them.
 */
export const KNOWN_REGIONS: readonly KnownRegion[] = [
  { id: 'cn-hangzhou', name: text('China (Hangzhou)') },
  { id: 'cn-shanghai', name: text('China (Shanghai)') },
  { id: 'cn-beijing', name: text('China (Beijing)') },
  { id: 'cn-shenzhen', name: text('China (Shenzhen)') },
  { id: 'cn-qingdao', name: text('China (Qingdao)') },
  { id: 'cn-zhangjiakou', name: text('China (Zhangjiakou)') },
  { id: 'cn-huhehaote', name: text('China (Hohhot)') },
  { id: 'cn-wulanchabu', name: text('China (Ulanqab)') },
  { id: 'cn-heyuan', name: text('China (Heyuan)') },
  { id: 'cn-guangzhou', name: text('China (Guangzhou)') },
  { id: 'cn-chengdu', name: text('China (Chengdu)') },
  { id: 'cn-hongkong', name: text('China (Hong Kong)') },
  { id: 'ap-southeast-1', name: text('Singapore') },
  { id: 'ap-southeast-3', name: text('Malaysia (Kuala Lumpur)') },
  { id: 'ap-southeast-5', name: text('Indonesia (Jakarta)') },
  { id: 'ap-southeast-6', name: text('Philippines (Manila)') },
  { id: 'ap-southeast-7', name: text('Thailand (Bangkok)') },
  { id: 'ap-northeast-1', name: text('Japan (Tokyo)') },
  { id: 'ap-northeast-2', name: text('South Korea (Seoul)') },
  { id: 'eu-central-1', name: text('Germany (Frankfurt)') },
  { id: 'eu-west-1', name: text('UK (London)') },
  { id: 'us-east-1', name: text('US (Virginia)') },
  { id: 'us-west-1', name: text('US (Silicon Valley)') },
  { id: 'na-south-1', name: text('Mexico') },
  { id: 'me-east-1', name: text('UAE (Dubai)') },
];
