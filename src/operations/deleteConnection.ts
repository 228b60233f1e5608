import * as z from 'zod';
import { text } from '../clouds/text';
import { connectionFacts } from './connectionFacts';
import {
  connectionChanges,
  type ConnectionLive,
  connectionState,
  type ConnectionState,
  observeConnection,
  own,
  readOneConnection,
  stateOfConnection,
} from './connectionLive';
import { dasErrors } from './dasErrors';
import { defineOperation } from './defineOperation';
import { onDas } from './permissions';

const form = z.object({});
type DeleteConnectionForm = z.infer<typeof form>;

/**
 * batch-delete-connections of Huawei Cloud DAS, for one connection by its id; `delete_all`, which the call also has, is
 * never sent. A 200 is no proof: the connection is looked for in the list.
 */
export const deleteConnection = defineOperation<ConnectionLive, ConnectionState, DeleteConnectionForm>({
  id: 'das.deleteConnection',
  on: ['das.connection'],
  title: text('Delete Connection'),
  doing: text('deleting the connection…'),
  risk: 'disruptive',
  secrets: [],
  form,
  state: connectionState,
  steps: [],
  check: () => [],
  read: readOneConnection,
  observe: observeConnection,
  stateOf: stateOfConnection,
  changes: connectionChanges,
  review: () => [],
  preflight: (_form, { connection }) => [own(connection)],
  effect: (_form, { connection }) => [
    text(
      'The login of {user} to {instance} disappears from DAS. The database and its user stay as they are.',
      {
        user: connection.user,
        instance: connection.instanceName || connection.instanceId,
      },
    ),
    text('Whoever it is shared with loses it too.'),
    connection.savesPassword
      ? text('The password that DAS saved is lost with it: to make it anew somebody must know it.')
      : text('DAS keeps no password of it.'),
  ],
  confirmation: (_form, _live, { name, id, region }) =>
    text('Delete the connection {name} ({id}, {region})?', { name, id, region }),
  call: (_form, target) => ({
    cloud: 'huawei',
    product: 'das',
    action: 'BatchDeleteConnectionNew',
    region: target.region,
    parameters: { connection_ids: [{ connection_id: target.id }] },
  }),
  settle: (_form, before, { connection }) =>
    connection
      ? { state: 'going', say: text('DAS still lists {name}', { name: connection.name }) }
      : {
          state: 'done',
          say: text('The connection {name} is gone', { name: before.connection?.name ?? '–' }),
        },
  trace: (_form, before, { connection }) =>
    connection
      ? {
          found: false,
          say: text('No trace: the connection {name} is still listed', { name: connection.name }),
        }
      : { found: true, say: text('The connection {name} is gone', { name: before.connection?.name ?? '–' }) },
  topology: () => [],
  facts: ({ connection }) => connectionFacts(connection),
  errors: dasErrors('DAS.200002', 'DAS.200051', 'DAS.200100', 'DAS.200113', 'DAS.5010', 'APIGW.0302'),
  permissions: onDas('das:connection:delete', 'das::showCloudDBAInfo'),
});
