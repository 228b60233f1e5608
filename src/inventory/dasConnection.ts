import * as z from 'zod';
import type { Resource } from './estate';

/** A login to a database that DAS keeps. Texts that the cloud leaves out are empty. DAS never tells the password. */
export const dasConnection = z.object({
  /** The project's name. */
  region: z.string(),
  id: z.string(),
  /** The user at the instance: `root@orders`. */
  name: z.string(),
  instanceId: z.string(),
  instanceName: z.string(),
  engineType: z.string(),
  networkType: z.string(),
  /** Engine and version in DAS's words: `mysql 5.7.44`. */
  engine: z.string(),
  user: z.string(),
  database: z.string(),
  host: z.string(),
  port: z.number().optional(),
  savesPassword: z.boolean(),
  /** Undefined where the list does not tell. */
  recordsSql: z.boolean().optional(),
  remarks: z.string(),
  /** Milliseconds since the epoch. */
  createdAt: z.number().optional(),
  isInstanceDeleted: z.boolean(),
  /** Set where somebody else made it and shares it. */
  sharedBy: z.string().optional(),
  /** When the sharing ends, milliseconds since the epoch. */
  sharedUntil: z.number().optional(),
});
export type DasConnection = z.infer<typeof dasConnection> & Resource;
