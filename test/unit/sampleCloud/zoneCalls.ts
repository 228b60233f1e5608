import type { CloudUnderTest } from './signedCall';

export interface VSwitch {
  readonly VSwitchId: string;
  readonly VSwitchName: string;
  readonly VpcId: string;
  readonly ZoneId: string;
  readonly AvailableIpAddressCount: number;
}

/** The vSwitches of a region, as VPC answers. */
export async function vSwitches(
  test: CloudUnderTest,
  params: Record<string, string | number>,
  host = 'vpc.aliyuncs.com',
): Promise<{ readonly all: readonly VSwitch[]; readonly total: number }> {
  const { body } = await test.call<{ VSwitches: { VSwitch: VSwitch[] }; TotalCount: number }>(
    'DescribeVSwitches',
    params,
    { host, version: '2016-04-28' },
  );
  return { all: body.VSwitches.VSwitch, total: body.TotalCount };
}

export interface Task {
  readonly TaskId: string;
  readonly Action: string;
  readonly Status: string;
  readonly TaskCancel: boolean;
  readonly PlannedStartTime: string;
  readonly PlannedEndTime: string;
}

/** The scheduled tasks of a cluster. */
export async function tasksOf(
  test: CloudUnderTest,
  DBClusterId: string,
  host = 'polardb.aliyuncs.com',
): Promise<readonly Task[]> {
  const { body } = await test.call<{ Data: { TimerInfos: Task[] } }>(
    'DescribeScheduleTasks',
    { DBClusterId },
    { host },
  );
  return body.Data.TimerInfos;
}

/** `2026-01-15T08:30:00Z`, this much after the start of the test's clock. */
export const at = (start: number, minutes: number): string =>
  new Date(start + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
