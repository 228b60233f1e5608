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
/** Node classes that a zone does not have although it takes others: for one version or category only, where named. */
const NOT_STOCKED: readonly (Partial<Wanted> & { readonly zone: string; readonly name: string })[] = [
  { zone: 'cn-hangzhou-k', name: 'polar.mysql.x4.xlarge' },
  { zone: 'cn-hangzhou-k', name: 'polar.mysql.x4.large', version: '5.7' },
  { zone: 'cn-hangzhou-k', name: 'polar.mysql.x8.large', category: 'NormalMultimaster' },
];
/** Zones in which the VPC has no vSwitch yet. */
const WITHOUT_VSWITCH: ReadonlySet<string> = new Set(['cn-hangzhou-k', 'ap-southeast-1b']);

/** The classes of each engine, by category. */
const CLASSES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  MySQL: {
    Normal: [
      'polar.mysql.x4.medium',
      'polar.mysql.x4.large',
      'polar.mysql.x4.xlarge',
      'polar.mysql.x8.large',
    ],
    Basic: ['polar.mysql.g1.tiny.c'],
    NormalMultimaster: ['polar.mysql.x4.large', 'polar.mysql.x4.xlarge', 'polar.mysql.x8.large'],
  },
  PostgreSQL: { Normal: ['polar.pg.x4.medium'] },
  Oracle: { Normal: ['polar.o.x8.large'] },
};

export const isSoldOut = (zone: string): boolean => SOLD_OUT.has(zone);

/** What classes are asked for: of all versions and categories where none is named. */
interface Wanted {
  readonly engine: string;
  readonly version: string | undefined;
  readonly category: string | undefined;
}

/** The classes that a zone has, each with its category. */
export function classesIn(
  zone: string,
  { engine, version, category }: Wanted,
): readonly { readonly name: string; readonly category: string }[] {
  if (isSoldOut(zone)) return [];
  return Object.entries(CLASSES[engine] ?? {})
    .filter(([each]) => category === undefined || each === category)
    .flatMap(([each, names]) => names.map((name) => ({ name, category: each })))
    .filter(
      (one) =>
        !NOT_STOCKED.some(
          (lack) =>
            lack.zone === zone &&
            lack.name === one.name &&
            (lack.version === undefined || lack.version === version) &&
            (lack.category === undefined || lack.category === one.category),
        ),
    );
}

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
