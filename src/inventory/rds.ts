import * as z from 'zod';
import { needed, parseAs } from './answers';
import { entries, words } from './huaweiAnswers';
import {
  addresses,
  addressFields,
  commonFields,
  commonInstance,
  listedNodes,
  toNodes,
} from './huaweiInstanceAnswer';
import { listedService } from './huaweiService';

const answer = z.object({
  ...commonFields,
  ...addressFields,
  nodes: listedNodes,
  related_instance: entries(z.object({ id: needed, type: words })),
});

/** RDS: MySQL, PostgreSQL, SQL Server and MariaDB. Read replicas are instances of their own. */
export const rds = listedService('RDS', {
  product: 'rds',
  action: 'ListInstances',
  limit: 100,
  totals: ['total_count'],
  parse(item, region, at) {
    const parsed = parseAs(answer, item, 'ListInstances', at);
    return {
      ...commonInstance('rds', region, parsed),
      addresses: [
        ...addresses('private', parsed.private_ips),
        ...addresses('public', parsed.public_ips),
        ...addresses('dns', parsed.private_dns_names),
      ],
      nodes: toNodes(parsed.nodes),
      related: parsed.related_instance,
    };
  },
});
