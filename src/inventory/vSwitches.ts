import * as z from 'zod';
import type { CloudCall, CloudClient } from '../clouds/cloudClient';
import { CloudError } from '../clouds/cloudError';
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

/** A vSwitch as either product lists it: they agree on these names, and not on where it stands and what its zone is called. */
const facts = {
  VSwitchId: needed,
  VSwitchName: optional,
  CidrBlock: optional,
  AvailableIpAddressCount: count,
};

const vpcAnswer = z.object({
  VSwitches: listIn('VSwitch', z.object({ ...facts, ZoneId: needed })),
  TotalCount: count,
});

const polardbAnswer = z
  .object({
    VSwitchs: listIn('VSwitch', z.object({ ...facts, IzNo: needed })),
    TotalCount: count,
  })
  .transform(({ VSwitchs, TotalCount }) => ({
    VSwitches: VSwitchs.map(({ IzNo, ...rest }) => ({ ...rest, ZoneId: IzNo })),
    TotalCount,
  }));

/** The largest page that DescribeVSwitches takes, of either product. */
const PAGE_SIZE = 50;
const MOST_PAGES = 20;

interface Vpc {
  readonly region: string;
  readonly vpcId: string;
}

/**
 * All vSwitches of a VPC, in all zones of its region. Where the key may not ask the VPC product, PolarDB is asked, which
 * lists them too and is allowed by another permission. Rejects with CloudError: with VPC's where both say no.
 */
export async function listVSwitches(
  client: CloudClient,
  vpc: Vpc,
  signal?: AbortSignal,
): Promise<readonly VSwitch[]> {
  try {
    return await listFrom(client, 'vpc', vpcAnswer, vpc, signal);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return listFrom(client, 'polardb', polardbAnswer, vpc, signal).catch((other: unknown) => {
      throw isForbidden(other) ? error : other;
    });
  }
}

const isForbidden = (error: unknown): boolean => error instanceof CloudError && error.kind === 'permission';

async function listFrom(
  client: CloudClient,
  product: 'vpc' | 'polardb',
  answer: typeof vpcAnswer | typeof polardbAnswer,
  { region, vpcId }: Vpc,
  signal?: AbortSignal,
): Promise<readonly VSwitch[]> {
  const found = new Map<string, VSwitch>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const parameters = { RegionId: region, VpcId: vpcId, PageNumber: page, PageSize: PAGE_SIZE };
    const call: CloudCall = { cloud: 'alibaba', product, action: 'DescribeVSwitches', region, parameters };
    const { VSwitches, TotalCount = 0 } = await readAs(client, call, answer, signal);
    const before = found.size;
    for (const each of VSwitches) found.set(each.VSwitchId, toVSwitch(each));
    if (found.size === before || found.size >= TotalCount) break;
  }
  return [...found.values()];
}

const toVSwitch = (each: z.output<typeof vpcAnswer>['VSwitches'][number]): VSwitch => ({
  id: each.VSwitchId,
  name: each.VSwitchName ?? each.VSwitchId,
  zone: each.ZoneId,
  ...(each.CidrBlock === undefined ? {} : { cidr: each.CidrBlock }),
  ...(each.AvailableIpAddressCount === undefined ? {} : { free: each.AvailableIpAddressCount }),
});
