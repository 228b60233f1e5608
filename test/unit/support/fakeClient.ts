import type { CloudCall, CloudClient } from '../../../src/clouds/cloudClient';

/** A client whose reads are answered by a function; it keeps the calls. */
export function fakeClient(
  answer: (call: CloudCall, signal?: AbortSignal) => unknown,
): CloudClient & { readonly calls: CloudCall[] } {
  const calls: CloudCall[] = [];
  return {
    calls,
    read: async (call, signal) => {
      calls.push(call);
      return await answer(call, signal);
    },
    write: () => Promise.reject(new Error('inventory never writes')),
    view: () => {
      throw new Error('inventory shows no requests');
    },
  };
}

/** An entry of DescribeDBClusters. */
export const listed = (id: string, more: object = {}): object => ({
  DBClusterId: id,
  DBClusterStatus: 'Running',
  DBClusterDescription: `name of ${id}`,
  DBType: 'MySQL',
  DBVersion: '8.0',
  ZoneId: 'cn-hangzhou-i',
  VpcId: 'vpc-1',
  VswitchId: 'vsw-1',
  HotStandbyCluster: 'StandbyClusterON',
  Expired: 'false',
  DBNodes: {
    DBNode: [
      { DBNodeId: `${id}-w`, DBNodeRole: 'Writer', ZoneId: 'cn-hangzhou-i', DBNodeClass: 'x4.large' },
      {
        DBNodeId: `${id}-r`,
        DBNodeRole: 'Reader',
        ZoneId: 'cn-hangzhou-j',
        DBNodeClass: 'x4.large',
        ImciSwitch: 'ON',
      },
    ],
  },
  Tags: { Tag: [{ Key: 'env', Value: 'prod' }] },
  ...more,
});

export const page = (items: readonly unknown[], total: unknown = items.length): object => ({
  Items: { DBCluster: items },
  TotalRecordCount: total,
  RequestId: 'R',
});

/** The answer of DescribeDBClusterAttribute. */
export const attribute = (id: string, more: object = {}): object => ({
  DBClusterId: id,
  DBClusterStatus: 'Running',
  DBClusterDescription: `name of ${id}`,
  DBType: 'MySQL',
  DBVersion: '8.0',
  ZoneIds: 'cn-hangzhou-i,cn-hangzhou-j',
  VPCId: 'vpc-1',
  VSwitchId: 'vsw-1',
  HotStandbyCluster: 'StandbyClusterON',
  DataSyncMode: 'SemiSync',
  Expired: 'false',
  DBNodes: [
    {
      DBNodeId: `${id}-w`,
      DBNodeRole: 'Writer',
      ZoneId: 'cn-hangzhou-i',
      DBNodeClass: 'x4.large',
      DBNodeStatus: 'Running',
      SubCluster: 'Primary',
      FailoverPriority: 15,
    },
    {
      DBNodeId: `${id}-r`,
      DBNodeRole: 'Reader',
      ZoneId: 'cn-hangzhou-j',
      DBNodeClass: 'x4.large',
      DBNodeStatus: 'Running',
      SubCluster: 'Standby',
      FailoverPriority: 3,
      ImciSwitch: 'ON',
    },
  ],
  Tags: [{ Key: 'env', Value: 'prod' }],
  ...more,
});
