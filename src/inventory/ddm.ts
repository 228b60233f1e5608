import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { commaList, count, needed, parseAs } from './answers';
import { defined } from './defined';
import type { ResourceAddress } from './estate';
import { huaweiCall, port, texts, time, words } from './huaweiAnswers';
import type { HuaweiNode } from './huaweiInstance';
import { addresses } from './huaweiInstanceAnswer';
import { type HuaweiService, type InstanceList, instancePages } from './huaweiService';
import { allListed, findListed, offsetPages } from './offsetPages';

const listed = z.object({
  id: needed,
  name: words,
  status: words,
  engine_version: words,
  node_count: count,
  node_status: words,
  access_ip: texts,
  access_port: port,
  admin_user_name: words,
  vpc_id: words,
  created: time,
});

const list: InstanceList = {
  product: 'ddm',
  action: 'ListInstances',
  limit: 128,
  totals: ['total_record', 'total', 'instance_num'],
  parse(item, region, at) {
    const parsed = parseAs(listed, item, 'ListInstances', at);
    return defined({
      product: 'ddm' as const,
      region,
      id: parsed.id,
      name: parsed.name || parsed.id,
      status: parsed.status,
      engine: 'DDM',
      version: parsed.engine_version,
      shape: '',
      addresses: addresses('private', parsed.access_ip),
      port: parsed.access_port,
      defaultUser: parsed.admin_user_name,
      nodes: [],
      nodeCount: parsed.node_count ?? (commaList(parsed.node_status).length || undefined),
      related: [],
      vpc: parsed.vpc_id,
      createdAt: parsed.created,
      detailed: false,
    });
  },
};

/** Distributed Database Middleware. Its list cannot be asked for one id, and a call of its own tells the nodes. */
export const ddm: HuaweiService = {
  product: 'ddm',
  title: 'DDM',
  list: (client, region, signal) => instancePages(list, client, region, signal),
  async read(client, address, signal) {
    // First whether it is there: the service has no code of its own for the nodes of an instance that is not.
    const instance = await findListed(instancePages(list, client, address.region, signal), address);
    const nodes = await readNodes(client, address, signal);
    return { ...instance, nodes: [...nodes], nodeCount: nodes.length, detailed: true };
  },
};

const node = z.object({ node_id: needed, name: words, status: words, ip: words });

const readNodes = async (
  client: CloudClient,
  { region, id }: ResourceAddress,
  signal?: AbortSignal,
): Promise<readonly HuaweiNode[]> => {
  const listed = await allListed(
    offsetPages(
      client,
      {
        call: (page) => huaweiCall('ddm', 'ListNodes', region, { instance_id: id, ...page }),
        limit: 128,
        items: 'nodes',
        totals: ['total'],
        id: 'node_id',
        parse: (item, at) => {
          const { node_id, ip, ...rest } = parseAs(node, item, 'ListNodes', at);
          return { ...rest, id: node_id, role: '', zone: '', host: ip, region };
        },
      },
      signal,
    ),
  );
  return listed.map(({ id: nodeId, name, role, status, zone, host }) => ({
    id: nodeId,
    name,
    role,
    status,
    zone,
    host,
  }));
};
