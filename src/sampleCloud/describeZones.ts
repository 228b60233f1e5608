import { GatewayError, invalid } from './gatewayError';
import { REGIONS, type SampleRegion } from './hosts';
import type { Operation, OperationContext } from './operationContext';
import { classesIn, isSoldOut } from './zones';

/** DescribeZones: the zones of a region, with what stock they have. */
export const describeZones: Operation = (context) => ({
  Zones: regionAsked(context).zones.map((zone, index) => ({
    ZoneId: zone,
    ModeCode: isSoldOut(zone) ? 'SoldOut' : 'WithStock',
    Status: 'ON',
    Priority: String(index + 1),
  })),
});

const ENGINES = ['MySQL', 'PostgreSQL', 'Oracle'];

/** DescribeDBClusterAvailableResources: the node classes that each zone has. */
export const describeAvailableResources: Operation = (context) => {
  const { parameters } = context;
  const { id, zones } = regionAsked(context);
  const zone = parameters.get('ZoneId');
  if (zone !== undefined && !zones.includes(zone)) throw invalid('ZoneId');
  const wanted = parameters.get('DBNodeClass');
  const engine = parameters.get('DBType');
  const version = parameters.get('DBVersion');
  return {
    AvailableZones: zones
      .filter((each) => zone === undefined || each === zone)
      .map((each) => ({
        RegionId: id,
        ZoneId: each,
        SupportedEngines: ENGINES.filter((one) => engine === undefined || one === engine).map((one) => ({
          Engine: one.toLowerCase(),
          AvailableResources: classesIn(each, { engine: one, version, category: undefined })
            .filter(({ name }) => wanted === undefined || name === wanted)
            .map(({ name, category }) => ({ DBNodeClass: name, Category: category })),
        })),
      })),
  };
};

/** Both are asked of the endpoint that answers for the region; without one it is the endpoint's first. */
export function regionAsked({ parameters, host }: OperationContext): SampleRegion {
  const wanted = parameters.get('RegionId') ?? host.regions[0];
  const region = REGIONS.find(({ id }) => id === wanted && host.regions.includes(id));
  if (region) return region;
  throw new GatewayError(
    404,
    'InvalidRegionId.NotFound',
    'The RegionId provided does not exist in our records.',
  );
}
