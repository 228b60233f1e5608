// A cloud of clusters on loopback, in a process of its own so that its work is not counted as ours:
//   node test/bench/cloud.mjs '{"regions": 30, "clusters": 10000, "latencyMs": 50, "silent": 1}'
// Prints its port. Answers DescribeDBClusters of `region-N` page by page, and DescribeDBClusterAttribute of any id, each
// answer after the latency; the last `silent` regions never answer.
import http from 'node:http';

const { regions, clusters, latencyMs = 0, silent = 0 } = JSON.parse(process.argv[2]);
const answering = regions - silent;
const pages = new Map();

/** A page of a region, made once. */
function page(region, number, size) {
  const key = `${region}/${number}/${size}`;
  if (!pages.has(key)) pages.set(key, JSON.stringify(made(region, number, size)));
  return pages.get(key);
}

function made(region, number, size) {
  const index = Number(region.split('-')[1]);
  const total = Math.floor(clusters / answering) + (index < clusters % answering ? 1 : 0);
  const first = (number - 1) * size;
  const count = Math.max(0, Math.min(size, total - first));
  return {
    RequestId: '5E71541A-6007-4DCC-A38A-F872C31FEB45',
    PageNumber: number,
    TotalRecordCount: total,
    PageRecordCount: count,
    Items: { DBCluster: Array.from({ length: count }, (_, n) => cluster(region, first + n)) },
  };
}

function cluster(region, n) {
  const id = `pc-${region.split('-')[1]}x${String(n).padStart(8, '0')}`;
  const node = (k) => ({
    DBNodeId: `pi-${id}-${k}`,
    DBNodeRole: k === 0 ? 'Writer' : 'Reader',
    DBNodeClass: 'polar.mysql.x4.large',
    ZoneId: `${region}-${k % 2 ? 'b' : 'a'}`,
    RegionId: region,
    HotReplicaMode: 'OFF',
    ImciSwitch: 'OFF',
  });
  return {
    DBClusterId: id,
    DBClusterDescription: `orders-${n}`,
    DBClusterStatus: 'Running',
    DBType: 'MySQL',
    DBVersion: '8.0',
    Engine: 'POLARDB',
    PayType: 'Prepaid',
    RegionId: region,
    ZoneId: `${region}-a`,
    VpcId: 'vpc-bp1qpo0kug3a20qqe',
    LockMode: 'Unlock',
    Expired: 'false',
    Category: 'Normal',
    CreateTime: '2026-01-15T08:30:00Z',
    ExpireTime: '2027-01-15T16:00:00Z',
    DBNodeNumber: 2,
    DBNodeClass: 'polar.mysql.x4.large',
    StorageUsed: 3012558848,
    Tags: { Tag: [{ Key: 'env', Value: n % 2 ? 'production' : 'test' }] },
    DBNodes: { DBNode: [node(0), node(1)] },
  };
}

/** One cluster, as its own call tells of it. */
function attribute(region, id) {
  const { DBNodes, Tags, ...rest } = cluster(region, 0);
  const nodes = DBNodes.DBNode.map((node, k) => ({
    ...node,
    DBNodeId: `pi-${id}-${k}`,
    DBNodeStatus: 'Running',
    SubCluster: 'Primary',
    FailoverPriority: 1,
  }));
  return JSON.stringify({
    ...rest,
    RequestId: '5E71541A-6007-4DCC-A38A-F872C31FEB45',
    DBClusterId: id,
    ZoneIds: `${region}-a,${region}-b`,
    DBNodes: nodes,
    Tags: Tags.Tag,
  });
}

const server = http.createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const region = searchParams.get('RegionId') ?? 'region-0';
  request.resume();
  if (Number(region.split('-')[1]) >= answering) return;
  const body =
    request.headers['x-acs-action'] === 'DescribeDBClusterAttribute'
      ? attribute(region, searchParams.get('DBClusterId'))
      : page(region, Number(searchParams.get('PageNumber') ?? 1), Number(searchParams.get('PageSize') ?? 30));
  setTimeout(() => {
    response.setHeader('content-type', 'application/json');
    response.end(body);
  }, latencyMs);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
