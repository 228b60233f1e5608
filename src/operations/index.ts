import { bindClusters } from './bindClusters';
import type { Operation } from './operation';
import { cancelScheduledTask } from './cancelScheduledTask';
import { changePrimaryZone } from './changePrimaryZone';
import { createAccount } from './createAccount';
import { createConnection } from './createConnection';
import { deleteAccount } from './deleteAccount';
import { deleteConnection } from './deleteConnection';
import { describeAccount } from './describeAccount';
import { grantPrivilege } from './grantPrivilege';
import { modifyConnection } from './modifyConnection';
import { resetPassword } from './resetPassword';
import { revokePrivilege } from './revokePrivilege';
import { systemTimeZone } from './localTime';
import { rescheduleTask } from './rescheduleTask';
import { switchRole } from './switchRole';
import { unbindClusters } from './unbindClusters';

/** Everything the extension can do. Adding an operation is one file and one line here. */
export const operations: readonly Operation[] = [
  switchRole,
  changePrimaryZone(systemTimeZone),
  createAccount,
  resetPassword,
  describeAccount,
  grantPrivilege,
  revokePrivilege,
  deleteAccount,
  bindClusters,
  unbindClusters,
  cancelScheduledTask(systemTimeZone),
  rescheduleTask(systemTimeZone),
  createConnection,
  modifyConnection,
  deleteConnection,
];

export function operationById(id: string): Operation | undefined {
  return operations.find((operation) => operation.id === id);
}
