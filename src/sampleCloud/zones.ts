import { sampleId } from './clusterBuilder';
import { REGIONS, type SampleRegion } from './hosts';

/** A vSwitch of the sample's one VPC in a region. Fields are named as VPC's API names them. */
export interface SampleVSwitch {
  readonly VSwitchId: string;
  readonly VSwitchName: string;
  readonly VpcId: string;
  readonly ZoneId: string;
  readonly CidrBlock: string;
  readonly AvailableIpAddressCount: number;
  readonly IsDefault: boolean;
  readonly RegionId: string;
}

/** Zones that take nothing new. */
const SOLD_OUT: ReadonlySet<string> = new Set(['cn-shanghai-n']);
/** Node classes that a zone does not have although it takes others. */
const NOT_STOCKED: Readonly<Record<string, readonly string[]>> = {
  'cn-hangzhou-k': ['polar.mysql.x4.xlarge'],
};
/** Zones in which the VPC has no vSwitch yet. */
const WITHOUT_VSWITCH: ReadonlySet<string> = new Set(['cn-hangzhou-k', 'ap-southeast-1b']);

const CLASSES: Readonly<Record<string, readonly string[]>> = {
  MySQL: [
    'polar.mysql.g1.tiny.c',
    'polar.mysql.x4.medium',
    'polar.mysql.x4.large',
    'polar.mysql.x4.xlarge',
    'polar.mysql.x8.large',
  ],
  PostgreSQL: ['polar.pg.x4.medium'],
  Oracle: ['polar.o.x8.large'],
};

export const isSoldOut = (zone: string): boolean => SOLD_OUT.has(zone);

/** The classes of an engine that a zone has. */
export const classesIn = (zone: string, engine: string): readonly string[] =>
  isSoldOut(zone) ? [] : (CLASSES[engine] ?? []).filter((each) => !NOT_STOCKED[zone]?.includes(each));

export const regionOfCluster = ({ RegionId }: { readonly RegionId: string }): SampleRegion | undefined =>
  REGIONS.find(({ id }) => id === RegionId);

/** The vSwitch that the cloud makes where a zone has none and none is named. */
export const defaultVSwitch = (region: SampleRegion, zone: string): string => sampleId('vsw', region, zone);

/** The vSwitches of a region, by zone; the sample has one VPC a region. */
export function vSwitchesOf(region: SampleRegion): readonly SampleVSwitch[] {
  const make = (zone: string, index: number, name: string, free: number, id: string): SampleVSwitch => ({
    VSwitchId: id,
    VSwitchName: name,
    VpcId: sampleId('vpc', region, 'main'),
    ZoneId: zone,
    CidrBlock: `172.16.${index * 16}.0/24`,
    AvailableIpAddressCount: free,
    IsDefault: false,
    RegionId: region.id,
  });
  return region.zones.flatMap((zone, index) => {
    if (WITHOUT_VSWITCH.has(zone)) return [];
    const suffix = zone.replace(/^.*(?:-|\d)(?=[a-z]$)/, '');
    const own = make(zone, index, `main-${suffix}`, 240 - index, defaultVSwitch(region, zone));
    const legacy = make(zone, index + 8, 'legacy, nearly full', 2, sampleId('vsw', region, `${zone} legacy`));
    return zone === 'cn-hangzhou-j' ? [own, legacy] : [own];
  });
}
