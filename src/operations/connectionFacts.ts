import { text } from '../clouds/text';
import type { DasConnection } from '../inventory/dasConnection';
import type { ReviewValue } from './operation';

/** One of several connections as a person compares it before and after. */
export const dasConnectionFacts = (connection: DasConnection): readonly ReviewValue[] => {
  const { id, user, database, savesPassword, remarks } = connection;
  const facts = {
    user,
    database: database || '–',
    remarks: remarks || '–',
  };
  return [
    {
      label: text('Connection {id}', { id }),
      value: savesPassword
        ? text('{user} · {database} · {remarks} · password saved', facts)
        : text('{user} · {database} · {remarks} · password not saved', facts),
    },
  ];
};

/** One connection, part by part; null where it is not there. */
export function connectionFacts(connection: DasConnection | null): readonly ReviewValue[] {
  if (!connection) return [{ label: text('Connection'), value: text('Not there') }];
  const { user, database, host, port, savesPassword, remarks } = connection;
  return [
    { label: text('Connection'), value: text('There') },
    { label: text('Database user'), value: text('{user}', { user }) },
    { label: text('Database'), value: text('{database}', { database: database || '–' }) },
    { label: text('Address'), value: text('{host}:{port}', { host: host || '–', port: port ?? '–' }) },
    { label: text('Save password'), value: savesPassword ? text('Yes') : text('No') },
    { label: text('Remarks'), value: text('{remarks}', { remarks: remarks || '–' }) },
  ];
}
