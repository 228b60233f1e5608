import { MAIN_ACCOUNT } from './accessKeys';
import { regionAsked } from './describeZones';
import { missing } from './gatewayError';
import { type Operation, type OperationContext, pageOf } from './operationContext';
import { type SampleVSwitch, vSwitchesOf } from './zones';

function found(context: OperationContext): readonly SampleVSwitch[] {
  const { parameters, identity } = context;
  const is = (name: string, value: string) => !parameters.has(name) || parameters.get(name) === value;
  return vSwitchesOf(regionAsked(context)).filter(
    (each) =>
      identity.accountId === MAIN_ACCOUNT &&
      is('VpcId', each.VpcId) &&
      is('ZoneId', each.ZoneId) &&
      is('VSwitchId', each.VSwitchId) &&
      is('VSwitchName', each.VSwitchName) &&
      is('IsDefault', String(each.IsDefault)),
  );
}

function paged(context: OperationContext, usualSize: number) {
  const number = Number(context.parameters.get('PageNumber') ?? 1);
  const size = Number(context.parameters.get('PageSize') ?? usualSize);
  const all = found(context);
  return {
    page: pageOf(all, number, size),
    counts: { PageNumber: number, PageSize: size, TotalCount: all.length },
  };
}

/** DescribeVSwitches of VPC: the vSwitches of a region, 10 a page where no size is given, 50 at most. */
export const describeVSwitches: Operation = (context) => {
  const { page, counts } = paged(context, 10);
  return {
    VSwitches: { VSwitch: page.map((each) => ({ ...each, Status: 'Available', Description: '' })) },
    ...counts,
  };
};

/** DescribeVSwitches of PolarDB: the vSwitches of a VPC, which must be named; 50 a page where no size is given, 50 at most. */
export const describePolardbVSwitches: Operation = (context) => {
  // The sample has no dedicated host group, the other thing that may be named.
  if (!context.parameters.has('VpcId')) throw missing('VpcId');
  const { page, counts } = paged(context, 50);
  return {
    VSwitchs: page.map(
      ({ VSwitchId, VSwitchName, ZoneId, CidrBlock, AvailableIpAddressCount, IsDefault }) => ({
        VSwitchId,
        VSwitchName,
        IzNo: ZoneId,
        CidrBlock,
        AvailableIpAddressCount,
        IsDefault,
        Status: 'Available',
        Description: '',
      }),
    ),
    ...counts,
  };
};
