import { LISTED_GAUSSDB } from './gaussdb';
import { listInstances } from './listInstances';
import { paging, PROJECT, text } from './requestFields';
import type { ServedOperations } from './servedOperation';
import { LISTED_TAURUSDB, TAURUSDB } from './taurusdb';

/**
 * The host that TaurusDB and GaussDB have in common in some regions, by the vendor's own tables. What it answers to the
 * path that both have is not documented. Here it lists the instances of both, the hardest case for whoever asks: only
 * datastore.type tells them apart.
 */
export const SHARED_GAUSSDB: ServedOperations = {
  ListInstances: {
    method: 'GET',
    path: new RegExp(`^/v3/${PROJECT}/instances$`),
    fields: { id: text, name: text, datastore_type: text, ...paging(100) },
    response: {
      instances: ['object[]', { ...LISTED_TAURUSDB, ...LISTED_GAUSSDB }],
      total_count: 'int32',
    },
    run: listInstances(['taurusdb', 'gaussdb'], () => true),
  },
  ShowGaussMySqlInstanceInfo: TAURUSDB.ShowGaussMySqlInstanceInfo,
};
