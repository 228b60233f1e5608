import { text } from '../clouds/text';
import type { DasConnection } from '../inventory/dasConnection';
import { oneLine } from '../profiles/displayText';
import { listed, type Say } from '../profiles/say';
import { dotted, type ItemView, lines } from './itemView';
import { localAndUtc } from './localAndUtc';
import type { ActiveRun } from './productView';

/**
 * A connection that DAS keeps: what is under way with it and what is unusual first. Under its instance it is called by
 * its user alone, elsewhere with the instance.
 */
export function connectionView(
  connection: DasConnection,
  place: 'inInstance' | 'inProject',
  run: ActiveRun | undefined,
  say: Say,
): ItemView {
  const { isInstanceDeleted, sharedBy } = connection;
  const label = oneLine(place === 'inInstance' ? connection.user || connection.name : connection.name);
  const owner =
    sharedBy === undefined
      ? undefined
      : sharedBy === ''
        ? say(text('shared'))
        : say(text('shared by {user}', { user: oneLine(sharedBy) }));
  const facts = [
    run?.say,
    isInstanceDeleted ? say(text('instance deleted')) : undefined,
    oneLine(connection.database),
    owner,
    connection.savesPassword ? undefined : say(text('password not saved')),
    addressOf(connection),
  ].filter((fact) => fact !== undefined && fact !== '');
  return {
    label,
    description: dotted(...facts),
    icon: run
      ? { name: run.icon, color: 'charts.blue' }
      : isInstanceDeleted
        ? { name: 'debug-disconnect', color: 'charts.yellow' }
        : { name: sharedBy === undefined ? 'plug' : 'live-share' },
    contextValue: `das.connection.${sharedBy === undefined ? 'own' : 'shared'}${isInstanceDeleted ? '.instanceDeleted' : ''}${run ? '.operating' : ''}`,
    children: 'none',
    spoken: listed([say(text('Connection {name}', { name: label })), ...facts], say),
    tooltip: () => connectionTooltip(connection, owner, run, say),
  };
}

const addressOf = ({ host, port }: DasConnection): string =>
  oneLine(port === undefined || host === '' ? host : `${host}:${port}`);

const connectionTooltip = (
  connection: DasConnection,
  owner: string | undefined,
  run: ActiveRun | undefined,
  say: Say,
): string =>
  lines(
    oneLine(connection.name),
    [say(text('ID')), oneLine(connection.id)],
    [say(text('Run')), run?.say],
    [say(text('User')), oneLine(connection.user)],
    [say(text('Database')), oneLine(connection.database)],
    [say(text('Address')), addressOf(connection)],
    [say(text('Engine')), oneLine(connection.engine)],
    [say(text('Instance')), oneLine(connection.instanceName || connection.instanceId)],
    [say(text('Instance ID')), oneLine(connection.instanceId)],
    [say(text('Instance status')), connection.isInstanceDeleted ? say(text('deleted')) : undefined],
    [say(text('Owner')), owner ?? say(text('own'))],
    [say(text('Shared until')), timeOf(connection.sharedUntil)],
    [say(text('Password')), connection.savesPassword ? say(text('saved by DAS')) : say(text('not saved'))],
    [say(text('SQL recording')), recordsSql(connection, say)],
    [say(text('Remarks')), oneLine(connection.remarks)],
    [say(text('Region')), connection.region],
    [say(text('Created')), timeOf(connection.createdAt)],
  );

const timeOf = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : localAndUtc(at);

function recordsSql({ recordsSql: records }: DasConnection, say: Say): string | undefined {
  if (records === undefined) return undefined;
  return records ? say(text('on')) : say(text('off'));
}
