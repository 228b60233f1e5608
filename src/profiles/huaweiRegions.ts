import { text } from '../clouds/text';
import type { KnownRegion } from './knownRegions';

/**
 * Huawei Cloud's regions, as in the region files of the vendor's SDKs of August 2026, with the names that its console
 * gives them where the vendor's documents tell: what is offered where a key may not list projects.
 */
export const HUAWEI_REGIONS: readonly KnownRegion[] = [
  { id: 'cn-north-4', name: text('CN North-Beijing4') },
  { id: 'cn-north-1', name: text('CN North-Beijing1') },
  { id: 'cn-north-2', name: text('CN North-Beijing2') },
  { id: 'cn-north-9', name: text('CN North-Ulanqab1') },
  { id: 'cn-north-11' },
  { id: 'cn-north-12' },
  { id: 'cn-east-3', name: text('CN East-Shanghai1') },
  { id: 'cn-east-2', name: text('CN East-Shanghai2') },
  { id: 'cn-east-4', name: text('CN East2') },
  { id: 'cn-east-5', name: text('CN East-Qingdao') },
  { id: 'cn-south-1', name: text('CN South-Guangzhou') },
  { id: 'cn-south-4', name: text('CN South-Guangzhou-InvitationOnly') },
  { id: 'cn-south-2', name: text('CN South-Shenzhen') },
  { id: 'cn-southwest-2', name: text('CN Southwest-Guiyang1') },
  { id: 'cn-southwest-3' },
  { id: 'ap-southeast-1', name: text('CN-Hong Kong') },
  { id: 'ap-southeast-2', name: text('AP-Bangkok') },
  { id: 'ap-southeast-3', name: text('AP-Singapore') },
  { id: 'ap-southeast-4', name: text('AP-Jakarta') },
  { id: 'ap-southeast-5', name: text('AP-Manila') },
  { id: 'my-kualalumpur-1' },
  { id: 'af-south-1', name: text('AF-Johannesburg') },
  { id: 'af-north-1', name: text('AF-Cairo') },
  { id: 'me-east-1', name: text('ME-Riyadh') },
  { id: 'ae-ad-1' },
  { id: 'tr-west-1', name: text('TR-Istanbul') },
  { id: 'ru-moscow-1' },
  { id: 'ru-northwest-2', name: text('RU-Moscow2') },
  { id: 'la-south-2', name: text('LA-Santiago') },
  { id: 'la-north-2', name: text('LA-Mexico City2') },
  { id: 'na-mexico-1', name: text('LA-Mexico City1') },
  { id: 'sa-brazil-1', name: text('LA-Sao Paulo1') },
  { id: 'eu-west-0', name: text('EU-Paris') },
  { id: 'eu-west-101', name: text('EU-Dublin') },
];
