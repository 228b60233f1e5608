import { text } from '../clouds/text';
import type { ModifyConnectionForm } from './connectionForm';
import type { ReviewValue } from './operation';

/** The values of a login as the review shows them. */
export const loginReview = (form: ModifyConnectionForm): readonly ReviewValue[] => [
  { field: 'user', label: text('Database user'), value: text('{user}', { user: form.user }) },
  { field: 'password', label: text('Password'), value: text('Hidden') },
  {
    field: 'savesPassword',
    label: text('Save password'),
    value: form.savesPassword ? text('Yes: DAS keeps it') : text('No: DAS asks at every sign-in'),
  },
  {
    field: 'database',
    label: text('Database'),
    value: form.database === '' ? text('None') : text('{database}', { database: form.database }),
  },
  {
    field: 'port',
    label: text('Port'),
    value: form.port === null ? text('The instance’s own') : text('{port}', { port: form.port }),
  },
  {
    field: 'remarks',
    label: text('Remarks'),
    value: form.remarks === '' ? text('None') : text('{remarks}', { remarks: form.remarks }),
  },
  {
    field: 'recordsSql',
    label: text('SQL recording'),
    value: form.recordsSql ? text('On: DAS stores each statement') : text('Off'),
  },
];
