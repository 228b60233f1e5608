import * as z from 'zod';
import { parseAs } from './answers';
import {
  addresses,
  addressFields,
  commonFields,
  commonInstance,
  listedNodes,
  toNodes,
} from './huaweiInstanceAnswer';
import { listedService } from './huaweiService';

const answer = z.object({ ...commonFields, ...addressFields, nodes: listedNodes });

/** Whether a datastore is TaurusDB's (`gaussdb-mysql`), which in some regions answers at GaussDB's host. */
export const isTaurus = (datastore: string): boolean => /mysql/i.test(datastore);

/** GaussDB, with the openGauss kernel. */
export const gaussdb = listedService('GaussDB', {
  product: 'gaussdb',
  action: 'ListInstances',
  limit: 100,
  totals: ['total_count'],
  parse(item, region, at) {
    const parsed = parseAs(answer, item, 'ListInstances', at);
    if (isTaurus(parsed.datastore.type)) return undefined;
    return {
      ...commonInstance('gaussdb', region, parsed),
      addresses: [...addresses('private', parsed.private_ips), ...addresses('public', parsed.public_ips)],
      nodes: toNodes(parsed.nodes),
    };
  },
});
