import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { needed, readAs, parseAs, unexpected, count } from './answers';
import type { ResourceAddress } from './estate';
import { isTaurus } from './gaussdb';
import { entries, huaweiCall, texts, words } from './huaweiAnswers';
import type { HuaweiInstance } from './huaweiInstance';
import { addresses, addressFields, commonFields, commonInstance } from './huaweiInstanceAnswer';
import { type HuaweiService, type InstanceList, instancePages } from './huaweiService';

const listed = z.object({
  ...commonFields,
  ...addressFields,
  readonly_private_ips: texts,
  proxy_ips: texts,
});

const list: InstanceList = {
  product: 'taurusdb',
  action: 'ListGaussMySqlInstances',
  limit: 100,
  totals: ['total_count'],
  parse(item, region, at) {
    const parsed = parseAs(listed, item, 'ListGaussMySqlInstances', at);
    const { type } = parsed.datastore;
    if (type !== '' && !isTaurus(type)) return undefined;
    return {
      ...commonInstance('taurusdb', region, parsed),
      addresses: [
        ...addresses('private', parsed.private_ips),
        ...addresses('readOnly', parsed.readonly_private_ips),
        ...addresses('proxy', parsed.proxy_ips),
        ...addresses('public', parsed.public_ips),
      ],
      detailed: false,
    };
  },
};

const detail = z.object({
  instance: z.object({
    ...commonFields,
    private_write_ips: texts,
    public_ips: texts,
    private_dns_names: texts,
    node_count: count,
    nodes: entries(
      z.object({
        id: needed,
        name: words,
        type: words,
        status: words,
        az_code: words,
        private_read_ips: texts,
      }),
    ),
  }),
});

/** TaurusDB, formerly GaussDB(for MySQL). Its list tells no nodes; an instance's own call does. */
export const taurusdb: HuaweiService = {
  product: 'taurusdb',
  title: 'TaurusDB',
  list: (client, region, signal) => instancePages(list, client, region, signal),
  read: readTaurus,
};

async function readTaurus(
  client: CloudClient,
  { region, id }: ResourceAddress,
  signal?: AbortSignal,
): Promise<HuaweiInstance> {
  const operation = 'ShowGaussMySqlInstanceInfo';
  const call = huaweiCall('taurusdb', operation, region, { instance_id: id });
  const { instance } = await readAs(client, call, detail, signal);
  if (instance.id !== id) throw unexpected(operation, 'instance.id', instance.id.slice(0, 64));
  return {
    ...commonInstance('taurusdb', region, instance),
    addresses: [
      ...addresses('private', instance.private_write_ips),
      ...addresses('public', instance.public_ips),
      ...addresses('dns', instance.private_dns_names),
    ],
    nodes: instance.nodes.map(({ type, az_code, private_read_ips, ...node }) => ({
      ...node,
      role: type,
      zone: az_code,
      host: private_read_ips[0] ?? '',
    })),
  };
}
