import { MAIN_ACCOUNT } from './accessKeys';
import { regionAsked } from './describeZones';
import { type Operation, pageOf } from './operationContext';
import { vSwitchesOf } from './zones';

/** DescribeVSwitches of VPC: the vSwitches of a region, 10 a page where no size is given, 50 at most. */
export const describeVSwitches: Operation = (context) => {
  const { parameters, identity } = context;
  const region = regionAsked(context);
  const is = (name: string, value: string) => !parameters.has(name) || parameters.get(name) === value;
  const found = vSwitchesOf(region).filter(
    (each) =>
      identity.accountId === MAIN_ACCOUNT &&
      is('VpcId', each.VpcId) &&
      is('ZoneId', each.ZoneId) &&
      is('VSwitchId', each.VSwitchId) &&
      is('VSwitchName', each.VSwitchName) &&
      is('IsDefault', String(each.IsDefault)),
  );
  const number = Number(parameters.get('PageNumber') ?? 1);
  const size = Number(parameters.get('PageSize') ?? 10);
  return {
    VSwitches: {
      VSwitch: pageOf(found, number, size).map((each) => ({ ...each, Status: 'Available', Description: '' })),
    },
    PageNumber: number,
    PageSize: size,
    TotalCount: found.length,
  };
};
