import type { KnownRegion } from './knownRegions';

/**
 * Huawei Cloud's regions, as in the region files of the vendor's SDKs of August 2026, with the names that its console
 * gives them where the vendor's documents tell: what is offered where a key may not list projects.
 */
export const HUAWEI_REGIONS: readonly KnownRegion[] = [
  { id: 'cn-north-4', name: 'CN North-Beijing4' },
  { id: 'cn-north-1', name: 'CN North-Beijing1' },
  { id: 'cn-north-2', name: 'CN North-Beijing2' },
  { id: 'cn-north-9', name: 'CN North-Ulanqab1' },
  { id: 'cn-north-11' },
  { id: 'cn-north-12' },
  { id: 'cn-east-3', name: 'CN East-Shanghai1' },
  { id: 'cn-east-2', name: 'CN East-Shanghai2' },
  { id: 'cn-east-4', name: 'CN East2' },
  { id: 'cn-east-5', name: 'CN East-Qingdao' },
  { id: 'cn-south-1', name: 'CN South-Guangzhou' },
  { id: 'cn-south-4', name: 'CN South-Guangzhou-InvitationOnly' },
  { id: 'cn-south-2', name: 'CN South-Shenzhen' },
  { id: 'cn-southwest-2', name: 'CN Southwest-Guiyang1' },
  { id: 'cn-southwest-3' },
  { id: 'ap-southeast-1', name: 'CN-Hong Kong' },
  { id: 'ap-southeast-2', name: 'AP-Bangkok' },
  { id: 'ap-southeast-3', name: 'AP-Singapore' },
  { id: 'ap-southeast-4', name: 'AP-Jakarta' },
  { id: 'ap-southeast-5', name: 'AP-Manila' },
  { id: 'my-kualalumpur-1' },
  { id: 'af-south-1', name: 'AF-Johannesburg' },
  { id: 'af-north-1', name: 'AF-Cairo' },
  { id: 'me-east-1', name: 'ME-Riyadh' },
  { id: 'ae-ad-1' },
  { id: 'tr-west-1', name: 'TR-Istanbul' },
  { id: 'ru-moscow-1' },
  { id: 'ru-northwest-2', name: 'RU-Moscow2' },
  { id: 'la-south-2', name: 'LA-Santiago' },
  { id: 'la-north-2', name: 'LA-Mexico City2' },
  { id: 'na-mexico-1', name: 'LA-Mexico City1' },
  { id: 'sa-brazil-1', name: 'LA-Sao Paulo1' },
  { id: 'eu-west-0', name: 'EU-Paris' },
  { id: 'eu-west-101', name: 'EU-Dublin' },
];
