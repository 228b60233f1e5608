import * as z from 'zod';
import type { CloudCall, CloudClient } from '../clouds/cloudClient';
import { count, listIn, needed, optional, readAs } from './answers';

/** A vSwitch: a subnet of a VPC in one zone. */
export interface VSwitch {
  readonly id: string;
  /** The name people gave it; the id where they gave none. */
  readonly name: string;
  readonly zone: string;
  readonly cidr?: string;
  /** Addresses that are free. */
  readonly free?: number;
}

const answer = z.object({
  VSwitches: listIn(
    'VSwitch',
    z.object({
      VSwitchId: needed,
      ZoneId: needed,
      VSwitchName: optional,
      CidrBlock: optional,
      AvailableIpAddressCount: count,
    }),
  ),
  TotalCount: count,
});

/** The largest page DescribeVSwitches takes. */
const PAGE_SIZE = 50;
const MOST_PAGES = 20;

/** All vSwitches of a VPC, in all zones of its region. Rejects with CloudError. */
export async function listVSwitches(
  client: CloudClient,
  { region, vpcId }: { readonly region: string; readonly vpcId: string },
  signal?: AbortSignal,
): Promise<readonly VSwitch[]> {
  const found = new Map<string, VSwitch>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const call: CloudCall = {
      cloud: 'alibaba',
      product: 'vpc',
      action: 'DescribeVSwitches',
      region,
      parameters: { RegionId: region, VpcId: vpcId, PageNumber: page, PageSize: PAGE_SIZE },
    };
    const { VSwitches, TotalCount = 0 } = await readAs(client, call, answer, signal);
    const before = found.size;
    for (const each of VSwitches) found.set(each.VSwitchId, toVSwitch(each));
    if (found.size === before || found.size >= TotalCount) break;
  }
  return [...found.values()];
}

const toVSwitch = (each: z.output<typeof answer>['VSwitches'][number]): VSwitch => ({
  id: each.VSwitchId,
  name: each.VSwitchName ?? each.VSwitchId,
  zone: each.ZoneId,
  ...(each.CidrBlock === undefined ? {} : { cidr: each.CidrBlock }),
  ...(each.AvailableIpAddressCount === undefined ? {} : { free: each.AvailableIpAddressCount }),
});
