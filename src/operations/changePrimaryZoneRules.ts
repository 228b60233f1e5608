import { text, type Text } from '../clouds/text';
import {
  type ChangePrimaryZoneForm,
  type ChangePrimaryZoneLive,
  mustNameVSwitch,
  primaryZone,
  standbyZones,
  vSwitchesIn,
} from './changePrimaryZoneForm';
import { latestProblem, startProblem } from './plannedTimes';

type Rule = (
  live: ChangePrimaryZoneLive,
  form: Partial<ChangePrimaryZoneForm>,
  now: number,
) => Text | undefined;

export const zoneRule: Rule = (live, { zoneType, zone = '' }) => {
  const { cluster, zones } = live;
  if (zones.known && !zones.value.some(({ id }) => id === zone))
    return text('{zone} is not a zone of {region}', { zone, region: cluster.region });
  if (zone === primaryZone(cluster)) return text('{zone} is the primary zone already', { zone });
  if (zoneType === 'Standby' && standbyZones(cluster).includes(zone))
    return text('{zone} is the standby zone already', { zone });
  if (mustNameVSwitch(cluster) && vSwitchesIn(live, zone)?.length === 0)
    return text('PolarDB for {engine} needs a vSwitch in {zone}, and {vpc} has none: create one first', {
      engine: cluster.engine,
      zone,
      vpc: cluster.vpcId ?? '–',
    });
  return undefined;
};

export const vSwitchRule: Rule = (live, { zone = '', vSwitch }) => {
  const inZone = vSwitchesIn(live, zone);
  if (vSwitch === null || vSwitch === undefined) {
    if (mustNameVSwitch(live.cluster))
      return text('PolarDB for {engine} needs a vSwitch', { engine: live.cluster.engine });
    return inZone && inZone.length > 0
      ? text('The VPC has a vSwitch in {zone}, so one must be named', { zone })
      : undefined;
  }
  return inZone && !inZone.some(({ id }) => id === vSwitch)
    ? text('{vSwitch} is not a vSwitch of the VPC in {zone}', { vSwitch, zone })
    : undefined;
};

export const startRule: Rule = (_live, { when, start }, now) => {
  if (when !== 'scheduled') return start ? text('What runs now has no earliest start') : undefined;
  return start ? startProblem(start, now) : text('A scheduled change needs an earliest start');
};

export const latestRule: Rule = (_live, { when, start, latest }) => {
  if (when !== 'scheduled') return latest ? text('What runs now has no latest start') : undefined;
  if (!latest) return text('A scheduled change needs a latest start');
  return start ? latestProblem(start, latest) : undefined;
};
