import { text } from '../clouds/text';
import type { DasConnection } from '../inventory/dasConnection';
import type { CreateConnectionForm } from './connectionForm';
import type { CreateConnectionState } from './createConnectionLive';
import type { Progress, Trace } from './operation';

type Login = Pick<CreateConnectionForm, 'user' | 'database'>;

/** The connections of that login that were not listed before. DAS may fill in what was left out. */
export function freshConnections(
  { user, database }: Login,
  before: CreateConnectionState,
  now: CreateConnectionState,
) {
  if (!before.connections) return [];
  const known = new Set(before.connections.map(({ id }) => id));
  return (now.connections ?? []).filter(
    (each) =>
      !known.has(each.id) &&
      each.sharedBy === undefined &&
      each.user === user &&
      (database === '' || each.database === '' || each.database === database),
  );
}

/** Whoever may not list connections cannot be told. */
const UNREADABLE = text(
  'The profile’s key may not list connections (das::showCloudDBAInfo), so look for it in the DAS console',
);

/** Its name for people: what it opens, too, where that is known. */
const nameOf = ({ name, database }: DasConnection): string =>
  database === '' ? name : `${name}/${database}`;

/** Settled means: a connection of that user is listed that was not there before. */
export function createConnectionSettle(
  form: CreateConnectionForm,
  before: CreateConnectionState,
  now: CreateConnectionState,
): Progress {
  if (!before.connections || !now.connections)
    return {
      state: 'done',
      unreadable: true,
      say: UNREADABLE,
    };
  const [connection] = freshConnections(form, before, now);
  if (!connection)
    return {
      state: 'going',
      say: text('DAS accepted the connection and does not list it yet. It may list only its caller’s own'),
    };
  return { state: 'done', say: text('The connection {name} is there', { name: nameOf(connection) }) };
}

/** Whether such a connection can be seen. Never says whose: somebody else may have made one for the same user. */
export function createConnectionTrace(
  form: CreateConnectionForm,
  before: CreateConnectionState,
  now: CreateConnectionState,
): Trace {
  if (!before.connections || !now.connections) return { found: false, unreadable: true, say: UNREADABLE };
  const found = freshConnections(form, before, now);
  const [connection] = found;
  if (!connection)
    return {
      found: false,
      say: text(
        'No trace: no new connection of {user} is listed. DAS may list only its caller’s own, so look in its console before sending again',
        { user: form.user },
      ),
    };
  return found.length === 1
    ? { found: true, say: text('The connection {name} is there since', { name: nameOf(connection) }) }
    : {
        found: true,
        say: text('{count} new connections of {user} are there since', {
          count: found.length,
          user: form.user,
        }),
      };
}
