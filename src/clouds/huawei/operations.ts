import type { HuaweiCall } from '../cloudClient';
import { CloudError } from '../cloudError';
import { text } from '../text';

export type Product = HuaweiCall['product'];

/** How an operation is called. */
export interface HuaweiOperation {
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT';
  /** Names in braces are parameters; the others go into the query of a GET and into the body, as JSON, else. */
  readonly path: string;
  /** Set where it is known to change nothing. The method does not tell: some GETs switch things on and off. */
  readonly read?: true;
  /**
   * The error of a request that comes second where the first had its effect. Proxies may send a DELETE twice by
   * themselves, so that this error tells nothing of the request.
   */
  readonly doneBefore?: string;
  /** A field that the documents promise with every success. */
  readonly answers?: string;
}

/**
 * The operations called, by the vendor's own names for them. What is not here is not sent.
 *
 * GaussDB has the same list at v3, v3.1, v3.2 and v3.3, each under a name of its own. v3 is the oldest: every region
 * and every SDK has it, and it already answers with the nodes; the later ones add fields that nothing here shows.
 *
 * ExecuteTestConnectionNew logs in to a database, and failed logins can lock its account: never a read, never sent
 * again. Its body: engine_type, instance_id, connection_id, network_type, username and password, which the vendor's
 * definition all marks as required, and node_ids, port and database_name. So what it tests is a connection that exists;
 * without a connection_id it is not known to be accepted.
 */
const OPERATIONS: Readonly<Record<Product, Readonly<Record<string, HuaweiOperation>>>> = {
  das: {
    ListConnections: { method: 'GET', path: '/v3/{project_id}/list-connections', read: true },
    CreateInstanceConnection: {
      method: 'POST',
      path: '/v3/{project_id}/instances/{instance_id}/create-connection',
      answers: 'connection_id',
    },
    ModifyConnection: { method: 'PUT', path: '/v3/{project_id}/connections/{connection_id}' },
    BatchDeleteConnectionNew: {
      method: 'DELETE',
      path: '/v3/{project_id}/batch-delete-connections',
      doneBefore: 'DAS.5010',
    },
    ShowSupportedEngines: { method: 'GET', path: '/v3/{project_id}/engine/supported', read: true },
    ExecuteTestConnectionNew: { method: 'POST', path: '/v3/{project_id}/connections/test-connection' },
  },
  ddm: {
    ListInstances: { method: 'GET', path: '/v1/{project_id}/instances', read: true },
    ListNodes: { method: 'GET', path: '/v1/{project_id}/instances/{instance_id}/nodes', read: true },
  },
  dds: { ListInstances: { method: 'GET', path: '/v3/{project_id}/instances', read: true } },
  gaussdb: { ListInstances: { method: 'GET', path: '/v3/{project_id}/instances', read: true } },
  iam: {
    KeystoneListProjects: { method: 'GET', path: '/v3/projects', read: true },
    KeystoneListAuthProjects: { method: 'GET', path: '/v3/auth/projects', read: true },
  },
  rds: { ListInstances: { method: 'GET', path: '/v3/{project_id}/instances', read: true } },
  taurusdb: {
    ListGaussMySqlInstances: { method: 'GET', path: '/v3/{project_id}/instances', read: true },
    ShowGaussMySqlInstanceInfo: {
      method: 'GET',
      path: '/v3/{project_id}/instances/{instance_id}',
      read: true,
    },
  },
};

const find = ({ product, action }: HuaweiCall): HuaweiOperation | undefined =>
  Object.hasOwn(OPERATIONS[product], action) ? OPERATIONS[product][action] : undefined;

/** Throws CloudError for an operation that nothing is known of. */
export function operationOf(call: HuaweiCall): HuaweiOperation {
  const operation = find(call);
  if (operation) return operation;
  throw new CloudError({
    kind: 'network',
    code: 'UnknownOperation',
    explanation: text('{operation} is not known to this extension, so nothing was sent.', {
      operation: call.action,
    }),
  });
}

/** Whether it is known to change nothing. Whatever is not known is a write. */
export const isRead = (call: HuaweiCall): boolean => find(call)?.read === true;
