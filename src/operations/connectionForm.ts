import * as z from 'zod';
import { ENGINE_TYPES } from '../inventory/huaweiInstance';

/** The documents limit none of these texts; what cannot be typed on purpose is refused. */
// eslint-disable-next-line no-control-regex
const NO_CONTROL = /^[^\u0000-\u001f\u007f]*$/;
const isTrimmed = (value: string) => value === value.trim();

const PORT = 'Port must be a whole number from 1 to 65535';

/** What a person decides about the login that a connection holds. Empty texts are left out of a new connection. */
export const loginFields = {
  user: z
    .string('User must be a text')
    .regex(NO_CONTROL, 'User must hold no line breaks or control characters')
    .refine(isTrimmed, 'User must not begin or end with a blank')
    .min(1, 'User must not be empty'),
  password: z
    .string('Password must be a text')
    .regex(NO_CONTROL, 'Password must hold no line breaks or control characters')
    .min(1, 'Password must not be empty'),
  savesPassword: z.boolean('Choose whether DAS saves the password'),
  database: z
    .string('Database must be a text')
    .regex(NO_CONTROL, 'Database must hold no line breaks or control characters')
    .refine(isTrimmed, 'Database must not begin or end with a blank'),
  /** Null: the instance's own. The documents say up to 65536, which is no port. */
  port: z.number(PORT).int(PORT).min(1, PORT).max(65535, PORT).nullable(),
  remarks: z
    .string('Remarks must be a text')
    .regex(NO_CONTROL, 'Remarks must hold no line breaks or control characters'),
  recordsSql: z.boolean('Choose whether DAS records SQL'),
};

export const createConnectionForm = z.object({
  engineType: z.enum(ENGINE_TYPES, 'Engine must be one that DAS has a name for'),
  ...loginFields,
  /** None: all that the instance has, which is not sent. */
  nodes: z.array(z.string('Nodes must be named by their ids'), 'Nodes must be a list'),
});
export type CreateConnectionForm = z.infer<typeof createConnectionForm>;

export const modifyConnectionForm = z.object(loginFields);
export type ModifyConnectionForm = z.infer<typeof modifyConnectionForm>;
