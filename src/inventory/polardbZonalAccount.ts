import * as z from 'zod';

/** What an account may do to a database. */
export const privilege = z.object({
  database: z.string(),
  /** `ReadWrite`, `ReadOnly`, `DMLOnly`, `DDLOnly`, `ReadIndex`; empty where the cloud does not say. */
  privilege: z.string(),
  /** `Empowering`, `Empowered`, `Removing`; only the databases' own list tells. */
  status: z.string().optional(),
});
export type Privilege = z.infer<typeof privilege>;

/** A database account of a cluster on ENS. */
export const account = z.object({
  name: z.string(),
  /** `Normal` or `Super`; other words are kept. */
  type: z.string(),
  /** `Creating`, `Available`, `Deleting`. */
  status: z.string(),
  description: z.string(),
  /** `UnLock` or `Lock`. */
  lock: z.string().optional(),
  privileges: z.array(privilege),
});
export type Account = z.infer<typeof account>;

/** A database of a cluster on ENS. */
export interface Database {
  readonly name: string;
  readonly status: string;
  readonly engine: string;
  readonly charset: string;
  readonly description: string;
  /** Who may use it. */
  readonly accounts: readonly {
    readonly name: string;
    readonly privilege: string;
    readonly status?: string;
  }[];
}

export const isAvailable = ({ status }: Pick<Account, 'status'>): boolean =>
  status.toLowerCase() === 'available';

export const isSuper = ({ type }: Pick<Account, 'type'>): boolean => type.toLowerCase() === 'super';

/** The account with how far each of its grants has got, which the databases tell. */
export function withGrantStatus(of: Account, databases: readonly Database[]): Account {
  const privileges = of.privileges.map((held) => {
    const status = databases
      .find(({ name }) => name === held.database)
      ?.accounts.find(({ name }) => name === of.name)?.status;
    return status === undefined ? held : { ...held, status };
  });
  return { ...of, privileges };
}
