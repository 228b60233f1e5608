import * as z from 'zod';
import { type Cluster } from '../inventory/polardbCluster';
import { account as accountSchema, type Account, type Database } from '../inventory/polardbZonalAccount';
import { isMySql } from './accountChecks';
import { accountName, databases, description, password, privilege } from './accountRules';
import type { Reading } from './reading';

/** What a person decides about a new account. An empty description or node type is not sent. */
export const createAccountForm = z.object({
  name: accountName,
  type: z.enum(['Normal', 'Super'], 'Type must be Normal or Super'),
  password,
  description: z.literal('').or(description),
  /** On which databases it is granted something at once. */
  scope: z.enum(['none', 'some', 'all'], 'Access must be none, some or all databases'),
  databases,
  privilege: privilege.nullable(),
  nodeType: z.enum(['', 'Normal', 'Search'], 'Node type must be Normal, Search or left out'),
});
export type CreateAccountForm = z.infer<typeof createAccountForm>;

export interface CreateAccountLive {
  readonly cluster: Cluster;
  readonly accounts: readonly Account[];
  readonly databases: Reading<readonly Database[]>;
}

/** What is watched: the cluster's accounts, the new one among them sooner or later. */
export const createAccountState = z.object({ clusterStatus: z.string(), accounts: z.array(accountSchema) });
export type CreateAccountState = z.infer<typeof createAccountState>;

/** Whether this account can be granted something when it is made: ordinary ones on PolarDB for MySQL only. */
export const takesGrants = (
  { cluster }: CreateAccountLive,
  type: CreateAccountForm['type'] | undefined,
): boolean => type !== 'Super' && isMySql(cluster);
