import * as z from 'zod';
import { needed, parseAs } from './answers';
import { entries, words } from './huaweiAnswers';
import type { HuaweiAddress, HuaweiNode } from './huaweiInstance';
import { addresses, commonFields, commonInstance } from './huaweiInstanceAnswer';
import { listedService } from './huaweiService';

const group = z.object({
  type: words,
  id: words,
  name: words,
  status: words,
  nodes: entries(
    z.object({
      id: needed,
      name: words,
      role: words,
      status: words,
      availability_zone: words,
      private_ip: words,
      public_ip: words,
    }),
  ),
});
type Group = z.output<typeof group>;

const answer = z.object({
  ...commonFields,
  mode: words,
  // The vendor's example shows a single object where its table says a list.
  groups: z.preprocess((value): unknown => (Array.isArray(value) ? value : [value]), entries(group)),
});

/** Document Database Service: sharded clusters, replica sets and single nodes, MongoDB-compatible. */
export const dds = listedService('DDS', {
  product: 'dds',
  action: 'ListInstances',
  limit: 100,
  totals: ['total_count'],
  parse(item, region, at) {
    const parsed = parseAs(answer, item, 'ListInstances', at);
    return {
      ...commonInstance('dds', region, parsed),
      shape: parsed.mode,
      addresses: parsed.groups.flatMap(addressesOf),
      nodes: parsed.groups.flatMap(nodesOf),
    };
  },
});

/** Clients of a sharded cluster talk to its mongos nodes only. */
const INNER: ReadonlySet<string> = new Set(['shard', 'config']);
const addressesOf = ({ type, nodes }: Group): HuaweiAddress[] =>
  INNER.has(type)
    ? []
    : nodes.flatMap((node) => [
        ...addresses('private', some(node.private_ip)),
        ...addresses('public', some(node.public_ip)),
      ]);

const some = (host: string): readonly string[] => (host === '' ? [] : [host]);

const nodesOf = ({ nodes, ...own }: Group): HuaweiNode[] =>
  nodes.map(({ id, name, role, status, availability_zone, private_ip }) => ({
    id,
    name,
    role,
    status,
    zone: availability_zone,
    host: private_ip,
    group: own,
  }));
