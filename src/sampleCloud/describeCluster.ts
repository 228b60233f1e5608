import { sizeOf } from './nodeClasses';
import { clusterToRead, type Operation, type OperationContext, type Place } from './operationContext';
import type { SampleCluster, SampleEndpoint, SampleNode } from './sampleCluster';

/** DescribeDBClusterAttribute: flat lists, VPCId, VSwitchId, ZoneIds. */
export const describeClusterAttribute: Operation = (context) => attributeOf(clusterToRead(context));

/** The same for clusters on ENS; the catalogue leaves out what it does not tell. */
export const describeClusterAttributeZonal: Operation = (context) => {
  const cluster = clusterToRead(context, 'ens');
  return { ...attributeOf(cluster), DBClusterClass: cluster.DBNodes[0]?.DBNodeClass };
};

function attributeOf(cluster: SampleCluster): Record<string, unknown> {
  return {
    ...cluster,
    Architecture: 'X86',
    DBClusterNetworkType: 'VPC',
    DBVersionStatus: 'Stable',
    Engine: 'POLARDB',
    IsLatestVersion: true,
    IsProxyLatestVersion: true,
    MaintainTime: '18:00Z-19:00Z',
    ProxyStatus: 'Running',
    ProxyType: 'Exclusive',
    StorageMax: 109_951_162_777_600,
    StoragePayType: 'Postpaid',
    StorageSpace: 0,
    StorageType: 'HighPerformance',
    StrictConsistency: 'OFF',
    DBNodes: cluster.DBNodes.map(attributeNode),
  };
}

function attributeNode(node: SampleNode): Record<string, unknown> {
  const size = sizeOf(node.DBNodeClass);
  return {
    ...node,
    CpuCores: String(size.cores),
    MemorySize: String(size.memory),
    MaxConnections: size.cores * 1000,
    MaxIOPS: size.cores * 8000,
    SccMode: 'OFF',
    ServerWeight: '100',
  };
}

/** DescribeDBClusterEndpoints: addresses, and the nodes behind each as the roles are now. */
export const describeClusterEndpoints: Operation = (context) => endpointsOf(context, 'region');
export const describeClusterEndpointsZonal: Operation = (context) => endpointsOf(context, 'ens');

function endpointsOf(context: OperationContext, place: Place): Record<string, unknown> {
  const cluster = clusterToRead(context, place);
  const wanted = context.parameters.get('DBEndpointId');
  return {
    Items: cluster.endpoints
      .filter(({ DBEndpointId }) => wanted === undefined || DBEndpointId === wanted)
      .map((endpoint) => {
        const nodes = nodesBehind(cluster, endpoint);
        return {
          ...endpoint,
          DBClusterId: cluster.DBClusterId,
          EndpointConfig: '{}',
          Nodes: nodes.map(({ DBNodeId }) => DBNodeId).join(','),
          NodeWithRoles: withRoles(nodes),
          SccMode: 'OFF',
        };
      }),
  };
}

function nodesBehind(
  { DBNodes }: SampleCluster,
  { EndpointType, nodeIds }: SampleEndpoint,
): readonly SampleNode[] {
  if (nodeIds) return DBNodes.filter(({ DBNodeId }) => nodeIds.includes(DBNodeId));
  if (EndpointType === 'Primary') return DBNodes.filter(({ DBNodeRole }) => DBNodeRole === 'Writer');
  return DBNodes.filter(({ SubCluster }) => SubCluster !== 'Standby');
}

/** `Writer,Reader1,Reader2`. */
function withRoles(nodes: readonly SampleNode[]): string {
  let readers = 0;
  return nodes.map(({ DBNodeRole }) => (DBNodeRole === 'Writer' ? 'Writer' : `Reader${++readers}`)).join(',');
}
